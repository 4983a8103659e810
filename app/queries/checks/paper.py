"""I6 and I8: no unmarked second copy, and paper that still says what the order says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, String, cast, func, literal, or_, select

from app.db import tables as t
from app.domain.address import read_address
from app.domain.documents import ShippingLabel
from app.domain.print_ledger import MAY_BE_ON_PAPER, JobState
from app.queries.checks.rules import json_of, rule

_job = t.PrintJob
_mark = func.coalesce(json_of(_job.document)["reprint"].as_string(), "")
#: As `print_ledger.reprint_mark` writes it.
_own_mark = literal("REPRINT ") + cast(_job.copy, String) + literal(" %")
_originals = func.count()

MARKED = (
    rule(
        "Print job {id}: copy {copy} of the {kind} of package {package_id} is marked {mark!r}",
        select(_job.id, _job.copy, _job.kind, _job.package_id, _mark.label("mark")).where(
            _job.package_id.is_not(None),
            or_((_job.copy == 1) & (_mark != ""), (_job.copy > 1) & _mark.not_like(_own_mark)),
        ),
    ),
    rule(
        "Package {package_id}: {copies} copies of its {kind} may be on paper without a mark",
        select(_job.package_id, _job.kind, _originals.label("copies"))
        .where(_job.package_id.is_not(None), _job.state.in_(MAY_BE_ON_PAPER), _mark == "")
        .group_by(_job.package_id, _job.kind)
        .having(_originals > 1),
    ),
)

_read_label = msgspec.json.Decoder(ShippingLabel).decode
_DOCUMENTS = select(_job.id, _job.document, _job.document_hash).execution_options(yield_per=1000)
_LIVE_LABELS = (
    select(_job.id, _job.document, t.SalesOrder.number, t.SalesOrder.ship_to)
    .join(t.Package, t.Package.id == _job.package_id)
    .join(t.SalesOrder, t.SalesOrder.id == t.Package.order_id)
    .where(t.Package.state.in_(("open", "closed")), _job.kind == "label", _job.state != JobState.CANCELLED.value)
)


def _altered(connection: Connection) -> Iterator[str]:
    """Only a person with the database open could have changed what a job says; databases have no common SHA-256."""
    for id, document, told in connection.execute(_DOCUMENTS):
        if hashlib.sha256(document.encode()).hexdigest() != told:
            yield f"Print job {id}: its document is not the one that was written"


def _outdated(connection: Connection) -> Iterator[str]:
    for job in connection.execute(_LIVE_LABELS):
        label = _read_label(job.document)
        if label.ship_to != read_address(job.ship_to):
            yield f"Print job {job.id}: the label of order {job.number} goes to an address the order no longer has"


TRUE = (_altered, _outdated)
