"""What stands in the place of a list that is empty, on its way, or could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import Role, button, label


class Note(QWidget):
    """One sentence, what to do about it, and a button where trying again helps."""

    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role=Role.TITLE, wraps=True)
        self._advice = label(role=Role.MUTED, wraps=True)
        self._retry = button("Try again", primary=True)
        self._retry.clicked.connect(self.retried)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        for line in (self._title, self._advice):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, title: str, advice: str, *, retry: bool = False) -> None:
        self._title.setText(title)
        self._advice.setText(advice)
        self._retry.setVisible(retry)
