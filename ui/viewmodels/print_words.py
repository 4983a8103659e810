"""The print ledger in honest words: never further than there is evidence for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from app.domain.messages import Message
from app.domain.print_ledger import ACTIVE, JobState
from app.domain.requests import Clock
from app.queries.print_queue import PrintRow
from printing.printers import Folder, Network, Printer, Role, SystemQueue
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.print_queue import JobPanel, PrinterCard
from ui.runtime.language import mark, sentence_of, tr

_PAPER = {"slip": mark("Packing slip"), "label": mark("Shipping label")}
PURPOSE = {
    Role.SLIP: mark("Packing slips"),
    Role.LABEL: mark("Shipping labels"),
    Role.TOTE: mark("Cell labels"),
    Role.OFFICE: mark("Office papers"),
}
_MEDIA = {
    "a4": mark("A4"),
    "letter": mark("Letter"),
    "a6": mark("A6"),
    "4x6": mark("4 x 6 inch"),
    "label-4x6": mark("4 x 6 inch"),
    "label-a6": mark("A6"),
    "tote-100x50": mark("100 x 50 mm"),
    "tote-57x32": mark("57 x 32 mm"),
}
_STATES = {
    JobState.DRAFT: (mark("Waiting"), Tone.QUIET, "clock"),
    JobState.QUEUED: (mark("Waiting"), Tone.QUIET, "clock"),
    JobState.SENDING: (mark("Sending"), Tone.ACCENT, "send"),
    JobState.HANDED_OFF: (mark("Handed to printer"), Tone.ACCENT, "printer"),
    JobState.CONFIRMED: (mark("Came out"), Tone.OK, "check"),
    JobState.UNKNOWN: (mark("Not sure"), Tone.ATTENTION, "circle-help"),
    JobState.NOT_PRINTED: (mark("Did not print"), Tone.WRONG, "circle-x"),
    JobState.FAILED: (mark("Failed"), Tone.WRONG, "circle-x"),
    JobState.CANCELLED: (mark("Cancelled"), Tone.QUIET, "ban"),
}
_IN_QUESTION = (JobState.HANDED_OFF, JobState.UNKNOWN)
#: Sheets can go to another sheet printer; a label has one printer that can hold it.
_SHEET_ROLES = (Role.SLIP, Role.OFFICE)


def kind_words(kind: str) -> str:
    """What a paper is called."""
    return tr(_PAPER[kind]) if kind in _PAPER else kind


def state_cell(state: JobState) -> Cell:
    """How far a job is known to be."""
    words, tone, icon = _STATES[state]
    return Cell(tr(words), tone=tone, icon=icon)


def paper_words(media: str) -> str:
    """The paper in a printer as people call it."""
    return tr(_MEDIA[media])


def where_words(printer: Printer) -> str:
    """How a printer is reached."""
    match printer.target:
        case Folder(path):
            return tr("Files in {folder}", folder=path)
        case Network(host, port):
            return tr("Network, {host}:{port}", host=host, port=port)
        case SystemQueue(queue):
            return tr("Print queue {queue}", queue=queue)


def printer_cards(
    printers: Sequence[Printer], waits: Mapping[str, tuple[int, Message | None]]
) -> tuple[PrinterCard, ...]:
    """The printers with what is known of each; `waits` has the number of jobs and what the printer said, by role."""
    return tuple(_card(printer, *waits.get(printer.role.value, (0, None))) for printer in printers)


def _card(printer: Printer, waiting: int, said: Message | None) -> PrinterCard:
    state = tr("{n} jobs wait", "{n} job waits", waiting) if waiting else tr("Nothing waits")
    tone = Tone.WRONG if said else Tone.ATTENTION if waiting else Tone.OK
    paper = f"{tr(PURPOSE[printer.role])} · {paper_words(printer.media)}"
    words = f"{state}. {sentence_of(said)}" if said else state
    return PrinterCard(printer.role.value, printer.name, paper, where_words(printer), words, tone)


def print_columns(clock: Clock) -> tuple[Column[PrintRow], ...]:
    return (
        Column(mark("Paper"), _paper, style=Style.STRONG),
        Column(mark("State"), lambda row: state_cell(row.state), 182, Style.CHIP),
        Column(mark("Printer"), lambda row: Cell(_printer(row), row.station), 132),
        Column(mark("Since"), lambda row: Cell(moment(row.changed_at, clock())), 124, numeric=True),
    )


def moment(at: datetime, now: datetime) -> str:
    """When something was, in the zone of `now`: `14:07` today, `23 Nov 14:07` before."""
    local = at.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local.day} {local:%b %H:%M}"


def job_panel(row: PrintRow, printers: Sequence[Printer], now: datetime) -> JobPanel:
    """A job in words, with what a person may do about it."""
    waits = row.state in ACTIVE
    marked = tr("This copy will say REPRINT {copy}.", copy=row.next_copy)
    unmarked = tr("No copy of it is known to exist, so this one carries no mark.")
    return JobPanel(
        row.id,
        row.role,
        tr("{paper} of {order}", paper=kind_words(row.kind), order=row.order),
        sentence_of(row.detail) if row.detail else "",
        state_cell(row.state),
        tuple(_facts(row, now)),
        question=tr("Did it come out of the printer?") if row.state in _IN_QUESTION else "",
        may_print_again=row.state is JobState.NOT_PRINTED,
        may_copy=row.reprintable,
        copy_words=marked if row.next_copy > 1 else unmarked,
        waits=waits,
        elsewhere=tuple(_elsewhere(row.role, printers)) if waits else (),
    )


def _printer(row: PrintRow) -> str:
    return row.printer or tr("not chosen yet")


def _copy(row: PrintRow) -> str:
    return tr("copy {copy}, marked REPRINT {copy}", copy=row.copy) if row.copy > 1 else tr("original")


def _paper(row: PrintRow) -> Cell:
    """The order first: of a narrow column the end is cut."""
    return Cell(row.order, " · ".join(filter(None, (kind_words(row.kind), _copy(row), row.reason))))


def _facts(row: PrintRow, now: datetime) -> Iterator[tuple[str, str]]:
    yield tr("Copy"), _copy(row)
    if row.reason:
        yield tr("Why"), row.reason
    yield tr("Printer"), _printer(row)
    yield tr("Station"), row.station
    yield tr("Asked for"), moment(row.created_at, now)
    yield tr("Last change"), moment(row.changed_at, now)


def _elsewhere(role: str, printers: Sequence[Printer]) -> Iterator[tuple[str, str]]:
    if role in [each.value for each in _SHEET_ROLES]:
        for each in printers:
            if each.role in _SHEET_ROLES and each.role.value != role:
                yield each.role.value, f"{each.name} ({paper_words(each.media)})"
