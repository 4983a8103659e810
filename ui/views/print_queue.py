"""Draws the Print queue: the printers, the ledger of paper, and the question whether it came out."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.panel import Fact, Section
from ui.models.print_queue import Phase, PrintQueueState, views
from ui.runtime.language import mark, tr
from ui.viewmodels.print_queue import PrintQueue
from ui.views.job_actions import JobActions
from ui.views.notice_bar import NoticeBar
from ui.views.printer_list import PrinterList
from ui.views.screen import Screen
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.labels import button
from ui.widgets.note import Note
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.table import TableView
from ui.widgets.tokens import GAP

_SIDE_WIDTH = 352


class PrintQueueScreen(Screen):
    """Shows a `PrintQueue`."""

    key = "print_queue"
    title = mark("Print queue")
    icon = "printer"
    help = (
        mark("Jobs nobody is sure of stand on top. Open one and say whether it came out, or scan the label."),
        mark("It did not print: the original waits for the printer again. It is spoiled: a marked copy is printed."),
        mark("Show the paper: how the next copy will look, with its mark."),
        mark("Waiting papers can be moved to another printer; what is being sent cannot."),
        mark("Settled papers leave the list after a day. Scan an order, or search for it, to see all of its papers."),
    )

    def __init__(self, model: PrintQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._searched, self._wants_focus = "", False
        self._printers = PrinterList()
        self._beside = Card(tr("Printers"), self._printers)
        self._notice = NoticeBar()
        self._views = FilterChips(views(), tr("Parts of the print queue"), one=True)
        self._search = SearchField(tr("Find the papers of an order"))
        self._table = TableView(model.table, tr("Print jobs"))
        self._note = Note()
        self._stack = QStackedWidget()
        self._card = Card(tr("Paper"), self._stack)
        self._paper = SlipPreview()
        self._paper_card = Card("", self._paper)
        self._left = QStackedWidget()
        self._actions = JobActions()
        self._panel = SidePanel(tr("Print job"))
        self._side = QStackedWidget()
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def refresh(self) -> None:
        self._model.refresh()

    def shown(self) -> None:
        super().shown()
        self._wants_focus = True
        self._take_focus()

    def select(self, what: str) -> None:
        self._model.open_job(int(what))

    def back(self) -> bool:
        """Out of the paper, then the job, then the search."""
        if self._model.state.preview is None:
            return super().back()
        self._model.close_paper()
        return True

    def scanned(self, text: str) -> bool:
        """A label is confirmed, our other papers show their jobs; everything else is somebody else's."""
        return self._model.scanned(text)

    def close_models(self) -> None:
        self._model.close()

    def render_state(self, state: PrintQueueState) -> None:
        """Draw a state."""
        self._printers.show_printers(state.printers, bool(state.busy))
        self._notice.say(state.busy or (state.report.text if state.report else ""), _tone(state), busy=bool(state.busy))
        self._views.choose({state.show.value} if not state.text else set())
        self._views.show_counts(state.views)
        if self._searched and not state.text:
            self._search.clear_quietly()
        self._searched = state.text
        self._card.aside.setText(state.problem if state.phase is Phase.SHOWN and state.problem else state.count_words)
        self._stack.setCurrentWidget(self._table if state.phase is Phase.SHOWN else self._note)
        self._take_focus()
        self._say(state)
        self._show_job(state)
        self._show_paper(state)
        self.counted.emit(state.unsettled)

    def _take_focus(self) -> None:
        """The list takes the keyboard as soon as it is there."""
        if self._wants_focus and self._table.isVisible():
            self._wants_focus = False
            self._table.setFocus()

    def _say(self, state: PrintQueueState) -> None:
        match state.phase:
            case Phase.LOADING:
                self._note.loading(tr("Reading the print queue…"))
            case Phase.FAILED:
                self._note.say(tr("The print queue could not be read"), state.problem, retry=True)
            case Phase.EMPTY if state.begun:
                advice = tr("Every paper is settled. Search for an order to see older ones.")
                self._note.all_done(tr("Nothing was printed in the last day"), advice)
            case Phase.EMPTY:
                advice = tr("Slips and labels appear here as soon as a box is closed.")
                self._note.say(tr("Nothing was printed yet"), advice, icon="printer")
            case Phase.NO_MATCH if state.text:
                self._note.no_match(tr("No papers of “{text}”", text=state.text))
            case Phase.NO_MATCH:
                advice = tr("Every paper is settled, and no printer is behind.")
                self._note.all_done(tr("Nothing needs you here"), advice)

    def _show_paper(self, state: PrintQueueState) -> None:
        shown = state.preview
        self._left.setCurrentWidget(self._card if shown is None else self._paper_card)
        if shown is not None:
            self._paper_card.title.setText(shown.title)
            self._paper_card.aside.setText(shown.words)
            self._paper.show_sheets(shown.sheets)

    def _show_job(self, state: PrintQueueState) -> None:
        job = state.job
        if job is None:
            self._side.setCurrentWidget(self._beside)
            return
        facts = tuple(Fact(words, value) for words, value in job.facts)
        chips = ((job.chip.text, job.chip.tone),)
        self._actions.show_job(job, bool(state.busy))
        self._panel.show_sections(job.title, job.detail, (Section(tr("What is known"), facts),), chips)
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
        self._panel.setFixedWidth(_SIDE_WIDTH)
        self._side.setFixedWidth(_SIDE_WIDTH)
        content = QHBoxLayout()
        content.setSpacing(GAP)
        back = button(tr("Back to the list"), icon="arrow-left")
        back.clicked.connect(self._model.close_paper)
        self._paper_card.head.addWidget(back)
        for card in (self._card, self._paper_card):
            self._left.addWidget(card)
        content.addWidget(self._left, 1)
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
        self._actions.looked.connect(model.show_paper)

    def _clear(self) -> None:
        self._search.clear_quietly()
        self._model.clear_filters()

    def _close_panel(self) -> None:
        self._table.clearSelection()
        self._model.close_job()


def _tone(state: PrintQueueState) -> Tone:
    return state.report.tone if state.report and not state.busy else Tone.QUIET
