"""Draws the Today screen: the work list, six figures, and how old the backup is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.job_table import JobTable
from ui.models.worklist import Section
from ui.runtime.language import mark, tr
from ui.viewmodels.today import Phase, Today, TodayState
from ui.views.screen import Screen
from ui.views.settings_parts import scrolled
from ui.widgets.card import Card, surface
from ui.widgets.figure_tile import FigureTile
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, elided
from ui.widgets.note import PATIENCE_MS, Note
from ui.widgets.table import TableView
from ui.widgets.tokens import GAP

_BESIDE_WIDTH = 368
_SECTION_HEIGHT = 48
_TILES = (
    (mark("Shipped today"), "truck"),
    (mark("At risk"), "triangle-alert"),
    (mark("On time, 7 days"), "calendar"),
    (mark("Best hour"), "timer"),
    (mark("On order"), "factory"),
    (mark("Scan errors"), "scan-barcode"),
)


class TodayScreen(Screen):
    """Shows a `Today`. Enter or a click on a line goes to the job."""

    key = "today"
    title = mark("Today")
    icon = "sun"
    help = (
        mark("The most urgent work stands on top: late orders first, then what is promised today."),
        mark("Up and Down choose a line, Enter goes straight to the job."),
        mark("The dots say how far an order is: Ordered, Bought, In transit, Received, Packed, Shipped."),
        mark("Each figure opens the list behind it."),
    )

    def __init__(self, model: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._jobs = JobTable()
        self._list = TableView(self._jobs, tr("What to do, the most urgent first"))
        self._note = Note()
        self._stack = QStackedWidget()
        self._work = Card(tr("What to do now"), self._stack)
        self._tiles = [FigureTile(tr(title), icon) for title, icon in _TILES]
        self._figures, self._backup_row = QWidget(), surface("tile")
        self._backup_icon = icon_label("hard-drive", 18, Tone.QUIET)
        self._backup = elided(role=Role.MUTED)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def refresh(self) -> None:
        self._model.keep_fresh()

    def shown(self) -> None:
        super().shown()
        self._list.setFocus()

    def close_models(self) -> None:
        self._patience.stop()
        self._model.close()

    def add_beside(self, widget: QWidget) -> None:
        """Put something of the shell's over the figures, such as the checklist of a first run."""
        self._beside.insertWidget(0, widget)

    def _lay_out(self) -> None:
        self._list.horizontalHeader().hide()
        self._build_backup()
        for page in (self._list, self._note):
            self._stack.addWidget(page)
        tiles = QGridLayout(self._figures)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(12)
        for number, tile in enumerate(self._tiles):
            tiles.addWidget(tile, number // 2, number % 2)
        beside = QWidget()
        area = scrolled(beside)
        area.setFixedWidth(_BESIDE_WIDTH)
        self._beside = QVBoxLayout(beside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(12)
        self._beside.addWidget(self._figures)
        self._beside.addWidget(self._backup_row)
        self._beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, GAP, 24, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._work, 1)
        row.addWidget(area)

    def _build_backup(self) -> None:
        row = QHBoxLayout(self._backup_row)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(10)
        row.addWidget(self._backup_icon)
        row.addWidget(self._backup, 1)

    def _connect(self) -> None:
        self._model.changed.connect(self.render_state)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(lambda index: self._open(index.row()))
        self._note.retried.connect(self._model.refresh)
        self._note.acted.connect(lambda: self.asked.emit("orders", "import"))
        for tile in self._tiles:
            tile.asked.connect(partial(self._follow, tile))
        self._patience.timeout.connect(self._say_loading)
        self._patience.start()

    def render_state(self, state: TodayState) -> None:
        """Draw a state."""
        if state.phase is Phase.LOADING:
            return
        self._patience.stop()
        self.counted.emit(state.urgent)
        self._render_list(state)
        self._work.aside.setText(_aside(state))
        for each in (self._figures, self._backup_row):
            each.setVisible(bool(state.figures))
        for tile, figure in zip(self._tiles, state.figures, strict=False):
            tile.show_figure(figure)
        self._backup.setText(state.backup)
        self._backup_icon.show_icon("hard-drive", state.backup_tone)

    def _render_list(self, state: TodayState) -> None:
        title, advice = state.note
        match state.phase:
            case Phase.FAILED:
                self._note.say(title, advice, retry=True)
            case Phase.DONE:
                self._note.all_done(title, advice)
            case Phase.FIRST_USE:
                self._note.say(title, advice, icon="list-checks", action=tr("Import orders"))
            case _:
                self._show_lines(state)
        self._stack.setCurrentWidget(self._list if state.phase is Phase.SHOWN else self._note)

    def _show_lines(self, state: TodayState) -> None:
        """Where a line was chosen before, one stays chosen: the same place is the next job when that one is done."""
        row = max(1, self._list.currentIndex().row())
        if not self._jobs.show_sections(state.sections):
            return
        self._list.clearSpans()
        for number, line in enumerate(self._jobs.lines):
            if isinstance(line, Section):
                self._list.setSpan(number, 0, 1, 3)
                self._list.setRowHeight(number, _SECTION_HEIGHT)
            elif line.stage is None:
                self._list.setSpan(number, 0, 1, 2)
        rows = [number for number in range(len(self._jobs.lines)) if self._jobs.job_at(number) is not None]
        self._list.choose(min(rows, key=lambda number: abs(number - row)))

    def _say_loading(self) -> None:
        self._note.loading(self._model.state.note[0])
        self._stack.setCurrentWidget(self._note)

    def _open(self, row: int) -> None:
        job = self._jobs.job_at(row)
        if job is not None:
            self.asked.emit(job.screen, job.select)

    def _follow(self, tile: FigureTile) -> None:
        if tile.figure is not None:
            self.asked.emit(tile.figure.screen, tile.figure.select)


def _aside(state: TodayState) -> str:
    if state.as_of is None:
        return ""
    time = f"{state.as_of:%H:%M}"
    return (
        tr("as of {time}: {problem}", time=time, problem=state.problem)
        if state.problem
        else tr("as of {time}", time=time)
    )
