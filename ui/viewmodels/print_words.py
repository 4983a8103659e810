"""The print ledger in honest words: never further than there is evidence for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from app.domain.print_ledger import ACTIVE, JobState
from app.domain.requests import Clock
from app.queries.print_queue import PrintRow
from printing.layout.label_media import LABEL_MEDIA
from printing.printers import Folder, Network, Printer, Role, SystemQueue
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.print_queue import JobPanel, PrinterCard

PAPER = {"slip": "Packing slip", "label": "Shipping label"}
PURPOSE = {
    Role.SLIP: "Packing slips",
    Role.LABEL: "Shipping labels",
    Role.TOTE: "Cell labels",
    Role.OFFICE: "Office papers",
}
_SHEETS = {"a4": "A4", "letter": "Letter", "a6": "A6", "4x6": "4 x 6 inch"}
STATES = {
    JobState.DRAFT: Cell("Waiting", tone=Tone.QUIET, icon="clock"),
    JobState.QUEUED: Cell("Waiting", tone=Tone.QUIET, icon="clock"),
    JobState.SENDING: Cell("Sending", tone=Tone.ACCENT, icon="send"),
    JobState.HANDED_OFF: Cell("Handed to printer", tone=Tone.ACCENT, icon="printer"),
    JobState.CONFIRMED: Cell("Came out", tone=Tone.OK, icon="check"),
    JobState.UNKNOWN: Cell("Not sure", tone=Tone.ATTENTION, icon="circle-help"),
    JobState.NOT_PRINTED: Cell("Did not print", tone=Tone.WRONG, icon="circle-x"),
    JobState.FAILED: Cell("Failed", tone=Tone.WRONG, icon="circle-x"),
    JobState.CANCELLED: Cell("Cancelled", tone=Tone.QUIET, icon="ban"),
}
_IN_QUESTION = (JobState.HANDED_OFF, JobState.UNKNOWN)
#: Sheets can go to another sheet printer; a label has one printer that can hold it.
_SHEET_ROLES = (Role.SLIP, Role.OFFICE)


def paper_words(media: str) -> str:
    """The paper in a printer as people call it."""
    return _SHEETS.get(media) or LABEL_MEDIA[media].title.removesuffix(" shipping label").removesuffix(" tote label")


def where_words(printer: Printer) -> str:
    """How a printer is reached."""
    match printer.target:
        case Folder(path):
            return f"Files in {path}"
        case Network(host, port):
            return f"Network, {host}:{port}"
        case SystemQueue(queue):
            return f"Print queue {queue}"


def printer_cards(printers: Sequence[Printer], waits: Mapping[str, tuple[int, str]]) -> tuple[PrinterCard, ...]:
    """The printers with what is known of each; `waits` has the number of jobs and what the printer said, by role."""
    return tuple(_card(printer, *waits.get(printer.role.value, (0, ""))) for printer in printers)


def _card(printer: Printer, waiting: int, said: str) -> PrinterCard:
    state, tone = "Nothing waits", Tone.OK
    if waiting:
        state, tone = f"{waiting} {'job waits' if waiting == 1 else 'jobs wait'}", Tone.ATTENTION
    if said:
        state, tone = f"{state}. {said}", Tone.WRONG
    paper, where = paper_words(printer.media), where_words(printer)
    return PrinterCard(printer.role.value, printer.name, PURPOSE[printer.role], paper, where, state, tone)


def print_columns(clock: Clock) -> tuple[Column[PrintRow], ...]:
    return (
        Column("Paper", _paper, style=Style.STRONG),
        Column("State", lambda row: STATES[row.state], 174, Style.CHIP),
        Column("Printer", lambda row: Cell(row.printer or "not chosen yet", row.station, Tone.PLAIN), 150),
        Column("Since", lambda row: Cell(moment(row.changed_at, clock())), 88, numeric=True),
    )


def moment(at: datetime, now: datetime) -> str:
    """When something was, in the zone of `now`: `14:07` today, `23 Nov 14:07` before."""
    local = at.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local.day} {local:%b %H:%M}"


def job_panel(row: PrintRow, printers: Sequence[Printer], now: datetime) -> JobPanel:
    """A job in words, with what a person may do about it."""
    waits = row.state in ACTIVE
    marked = f"This copy will say REPRINT {row.next_copy}."
    unmarked = "No copy of it is known to exist, so this one carries no mark."
    return JobPanel(
        row.id,
        row.kind,
        row.role,
        row.order,
        f"{PAPER.get(row.kind, row.kind)} of {row.order}",
        row.detail,
        STATES[row.state],
        tuple(_facts(row, now)),
        question="Did it come out of the printer?" if row.state in _IN_QUESTION else "",
        may_print_again=row.state is JobState.NOT_PRINTED,
        may_copy=row.reprintable,
        copy_words=marked if row.next_copy > 1 else unmarked,
        waits=waits,
        elsewhere=tuple(_elsewhere(row.role, printers)) if waits else (),
    )


def _paper(row: PrintRow) -> Cell:
    copy = f"copy {row.copy}, marked" if row.copy > 1 else "original"
    return Cell(f"{row.kind.capitalize()} {row.order}", f"{copy} · {row.reason}" if row.reason else copy)


def _facts(row: PrintRow, now: datetime) -> Iterator[tuple[str, str]]:
    yield "Copy", f"{row.copy}, marked REPRINT {row.copy}" if row.copy > 1 else "the original"
    if row.reason:
        yield "Why", row.reason
    yield "Printer", row.printer or "not chosen yet"
    yield "Station", row.station
    yield "Asked", moment(row.created_at, now)
    yield "Last change", moment(row.changed_at, now)


def _elsewhere(role: str, printers: Sequence[Printer]) -> Iterator[tuple[str, str]]:
    if role in [each.value for each in _SHEET_ROLES]:
        for each in printers:
            if each.role in _SHEET_ROLES and each.role.value != role:
                yield each.role.value, f"{each.name} ({paper_words(each.media)})"
