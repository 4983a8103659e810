"""A rounded surface on the ground, with a title and whatever belongs under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.labels import Role, label
from ui.widgets.tokens import PADDING


def surface(role: str) -> QFrame:
    """A frame that the style sheet paints by its role."""
    made = QFrame()
    made.setProperty("role", role)
    return made


class Card(QFrame):
    """`aside` is the muted text at the right of the title."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.aside = label(role=Role.MUTED, wraps=True)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(label(title, Role.TITLE))
        head.addWidget(self.aside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(content, 1)
