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
from app.domain.documents import Document, PackingSlip, ShippingLabel, read_document
from app.domain.events import PrintJobChanged, PrintRequested
from app.domain.messages import Message
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


_ASK = insert(t.PrintJob).returning(t.PrintJob.id)
_NEWEST_COPY = select(func.max(t.PrintJob.copy)).where(
    t.PrintJob.kind == bindparam("of_kind"),
    t.PrintJob.package_id == bindparam("package"),
    t.PrintJob.state.not_in(NEVER_ON_PAPER),
)


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
    id = connection.execute(_ASK, values).scalar_one()
    return PrintRequested(id, order_id, copy)


def _next_copy(connection: Connection, kind: str, package_id: int) -> int:
    return (connection.execute(_NEWEST_COPY, {"of_kind": kind, "package": package_id}).scalar() or 0) + 1


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
    return [set_state(connection, request, row.id, row.order_id, JobState.CANCELLED) for row in rows]


#: The newest print job of a `package`'s label that may be on paper.
NEWEST_LABEL = (
    select(t.PrintJob.id, t.PrintJob.order_id, t.PrintJob.state)
    .where(
        t.PrintJob.package_id == bindparam("package"),
        t.PrintJob.kind == LABEL,
        t.PrintJob.state.in_(MAY_BE_ON_PAPER),
    )
    .order_by(t.PrintJob.copy.desc())
    .limit(1)
)


def confirm_label(connection: Connection, request: Request, package_id: int) -> list[PrintJobChanged]:
    """The label was scanned back: the best proof there is that it came out."""
    rows = connection.execute(NEWEST_LABEL, {"package": package_id}).all()
    unproved = [row for row in rows if row.state != JobState.CONFIRMED]
    return [set_state(connection, request, row.id, row.order_id, JobState.CONFIRMED) for row in unproved]


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
            read_document(row.document),
            row.content or b"",
            row.number or "",
            row.attempts,
        )
        for row in rows
    ]


def move_on(
    database: Database,
    request: Request,
    job: PrintJob,
    before: JobState,
    after: JobState,
    **columns: str | int | bytes | Message,
) -> None:
    """Bring a job from one state to the next, with what is known now (`file`, `detail`, `content`, `printer`).

    Raises:
        Conflict: the job is not in `before` any more, or waits for a printer of another role; somebody else moved it.
    """
    assert may_follow(before, after), (before, after)
    row = t.PrintJob
    step = update(row).where(row.id == job.id, row.state == before, row.role == job.role)
    with database.write() as connection:
        values = {"state": after.value, "changed_at": request.at, **columns}
        moved = connection.execute(step.values(values).returning(row.order_id)).first()
        if moved is None:
            raise Conflict("print_job_moved", job=job.id)
        journal.record(connection, request, [PrintJobChanged(job.id, moved.order_id, after.value)])


def note_delivery(database: Database, job_id: int, detail: Message, file: str) -> None:
    """Keep what the transport said of a job whose state somebody else has settled meanwhile."""
    with database.write() as connection:
        connection.execute(update(t.PrintJob).where(t.PrintJob.id == job_id).values(detail=detail, file=file))


def recover(database: Database, request: Request) -> int:
    """After a start: what this station was sending when it stopped may or may not be on paper. Says how many."""
    job = t.PrintJob
    with database.write() as connection:
        rows = connection.execute(
            select(job.id, job.order_id).where(job.state == JobState.SENDING.value, job.station == request.station)
        ).all()
        events = [set_state(connection, request, row.id, row.order_id, JobState.UNKNOWN) for row in rows]
        journal.record(connection, request, events)
    return len(rows)


_SET = (
    update(t.PrintJob)
    .where(t.PrintJob.id == bindparam("job"))
    .values(state=bindparam("new_state"), changed_at=bindparam("now", type_=t.Instant()))
)


def set_state(
    connection: Connection, request: Request, job_id: int, order_id: int | None, state: JobState
) -> PrintJobChanged:
    """Write a state down, whatever it was before; gives the fact for the journal."""
    connection.execute(_SET, {"job": job_id, "new_state": state.value, "now": request.at})
    return PrintJobChanged(job_id, order_id, state.value)
