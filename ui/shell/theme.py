"""Dresses the application: fonts, palette and style sheet, all made from one set of tokens."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.models.columns import Tone
from ui.widgets.style_sheet import style_sheet
from ui.widgets.tokens import DARK, LIGHT, Appearance, Tokens

__all__ = ["FONTS", "dress", "load_fonts", "style_sheet", "tokens_for"]

_STYLE = "fusion"
FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

#: Inter under a name of its own, because a system may have another; what it lacks is taken from the faces that also
#: print, then from the system.
FONTS = (
    "Inter Crossdock",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans CJK JP",
    "Noto Emoji",
)


def tokens_for(appearance: Appearance, desktop: Qt.ColorScheme) -> Tokens:
    """The tokens of an appearance; `desktop` decides where it is the system's choice."""
    dark = desktop is Qt.ColorScheme.Dark if appearance is Appearance.SYSTEM else appearance is Appearance.DARK
    return DARK if dark else LIGHT


def dress(app: QApplication, tokens: Tokens) -> None:
    """Give every window of the application the look of `tokens`, now and for windows still to come."""
    load_fonts()
    # Where one style sheet takes the place of another, Qt restyles every widget once for each of its ancestors.
    app.setStyleSheet("")
    if app.style().name() != _STYLE:
        app.setStyle(_STYLE)
    app.setFont(_font())
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


@cache
def load_fonts() -> int:
    """Make the bundled faces known to Qt, once in a process; how many were. Needs a running application."""
    faces = sorted(FONT_FOLDER.glob("*.[ot]tf"))
    return sum(QFontDatabase.addApplicationFont(str(face)) >= 0 for face in faces)


def _font() -> QFont:
    """Figures of one width, so that numbers under each other line up (OpenType `tnum`); letters where they belong,
    not on whole pixels."""
    font = QFont(list(FONTS))
    font.setPixelSize(14)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    accent = tokens.tones[Tone.ACCENT]
    palette = QPalette()
    for colour, roles in {
        tokens.ground: (role.Window,),
        tokens.card: (role.Base, role.Button, role.ToolTipBase),
        tokens.text: (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        tokens.muted: (role.PlaceholderText,),
        tokens.accent.ground: (role.Link, role.Accent),
        accent.ground: (role.Highlight,),
        accent.text: (role.HighlightedText,),
    }.items():
        for each in roles:
            palette.setColor(each, QColor(colour))
    return palette
