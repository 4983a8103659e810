"""Buttons for a decision at the bench: large, each with what it does under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui.models.feedback import Choice
from ui.widgets.labels import Role, button, label
from ui.widgets.tokens import TARGET_HEIGHT


class ChoiceRow(QWidget):
    """Shows choices side by side; `chosen` carries the one that was taken."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.hide()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; none hides the row."""
        if choices != self._choices:
            self._choices = choices
            self._clear()
            for column, choice in enumerate(choices):
                self._add(column, choice)
        self.setVisible(bool(choices))

    @property
    def holds_focus(self) -> bool:
        """The keyboard is choosing."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Let the keyboard choose."""
        first = self._grid.itemAtPosition(0, 0)
        if first is not None and (widget := first.widget()) is not None:
            widget.setFocus()

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, column: int, choice: Choice) -> None:
        made = button(choice.words, work=True)
        if not choice.detail:  # Many short ones, such as counts, stand close.
            made.setStyleSheet("QPushButton { padding: 0; }")
            made.setMinimumWidth(TARGET_HEIGHT)
        made.setAccessibleDescription(choice.detail)
        made.clicked.connect(partial(self.chosen.emit, choice))
        self._grid.addWidget(made, 0, column)
        if choice.detail:
            detail = label(choice.detail, Role.MUTED, wraps=True)
            detail.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(detail, 1, column)
