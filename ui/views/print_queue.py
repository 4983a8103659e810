"""Draws the Print queue: the printers, the ledger of paper, and the question whether it came out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.panel import Fact, Section
from ui.models.print_queue import VIEWS, JobPanel, Phase, PrinterCard, PrintQueueState
from ui.viewmodels.print_queue import PrintQueue
from ui.views.notice_bar import NoticeBar
from ui.views.screen import Screen
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, elided, label
from ui.widgets.look import set_look
from ui.widgets.note import Note
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel
from ui.widgets.table import TableView
from ui.widgets.tokens import GAP

_SIDE_WIDTH = 380


class PrintQueueScreen(Screen):
    """Shows a `PrintQueue`."""

    key = "print_queue"
    title = "Print queue"
    icon = "printer"
    help = (
        "Jobs nobody is sure of stand on top. Open one and say whether it came out.",
        "It did not print: the original waits for the printer again. It is spoiled: a copy marked REPRINT is printed.",
        "Waiting papers can be moved to another printer; what is being sent cannot.",
        "Scan an order, a slip or a label to see its jobs.",
    )

    def __init__(self, model: PrintQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._printers = _Printers()
        self._beside = Card("Printers", self._printers)
        self._notice = NoticeBar()
        self._views = FilterChips(VIEWS, "Parts of the print queue", one=True)
        self._search = SearchField("Find the papers of an order")
        self._table = TableView(model.table, "Print jobs")
        self._note = Note()
        self._stack = QStackedWidget()
        self._card = Card("Paper", self._stack)
        self._actions = _JobActions()
        self._panel = SidePanel("Print job")
        self._side = QStackedWidget()
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def shown(self) -> None:
        self._model.refresh()

    def select(self, what: str) -> None:
        self._model.open_job(int(what))

    def scanned(self, text: str) -> bool:
        """Our own papers show their jobs; everything else is somebody else's."""
        if not text.upper().startswith(("JO:", "JS:", "JL:")):
            return False
        self._search.clear_quietly()
        self._model.search(text)
        return True

    def close_models(self) -> None:
        self._model.close()

    def render_state(self, state: PrintQueueState) -> None:
        """Draw a state."""
        self._printers.show_printers(state.printers, bool(state.busy))
        self._notice.say(state.busy or (state.report.text if state.report else ""), _tone(state), busy=bool(state.busy))
        self._views.choose({state.show.value})
        self._views.show_counts(state.views)
        self._card.aside.setText(state.problem if state.phase is Phase.SHOWN and state.problem else state.count_words)
        self._stack.setCurrentWidget(self._table if state.phase is Phase.SHOWN else self._note)
        self._say(state)
        self._show_job(state)
        self.counted.emit(state.unsettled)

    def _say(self, state: PrintQueueState) -> None:
        match state.phase:
            case Phase.LOADING:
                self._note.loading("Reading the print queue…")
            case Phase.FAILED:
                self._note.say("The print queue could not be read", state.problem, retry=True)
            case Phase.EMPTY:
                advice = "Slips and labels appear here as soon as a box is closed."
                self._note.say("Nothing was printed yet", advice, icon="printer")
            case Phase.NO_MATCH if state.text:
                self._note.no_match(f"No papers of “{state.text}”")
            case Phase.NO_MATCH:
                self._note.all_done("Nothing needs you here", "Every paper is settled, and no printer is behind.")

    def _show_job(self, state: PrintQueueState) -> None:
        job = state.job
        if job is None:
            self._side.setCurrentWidget(self._beside)
            return
        facts = tuple(Fact(words, value) for words, value in job.facts)
        chips = ((job.chip.text, job.chip.tone),)
        self._actions.show_job(job, bool(state.busy))
        self._panel.show_sections(job.title, job.detail, (Section("What is known", facts),), chips)
        self._side.setCurrentWidget(self._panel)

    def _lay_out(self) -> None:
        for each in (self._table, self._note):
            self._stack.addWidget(each)
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        tools.addWidget(self._views, 1)
        tools.addWidget(self._search)
        self._search.setMinimumWidth(280)
        self._panel.add_widget(self._actions)
        # The printers, until a job is looked at: the list keeps its place and its width.
        for side in (self._beside, self._panel):
            # The page that is not shown must not make the window taller.
            side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            self._side.addWidget(side)
        self._side.setFixedWidth(_SIDE_WIDTH)
        content = QHBoxLayout()
        content.setSpacing(GAP)
        content.addWidget(self._card, 1)
        content.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, GAP, 24, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._notice)
        column.addLayout(tools)
        column.addLayout(content, 1)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._table.chosen.connect(model.select)
        self._table.opened.connect(model.select)
        self._views.changed.connect(lambda keys: model.show(next(iter(keys))))
        self._search.searched.connect(model.search)
        self._note.retried.connect(model.refresh)
        self._note.acted.connect(self._clear)
        self._notice.dismissed.connect(model.close_report)
        self._panel.closed.connect(self._close_panel)
        self._printers.test_asked.connect(model.test)
        self._actions.came_out.connect(model.came_out)
        self._actions.did_not_print.connect(model.did_not_print)
        self._actions.spoiled.connect(model.spoiled)
        self._actions.copied.connect(model.reprint)
        self._actions.moved.connect(model.move)

    def _clear(self) -> None:
        self._search.clear_quietly()
        self._model.clear_filters()

    def _close_panel(self) -> None:
        self._table.clearSelection()
        self._model.close_job()


