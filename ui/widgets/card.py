"""A rounded surface on the ground, with a title and whatever belongs under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.widgets.labels import Role, elided, label
from ui.widgets.look import set_look
from ui.widgets.tokens import PADDING


def surface(role: str, tone: Tone = Tone.PLAIN) -> QFrame:
    """A frame that the style sheet paints by its role; the role "tone" is a rounded ground of a tone."""
    made = QFrame()
    made.setProperty("role", role)
    made.setProperty("tone", tone.value)
    return made


def set_tone(frame: QFrame, tone: Tone) -> None:
    """Give a surface the ground of another tone."""
    set_look(frame, tone=tone.value)


def line() -> QFrame:
    """A separator of 1 px."""
    made = surface("line")
    made.setFixedHeight(1)
    return made


class Card(QFrame):
    """`aside` is the muted text at the right of the title; `head` takes chips after the title."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = elided(title, Role.TITLE)
        self.aside = label(role=Role.MUTED, wraps=True)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addLayout(self.head)
        row.addWidget(self.aside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(content, 1)
