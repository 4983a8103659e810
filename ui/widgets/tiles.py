"""A tile: one number that a decision hangs on, and the way to the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, elided, label
from ui.widgets.look import set_look


class Tile(QFrame):
    """A muted title, a number in 30 px, a line that explains it. `asked` follows a click, Enter or Space."""

    asked = Signal()

    def __init__(self, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = title
        self._value = label(role=Role.HEADLINE)
        self._detail = elided(role=Role.MUTED)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(icon_label(icon, 16, Tone.QUIET))
        head.addWidget(elided(title, Role.MUTED), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._value)
        column.addWidget(self._detail)

    def show_value(self, value: str, detail: str, tone: Tone = Tone.PLAIN) -> None:
        """Say the number; a tone colours it. Without enough data `value` is a dash and `detail` says so."""
        self._value.setText(value)
        set_look(self._value, tone=tone.value)
        self._detail.setText(detail)
        self.setAccessibleName(f"{self._title}: {value}. {detail}")

    def sizeHint(self) -> QSize:
        return QSize(180, super().sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
            return
        super().keyPressEvent(event)
