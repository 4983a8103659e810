"""What the pages of the Settings are put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.card import line
from ui.widgets.fields import Field
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, label
from ui.widgets.tokens import GAP

#: Wide enough for the longest sentence, narrow enough that a field stays near its words, in px.
PAGE_WIDTH = 860
#: The words over a field and the space under them, in px.
_LABEL_HEIGHT = 24


def page(*parts: QWidget) -> QWidget:
    """Cards under each other, with nothing stretched wider than it is read well."""
    held = QWidget()
    held.setMaximumWidth(PAGE_WIDTH)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for each in parts:
        column.addWidget(each)
    column.addStretch(1)
    return held


def stacked(*parts: QWidget, spacing: int = 12) -> QWidget:
    """The content of a card: one below the other."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for each in parts:
        column.addWidget(each)
    return held


def beside(*parts: QWidget, stretches: Iterable[int] = (), spacing: int = 12) -> QWidget:
    """One beside the other, as wide as `stretches` say; without any, at the left."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    shares = tuple(stretches)
    for number, each in enumerate(parts):
        row.addWidget(each, shares[number] if shares else 0)
    if not shares:
        row.addStretch()
    return held


def with_action(field: Field, action: QWidget) -> QWidget:
    """A field and the button that belongs to it, on the line of what is typed rather than of its words."""
    held, beside_it = QWidget(), QVBoxLayout()
    beside_it.setContentsMargins(0, _LABEL_HEIGHT, 0, 0)
    beside_it.addWidget(action)
    beside_it.addStretch(1)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addLayout(beside_it)
    return held


def scrolled(shown: QWidget) -> QScrollArea:
    """A page that may be longer than the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(shown)
    return area


class RestartNote(QFrame):
    """Shown while something waits for the next start."""

    def __init__(self, restart: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "tone")
        self.setProperty("tone", Tone.ACCENT.value)
        again = button(tr("Restart now"), icon="refresh-cw")
        again.clicked.connect(lambda: restart())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(icon_label("info", 18, Tone.ACCENT))
        row.addWidget(label(tr("This is used from the next start on. Nothing is lost by a restart."), wraps=True), 1)
        row.addWidget(again)
        self.hide()


class Lines(QWidget):
    """Rows of an icon, a word and what is known of it, as wide as `shares` say.

    They are built again only when `key` is another one.
    """

    def __init__(self, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._shares = shares
        self._key: object = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_lines(self, lines: Iterable[tuple[str, Tone, str, str]], key: object) -> None:
        if key == self._key:
            return
        self._key = key
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, each in enumerate(lines):
            if number:
                self._column.addWidget(line())
            self._column.addWidget(self._line(*each))
        self.setVisible(self._column.count() > 0)

    def _line(self, icon: str, tone: Tone, words: str, detail: str) -> QWidget:
        made = QWidget()
        made.setMinimumHeight(44)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(icon_label(icon, 18, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label(words, Role.CODE, wraps=True), self._shares[0])
        row.addWidget(label(detail, Role.MUTED, wraps=True), self._shares[1])
        return made
