"""One of a few in a row of filters, where a label above it would only repeat its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.widgets.tokens import TARGET_HEIGHT


class ChoiceBox(QComboBox):
    """`chosen` carries the key a person chose."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(TARGET_HEIGHT)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._choices: Sequence[tuple[str, str]] = ()
        self.activated.connect(lambda _: self.chosen.emit(str(self.currentData() or "")))

    def show_choices(self, choices: Sequence[tuple[str, str]], key: str) -> None:
        """Offer these, with the one of `key` chosen, without a signal."""
        if choices != self._choices:
            self._choices = choices
            self.clear()
            for each, words in choices:
                self.addItem(words, each)
        self.setCurrentIndex(max(0, self.findData(key)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not choose something else."""
        event.ignore()
