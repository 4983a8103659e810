"""The chips of the top bar: what each device is like, why, and what to do, without a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.queries.waiting_paper import WaitingPaper, waiting_paper
from app.services.printers import stored_printers
from printing.printers import Folder, Printer, Role, printers_from_json
from ui.models.columns import Tone
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import mark, sentence_of, tr
from ui.shell.scan_channel import ScannerState

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_MEDIA = {
    "a4": "A4",
    "letter": mark("Letter"),
    "a6": "A6",
    "4x6": "4 × 6 in",
    "label-4x6": "4 × 6 in",
    "label-a6": "A6",
}


class DeviceChip(Struct, frozen=True):
    """One chip: its words, tone and icon, and what a click tells: the cause, and the way out of it."""

    words: str
    tone: Tone
    icon: str
    cause: str
    fix: str = ""


class PaperFacts(Struct, frozen=True):
    """The printers of this workplace and what waits for them."""

    printers: tuple[Printer, ...] = ()
    waiting: tuple[WaitingPaper, ...] = ()


def scanner_chip(state: ScannerState) -> DeviceChip:
    """How scans come in."""
    if state.keyboard:
        fix = tr("Close the window and start it again. Until then scans are typed into the field with the focus.")
        return DeviceChip(tr("Scanner off"), Tone.WRONG, "triangle-alert", state.keyboard, fix)
    if state.connected is False:
        cause = tr("The scanner's port does not answer. Codes from a scanner that types still come in.")
        fix = tr("Plug the scanner in. It is found again within two seconds.")
        return DeviceChip(tr("Scanner not connected"), Tone.WRONG, "triangle-alert", cause, fix)
    serial, typed = tr("The scanner on the serial port is connected."), tr("Codes are taken from the keyboard.")
    fix = tr("Scan anywhere: no field has to be clicked first. Settings has a test that shows what a scanner sends.")
    return DeviceChip(tr("Scanner"), Tone.OK, "check", serial if state.connected else typed, fix)


def printer_chip(role: Role, name: str, facts: PaperFacts) -> DeviceChip:
    """The printer of one role; `name` is what its papers are called."""
    printer = next((each for each in facts.printers if each.role is role), None)
    if printer is None:
        words, cause = tr("{papers}: no printer", papers=name), tr("No printer is set up for {papers}.", papers=name)
        fix = tr("Set one up under Settings. Until then its papers wait, and nothing is lost.")
        return DeviceChip(words, Tone.ATTENTION, "printer", cause, fix)
    waits = next((each for each in facts.waiting if each.role == role.value), WaitingPaper(role.value, 0))
    if waits.detail:
        cause = f"{printer.name}: {sentence_of(waits.detail)}"
        words = tr("{papers} · {n} wait", "{papers} · {n} waits", waits.count, papers=name)
        fix = tr("It is tried again every second, and goes on by itself. The jobs stand under Print queue.")
        return DeviceChip(words, Tone.WRONG, "triangle-alert", cause, fix)
    media = tr(_MEDIA.get(printer.media, printer.media))
    waiting = tr("{n} papers wait now.", "{n} paper waits now.", waits.count) if waits.count else ""
    return DeviceChip(f"{name} · {media}", Tone.OK, "check", _takes_papers(printer), waiting)


def _takes_papers(printer: Printer) -> str:
    if isinstance(printer.target, Folder):
        return tr(
            "{printer} writes its papers as files into {folder}.", printer=printer.name, folder=printer.target.path
        )
    return tr("{printer} takes papers.", printer=printer.name)


def database_chip(failure: Failure | None) -> DeviceChip:
    """Whether the shop's rows can be read."""
    if failure is None:
        return DeviceChip(tr("Database"), Tone.OK, "check", tr("The database answers."))
    fix = tr("It is asked again every ten seconds. Scans are refused, not lost, while it is away.")
    return DeviceChip(tr("Database"), Tone.WRONG, "triangle-alert", failure.text, fix)


def sound_chip(problem: str) -> DeviceChip:
    """Only shown where nothing is heard: the screen says everything too."""
    return DeviceChip(
        tr("No sound"), Tone.ATTENTION, "volume-x", problem, tr("Every answer also stands on the screen.")
    )


class Devices(QObject):
    """Keeps the chips true. `changed` carries a tuple of `DeviceChip`, from left to right."""

    changed = Signal(object)

    def __init__(self, background: Background, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._scanner = ScannerState()
        self._papers: PaperFacts | None = None
        self._failure: Failure | None = None
        self._silence = ""
        self._pending: Interest | None = None

    @property
    def chips(self) -> tuple[DeviceChip, ...]:
        printers = (
            (printer_chip(Role.LABEL, tr("Labels"), self._papers), printer_chip(Role.SLIP, tr("Slips"), self._papers))
            if self._papers is not None
            else ()
        )
        sound = (sound_chip(self._silence),) if self._silence else ()
        return (scanner_chip(self._scanner), *printers, *sound, database_chip(self._failure))

    def scanner(self, state: ScannerState) -> None:
        """The scanners are like this now."""
        self._scanner = state
        self.changed.emit(self.chips)

    def sound(self, problem: str) -> None:
        """Why nothing is heard; empty when it is heard."""
        self._silence = problem
        self.changed.emit(self.chips)

    def reached(self, failure: Failure | None) -> None:
        """The database answered, or why not. The printers are looked at anew."""
        self._failure = failure
        self.changed.emit(self.chips)
        if self._pending is None and failure is None:
            self._pending = self._background.read(self._read, self._seen, self._unseen)

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._pending is not None:
            self._pending.drop()

    def _read(self) -> PaperFacts:
        rows = stored_printers(self._place.database)
        with self._place.database.read() as connection:
            waiting = waiting_paper(connection, self._place.settings.station)
        return PaperFacts(tuple(one for row in rows for one in printers_from_json(f"[{row.content}]")), waiting)

    def _seen(self, facts: PaperFacts) -> None:
        self._pending, self._papers = None, facts
        self.changed.emit(self.chips)

    def _unseen(self, failure: Failure) -> None:
        self._pending, self._failure = None, failure
        self.changed.emit(self.chips)
