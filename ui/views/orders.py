"""Draws the Orders screen: saved views, filters and search over the list, one order in full beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from ui.viewmodels.orders import Orders
from ui.viewmodels.orders_state import OrdersState, Phase
from ui.views.order_side import sections_of
from ui.views.screen import Screen
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.labels import button
from ui.widgets.note import Note
from ui.widgets.order_strip import ReasonStrip, ReportStrip, SelectionStrip
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.stages import StageDots
from ui.widgets.table import TableView
from ui.widgets.tokens import GAP

#: A wait shorter than this is not worth a word (ux §2.6), in ms.
PATIENCE_MS = 300
#: What Today and the search ask for beside an order's id: a saved view.
VIEW = "view:"
#: Columns the panel says better: customer and cell; in a narrow window also what an order waits for.
_TOLD_BESIDE, _WAITS_FOR = (1, 5), 6
_NARROW = 1200
_LEAST = 320


class OrdersScreen(Screen):
    """Shows an `Orders`."""

    key = "orders"
    title = "Orders"
    icon = "list-checks"
    help = (
        "Ctrl+F or /: search orders, customers, SKUs and tracking numbers.",
        "Up and Down choose an order, Enter packs it when it is ready; Shift and Ctrl collect several.",
        "The panel says of every unit where it is: on hand, expected, or not bought and why.",
        "Hold keeps orders from being packed; goods still come for them. Ctrl+Z takes it back.",
        "Esc closes the panel.",
    )

    def __init__(self, model: Orders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._asking = False
        self._searched = ""
        self._search = SearchField("Order, customer, SKU or tracking number")
        self._views = FilterChips([(tab.key, tab.words) for tab in model.state.tabs], "Saved views", one=True)
        self._filters = FilterChips(model.state.chips)
        self._chips = model.state.chips
        self._selection, self._reason, self._report = SelectionStrip(), ReasonStrip(), ReportStrip()
        self._list = TableView(model.table, "Orders, the most urgent first", several=True)
        self._note = Note()
        self._slip = SlipPreview()
        self._slip_card = Card("", self._slip)
        self._stack = QStackedWidget()
        self._card = Card("Orders", self._stack)
        self._left = QStackedWidget()
        self._panel = SidePanel("The selected order")
        self._dots = StageDots()
        self._actions = {
            "slip": button("Slip", icon="eye"),
            "print": button("Reprint", icon="printer"),
            "hold": button("Hold", icon="hand"),
            "release": button("Release", icon="play"),
        }
        self._pack = button("Pack it now", primary=True, icon="package-check")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    # --- what the shell asks ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        self._model.keep_fresh()
        self._list.setFocus()

    def select(self, what: str) -> None:
        """An order's id, or `view:` and a saved view."""
        if what.startswith(VIEW):
            self._model.show_view(what.removeprefix(VIEW))
        elif what.isdecimal():
            self._model.open_order(int(what))

    def close_models(self) -> None:
        self._model.close()

    # --- put together -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for page in (self._list, self._note):
            self._stack.addWidget(page)
        # Beside the panel of a small window the note has to give way, not the window.
        self._stack.setMinimumWidth(_LEAST)
        back = button("Back to the list", icon="arrow-left")
        back.clicked.connect(self._model.close_slip)
        self._slip_card.head.addWidget(back)
        self._panel.add_widget(self._dots)
        self._panel.add_widget(_side_by_side(*self._actions.values()))
        self._panel.set_actions(self._pack)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(GAP)
        self._tools.addWidget(self._search, 1)
        self._tools.addWidget(self._filters, 1, Qt.AlignmentFlag.AlignVCenter)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        for card in (self._card, self._slip_card):
            self._left.addWidget(card)
        beside.addWidget(self._left, 1)
        beside.addWidget(self._panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, GAP, 24, GAP)
        column.setSpacing(12)
        column.addLayout(self._tools)
        for each in (self._views, self._selection, self._reason, self._report):
            column.addWidget(each)
        column.addLayout(beside, 1)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._search.searched.connect(model.search)
        self._views.changed.connect(lambda keys: model.show_view(*keys))
        self._filters.changed.connect(model.filter)
        self._list.opened.connect(lambda _: self._pack.click())
        self._list.selectionModel().selectionChanged.connect(lambda: model.select(self._list.chosen_rows()))
        self._note.retried.connect(model.refresh)
        self._note.acted.connect(model.clear_filters)
        self._panel.closed.connect(self._leave)
        self._patience.timeout.connect(self._say_loading)
        self._connect_actions()
        keys = {"Ctrl+F": self._search.setFocus, "/": self._search.setFocus, "Ctrl+Z": model.undo, "Esc": self._leave}
        for key, act in keys.items():
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=within).activated.connect(act)

    def _connect_actions(self) -> None:
        model, actions = self._model, self._actions
        self._pack.clicked.connect(self._go_and_pack)
        actions["slip"].clicked.connect(model.preview_slip)
        for prints in (actions["print"].clicked, self._selection.printed):
            prints.connect(model.print_slips)
        for holds in (actions["hold"].clicked, self._selection.held):
            holds.connect(self._ask_reason)
        for releases in (actions["release"].clicked, self._selection.released):
            releases.connect(model.release)
        self._selection.left.connect(self._leave)
        self._reason.answered.connect(self._hold)
        self._reason.left.connect(self._stop_asking)
        self._report.undone.connect(model.undo)
        self._report.left.connect(model.close_report)

    # --- drawn ------------------------------------------------------------------------------------------------------

    def render_state(self, state: OrdersState) -> None:
        """Draw a state."""
        self._render_tools(state)
        self._render_strips(state)
        self._render_list(state)
        self._render_panel(state)
        self._render_slip(state)

    def _render_tools(self, state: OrdersState) -> None:
        self._views.choose({state.view.value} if not state.text else set())
        self._views.show_counts({tab.key: tab.count for tab in state.tabs if tab.count})
        self._rebuild_filters(state)
        self._filters.choose(state.chosen)
        if self._searched and not state.text:
            self._search.clear_quietly()
        self._searched = state.text
        if state.open_count is not None:
            self.counted.emit(state.open_count)

    def _rebuild_filters(self, state: OrdersState) -> None:
        """Channels are known only when they were read."""
        if state.chips != self._chips:
            self._chips = state.chips
            fresh = FilterChips(state.chips)
            fresh.changed.connect(self._model.filter)
            self._tools.replaceWidget(self._filters, fresh)
            self._filters.deleteLater()
            self._filters = fresh

    def _render_strips(self, state: OrdersState) -> None:
        several = len(state.selected) > 1
        self._asking = self._asking and bool(state.selected or state.panel) and not state.busy
        self._reason.setVisible(self._asking)
        self._selection.setVisible(several and not self._asking and state.report is None)
        self._selection.show_count(len(state.selected), state.busy)
        self._report.setVisible(state.report is not None and not self._asking)
        if state.report is not None:
            outcomes = [(each.number, each.words, each.done) for each in state.report.outcomes]
            self._report.show_report(state.report.title, outcomes, can_undo=bool(state.report.undo))

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
                self._note.say(title, advice, icon="search-x", action="Clear filters")
            case Phase.EMPTY if state.begun:
                self._note.all_done(title, advice)
            case Phase.EMPTY:
                self._note.say(title, advice)
        self._card.title.setText(state.title)
        self._card.aside.setText(_aside(state))
        self._stack.setCurrentWidget(self._list if state.phase is Phase.SHOWN else self._note)

    def _render_panel(self, state: OrdersState) -> None:
        panel = state.panel
        self._panel.setVisible(panel is not None)
        self._fit_columns()
        if panel is None:
            return
        chips = [(cell.text, cell.tone) for cell in panel.chips]
        self._panel.show_sections(panel.number, panel.blocker or panel.subtitle, sections_of(panel), chips)
        self._dots.show_stage(panel.stage, panel.stage_words)
        self._pack.setVisible(panel.can_pack)
        shown = {"slip": True, "print": panel.can_print, "hold": panel.can_hold, "release": panel.held}
        for name, visible in shown.items():
            self._actions[name].setVisible(visible)
            self._actions[name].setEnabled(not state.busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Leave out what the panel says, so that nothing is cut or scrolled sideways."""
        beside = self._model.state.panel is not None
        narrow = beside and self.width() < _NARROW
        for column in _TOLD_BESIDE:
            self._list.setColumnHidden(column, beside)
        self._list.setColumnHidden(_WAITS_FOR, narrow)
        header, modes = self._list.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(0, modes.Stretch if narrow else modes.Interactive)
        if not narrow:
            header.resizeSection(0, self._model.table.columns[0].width)

    def _render_slip(self, state: OrdersState) -> None:
        slip = state.slip
        self._left.setCurrentWidget(self._card if slip is None else self._slip_card)
        if slip is not None:
            self._slip_card.title.setText(f"Slip of {slip.number}")
            self._slip_card.aside.setText(
                slip.problem or ("as it was printed" if slip.printed else "as it would print now")
            )
            self._slip.show_sheets(slip.sheets)

    def _say_loading(self) -> None:
        self._note.loading(self._model.state.note[0])
        self._stack.setCurrentWidget(self._note)

    # --- done -------------------------------------------------------------------------------------------------------

    def _go_and_pack(self) -> None:
        panel = self._model.state.panel
        if panel is not None and panel.can_pack:
            self.asked.emit("pack", panel.scan_code)

    def _ask_reason(self) -> None:
        self._asking = True
        self._render_strips(self._model.state)
        self._reason.ask()

    def _stop_asking(self) -> None:
        self._asking = False
        self._render_strips(self._model.state)

    def _hold(self, reason: str) -> None:
        self._asking = False
        self._model.hold(reason)

    def _leave(self) -> None:
        """One step back: the question, the slip, then the panel with the selection."""
        if self._asking:
            self._stop_asking()
        elif self._model.state.slip is not None:
            self._model.close_slip()
        else:
            self._list.clearSelection()
            self._model.close_panel()


def _side_by_side(*buttons: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for each in buttons:
        layout.addWidget(each, 1)
    return row


def _aside(state: OrdersState) -> str:
    if state.problem and state.as_of is not None and state.phase is Phase.SHOWN:
        return f"as of {state.as_of:%H:%M}: {state.problem}"
    return state.count_words
