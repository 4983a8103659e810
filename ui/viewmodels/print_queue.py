"""The print ledger as one state and one table: what is unsure first, and what a person can do about each job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.messages import Kind
from app.domain.own_codes import OwnKind, read_own_document
from app.domain.requests import Clock
from app.queries.paging import Page, Position
from app.queries.print_queue import PrintRow, Show
from app.services.print_answers import (
    LabelProof,
    came_out,
    came_out_spoiled,
    did_not_print,
    label_scanned,
    move_to_printer,
    reprint,
)
from printing.printers import Printer
from printing.test_page import print_test_page
from printing.transport.delivery import Delivery, Outcome
from ui.models.columns import Tone
from ui.models.paged_table import PagedTable
from ui.models.print_queue import Phase, Preview, PrintQueueState, Report
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import sentence_of, tr
from ui.viewmodels.print_reads import Beside, LaidOut, lay_out, read_beside, read_job, read_page, read_paper
from ui.viewmodels.print_words import job_panel, print_columns, printer_cards

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
        self._read("beside", partial(read_beside, self._place), self._beside, self._outdated)
        if self.state.job is not None:
            self.open_job(self.state.job.id)

    def show(self, key: str) -> None:
        """Show a part of the ledger; a search ends, because it looks through all of it."""
        self._narrow(show=Show(key), text="")

    def scanned(self, text: str) -> bool:
        """A label proves that it came out; an order or its slip shows its papers. False for everything else."""
        code = read_own_document(text.strip().upper())
        match code.kind if code else None:
            case OwnKind.LABEL if code:
                work = partial(label_scanned, self._place.database, self._place.new_request(), code.text)
                self._background.write(work, self._proved, self._troubled)
            case OwnKind.ORDER | OwnKind.SLIP if code:
                self.search(code.text)
            case _:
                return False
        return True

    def search(self, text: str) -> None:
        """List the jobs of an order, by its number or by a code scanned off its paper."""
        if text.strip() != self.state.text:
            self._narrow(text=text.strip())

    def clear_filters(self) -> None:
        """Everything again that is listed without being asked for."""
        self._narrow(show=Show.ALL, text="")

    def select(self, row: int) -> None:
        """Show the job of a row in full."""
        self.open_job(self.table.row_at(row).id)

    def open_job(self, job_id: int) -> None:
        """Show a job in full, also one the list does not hold."""
        self._read("job", partial(read_job, self._place, job_id), self._opened)

    def close_job(self) -> None:
        """Show no job any more."""
        self._drop("job")
        self._drop("preview")
        self._become(replace(self.state, job=None, preview=None))

    def show_paper(self) -> None:
        """Lay the paper of the shown job out, as a further copy would be marked."""
        if self.state.job is not None:
            self._read("preview", partial(read_paper, self._place, self._clock, self.state.job.id), self._laid_open)

    def close_paper(self) -> None:
        self._drop("preview")
        self._become(replace(self.state, preview=None))

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
        self._settle(came_out, tr("Marked as come out."))

    def did_not_print(self) -> None:
        """Nothing came out: the shown job waits for the printer again."""
        self._settle(did_not_print, tr("It waits for the printer again, without a mark."))

    def spoiled(self, reason: str) -> None:
        """Paper came out and cannot be used: print a marked copy."""
        self._copy(came_out_spoiled, reason.strip() or tr("spoiled"))

    def reprint(self, reason: str) -> None:
        """Print the shown job once more."""
        self._copy(reprint, reason.strip() or tr("asked in Print queue"))

    def move(self, role: str) -> None:
        """Let another printer print everything that waits for the printer of the shown job."""
        target = next((each for each in self._printers if each.role.value == role), None)
        job = self.state.job
        if job is None or target is None or self.state.busy:
            return
        self._become(replace(self.state, busy=tr("Laying out for the other paper…"), report=None))
        self._background.read(
            partial(lay_out, self._place, job.role, target), partial(self._move, target), self._troubled
        )

    def test(self, role: str) -> None:
        """Print a test page on the printer of a role."""
        printer = next((each for each in self._printers if each.role.value == role), None)
        if printer is not None and not self.state.busy:
            self._become(
                replace(self.state, busy=tr("Printing a test page on {printer}…", printer=printer.name), report=None)
            )
            work = partial(print_test_page, printer, self._clock())
            self._background.read(work, partial(self._tested, printer), self._troubled)

    # --- reading and writing ----------------------------------------------------------------------------------------

    def _narrow(self, **changes: object) -> None:
        self._drop("job")
        self._drop("preview")
        fresh = {"phase": Phase.LOADING, "job": None, "preview": None, "report": None}
        self._become(replace(self.state, **changes, **fresh))
        self.table.restart(self._fetch())

    def _fetch(self) -> Callable[[Position | None], Page[PrintRow]]:
        """How a page is read, fixed now: a late answer must not mix two lists."""
        return partial(read_page, self._place, self._clock, self.state.show, self.state.text)

    def _move(self, target: Printer, laid_out: LaidOut) -> None:
        work = partial(move_to_printer, self._place.database, self._place.new_request(), laid_out.moves)
        self._background.write(work, partial(self._moved, target, laid_out.problem), self._troubled)

    def _settle(self, step: Callable[..., None], told: str) -> None:
        if self.state.job is not None:
            work = partial(step, self._place.database, self._place.new_request(), self.state.job.id)
            self._write(work, lambda _: Report(told))

    def _copy(self, step: Callable[..., object], reason: str) -> None:
        job = self.state.job
        if job is not None:
            work = partial(step, self._place.database, self._place.new_request(), job.id, reason)
            told = tr("{paper} prints again. {mark}", paper=job.title, mark=job.copy_words)
            self._write(work, lambda _: Report(told))

    def _write(self, work: Callable[[], object], tell: Callable[[object], Report]) -> None:
        if not self.state.busy:
            self._become(replace(self.state, busy=tr("Saving…"), report=None))
            self._background.write(work, lambda result: self._done(tell(result)), self._troubled)

    def _read(
        self,
        what: str,
        work: Callable[[], object],
        then: Callable[..., None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        self._drop(what)
        self._reading[what] = self._background.read(work, then, failed or self._troubled)

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

    def _beside(self, known: Beside) -> None:
        counts, self._printers = known.counts, known.printers
        cards = printer_cards(known.printers, known.waits)
        number = {"unsettled": counts.unsettled, "waiting": counts.waiting, "begun": counts.begun}
        self._become(replace(self.state, printers=cards, **number))

    def _opened(self, row: PrintRow | None) -> None:
        panel = job_panel(row, self._printers, self._clock()) if row else None
        if panel != self.state.job:
            self._become(replace(self.state, job=panel))

    def _laid_open(self, preview: Preview | None) -> None:
        self._become(replace(self.state, preview=preview))

    def _proved(self, proof: LabelProof) -> None:
        tone = Tone.OK if proof.message.kind is Kind.OK else Tone.QUIET
        self._become(replace(self.state, report=Report(sentence_of(proof.message), tone)))
        self.refresh()
        self.open_job(proof.job_id)

    def _moved(self, target: Printer, problem: str, count: int) -> None:
        words = tr("{n} jobs wait for {printer} now.", "{n} job waits for {printer} now.", count, printer=target.name)
        self._done(Report(f"{words} {problem}".strip(), Tone.ATTENTION if problem else Tone.OK))

    def _tested(self, printer: Printer, delivery: Delivery) -> None:
        words = tr("Test page, {printer}: {result}", printer=printer.name, result=sentence_of(delivery.detail))
        self._done(Report(words, _TESTED[delivery.outcome]))

    def _done(self, report: Report) -> None:
        self._become(replace(self.state, busy="", report=report))
        self.refresh()

    def _outdated(self, failure: Failure) -> None:
        """Nobody asked for this one: that the list may be old is enough to say."""
        self._become(replace(self.state, problem=failure.text))

    def _troubled(self, failure: Failure) -> None:
        self._become(replace(self.state, busy="", report=Report(failure.text, Tone.WRONG)))

    def _become(self, state: PrintQueueState) -> None:
        self.state = state
        self.changed.emit(state)
