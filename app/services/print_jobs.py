"""The print ledger: jobs are written in the transaction of the goods they describe, and moved on by the spooler."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.documents import Document, PackingSlip, ShippingLabel
from app.domain.events import PrintJobChanged, PrintRequested
from app.domain.print_ledger import ACTIVE, MAY_BE_ON_PAPER, NEVER_ON_PAPER, JobState, may_follow, reprint_mark
from app.domain.requests import Request
from app.errors import Conflict

SLIP, LABEL = "slip", "label"


class PrintJob(Struct, frozen=True):
    """A job as the spooler sees it; `content` is empty until it is rendered."""

    id: int
    kind: str
    role: str
    state: JobState
    copy: int
    document: Document
    content: bytes
    order_number: str
    attempts: int


def request_print(
    connection: Connection,
    request: Request,
    kind: str,
    document: PackingSlip | ShippingLabel,
    *,
    order_id: int,
    package_id: int,
    reason: str = "",
) -> PrintRequested:
    """Write a job down. A copy that is not the first of its package is marked as a reprint on the paper itself (I6)."""
    copy = _next_copy(connection, kind, package_id)
    marked = replace(document, reprint=reprint_mark(copy, f"{request.at:%H:%M}", request.user))
    content = msgspec.json.encode(marked).decode()
    values = {
        "kind": kind,
        "role": kind,
        "state": JobState.DRAFT.value,
        "copy": copy,
        "reason": reason,
        "order_id": order_id,
        "package_id": package_id,
        "station": request.station,
        "document": content,
        "document_hash": hashlib.sha256(content.encode()).hexdigest(),
        "created_at": request.at,
        "changed_at": request.at,
    }
    id = connection.execute(insert(t.PrintJob).returning(t.PrintJob.id), values).scalar_one()
    return PrintRequested(id, order_id, copy)


def _next_copy(connection: Connection, kind: str, package_id: int) -> int:
    job = t.PrintJob
    newest = select(func.max(job.copy)).where(
        job.kind == kind, job.package_id == package_id, job.state.not_in(NEVER_ON_PAPER)
    )
    return (connection.execute(newest).scalar() or 0) + 1


def printed_kinds(connection: Connection, package_id: int) -> set[str]:
    """The kinds of paper of a package that may exist on paper."""
    job = t.PrintJob
    statement = select(job.kind).where(job.package_id == package_id, job.state.in_(MAY_BE_ON_PAPER))
    return set(connection.execute(statement).scalars())


def cancel_unsent(connection: Connection, request: Request, package_id: int) -> list[PrintJobChanged]:
    """Withdraw the jobs of a package of which certainly nothing is on paper."""
    job = t.PrintJob
    rows = connection.execute(
        select(job.id, job.order_id).where(job.package_id == package_id, job.state.in_(ACTIVE))
    ).all()
    return [_set(connection, request, row.id, row.order_id, JobState.CANCELLED) for row in rows]


def confirm_label(connection: Connection, request: Request, package_id: int) -> list[PrintJobChanged]:
    """The label was scanned back: the best proof there is that it came out."""
    job = t.PrintJob
    rows = connection.execute(
        select(job.id, job.order_id, job.state)
        .where(job.package_id == package_id, job.kind == LABEL, job.state.in_(MAY_BE_ON_PAPER))
        .order_by(job.copy.desc())
        .limit(1)
    ).all()
    unproved = [row for row in rows if row.state != JobState.CONFIRMED]
    return [_set(connection, request, row.id, row.order_id, JobState.CONFIRMED) for row in unproved]


_ACTIVE = (
    select(
        t.PrintJob.id,
        t.PrintJob.kind,
        t.PrintJob.role,
        t.PrintJob.state,
        t.PrintJob.copy,
        t.PrintJob.document,
        t.PrintJob.content,
        t.PrintJob.attempts,
        t.SalesOrder.number,
    )
    .outerjoin(t.SalesOrder, t.SalesOrder.id == t.PrintJob.order_id)
    # As text, not parameters: SQLite takes a partial index only where it can read its condition.
    .where(text("print_jobs.state IN ('draft', 'queued')"))
    .where(t.PrintJob.station == bindparam("station"))
    .order_by(t.PrintJob.id)
)


def active_jobs(database: Database, station: str, role: str, limit: int = 50) -> list[PrintJob]:
    """What waits for a station's printer of one role, oldest first."""
    with database.read() as connection:
        waiting = _ACTIVE.where(t.PrintJob.role == role).limit(limit)
        rows = connection.execute(waiting, {"station": station}).all()
    return [
        PrintJob(
            row.id,
            row.kind,
            row.role,
            JobState(row.state),
            row.copy,
            msgspec.json.decode(row.document, type=Document),
            row.content or b"",
            row.number or "",
            row.attempts,
        )
        for row in rows
    ]


def move_on(
    database: Database, request: Request, job_id: int, before: JobState, after: JobState, **columns: str | int | bytes
) -> None:
    """Bring a job from one state to the next, with what is known now (`file`, `detail`, `content`, `printer`).

    Raises:
        Conflict: the job is not in `before` any more; somebody else moved it.
    """
    assert may_follow(before, after), (before, after)
    job = t.PrintJob
    with database.write() as connection:
        order_id = connection.execute(select(job.order_id).where(job.id == job_id)).scalar()
        moved = connection.execute(
            update(job)
            .where(job.id == job_id, job.state == before)
            .values(state=after.value, changed_at=request.at, **columns)
        )
        if moved.rowcount == 0:
            raise Conflict("print_job_moved", job=job_id)
        journal.record(connection, request, [PrintJobChanged(job_id, order_id, after.value)])


def recover(database: Database, request: Request) -> int:
    """After a start: what this station was sending when it stopped may or may not be on paper. Says how many."""
    job = t.PrintJob
    with database.write() as connection:
        rows = connection.execute(
            select(job.id, job.order_id).where(job.state == JobState.SENDING.value, job.station == request.station)
        ).all()
        events = [_set(connection, request, row.id, row.order_id, JobState.UNKNOWN) for row in rows]
        journal.record(connection, request, events)
    return len(rows)


def _set(
    connection: Connection, request: Request, job_id: int, order_id: int | None, state: JobState
) -> PrintJobChanged:
    values = {"state": state.value, "changed_at": request.at}
    connection.execute(update(t.PrintJob).where(t.PrintJob.id == job_id).values(values))
    return PrintJobChanged(job_id, order_id, state.value)