def _tone(state: PrintQueueState) -> Tone:
    return state.report.tone if state.report and not state.busy else Tone.QUIET


class _Printers(QWidget):
    """The printers of this station under each other. `test_asked` carries the role of one."""

    test_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_OnePrinter] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addStretch()

    def show_printers(self, printers: Sequence[PrinterCard], busy: bool) -> None:
        while len(self._rows) < len(printers):
            made = _OnePrinter()
            made.test_asked.connect(self.test_asked)
            self._column.insertWidget(len(self._rows), made)
            self._rows.append(made)
        for number, each in enumerate(self._rows):
            each.setVisible(number < len(printers))
            if number < len(printers):
                each.show_printer(printers[number], busy)


class _OnePrinter(QWidget):
    """A printer: its name, what it prints on what, what is known of it, and a test page."""

    test_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._role = ""
        self._name, self._paper = elided(role=Role.STRONG), elided(role=Role.MUTED)
        self._where, self._state = elided(role=Role.CAPTION), elided(role=Role.MUTED)
        self._test = button("Test page")
        self._test.clicked.connect(lambda: self.test_asked.emit(self._role))
        words = QVBoxLayout()
        words.setSpacing(2)
        for each in (self._name, self._paper, self._where, self._state):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(icon_label("printer", 20, Tone.QUIET), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._test, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_printer(self, printer: PrinterCard, busy: bool) -> None:
        self._role = printer.role
        self._name.setText(printer.name)
        self._paper.setText(f"{printer.purpose} · {printer.paper}")
        self._where.setText(printer.where)
        self._state.setText(printer.state)
        set_look(self._state, tone=printer.tone.value)
        self._test.setEnabled(not busy)
        self._test.setAccessibleName(f"Print a test page on {printer.name}")


class _JobActions(QWidget):
    """What can be done about the shown job; only what fits its state is there."""

    came_out = Signal()
    did_not_print = Signal()
    spoiled = Signal(str)
    copied = Signal(str)
    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job: JobPanel | None = None
        self._question = label(role=Role.STRONG, wraps=True)
        self._yes = button("It came out", primary=True, icon="check")
        self._no = button("It did not print")
        self._spoiled = button("It is spoiled: reprint")
        self._again = button("Print it again", icon="refresh-cw")
        self._reason = TextField("Reason for another copy", longest=120)
        self._copy_words = label(role=Role.MUTED, wraps=True)
        self._copy = button("Reprint", icon="copy")
        self._target = ChoiceField("Print what waits on another printer", ())
        self._nowhere = label("No other printer here can print this paper.", Role.MUTED, wraps=True)
        self._move = button("Move waiting jobs")
        self._lay_out()
        self._connect()

    def show_job(self, job: JobPanel, busy: bool) -> None:
        if self._job is None or self._job.id != job.id:
            self._reason.show_value("")
        if self._job is None or self._job.elsewhere != job.elsewhere:
            self._target.show_choices(job.elsewhere, job.elsewhere[0][0] if job.elsewhere else "")
        self._job = job
        self._question.setText(job.question)
        self._copy_words.setText(job.copy_words)
        asked, copy = bool(job.question), job.may_copy
        for each, seen in (
            *((one, asked) for one in (self._question, self._yes, self._no)),
            (self._spoiled, asked and copy),
            (self._again, job.may_print_again),
            *((one, copy) for one in (self._reason, self._copy_words)),
            (self._copy, copy and not asked),
            *((one, bool(job.elsewhere)) for one in (self._target, self._move)),
            (self._nowhere, job.waits and not job.elsewhere),
        ):
            each.setVisible(seen)
            each.setEnabled(not busy)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self._yes, 1)
        answers.addWidget(self._no, 1)
        column.addWidget(self._question)
        column.addLayout(answers)
        below: tuple[QWidget, ...] = (self._again, self._reason, self._copy_words, self._spoiled, self._copy)
        for each in (*below, self._target, self._nowhere, self._move):
            column.addWidget(each)

    def _connect(self) -> None:
        self._yes.clicked.connect(self.came_out)
        for each in (self._no, self._again):
            each.clicked.connect(self.did_not_print)
        self._spoiled.clicked.connect(lambda: self.spoiled.emit(self._reason.value()))
        self._copy.clicked.connect(lambda: self.copied.emit(self._reason.value()))
        self._move.clicked.connect(lambda: self.moved.emit(self._target.value()))
