"""What people say about paper: that it came out, that it did not, that another copy or another printer is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.documents import PackingSlip, ShippingLabel
from app.domain.events import PrintJobChanged, PrintRequested
from app.domain.messages import Message, say
from app.domain.print_ledger import ACTIVE, JobState
from app.domain.requests import Request
from app.errors import Conflict, NotFound
from app.services.print_jobs import NEWEST_LABEL, confirm_label, request_print, set_state

#: The steps from what is known to what a person has seen.
_read_parcel_paper = msgspec.json.Decoder(PackingSlip | ShippingLabel).decode
_CAME_OUT = {
    JobState.HANDED_OFF: (JobState.CONFIRMED,),
    JobState.UNKNOWN: (JobState.CONFIRMED,),
}
_AGAIN = {
    JobState.HANDED_OFF: (JobState.UNKNOWN, JobState.NOT_PRINTED, JobState.QUEUED),
    JobState.UNKNOWN: (JobState.NOT_PRINTED, JobState.QUEUED),
    JobState.NOT_PRINTED: (JobState.QUEUED,),
}


class Moved(Struct, frozen=True):
    """A waiting job as another printer will get it: its role, its name, and the bytes made for its paper."""

    job_id: int
    role: str
    printer: str
    content: bytes


def came_out(database: Database, request: Request, job_id: int) -> None:
    """Somebody holds the paper in the hand.

    Raises:
        Conflict: the job is not one of which that is in question.
    """
    with database.write() as connection:
        journal.record(connection, request, _step(connection, request, job_id, _CAME_OUT))


class LabelProof(Struct, frozen=True):
    """The newest print job of a label that was scanned, and what that changed."""

    job_id: int
    message: Message


_PACKAGE_OF_LABEL = (
    select(t.Package.id, t.SalesOrder.number)
    .join(t.SalesOrder, t.SalesOrder.id == t.Package.order_id)
    .where(t.Package.label_scan_code == bindparam("label"))
)


def label_scanned(database: Database, request: Request, scan_code: str) -> LabelProof:
    """A label was scanned to say that it came out; it ships nothing.

    Raises:
        NotFound: no parcel has this label.
        Conflict: nothing was sent to a printer for it.
    """
    with database.write() as connection:
        package = connection.execute(_PACKAGE_OF_LABEL, {"label": scan_code}).first()
        if package is None:
            raise NotFound("label_unknown")
        job = connection.execute(NEWEST_LABEL, {"package": package.id}).first()
        if job is None:
            raise Conflict("label_not_printed", order=package.number)
        events = confirm_label(connection, request, package.id)
        journal.record(connection, request, events)
    return LabelProof(job.id, say("label_proved" if events else "label_proved_already", order=package.number))


def did_not_print(database: Database, request: Request, job_id: int) -> None:
    """Nothing came out, so the original waits for the printer again, without a mark.

    Raises:
        Conflict: the job is not one of which that is in question.
    """
    with database.write() as connection:
        journal.record(connection, request, _step(connection, request, job_id, _AGAIN))


def came_out_spoiled(database: Database, request: Request, job_id: int, reason: str) -> PrintRequested:
    """Paper came out and cannot be used: a further copy is printed, marked as a reprint.

    Raises:
        Conflict: the job is not one of which that is in question, or its parcel is gone.
    """
    with database.write() as connection:
        events = _step(connection, request, job_id, _CAME_OUT)
        asked = _copy_of(connection, request, job_id, reason)
        journal.record(connection, request, [*events, asked])
    return asked


def reprint(database: Database, request: Request, job_id: int, reason: str) -> PrintRequested:
    """Print what a job said once more, marked if a copy of it may exist (I6).

    Raises:
        Conflict: the job is still on its way to the printer, or its parcel is gone.
    """
    with database.write() as connection:
        asked = _copy_of(connection, request, job_id, reason)
        journal.record(connection, request, [asked])
    return asked


def move_to_printer(database: Database, request: Request, moves: Sequence[Moved]) -> int:
    """Let another printer print what waits; says how many, because what is being sent by now stays where it is."""
    job = t.PrintJob
    events: list[PrintJobChanged] = []
    with database.write() as connection:
        for move in moves:
            values = {
                "role": move.role,
                "printer": move.printer,
                "state": JobState.QUEUED.value,
                "content": move.content,
                "content_hash": hashlib.sha256(move.content).hexdigest(),
                "detail": None,
                "changed_at": request.at,
            }
            waits = update(job).where(job.id == move.job_id, job.state.in_(ACTIVE)).values(values)
            order = connection.execute(waits.returning(job.order_id)).first()
            if order is not None:
                events.append(PrintJobChanged(move.job_id, order.order_id, JobState.QUEUED.value))
        journal.record(connection, request, events)
    return len(events)


def _step(
    connection: Connection, request: Request, job_id: int, ways: Mapping[JobState, Sequence[JobState]]
) -> list[PrintJobChanged]:
    """Take a job every step of its way, so that the journal tells each."""
    job = t.PrintJob
    row = connection.execute(select(job.state, job.order_id).where(job.id == job_id)).first()
    way = ways.get(JobState(row.state)) if row else None
    if row is None or way is None:
        raise Conflict("print_job_moved", job=job_id)
    return [set_state(connection, request, job_id, row.order_id, state) for state in way]


def _copy_of(connection: Connection, request: Request, job_id: int, reason: str) -> PrintRequested:
    job = t.PrintJob
    columns = (job.kind, job.state, job.document, job.order_id, job.package_id)
    live = select(*columns).join(t.Package, t.Package.id == job.package_id).where(t.Package.state != "void")
    row = connection.execute(live.where(job.id == job_id)).first()
    if row is None or row.state in (*ACTIVE, JobState.SENDING):
        raise Conflict("print_job_moved", job=job_id)
    document = _read_parcel_paper(row.document)
    return request_print(
        connection, request, row.kind, document, order_id=row.order_id, package_id=row.package_id, reason=reason
    )
