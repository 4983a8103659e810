"""Labels that show text as it is. Qt's guess whether a text is HTML would render what a stranger wrote in an order."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ui.models.columns import Tone


class Role(StrEnum):
    """What a label is for; the style sheet decides how that looks."""

    BRAND = "brand"
    TITLE = "title"
    BODY = "body"
    CODE = "code"
    MUTED = "muted"
    CHIP = "chip"
    PLACE = "place"


def label(text: str = "", role: Role = Role.BODY, *, wraps: bool = False) -> QLabel:
    """A plain-text label."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role.value)
    made.setWordWrap(wraps)
    return made


def chip(text: str, tone: Tone) -> QLabel:
    """A word on a ground of its tone."""
    made = label(text, Role.CHIP)
    made.setProperty("tone", tone.value)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedHeight(24)
    return made


def button(text: str, *, primary: bool = False) -> QPushButton:
    """A button named by what it does. At most one of a screen is `primary`."""
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
