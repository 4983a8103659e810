"""Chips that filter a list: several at once, or one view out of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.runtime.language import tr
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout


class FilterChips(QWidget):
    """Toggles in a row that wraps. `changed` carries the set of keys that are on.

    With `one` exactly one is on, always: saved views rather than filters.
    """

    changed = Signal(set)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        name: str = "",
        *,
        one: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or tr("Filters"))
        self._one = one
        self._words = dict(choices)
        self._chips = {key: self._build(key, words) for key, words in choices}
        row = FlowLayout(self, gap=8)
        for each in self._chips.values():
            row.addWidget(each)
        if one:
            self.choose({choices[0][0]})

    def chosen(self) -> set[str]:
        """The keys that are on."""
        return {key for key, each in self._chips.items() if each.isChecked()}

    def choose(self, keys: Set[str]) -> None:
        """Switch exactly these on, without a signal."""
        for key, each in self._chips.items():
            each.setChecked(key in keys)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say beside each word how many rows it has."""
        for key, each in self._chips.items():
            each.show_words(f"{self._words[key]}  {counts[key]}" if key in counts else self._words[key])

    def _build(self, key: str, words: str) -> Button:
        made = Button(words, "filter")
        made.setCheckable(True)
        made.clicked.connect(lambda: self._clicked(key))
        return made

    def _clicked(self, key: str) -> None:
        if self._one:
            self.choose({key})
        self.changed.emit(self.chosen())
