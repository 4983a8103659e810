"""Draws one order in full beside the list, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.runtime.language import tr
from ui.viewmodels.orders_state import OrdersState
from ui.views.order_side import sections_of
from ui.widgets.labels import button
from ui.widgets.side_panel import SidePanel
from ui.widgets.stages import StageDots


class OrderBeside(SidePanel):
    """Hidden while no order is shown. Each signal is one of its buttons."""

    packed = Signal()
    looked = Signal()
    printed = Signal()
    held = Signal()
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The selected order"), parent)
        self._dots = StageDots()
        self._look = button(tr("Slip"), icon="eye")
        self._print = button(tr("Reprint"), icon="printer")
        self._hold = button(tr("Hold"), icon="hand")
        self._release = button(tr("Release"), icon="play")
        self._pack = button(tr("Pack it now"), primary=True, icon="package-check")
        actions = {
            self._look: self.looked,
            self._print: self.printed,
            self._hold: self.held,
            self._release: self.released,
            self._pack: self.packed,
        }
        for each, signal in actions.items():
            each.clicked.connect(signal)
        self.add_widget(self._dots)
        self.add_widget(_side_by_side(self._look, self._print, self._hold, self._release))
        self.set_actions(self._pack)

    def render_state(self, state: OrdersState) -> None:
        """Draw a state; only what fits the order can be asked."""
        panel = state.panel
        self.setVisible(panel is not None)
        if panel is None:
            return
        chips = [(cell.text, cell.tone) for cell in panel.chips]
        self.show_sections(panel.number, panel.blocker or panel.subtitle, sections_of(panel), chips)
        self._dots.show_stage(panel.stage, panel.stage_words)
        self._pack.setVisible(panel.can_pack)
        for each, fits in (
            (self._look, True),
            (self._print, panel.can_print),
            (self._hold, panel.can_hold),
            (self._release, panel.held),
        ):
            each.setVisible(fits)
            each.setEnabled(state.busy is None)


def _side_by_side(*buttons: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for each in buttons:
        layout.addWidget(each, 1)
    return row
