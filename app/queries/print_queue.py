"""The print ledger as a list: what needs a person first, then what waits and the papers of the last day."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, exists, func, or_, select, text
from sqlalchemy.orm import aliased

from app.db import tables as t
from app.domain.documents import Document, read_document
from app.domain.messages import Message
from app.domain.print_ledger import ACTIVE, NEVER_ON_PAPER, JobState
from app.queries.paging import PAGE_ROWS, Page, Position, page_of

#: Settled papers are listed for so long.
SHOWN_FOR = timedelta(hours=24)
#: Which part of the ledger a page is in.
_UNSETTLED, _REST = 0, 1


class Show(StrEnum):
    """Which jobs a list shows."""

    ALL = "all"
    UNSETTLED = "unsettled"
    WAITING = "waiting"


class Wanted(Struct, frozen=True):
    """What is listed at `now`. `text` is the beginning of an order's number, or a code scanned off a slip: it finds the
    papers of an order however old they are.
    """

    now: datetime
    show: Show = Show.ALL
    text: str = ""


class PrintRow(Struct, frozen=True):
    """One artefact. `unsettled`: somebody has to say what became of it.

    `next_copy` is the number a further copy would carry; `reprintable` says that its parcel still exists.
    """

    id: int
    kind: str
    role: str
    state: JobState
    copy: int
    reason: str
    detail: Message | None
    printer: str
    station: str
    created_at: datetime
    changed_at: datetime
    order_id: int | None
    order: str
    next_copy: int
    reprintable: bool
    unsettled: bool


class QueueCounts(Struct, frozen=True):
    """How many jobs need a person, and how many wait for a printer; `begun` is False while nothing was ever printed."""

    unsettled: int = 0
    waiting: int = 0
    begun: bool = True


_job = t.PrintJob
_later = aliased(t.PrintJob)
_same_paper = (_later.kind == _job.kind) & (_later.package_id == _job.package_id)
_repeated = exists().where(_same_paper, _later.id > _job.id)
# As text, not parameters: SQLite takes a partial index only where it can read its condition.
_waiting = text("print_jobs.state IN ('draft', 'queued')")
_unsure = text("print_jobs.state IN ('unknown', 'not_printed', 'failed')")
#: What failed is settled once the same paper was asked for again.
_open_question = or_(_job.state != JobState.FAILED.value, ~_repeated)
_settled = or_(_job.state.not_in(["unknown", "not_printed", "failed"]), (_job.state == "failed") & _repeated)
_newest_copy = (
    select(func.coalesce(func.max(_later.copy), 0))
    .where(_same_paper, _later.state.not_in([state.value for state in NEVER_ON_PAPER]))
    .correlate(_job)
    .scalar_subquery()
)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        _job.id,
        _job.kind,
        _job.role,
        _job.state,
        _job.copy,
        _job.reason,
        _job.detail,
        _job.printer,
        _job.station,
        _job.created_at,
        _job.changed_at,
        _job.order_id,
        t.SalesOrder.number,
        _newest_copy.label("newest_copy"),
        t.Package.state.label("package_state"),
        _repeated.label("repeated"),
    )
    .outerjoin(t.SalesOrder, t.SalesOrder.id == _job.order_id)
    .outerjoin(t.Package, t.Package.id == _job.package_id)
    .order_by(_job.id.desc())
)


def print_queue_page(
    connection: Connection, after: Position | None, *, wanted: Wanted, limit: int = PAGE_ROWS
) -> Page[PrintRow]:
    """A page of the ledger; `after` is the `next` of the page before."""
    part, last = after or (_UNSETTLED, None)
    statement = _ROWS.where(*_conditions(wanted))
    found: list[PrintRow] = []
    if part == _UNSETTLED:
        found = _read(connection, statement.where(_unsure, _open_question), last, limit + 1)
        last = None
    if len(found) <= limit and wanted.show is not Show.UNSETTLED:
        settled = statement.where(_settled, *_of_late(connection, wanted))
        found += _read(connection, settled, last, limit + 1 - len(found))
    return page_of(found, limit, lambda row: (_UNSETTLED if row.unsettled else _REST, row.id))


# Jobs are numbered as they are asked for: the newest of the day before is near the end, and no index is spent on it.
_NEWEST_BEFORE = (
    select(_job.id)
    .where(_job.created_at < bindparam("since", type_=_job.created_at.type))
    .order_by(_job.id.desc())
    .limit(1)
)
_OLDEST_WAITING = select(func.min(_job.id)).where(_waiting)


def _of_late(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Settled papers leave the list after a day, unless an order's papers are looked for; the ledger keeps them."""
    if wanted.text:
        return []
    before = connection.execute(_NEWEST_BEFORE, {"since": wanted.now - SHOWN_FOR}).scalar() or 0
    waiting = connection.execute(_OLDEST_WAITING).scalar()
    return [_job.id > (before if waiting is None else min(before, waiting - 1))]


def print_row(connection: Connection, job_id: int) -> PrintRow | None:
    """One job of the ledger; None where there is no such job."""
    row = connection.execute(_ROWS.where(_job.id == job_id)).first()
    return _print_row(row) if row else None


def print_document(connection: Connection, job_id: int) -> Document:
    """What the paper of a job says."""
    stored = connection.execute(select(_job.document).where(_job.id == job_id)).scalar_one()
    document: Document = read_document(stored)
    return document


def queue_counts(connection: Connection) -> QueueCounts:
    """The numbers beside the views, counted over partial indexes."""
    count = select(func.count()).select_from(_job)
    return QueueCounts(
        connection.execute(count.where(_unsure, _open_question)).scalar_one(),
        connection.execute(count.where(_waiting)).scalar_one(),
        connection.execute(select(_job.id).limit(1)).first() is not None,
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[Any] = [_waiting] if wanted.show is Show.WAITING else []
    if wanted.text:
        order, package = t.SalesOrder, t.Package
        named = or_(
            func.lower(order.number).startswith(wanted.text.lower(), autoescape=True),
            func.lower(order.number).startswith(f"#{wanted.text.lower()}", autoescape=True),
            order.scan_code == wanted.text.upper(),
        )
        conditions.append(
            _job.package_id.in_(select(package.id).join(order, order.id == package.order_id).where(named))
        )
    return conditions


def _read(connection: Connection, statement: Select[*tuple[Any, ...]], last: int | None, limit: int) -> list[PrintRow]:
    if last is not None:
        statement = statement.where(_job.id < last)
    return [_print_row(row) for row in connection.execute(statement.limit(limit))]


def _print_row(row: Row[*tuple[Any, ...]]) -> PrintRow:
    state = JobState(row.state)
    busy = state in (*ACTIVE, JobState.SENDING)
    unsettled = state in (JobState.UNKNOWN, JobState.NOT_PRINTED) or (state is JobState.FAILED and not row.repeated)
    return PrintRow(
        row.id,
        row.kind,
        row.role,
        state,
        row.copy,
        row.reason,
        row.detail,
        row.printer,
        row.station,
        row.created_at,
        row.changed_at,
        row.order_id,
        row.number or "",
        row.newest_copy + 1,
        row.package_state not in (None, "void") and not busy,
        unsettled,
    )
