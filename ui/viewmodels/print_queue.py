"""The print ledger as one state and one table: what is unsure first, and what a person can do about each job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.requests import Clock
from app.queries.paging import Page, Position
from app.queries.print_queue import PrintRow, QueueCounts, Show, Wanted, print_queue_page, print_row, queue_counts
from app.queries.waiting_paper import waiting_paper
from app.services.print_jobs import (
    Moved,
    active_jobs,
    came_out,
    came_out_spoiled,
    did_not_print,
    move_to_printer,
    reprint,
)
from printing.layout.errors import LayoutError
from printing.printers import Printer
from printing.spooler import render
from printing.test_page import print_test_page
from printing.transport.delivery import Delivery, Outcome
from ui.models.columns import Tone
from ui.models.paged_table import PagedTable
from ui.models.print_queue import Phase, PrintQueueState, Report
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.viewmodels.print_words import PAPER, job_panel, print_columns, printer_cards

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_TESTED = {
    Outcome.CONFIRMED: Tone.OK,
    Outcome.SENT: Tone.OK,
    Outcome.UNKNOWN: Tone.ATTENTION,
    Outcome.FAILED: Tone.WRONG,
}


class PrintQueue(QObject):
    """Shows what became of paper, and settles what is not sure. `changed` carries a `PrintQueueState`."""

    changed = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = PrintQueueState()
        self._background = background
        self._place = place
        self._clock = clock
        self._printers: tuple[Printer, ...] = ()
        self._reading: dict[str, Interest] = {}
        self.table: PagedTable[PrintRow] = PagedTable(background, self._fetch(), print_columns(clock), self)
        self.table.loaded.connect(self._loaded)
        self.table.failed.connect(self._failed)

    # --- what is listed ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        self.table.refresh()
        self._read("beside", self._read_beside, self._beside)
        if self.state.job is not None:
            self.open_job(self.state.job.id)

    def show(self, key: str) -> None:
        """Show a part of the ledger."""
        self._narrow(show=Show(key))

    def search(self, text: str) -> None:
        """List the jobs of an order, by its number or by a code scanned off its paper."""
        if text.strip() != self.state.text:
            self._narrow(text=text.strip())

    def clear_filters(self) -> None:
        """The whole ledger again."""
        self._narrow(show=Show.ALL, text="")

    def select(self, row: int) -> None:
        """Show the job of a row in full."""
        self.open_job(self.table.row_at(row).id)

    def open_job(self, job_id: int) -> None:
        """Show a job in full, also one the list does not hold."""
        self._read("job", partial(self._read_job, job_id), self._opened)

    def close_job(self) -> None:
        """Show no job any more."""
        self._drop("job")
        self._become(replace(self.state, job=None))

    def close_report(self) -> None:
        self._become(replace(self.state, report=None))

    def close(self) -> None:
        """Wait for no answer any more."""
        self.table.close()
        for interest in self._reading.values():
            interest.drop()

    # --- what a person says -----------------------------------------------------------------------------------------

    def came_out(self) -> None:
        """The paper of the shown job is here."""
        self._settle(came_out, "Marked as come out.")

    def did_not_print(self) -> None:
        """Nothing came out: the shown job waits for the printer again."""
        self._settle(did_not_print, "It waits for the printer again, without a mark.")

    def spoiled(self, reason: str) -> None:
        """Paper came out and cannot be used: print a marked copy."""
        self._copy(came_out_spoiled, reason.strip() or "spoiled")

    def reprint(self, reason: str) -> None:
        """Print the shown job once more."""
        self._copy(reprint, reason.strip() or "asked in Print queue")

    def move(self, role: str) -> None:
        """Let another printer print everything that waits for the printer of the shown job."""
        target = next((each for each in self._printers if each.role.value == role), None)
        job = self.state.job
        if job is None or target is None or self.state.busy:
            return
        self._become(replace(self.state, busy="Laying out for the other paper…", report=None))
        self._background.read(partial(self._laid_out, job.role, target), partial(self._move, target), self._troubled)

    def test(self, role: str) -> None:
        """Print a test page on the printer of a role."""
        printer = next((each for each in self._printers if each.role.value == role), None)
        if printer is not None and not self.state.busy:
            self._become(replace(self.state, busy=f"Printing a test page on {printer.name}…", report=None))
            work = partial(print_test_page, printer, self._clock())
            self._background.read(work, partial(self._tested, printer), self._troubled)

    # --- reading and writing ----------------------------------------------------------------------------------------

    def _narrow(self, **changes: object) -> None:
        self._drop("job")
        self._become(replace(self.state, **changes, phase=Phase.LOADING, job=None, report=None))
        self.table.restart(self._fetch())

    def _fetch(self) -> Callable[[Position | None], Page[PrintRow]]:
        """How a page is read, fixed now: a late answer must not mix two lists."""
        return partial(_read_page, self._place, Wanted(self.state.show, self.state.text))

    def _read_beside(self) -> tuple[QueueCounts, tuple[Printer, ...], dict[str, tuple[int, str]]]:
        printers = self._place.printers()
        with self._place.database.read() as connection:
            waits = waiting_paper(connection, self._place.settings.station)
            return queue_counts(connection), printers, {each.role: (each.count, each.detail) for each in waits}

    def _read_job(self, job_id: int) -> PrintRow | None:
        with self._place.database.read() as connection:
            return print_row(connection, job_id)

    def _laid_out(self, role: str, target: Printer) -> tuple[tuple[Moved, ...], str]:
        """What waits, made for the paper of `target`; and why the rest cannot be."""
        moves, problem = [], ""
        for job in active_jobs(self._place.database, self._place.settings.station, role, limit=200):
            try:
                moves.append(Moved(job.id, target.role.value, target.name, render(job, target)))
            except LayoutError as error:
                problem = str(error)
        return tuple(moves), problem

    def _move(self, target: Printer, laid_out: tuple[tuple[Moved, ...], str]) -> None:
        moves, problem = laid_out
        work = partial(move_to_printer, self._place.database, self._place.new_request(), moves)
        self._background.write(work, partial(self._moved, target, problem), self._troubled)

    def _settle(self, step: Callable[..., None], told: str) -> None:
        if self.state.job is not None:
            work = partial(step, self._place.database, self._place.new_request(), self.state.job.id)
            self._write(work, lambda _: Report(told))

    def _copy(self, step: Callable[..., object], reason: str) -> None:
        job = self.state.job
        if job is not None:
            work = partial(step, self._place.database, self._place.new_request(), job.id, reason)
            told = f"{PAPER.get(job.kind, job.kind)} of {job.order} prints again. {job.copy_words}"
            self._write(work, lambda _: Report(told))

    def _write(self, work: Callable[[], object], tell: Callable[[object], Report]) -> None:
        if not self.state.busy:
            self._become(replace(self.state, busy="Saving…", report=None))
            self._background.write(work, lambda result: self._done(tell(result)), self._troubled)

    def _read(self, what: str, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._drop(what)
        self._reading[what] = self._background.read(work, then, self._troubled)

    def _drop(self, what: str) -> None:
        if what in self._reading:
            self._reading.pop(what).drop()

    # --- answers ----------------------------------------------------------------------------------------------------

    def _loaded(self) -> None:
        count = self.table.rowCount()
        narrowed = self.state.show is not Show.ALL or bool(self.state.text)
        phase = Phase.SHOWN if count else Phase.NO_MATCH if narrowed else Phase.EMPTY
        self._become(replace(self.state, phase=phase, count=count, complete=self.table.is_complete, problem=""))

    def _failed(self, failure: Failure) -> None:
        """What was read before stays on the screen."""
        phase = Phase.SHOWN if self.table.rowCount() else Phase.FAILED
        self._become(replace(self.state, phase=phase, problem=failure.text))

    def _beside(self, known: tuple[QueueCounts, tuple[Printer, ...], dict[str, tuple[int, str]]]) -> None:
        counts, self._printers, waits = known
        cards = printer_cards(self._printers, waits)
        self._become(replace(self.state, unsettled=counts.unsettled, waiting=counts.waiting, printers=cards))

    def _opened(self, row: PrintRow | None) -> None:
        panel = job_panel(row, self._printers, self._clock()) if row else None
        if panel != self.state.job:
            self._become(replace(self.state, job=panel))

    def _moved(self, target: Printer, problem: str, count: int) -> None:
        words = f"{count} {'job waits' if count == 1 else 'jobs wait'} for {target.name} now. {problem}".strip()
        self._done(Report(words, Tone.ATTENTION if problem else Tone.OK))

    def _tested(self, printer: Printer, delivery: Delivery) -> None:
        self._done(Report(f"Test page, {printer.name}: {delivery.detail}", _TESTED[delivery.outcome]))

    def _done(self, report: Report) -> None:
        self._become(replace(self.state, busy="", report=report))
        self.refresh()

    def _troubled(self, failure: Failure) -> None:
        self._become(replace(self.state, busy="", report=Report(failure.text, Tone.WRONG)))

    def _become(self, state: PrintQueueState) -> None:
        self.state = state
        self.changed.emit(state)


def _read_page(place: Workplace, wanted: Wanted, after: Position | None) -> Page[PrintRow]:
    with place.database.read() as connection:
        return print_queue_page(connection, after, wanted=wanted)
