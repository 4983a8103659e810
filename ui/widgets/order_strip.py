"""The strip over a list of orders: what can be done with several, why they are held, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.card import surface
from ui.widgets.fields import TextField
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, icon_button, label

_OUTCOMES_HEIGHT = 104


class SelectionStrip(QWidget):
    """Shown while several orders are selected."""

    held = Signal()
    released = Signal()
    printed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(role=Role.STRONG)
        self._buttons = (
            button(tr("Print slips again"), icon="printer"),
            button(tr("Hold"), icon="hand"),
            button(tr("Release"), icon="play"),
        )
        row = _row(self, "tone", Tone.ACCENT)
        row.addWidget(self._words, 1)
        for each, signal in zip(self._buttons, (self.printed, self.held, self.released), strict=True):
            each.clicked.connect(signal)
            row.addWidget(each)
        leave = icon_button("x", tr("Select nothing"))
        leave.clicked.connect(self.left)
        row.addWidget(leave)

    def show_count(self, count: int) -> None:
        """So many are selected."""
        self._words.setText(tr("{n} orders selected", "{n} order selected", count))


class ReasonStrip(QWidget):
    """Asks why orders are put on hold; `answered` carries the reason."""

    answered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = TextField(tr("Why? The packer reads this"), longest=120)
        self._hold, leave = button(tr("Put on hold"), icon="hand"), button(tr("Cancel"))
        row = _row(self, "card")
        row.addWidget(self._field, 1)
        row.setContentsMargins(16, 10, 16, 14)
        for each in (self._hold, leave):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self._hold.clicked.connect(self._answer)
        self._field.edited.connect(lambda _: self._field.show_problem(""))
        leave.clicked.connect(self.left)

    def ask(self) -> None:
        """Empty the field and let it be typed in."""
        self._field.show_value("")
        self._field.show_problem("")
        self._field.setFocus()

    def _answer(self) -> None:
        if self._field.value():
            self.answered.emit(self._field.value())
        else:
            self._field.show_problem(tr("Say why in a few words: whoever scans the order sees it."))


class ReportStrip(QWidget):
    """What became of each order, until it is closed."""

    undone = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role=Role.STRONG)
        self._undo, leave = button(tr("Undo"), icon="undo-2"), icon_button("x", tr("Close the report"))
        self._outcomes = QScrollArea()
        self._outcomes.setWidgetResizable(True)
        self._outcomes.setMaximumHeight(_OUTCOMES_HEIGHT)
        self._outcomes.setAccessibleName(tr("What became of each order"))
        self._undo.clicked.connect(self.undone)
        leave.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._undo)
        head.addWidget(leave)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._outcomes)
        _row(self, "card").addLayout(column, 1)

    def show_report(self, title: str, outcomes: Sequence[tuple[str, bool]], *, can_undo: bool) -> None:
        """What became of each order and whether it worked, those that did not first."""
        self._title.setText(title)
        self._undo.setVisible(can_undo)
        self._outcomes.setWidget(_outcomes(sorted(outcomes, key=lambda each: each[1])))


def _outcomes(outcomes: Sequence[tuple[str, bool]]) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for words, done in outcomes:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(icon_label("circle-check" if done else "circle-x", 18, Tone.OK if done else Tone.WRONG))
        row.addWidget(label(words, wraps=True), 1)
        column.addLayout(row)
    column.addStretch()
    return content


def _row(strip: QWidget, role: str, tone: Tone = Tone.PLAIN) -> QHBoxLayout:
    """The strip's ground, and the row on it."""
    ground = surface(role, tone)
    outer = QVBoxLayout(strip)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(ground)
    row = QHBoxLayout(ground)
    row.setContentsMargins(16, 8, 8, 8)
    row.setSpacing(8)
    return row
