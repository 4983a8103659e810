"""What the Print queue reads; each function runs on a read lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from app.domain.documents import PackingSlip, ShippingLabel
from app.domain.messages import Message
from app.domain.print_ledger import reprint_mark
from app.domain.requests import Clock
from app.queries.paging import Page, Position
from app.queries.print_queue import (
    PrintRow,
    QueueCounts,
    Show,
    Wanted,
    print_document,
    print_queue_page,
    print_row,
    queue_counts,
)
from app.queries.waiting_paper import waiting_paper
from app.services.print_answers import Moved
from app.services.print_jobs import active_jobs
from printing.layout.errors import LayoutError
from printing.printers import Printer
from printing.spooler import render
from ui.models.print_queue import Preview
from ui.runtime.language import sentence_of, tr
from ui.viewmodels.paper_view import paper_view
from ui.viewmodels.print_words import job_panel

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

#: As many waiting jobs move to another printer at once.
_MOST_MOVED = 200


class Beside(Struct, frozen=True):
    """What stands beside the list; `waits` has the number of jobs and what the printer said, by role."""

    counts: QueueCounts
    printers: tuple[Printer, ...]
    waits: dict[str, tuple[int, Message | None]]


class LaidOut(Struct, frozen=True):
    """What waits, made for the paper of another printer; `problem` is why the rest cannot be."""

    moves: tuple[Moved, ...]
    problem: str = ""


def read_page(place: Workplace, clock: Clock, show: Show, text: str, after: Position | None) -> Page[PrintRow]:
    """A page of the ledger."""
    with place.database.read() as connection:
        return print_queue_page(connection, after, wanted=Wanted(clock(), show, text))


def read_beside(place: Workplace) -> Beside:
    """The counts, and the printers of this station."""
    printers = place.printers()
    with place.database.read() as connection:
        waits = waiting_paper(connection, place.settings.station)
        return Beside(queue_counts(connection), printers, {each.role: (each.count, each.detail) for each in waits})


def read_job(place: Workplace, job_id: int) -> PrintRow | None:
    """One job; None where there is no such job."""
    with place.database.read() as connection:
        return print_row(connection, job_id)


def read_paper(place: Workplace, clock: Clock, job_id: int) -> Preview:
    """The paper of a job, marked as a further copy of it would be."""
    printers = place.printers()
    with place.database.read() as connection:
        row, document = print_row(connection, job_id), print_document(connection, job_id)
    assert row is not None
    panel = job_panel(row, printers, clock())
    if row.reprintable and isinstance(document, PackingSlip | ShippingLabel):
        request = place.new_request()
        document = replace(document, reprint=reprint_mark(row.next_copy, f"{request.at:%H:%M}", request.user))
    view = paper_view(document, row.role, printers)
    words = panel.copy_words if row.reprintable else tr("As it waits for the printer.")
    return Preview(panel.title, view.problem or words, view.sheets)


def lay_out(place: Workplace, role: str, target: Printer) -> LaidOut:
    """Everything that waits for the printer of a role, made for the paper of `target`."""
    moves, problem = [], ""
    for job in active_jobs(place.database, place.settings.station, role, limit=_MOST_MOVED):
        try:
            moves.append(Moved(job.id, target.role.value, target.name, render(job, target)))
        except LayoutError as error:
            problem = sentence_of(error.message)
    return LaidOut(tuple(moves), problem)
