"""A search field that asks when the typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.icons import icon
from ui.widgets.look import current_tokens
from ui.widgets.tokens import TARGET_HEIGHT

#: A pause in the typing that is worth a question to the database, in ms.
PAUSE_MS = 200
#: What a line edit gives its icons, in px; another size would be scaled and blurred.
_GLASS = 16


class SearchField(QLineEdit):
    """`searched` carries the trimmed text after a pause, at once on Enter; Esc empties the field."""

    searched = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("look", "search")
        self.setMinimumHeight(TARGET_HEIGHT)
        self.setMaximumWidth(440)
        self.addAction(QAction(self), QLineEdit.ActionPosition.LeadingPosition)
        self._draw_glass()
        self.setClearButtonEnabled(True)
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(lambda _: self._pause.start())
        self.returnPressed.connect(self._ask)

    def empty(self) -> None:
        """Empty the field, and ask at once."""
        self.clear()
        self._ask()

    def clear_quietly(self) -> None:
        """Empty the field without asking: the filters were cleared as one."""
        self.clear()
        self._pause.stop()
        self._asked = ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_glass()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.empty()
            return
        super().keyPressEvent(event)

    def _draw_glass(self) -> None:
        for action in self.actions()[:1]:
            action.setIcon(icon("search", current_tokens().muted, _GLASS))

    def _ask(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._asked:
            self._asked = text
            self.searched.emit(text)
