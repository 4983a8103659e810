"""Draws the Orders screen: saved views, filters and search over the list, one order in full beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.runtime.language import mark, tr
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.import_work import What
from ui.viewmodels.orders import Orders
from ui.viewmodels.orders_state import OrdersState, Phase
from ui.views.import_files import ImportFilesView
from ui.views.order_beside import OrderBeside
from ui.views.order_work import OrderWork
from ui.views.screen import Screen
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import button
from ui.widgets.note import PATIENCE_MS, Note
from ui.widgets.search import SearchField
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.table import TableView
from ui.widgets.tokens import GAP

#: What Today and the search ask for beside an order's id: a saved view.
VIEW = "view:"
#: What an empty shop asks for.
IMPORT = "import"
_CUSTOMER, _CELL, _WAITS_FOR = 1, 5, 6
#: What the panel says better is left out beside it in a window narrower than this, in px: customer and cell first.
_TOLD_BESIDE, _ROOMY = (_CUSTOMER, _CELL), 1600
#: And in a narrower one also what an order waits for.
_NARROW = 1200
#: Names get this part of the width, and no less than their column says.
_SHARE_OF_NAMES = 6
_LEAST = 320


class OrdersScreen(Screen):
    """Shows an `Orders`."""

    key = "orders"
    title = mark("Orders")
    icon = "list-checks"
    help = (
        mark("Ctrl+F or /: search orders, customers, SKUs and tracking numbers."),
        mark("Up and Down choose an order, Enter packs it when it is ready; Shift and Ctrl collect several."),
        mark("The panel says of every unit where it is: on hand, expected, or not bought and why."),
        mark("Hold keeps orders from being packed; goods still come for them. Ctrl+Z takes it back."),
        mark("Work on several orders can be stopped between two of them; the report says which were done."),
    )

    def __init__(self, model: Orders, files: ImportFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._files = model, files
        self._searched = ""
        self._search = SearchField(tr("Order, customer, SKU or tracking number"))
        self._views = FilterChips([(tab.key, tab.words) for tab in model.state.tabs], tr("Saved views"), one=True)
        self._filters = FilterChips(model.state.chips)
        self._channel = ChoiceBox(tr("Channel"))
        self._work = OrderWork()
        self._list = TableView(model.table, tr("Orders, the most urgent first"), several=True)
        self._note = Note()
        self._import = button(tr("Import…"), icon="file-input")
        self._importing = ImportFilesView(files, tr("Back to the list"))
        self._lists, self._pages = QWidget(), QStackedWidget()
        self._slip = SlipPreview()
        self._slip_card = Card("", self._slip)
        self._stack = QStackedWidget()
        self._card = Card(tr("Orders"), self._stack)
        self._left = QStackedWidget()
        self._panel = OrderBeside()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    # --- what the shell asks ----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._model.keep_fresh()

    def shown(self) -> None:
        super().shown()
        self._list.setFocus()

    def select(self, what: str) -> None:
        """An order's id, `view:` and a saved view, or `import`."""
        self._end_import()
        if what == IMPORT:
            self._begin_import()
        elif what.startswith(VIEW):
            self._model.show_view(what.removeprefix(VIEW))
        elif what.isdecimal():
            self._model.open_order(int(what))

    def undo(self) -> None:
        """Release what was put on hold last."""
        self._model.undo()

    def back(self) -> bool:
        """Out of the import, the question, the slip, or the panel with its selection; then out of the search."""
        state = self._model.state
        if self._pages.currentWidget() is self._importing:
            self._end_import()
        elif self._work.asking:
            self._work.stop_asking()
        elif state.slip is not None:
            self._model.close_slip()
        elif state.selected or state.panel:
            self._leave()
        else:
            return super().back()
        return True

    def close_models(self) -> None:
        self._patience.stop()
        self._model.close()
        self._files.close()

    # --- put together -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for page in (self._list, self._note):
            self._stack.addWidget(page)
        # Beside the panel of a small window the note has to give way, not the window.
        self._stack.setMinimumWidth(_LEAST)
        back = button(tr("Back to the list"), icon="arrow-left")
        back.clicked.connect(self._model.close_slip)
        self._slip_card.head.addWidget(back)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._search, 2)
        tools.addWidget(self._filters, 1, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(self._channel)
        tools.addWidget(self._import)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        for card in (self._card, self._slip_card):
            self._left.addWidget(card)
        beside.addWidget(self._left, 1)
        beside.addWidget(self._panel)
        column = QVBoxLayout(self._lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        for each in (self._views, self._work):
            column.addWidget(each)
        column.addLayout(beside, 1)
        self._pages.addWidget(self._lists)
        self._pages.addWidget(self._importing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, GAP, 24, GAP)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._search.searched.connect(model.search)
        self._views.changed.connect(lambda keys: model.show_view(*keys))
        self._filters.changed.connect(model.filter)
        self._channel.chosen.connect(model.show_channel)
        self._list.opened.connect(lambda _: self._go_and_pack())
        self._list.selectionModel().selectionChanged.connect(lambda: model.select(self._list.chosen_rows()))
        self._note.retried.connect(model.refresh)
        self._note.acted.connect(self._act)
        self._panel.closed.connect(self._leave)
        self._patience.timeout.connect(self._say_loading)
        self._connect_actions()
        for key in ("Ctrl+F", "/"):
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=within).activated.connect(self._search.setFocus)

    def _connect_actions(self) -> None:
        model, work, panel = self._model, self._work, self._panel
        panel.packed.connect(self._go_and_pack)
        panel.looked.connect(model.preview_slip)
        panel.held.connect(work.ask)
        for part in (panel, work):
            part.printed.connect(model.print_slips)
            part.released.connect(model.release)
        work.held.connect(model.hold)
        work.stopped.connect(model.stop)
        work.undone.connect(model.undo)
        work.left.connect(self._leave)
        work.dismissed.connect(model.close_report)
        self._import.clicked.connect(self._begin_import)
        self._importing.closed.connect(self._end_import)
        self._files.imported.connect(model.refresh)

    # --- drawn ------------------------------------------------------------------------------------------------------

    def render_state(self, state: OrdersState) -> None:
        """Draw a state."""
        self._render_tools(state)
        self._work.render_state(state)
        self._render_list(state)
        self._panel.render_state(state)
        self._fit_columns()
        self._render_slip(state)

    def _render_tools(self, state: OrdersState) -> None:
        self._views.choose({state.view.value} if not state.text else set())
        self._views.show_counts({tab.key: tab.count for tab in state.tabs if tab.count})
        self._filters.choose(state.chosen)
        self._channel.setVisible(bool(state.channel_choices))
        self._channel.show_choices(state.channel_choices, state.channel)
        if self._searched and not state.text:
            self._search.clear_quietly()
        self._searched = state.text
        if state.open_count is not None:
            self.counted.emit(state.open_count)

    def _render_list(self, state: OrdersState) -> None:
        if state.phase is Phase.LOADING and self._stack.currentWidget() is not None:
            self._patience.start()
            return
        self._patience.stop()
        title, advice = state.note
        match state.phase:
            case Phase.FAILED:
                self._note.say(title, advice, retry=True)
            case Phase.NO_MATCH:
                self._note.say(title, advice, icon="search-x", action=tr("Clear filters"))
            case Phase.EMPTY if state.begun:
                self._note.all_done(title, advice)
            case Phase.EMPTY:
                self._note.say(title, advice, icon="list-checks", action=tr("Import orders"))
        self._card.title.setText(state.title)
        self._card.aside.setText(_aside(state))
        self._stack.setCurrentWidget(self._list if state.phase is Phase.SHOWN else self._note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Leave out what the panel says, so that nothing is cut or scrolled sideways; names get what is to spare."""
        beside = self._model.state.panel is not None
        narrow, close = (beside and self.width() < width for width in (_NARROW, _ROOMY))
        told, waits = _TOLD_BESIDE if close else (), (_WAITS_FOR,) if narrow else ()
        self._list.leave_out((*told, *waits))
        least = self._model.table.columns[_CUSTOMER].width
        self._list.setColumnWidth(_CUSTOMER, max(least, self.width() // _SHARE_OF_NAMES))

    def _render_slip(self, state: OrdersState) -> None:
        slip = state.slip
        self._left.setCurrentWidget(self._card if slip is None else self._slip_card)
        if slip is not None:
            how = tr("as it was printed") if slip.printed else tr("as it would print now")
            self._slip_card.title.setText(tr("Slip of {order}", order=slip.number))
            self._slip_card.aside.setText(slip.paper.problem or how)
            self._slip.show_sheets(slip.paper.sheets)

    def _say_loading(self) -> None:
        self._note.loading(self._model.state.note[0])
        self._stack.setCurrentWidget(self._note)

    # --- done -------------------------------------------------------------------------------------------------------

    def _go_and_pack(self) -> None:
        panel = self._model.state.panel
        if panel is not None and panel.can_pack:
            self.asked.emit("pack", panel.scan_code)

    def _begin_import(self) -> None:
        self._files.begin(What.ORDERS)
        self._show_import(True)

    def _end_import(self) -> None:
        self._show_import(False)

    def _show_import(self, shown: bool) -> None:
        """The import has the place of the list and of everything about it."""
        self._pages.setCurrentWidget(self._importing if shown else self._lists)

    def _act(self) -> None:
        """The button of the note: a shop without orders begins with an import, an empty search ends."""
        if self._model.state.phase is Phase.EMPTY:
            self._begin_import()
        else:
            self._model.clear_filters()

    def _leave(self) -> None:
        """Out of the panel, and of the selection with it."""
        self._list.clearSelection()
        self._model.close_panel()


def _aside(state: OrdersState) -> str:
    if state.problem and state.as_of is not None and state.phase is Phase.SHOWN:
        return tr("as of {time}: {problem}", time=f"{state.as_of:%H:%M}", problem=state.problem)
    return state.count_words
