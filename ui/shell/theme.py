"""Dresses the application: font, palette and style sheet, all made from one set of tokens."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.models.columns import Tone
from ui.widgets.tokens import DARK, LIGHT, Appearance, Tokens

FONT = "Inter"

_SHEET = Template("""
* { font-size: 14px; }
QMainWindow, QFrame[role="page"] { background: $ground; }
QLabel { color: $text; background: transparent; }
QLabel[role="brand"] { color: #FFFFFF; font-size: 17px; font-weight: 600; }
QLabel[role="title"] { font-size: 17px; font-weight: 600; }
QLabel[role="code"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; font-size: 13px; }
QLabel[role="chip"] { border-radius: 12px; padding: 0 12px; font-size: 12px; font-weight: 600; }
QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 14px; }
QFrame[role="rail"] { background: $rail; }
QFrame[role="bar"] { background: $card; border-bottom: 1px solid $line; }
QFrame[role="trouble"] { background: $wrong_ground; border-bottom: 1px solid $line; }
QFrame[role="trouble"] QLabel { color: $wrong_text; font-weight: 600; }
QLabel[role="place"] { background: $rail_selected; color: $rail_selected_text; border-radius: 8px; padding: 8px 12px;
  font-size: 14px; font-weight: 600; }
QPushButton { background: $quiet; color: $quiet_text; border: none; border-radius: 10px; padding: 0 20px;
  min-height: 44px; font-size: 15px; font-weight: 600; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; }
QPushButton:focus, QTableView:focus { border: 3px solid $accent; }
QTableView { background: transparent; border: 3px solid transparent; border-radius: 10px; outline: none; }
QHeaderView, QHeaderView::section { background: transparent; }
QHeaderView::section { color: $muted; border: none; border-bottom: 1px solid $line; font-size: 12px;
  padding: 6px 10px; }
QScrollBar:vertical { background: transparent; width: 12px; }
QScrollBar:horizontal { background: transparent; height: 12px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def tokens_for(appearance: Appearance, desktop: Qt.ColorScheme) -> Tokens:
    """The tokens of an appearance; `desktop` decides where it is the system's choice."""
    dark = desktop is Qt.ColorScheme.Dark if appearance is Appearance.SYSTEM else appearance is Appearance.DARK
    return DARK if dark else LIGHT


def dress(app: QApplication, tokens: Tokens) -> None:
    """Give every window of the application the look of `tokens`, now and for windows still to come."""
    app.setStyle("Fusion")
    if QFontDatabase.hasFamily(FONT):
        font = app.font()
        font.setFamily(FONT)
        app.setFont(font)
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


def style_sheet(tokens: Tokens) -> str:
    """The Qt style sheet of `tokens`."""
    tones = "".join(
        f'QLabel[role="chip"][tone="{tone}"] {{ background: {pair.ground}; color: {pair.text}; }}\n'
        for tone, pair in tokens.tones.items()
    )
    pairs = {"rail": tokens.rail, "rail_selected": tokens.rail_selected, "quiet": tokens.quiet, "accent": tokens.accent}
    colours = {name: pair.ground for name, pair in pairs.items()}
    texts = {f"{name}_text": pair.text for name, pair in pairs.items()}
    wrong = tokens.tones[Tone.WRONG]
    return tones + _SHEET.substitute(
        colours | texts,
        wrong_ground=wrong.ground,
        wrong_text=wrong.text,
        ground=tokens.ground,
        card=tokens.card,
        line=tokens.line,
        text=tokens.text,
        muted=tokens.muted,
    )


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
