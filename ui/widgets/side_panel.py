"""What is known about the row that is selected, beside the list instead of in a second window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.panel import Entry, Fact, Section
from ui.runtime.language import tr
from ui.widgets.buttons import Button
from ui.widgets.card import line
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, chip, elided, icon_button, label
from ui.widgets.picture import Picture

_WIDTH = 380
_EDGE = 20


class SidePanel(QFrame):
    """Hidden until something is shown. `closed` follows the X; the screen hides it and forgets the selection."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.setFixedWidth(_WIDTH)
        self._title, self._detail = elided(role=Role.NEXT), label(role=Role.MUTED, wraps=True)
        self._chips = QHBoxLayout()
        self._body = QScrollArea()
        self._foot = QVBoxLayout()
        self._column = QVBoxLayout()
        self._lay_out()
        self.hide()

    def show_sections(
        self, title: str, detail: str, sections: Sequence[Section], chips: Sequence[tuple[str, Tone]] = ()
    ) -> None:
        """Show what is known about one thing. The place in a long panel stays when the same thing is shown again."""
        bar = self._body.verticalScrollBar()
        place = bar.value() if self._title.whole_text() == title else 0
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._show_chips(chips)
        self._body.setWidget(_sections(sections))
        bar.setValue(place)
        self.show()

    def set_actions(self, *actions: Button) -> None:
        """The buttons at the foot; at most one of them is primary."""
        while (item := self._foot.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
        for each in actions:
            self._foot.addWidget(each)

    def add_widget(self, widget: QWidget) -> None:
        """Put something of the screen's own between the sections and the buttons, such as a preview."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def _lay_out(self) -> None:
        close = icon_button("x", tr("Close the panel"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        self._chips.setSpacing(8)
        self._body.setWidgetResizable(True)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._foot.setSpacing(8)
        self._column.setContentsMargins(0, 0, _EDGE - 12, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._detail)
        self._column.addLayout(self._chips)
        self._column.addWidget(self._body, 1)
        self._column.addLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 12, 12, _EDGE)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._column, 1)

    def _show_chips(self, chips: Sequence[tuple[str, Tone]]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words, tone in chips:
            self._chips.addWidget(chip(words, tone))
        self._chips.addStretch()


def _sections(sections: Sequence[Section]) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 8, 6, 8)
    column.setSpacing(8)
    for number, section in enumerate(sections):
        if number:
            column.addSpacing(4)
            column.addWidget(line())
            column.addSpacing(4)
        column.addWidget(label(section.title, Role.STRONG))
        for fact in section.facts:
            column.addLayout(_fact(fact))
        for entry in section.entries:
            column.addLayout(_entry(entry))
        if section.empty and not (section.facts or section.entries):
            column.addWidget(label(section.empty, Role.MUTED, wraps=True))
    column.addStretch()
    return body


def _fact(fact: Fact) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    value = label(fact.value, Role.CODE, wraps=True, tone=fact.tone)
    value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    words = label(fact.words, Role.MUTED)
    row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(value, 1)
    return row


def _entry(entry: Entry) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    if entry.picture:
        row.addWidget(Picture(entry.picture, 40))
    elif entry.icon:
        row.addWidget(icon_label(entry.icon, 18, entry.tone), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(entry.title, wraps=True))
    if entry.detail:
        words.addWidget(label(entry.detail, Role.MUTED, wraps=True))
    row.addLayout(words, 1)
    if entry.aside:
        row.addWidget(label(entry.aside, Role.CODE, tone=entry.tone), 0, Qt.AlignmentFlag.AlignTop)
    return row
