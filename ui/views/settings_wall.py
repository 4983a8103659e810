"""How large the put wall is: chosen on a picture of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.config import NumberRange
from ui.models.columns import Tone
from ui.models.settings import WallState
from ui.runtime.language import tr
from ui.viewmodels.settings_wall import WallModel
from ui.views.settings_parts import beside, stacked
from ui.widgets.card import Card
from ui.widgets.labels import button, label
from ui.widgets.look import set_look
from ui.widgets.put_wall import PutWall
from ui.widgets.step_field import StepField
from ui.widgets.tokens import GAP

_CONTROLS_WIDTH = 384


class WallPage(QWidget):
    """Rows and columns at the left, the wall they make at the right; new cells are filled, none goes that is in use."""

    def __init__(self, model: WallModel) -> None:
        super().__init__()
        self._model = model
        most_rows, most_columns = model.state.most
        self._rows = StepField(tr("Rows"), NumberRange(1, most_rows, "", 1), tr("Each row has a letter, from the top."))
        self._columns = StepField(
            tr("Columns"), NumberRange(1, most_columns, "", 1), tr("Each column has a number, from the left.")
        )
        self._consequence = label(wraps=True)
        self._apply = button(tr("Change the wall"), primary=True, icon="check")
        self._keep = button(tr("Keep it as it is"))
        self._print = button(tr("Print cell labels"), icon="printer")
        self._wall = PutWall()
        self._picture = Card(tr("Put wall"), stacked(self._wall))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each, share in ((self._controls(), 0), (self._shown(), 1)):
            row.addWidget(each, share)
        self._connect()
        self.render_state(model.state)

    def render_state(self, state: WallState) -> None:
        self._rows.show_value(max(1, state.rows))
        self._columns.show_value(max(1, state.columns))
        self._wall.show_cells(state.cells, state.added)
        self._picture.aside.setText(tr("{n} cells", "{n} cell", len(state.cells)))
        self._consequence.setText(_consequence(state))
        self._consequence.setVisible(state.is_changed)
        set_look(self._consequence, tone=(Tone.WRONG if state.in_use else Tone.PLAIN).value)
        for each in (self._apply, self._keep):
            each.setVisible(state.is_changed)
            each.setEnabled(not state.busy)
        self._apply.setEnabled(not state.busy and not state.in_use)
        self._print.setVisible(state.known and not state.is_changed)
        self._print.setEnabled(not state.busy)
        self._print.show_words(_print_words(state))

    def _controls(self) -> QWidget:
        buttons = stacked(beside(self._apply, self._keep), beside(self._print), spacing=0)
        made = Card(tr("Size"), stacked(self._rows, self._columns, self._consequence, buttons, spacing=16))
        made.setFixedWidth(_CONTROLS_WIDTH)
        return _at_top(made)

    def _shown(self) -> QWidget:
        return _at_top(self._picture)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        for field in (self._rows, self._columns):
            field.edited.connect(lambda _: model.propose(self._rows.value(), self._columns.value()))
        self._keep.clicked.connect(lambda: model.propose(*model.state.stored))
        self._apply.clicked.connect(model.apply)
        self._print.clicked.connect(model.print_labels)


def _at_top(card: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    return held


def _consequence(state: WallState) -> str:
    if state.in_use:
        return tr(
            "These cells are in use: {cells}. Pack their orders first, or keep the cells.",
            cells=", ".join(state.in_use),
        )
    if state.added and state.removed:
        return tr("{added} cells are added, {removed} go.", added=len(state.added), removed=len(state.removed))
    if state.added:
        return tr(
            "{n} cells are added. Then print their labels.",
            "{n} cell is added. Then print its label.",
            len(state.added),
        )
    return tr("{n} empty cells go.", "{n} empty cell goes.", len(state.removed))


def _print_words(state: WallState) -> str:
    if state.fresh:
        return tr("Print the {n} new labels", "Print the new label", len(state.fresh))
    return tr("Print all {n} labels", "Print the label", len(state.cells))
