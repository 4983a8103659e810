"""What Purchasing, Suppliers and Products have in common: a search over a list, and one thing in full beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.messages import Kind
from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.import_work import What
from ui.viewmodels.listing import ListState, Phase
from ui.views.import_files import ImportFilesView
from ui.views.list_card import ListCard
from ui.views.notice_bar import NoticeBar
from ui.views.screen import Screen
from ui.widgets.labels import button
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel
from ui.widgets.tokens import GAP

if TYPE_CHECKING:
    from ui.viewmodels.edits import Told

_BESIDE_WIDTH = 392
#: Narrower than this, in px, the list beside a panel shows only what the panel does not.
_CROWDED = 1320
_TONES = {
    Kind.OK: Tone.OK,
    Kind.DONE: Tone.OK,
    Kind.NOTE: Tone.QUIET,
    Kind.ATTENTION: Tone.ATTENTION,
    Kind.WRONG: Tone.WRONG,
    Kind.NOT_ACCEPTED: Tone.WRONG,
}


class ListModel(Protocol):
    """What such a screen asks of its view model."""

    changed: SignalInstance
    table: Any

    def refresh(self) -> None: ...
    def keep_fresh(self) -> None: ...
    def search(self, text: str) -> None: ...
    def select(self, row: int) -> None: ...
    def open(self, id: int) -> None: ...
    def close_panel(self) -> None: ...
    def dismiss(self) -> None: ...
    def close(self) -> None: ...


class ListScreen(Screen):
    """Builds the search, the list with its note, the bar of what was done, and the place beside it.

    `tools` takes what stands beside the search; `beside` is a stack whose first page is the panel.
    """

    def __init__(self, model: ListModel, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.search = SearchField(hint)
        self._top = QWidget()
        self.tools = QHBoxLayout(self._top)
        self.bar = NoticeBar()
        self.card = ListCard(model.table, title, self.say_empty)
        self.list, self.note = self.card.list, self.card.note
        self.panel = SidePanel(tr("What is selected"))
        self.beside = QStackedWidget()
        self.main = QStackedWidget()
        self._files: ImportFiles | None = None
        self._begin_import: Callable[[], None] = self.clear_filters
        self._state = ListState()
        self._has_page = False
        self._importing: ImportFilesView | None = None
        self._build()
        self._connect()

    # --- what the shell asks ----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.model.keep_fresh()

    def shown(self) -> None:
        super().shown()
        self.card.take_focus()

    def select(self, what: str) -> None:
        if what.isdecimal():
            self.list.clearSelection()
            self.model.open(int(what))

    def back(self) -> bool:
        """Out of what stands beside the list or in its place; then out of the search."""
        if self.beside.isHidden() and self.main.currentWidget() is self.card:
            return super().back()
        self.leave()
        return True

    def close_models(self) -> None:
        self.card.stop_waiting()
        self.model.close()
        if self._files is not None:
            self._files.close()

    # --- what a screen adds -----------------------------------------------------------------------------------------

    def on_key(self, key: str, act: Any) -> None:
        """A key that works while anything of this screen has the focus."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(key), self, context=within).activated.connect(act)

    def offer_import(self, files: ImportFiles, what: What) -> None:
        """A button beside the search that imports files of a kind in the place of the list."""
        self._files = files
        importing = ImportFilesView(files, tr("Back to the list"))
        opens = button(tr("Import…"), icon="file-input")
        self.main.addWidget(importing)
        self.tools.addWidget(opens)
        self._begin_import = lambda: self._show_import(importing, what)
        opens.clicked.connect(self._begin_import)
        importing.closed.connect(self._show_list)
        files.imported.connect(self.model.refresh)

    def leave(self) -> None:
        """One step back, out of what is open."""
        if self._importing is not None:
            self._show_list()
            return
        self.model.close_panel()
        self.list.setFocus()

    def clear_filters(self) -> None:
        """The whole list again."""
        self.search.clear_quietly()
        self.model.search("")

    def say_empty(self) -> None:
        """Say why there is nothing at all, and what to do about it."""
        raise NotImplementedError

    def render_list(self, state: ListState, what: str) -> None:
        """Draw the list, or the note in its place; `what` names the rows in the plural, in the window's language."""
        self._state = state
        self.card.render_list(state, what)

    def render_told(self, told: Told | None, problem: str) -> None:
        """Draw what became of the newest change; or, where nothing was told, why the panel could not be read."""
        if told is not None:
            self.bar.say(told.words, _TONES[told.kind], undo=told.undoable)
        else:
            self.bar.say(problem, Tone.WRONG)

    def show_beside(self, page: QWidget | None) -> None:
        """Show a page beside the list, or nothing."""
        self._has_page = page is not None
        self.beside.setVisible(self._has_page and self._importing is None)
        if page is not None:
            page.show()
            self.beside.setCurrentWidget(page)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    #: Columns the panel says better, hidden while it is open in a narrow window.
    told_beside: tuple[int, ...] = ()

    def _fit_columns(self) -> None:
        crowded = not self.beside.isHidden() and self.width() < _CROWDED
        self.list.leave_out(self.told_beside if crowded else ())

    # --- put together -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.beside.addWidget(self.panel)
        self.beside.setFixedWidth(_BESIDE_WIDTH)
        self.beside.hide()
        self.panel.setFixedWidth(_BESIDE_WIDTH)
        self.main.addWidget(self.card)
        self.tools.setContentsMargins(0, 0, 0, 0)
        self.tools.setSpacing(12)
        self.tools.addWidget(self.search, 1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.main, 1)
        row.addWidget(self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, GAP, 24, GAP)
        column.setSpacing(12)
        column.addWidget(self._top)
        column.addWidget(self.bar)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self.model.search)
        self.list.chosen.connect(self.model.select)
        self.list.clicked.connect(lambda index: self.model.select(index.row()))
        self.note.retried.connect(self.model.refresh)
        self.note.acted.connect(self._act)
        self.panel.closed.connect(self.leave)
        self.bar.dismissed.connect(self.model.dismiss)
        for key in ("Ctrl+F", "/"):
            self.on_key(key, self.search.setFocus)

    def _act(self) -> None:
        """The button of the note: an empty list begins with an import, an empty search ends."""
        if self._state.phase is Phase.EMPTY:
            self._begin_import()
        else:
            self.clear_filters()

    def _show_import(self, importing: ImportFilesView, what: What) -> None:
        assert self._files is not None
        self._files.begin(what)
        self._importing = importing
        self.main.setCurrentWidget(importing)
        for each in (self._top, self.bar, self.beside):
            each.hide()

    def _show_list(self) -> None:
        self._importing = None
        self.main.setCurrentWidget(self.card)
        self._top.show()
        self.beside.setVisible(self._has_page)
        self.list.setFocus()
