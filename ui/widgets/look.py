"""What the application is dressed in, asked for at the moment something is painted: so a new theme needs no restart."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from ui.widgets.tokens import ALL, LIGHT, Tokens

_BY_GROUND = {tokens.ground.lower(): tokens for tokens in ALL}


def current_tokens() -> Tokens:
    """The tokens the application is dressed in: its palette is made from them."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    return _BY_GROUND.get(ground, LIGHT)


def font_of(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of the application in another size (px) and weight, for what is painted by hand."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set properties the style sheet selects by, and have it look again where one is new."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip that shows `text` as it is. Nothing essential lives in a tip (ux §2.1)."""
    widget.setToolTip(f"<qt>{escape(text)}</qt>" if text else "")
