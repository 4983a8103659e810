"""A row that says how far long work is, and lets it be stopped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.runtime.language import tr
from ui.widgets.labels import Role, button, elided

_BAR_HEIGHT = 8


class BusyRow(QWidget):
    """Hidden until work begins. `cancelled` follows *Cancel*; the row then waits until the work says it has stopped."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = elided(role=Role.MUTED)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR_HEIGHT)
        self._cancel = button(tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, words: str, *, can_cancel: bool = True) -> None:
        """Show the row, before anything is known about how long it takes."""
        self._say(words)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self.show()

    def advance(self, done: int, total: int, words: str) -> None:
        """So many of `total` are done."""
        self._say(words)
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def end(self) -> None:
        self.hide()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleName(words)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self.cancelled.emit()
