"""A number on a bar, changed step by step: seen at a glance, and set with gloves or from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.config import NumberRange
from ui.runtime.language import tr
from ui.widgets.fields import Field
from ui.widgets.labels import Role, icon_button, label

_BAR_HEIGHT, _VALUE_WIDTH = 8, 64


class StepField(Field):
    """A whole number within a range. `edited` carries it when a person changed it."""

    edited = Signal(int)

    def __init__(self, words: str, range: NumberRange, hint: str = "") -> None:
        self._range = range
        self._number = range.least
        self._less = icon_button("minus", tr("{what}: less", what=words))
        self._more = icon_button("plus", tr("{what}: more", what=words))
        self._bar = QProgressBar()
        self._value = label(role=Role.STRONG)
        super().__init__(words, self._row(), hint)
        self.setFocusProxy(self._more)
        self._less.clicked.connect(lambda: self._step(-range.step))
        self._more.clicked.connect(lambda: self._step(range.step))
        self.show_value(range.least)

    def value(self) -> int:
        return self._number

    def show_value(self, number: int) -> None:
        """Set the number without a signal."""
        self._number = number
        shown = f"{number} {self._range.unit}".rstrip()
        self._bar.setValue(number)
        self._value.setText(shown)
        self._bar.setAccessibleDescription(shown)
        self._less.setEnabled(number > self._range.least)
        self._more.setEnabled(number < self._range.most)

    def _step(self, by: int) -> None:
        number = min(self._range.most, max(self._range.least, self._number + by))
        self.show_value(number)
        self.edited.emit(number)

    def _row(self) -> QWidget:
        held = QWidget()
        self._bar.setRange(self._range.least, self._range.most)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR_HEIGHT)
        self._value.setFixedWidth(_VALUE_WIDTH)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._less)
        row.addWidget(self._bar, 1)
        row.addWidget(self._more)
        row.addWidget(self._value)
        return held
