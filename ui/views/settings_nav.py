"""The pages of the Settings at the left: in groups, and found by what stands on them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.settings import GROUPS, PAGES
from ui.runtime.language import tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Role, label
from ui.widgets.search import SearchField

#: In px; the longest words of a page fit.
NAV_WIDTH = 220


class PageList(QWidget):
    """`chosen` carries the key of a page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._search = SearchField(tr("Search settings"))
        self._nothing = label(tr("No setting is called that."), Role.MUTED, wraps=True)
        self._entries = {page.key: Button(tr(page.title), "nav", page.icon, 18, Tone.QUIET) for page in PAGES}
        self._groups: list[tuple[QLabel, tuple[str, ...]]] = []
        self.setFixedWidth(NAV_WIDTH)
        self._lay_out()
        self._nothing.setContentsMargins(12, 12, 0, 0)
        self._nothing.hide()
        for key, entry in self._entries.items():
            entry.setCheckable(True)
            entry.clicked.connect(partial(self.chosen.emit, key))
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._open_first)

    def point_at(self, key: str) -> None:
        """This page is open."""
        for page in PAGES:
            entry, is_open = self._entries[page.key], page.key == key
            if entry.isChecked() is not is_open or is_open:
                entry.setChecked(is_open)
                entry.show_words(tr(page.title), Tone.ACCENT if is_open else Tone.QUIET)

    def found(self) -> list[str]:
        """The pages that what is searched for stands on."""
        return [page.key for page in PAGES if page.holds(self._search.text())]

    def _find(self) -> None:
        found = self.found()
        for key, entry in self._entries.items():
            entry.setVisible(key in found)
        for words, keys in self._groups:
            words.setVisible(any(key in found for key in keys))
        self._nothing.setVisible(not found)

    def _open_first(self) -> None:
        found = self.found()
        if found:
            self.chosen.emit(found[0])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._search)
        column.addWidget(self._nothing)
        for title, pages in GROUPS:
            words = label(tr(title), Role.CAPTION)
            words.setContentsMargins(12, 10, 0, 2)
            self._groups.append((words, tuple(page.key for page in pages)))
            column.addWidget(words)
            for page in pages:
                column.addWidget(self._entries[page.key])
        column.addStretch()
