"""A few colours to choose from, each by a click or from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.labels import Role, label
from ui.widgets.look import current_tokens, set_tip
from ui.widgets.tokens import TARGET_HEIGHT

_DOT, _RING = 26, 2


class Swatch(QAbstractButton):
    """One colour (`#RRGGBB`): a dot, with a ring where it is chosen and a frame where it has the focus."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(TARGET_HEIGHT, TARGET_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        set_tip(self, name)

    def sizeHint(self) -> QSize:
        return QSize(TARGET_HEIGHT, TARGET_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, whole = current_tokens(), QRectF(self.rect())
        inset = (self.width() - _DOT) / 2
        dot = whole.adjusted(inset, inset, -inset, -inset)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(QColor(tokens.focus), _RING))
                painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 10, 10)
            if self.isChecked():
                painter.setPen(QPen(QColor(tokens.text), _RING))
                painter.drawEllipse(dot.adjusted(-4, -4, 4, 4))
            painter.setPen(QPen(QColor(tokens.field_line), 1))
            painter.setBrush(QColor(self.colour))
            painter.drawEllipse(dot)


class Swatches(QWidget):
    """A row of colours under its label. `edited` carries the colour that was chosen."""

    edited = Signal(str)

    def __init__(self, words: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are a name and a colour (`#RRGGBB`) each."""
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for name, colour in choices:
            swatch = Swatch(f"{words}: {name}", colour)
            self._group.addButton(swatch)
            row.addWidget(swatch)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(words, Role.STRONG))
        column.addLayout(row)
        column.addStretch()
        self._group.buttonClicked.connect(lambda swatch: self.edited.emit(swatch.colour))

    def show_value(self, colour: str) -> None:
        """Mark the colour that is in force; one that is not offered marks none."""
        self._group.setExclusive(False)
        for each in self._group.buttons():
            each.setChecked(isinstance(each, Swatch) and each.colour == colour)
        self._group.setExclusive(True)
