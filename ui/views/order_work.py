"""Draws the work on several orders: their selection, why they are held, how far it is, and what became of each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.viewmodels.orders_state import Busy, OrdersState
from ui.widgets.busy import BusyRow
from ui.widgets.card import surface
from ui.widgets.order_strip import ReasonStrip, ReportStrip, SelectionStrip


class OrderWork(QWidget):
    """One strip at a time, or none. `held` carries the reason; `left` follows *Select nothing*."""

    printed = Signal()
    held = Signal(str)
    released = Signal()
    undone = Signal()
    stopped = Signal()
    left = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = OrdersState()
        self._selection, self._reason, self._report = SelectionStrip(), ReasonStrip(), ReportStrip()
        self._busy, self._progress = surface("card"), BusyRow()
        self._lay_out()
        self._connect()
        self.asking = False

    def render_state(self, state: OrdersState) -> None:
        """Draw a state; a question ends when there is nothing left to hold."""
        self._state = state
        self.asking = self.asking and bool(state.selected or state.panel) and not state.busy
        self._show_progress(state.busy)
        self._selection.show_count(len(state.selected))
        if state.report is not None:
            outcomes = [(each.words, each.done) for each in state.report.outcomes]
            self._report.show_report(state.report.title, outcomes, can_undo=bool(state.report.undo))
        shown = self._strip()
        for strip in (self._selection, self._reason, self._busy, self._report):
            strip.setVisible(strip is shown)
        self.setVisible(shown is not None)

    def ask(self) -> None:
        """Ask why the orders are put on hold."""
        self._ask(True)
        self._reason.ask()

    def stop_asking(self) -> None:
        self._ask(False)

    def _strip(self) -> QWidget | None:
        """What is told or asked now. One order alone is done before a bar could be read."""
        state = self._state
        if self.asking:
            return self._reason
        if state.busy is not None:
            return self._busy if state.busy.total > 1 else None
        if state.report is not None:
            return self._report
        return self._selection if len(state.selected) > 1 else None

    def _show_progress(self, busy: Busy | None) -> None:
        if busy is None:
            self._progress.end()
            return
        if self._progress.isHidden():
            self._progress.begin(busy.words)
        self._progress.advance(busy.done, busy.total, busy.progress)

    def _ask(self, asking: bool) -> None:
        self.asking = asking
        self.render_state(self._state)

    def _answer(self, reason: str) -> None:
        self.asking = False
        self.held.emit(reason)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for strip in (self._selection, self._reason, self._busy, self._report):
            column.addWidget(strip)

    def _connect(self) -> None:
        self._selection.printed.connect(self.printed)
        self._selection.held.connect(self.ask)
        self._selection.released.connect(self.released)
        self._selection.left.connect(self.left)
        self._reason.answered.connect(self._answer)
        self._reason.left.connect(self.stop_asking)
        self._progress.cancelled.connect(self.stopped)
        self._report.undone.connect(self.undone)
        self._report.left.connect(self.dismissed)
