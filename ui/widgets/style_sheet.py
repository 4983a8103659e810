"""The Qt style sheet of a set of tokens: how the roles, tones and looks that widgets name as properties look."""

from __future__ import annotations

from pathlib import Path
from string import Template

from app.domain.messages import Kind
from ui.models.columns import Tone
from ui.widgets.tokens import Tokens

#: A style sheet names files, it cannot tint them: so these few icons stand there in their colours.
SHEET_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons" / "sheet"

_TONED = ('QLabel[role="chip"]', 'QFrame[role="tone"]')

#: The type scale: px, weight and letter spacing (px) of each role of a label; large letters stand closer.
TYPE = {
    "display": (52, 700, -1.5),
    "order": (40, 700, -1),
    "headline": (30, 700, -0.5),
    "number": (26, 700, -0.5),
    "next": (22, 600, -0.3),
    "brand": (17, 600, -0.2),
    "title": (17, 600, -0.2),
    "strong": (14, 600, 0),
    "body": (15, 400, 0),
    "code": (15, 600, 0),
    "muted": (13, 400, 0),
    "caption": (12, 500, 0),
    "chip": (12, 600, 0),
    "key": (13, 600, 0),
}

_SHEET = Template("""
* { font-size: 14px; }
QMainWindow, QDialog, QFrame[role="page"] { background: $ground; }
QLabel { color: $text; background: transparent; }
QLabel[role="brand"] { color: $rail_selected_text; }
QLabel[role="muted"], QLabel[role="caption"] { color: $muted; }
QLabel[role="chip"] { border-radius: 13px; padding: 0 12px; }
QLabel[role="chip"][with_icon="true"] { padding-left: 30px; }
QLabel[role="key"] { background: $quiet; border: 1px solid $line; border-radius: 6px; padding: 1px 7px; }

QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 14px; }
QFrame[role="sheet"] { background: $card; border: 1px solid $line; border-radius: 14px; }
QFrame[role="popover"] { background: $card; border: 1px solid $field_line; border-radius: 14px; }
QFrame[role="rail"] { background: $rail; }
QFrame[role="bar"] { background: $card; border-bottom: 1px solid $line; }
QFrame[role="strip"] { background: $card; border-top: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; }
QFrame[role="tone"] { border-radius: 16px; }
QFrame[role="tile"] { background: $card; border: 1px solid $line; border-radius: 14px; margin: 1px; }
QFrame[role="tile"]:hover { border-color: $field_line; }
QFrame[role="tile"]:focus { border: 2px solid $focus; margin: 0; }
QFrame[role="trouble"] { background: $wrong_ground; border-bottom: 1px solid $line; }
QFrame[role="trouble"] QLabel { color: $wrong_text; }
QFrame[role="banner"] { border-radius: 16px; border: 1px solid transparent; }
QFrame[role="banner"] QLabel { background: transparent; }
QFrame[role="banner"] QLabel[role="title"] { font-weight: 500; }

QPushButton { background: $quiet; color: $text; border: 2px solid $quiet; border-radius: 10px; padding: 0 18px;
  min-height: 40px; font-size: 15px; font-weight: 600; }
QPushButton:hover { background: $quiet_hover; border-color: $quiet_hover; }
QPushButton:focus { border-color: $focus; }
QPushButton:disabled { color: $muted; background: $quiet; border-color: $quiet; }
QPushButton[work="true"] { min-height: 60px; font-size: 17px; border-radius: 12px; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:disabled { background: $quiet; color: $muted; border-color: $quiet; }
QPushButton[tone="wrong"] { color: $wrong_ink; }
QPushButton[look="bare"] { background: transparent; border-color: transparent; padding: 0; min-height: 40px;
  min-width: 40px; border-radius: 8px; }
QPushButton[look="bare"]:hover { background: $quiet_hover; }
QPushButton[look="bare"]:focus { border-color: $focus; }
QPushButton[look="filter"] { background: $card; color: $text; border: 1px solid $line; border-radius: 22px;
  padding: 0 16px; min-height: 42px; font-size: 14px; font-weight: 500; }
QPushButton[look="filter"]:hover { background: $quiet_hover; }
QPushButton[look="filter"]:checked { background: $accent_pale; color: $accent_pale_text;
  border-color: $accent_pale_text; font-weight: 600; }
QPushButton[look="filter"]:focus { border: 2px solid $focus; padding: 0 15px; min-height: 40px; }
QPushButton[look="nav"] { background: transparent; border-color: transparent; border-radius: 8px; padding: 0 10px;
  min-height: 40px; text-align: left; font-weight: 500; }
QPushButton[look="nav"]:hover { background: $quiet_hover; }
QPushButton[look="nav"]:checked { background: $accent_pale; color: $accent_pale_text; font-weight: 600; }
QPushButton[look="nav"]:focus { border-color: $focus; }
QPushButton[look="chip"] { border-radius: 14px; padding: 0 12px; min-height: 24px; font-size: 12px; }

QTableView { background: transparent; border: none; outline: none; selection-background-color: transparent; }
QListView { background: transparent; border: none; outline: none; }
QHeaderView, QHeaderView::section, QTableCornerButton::section { background: transparent; }
QHeaderView::section { color: $muted; border: none; border-bottom: 1px solid $line; font-size: 12px; font-weight: 500;
  padding: 6px 10px; }

QLineEdit, QPlainTextEdit, QSpinBox, QComboBox, QDateEdit { background: $card; color: $text;
  border: 1px solid $field_line; border-radius: 10px; padding: 0 12px; min-height: 42px; font-size: 15px;
  selection-background-color: $accent; selection-color: $accent_text; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QSpinBox, QSpinBox:focus { padding: 0; min-height: 39px; max-height: 42px; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QPlainTextEdit { padding: 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid $focus;
  padding: 0 11px; }
QPlainTextEdit:focus { padding: 7px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QSpinBox[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $wrong_line; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $muted;
  background: $quiet; }
QLineEdit[look="search"] { padding: 0 6px; }
QComboBox::drop-down { border: none; width: 34px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: 18px; height: 18px; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $line; padding: 4px; outline: none;
  selection-background-color: $accent_pale; selection-color: $accent_pale_text; }
QComboBox QAbstractItemView::item { min-height: 40px; padding: 0 8px; }
QCheckBox { color: $text; font-size: 15px; spacing: 12px; border: 2px solid transparent;
  padding: 0 4px; border-radius: 8px; }
QCheckBox:focus { border-color: $focus; }
QCheckBox:disabled { color: $muted; }
QCheckBox::indicator { width: 20px; height: 20px; border: 2px solid $field_line; border-radius: 6px;
  background: $card; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/check-$name.svg"); }

QProgressBar { background: $quiet_hover; border: none; border-radius: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QProgressBar::chunk:disabled { background: $field_line; }
QToolTip { background: $rail; color: $rail_selected_text; border: none; padding: 6px 10px; font-size: 13px; }
QMenu { background: $card; color: $text; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 10px 28px 10px 14px; border-radius: 6px; }
QMenu::item:selected { background: $accent_pale; color: $accent_pale_text; }
QMenu::item:disabled { color: $muted; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea:focus { border: 2px solid $focus; border-radius: 8px; }
QFrame[role="sheet"] QScrollArea:focus { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $field_line; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The Qt style sheet of `tokens`."""
    return _type() + _SHEET.substitute(_colours(tokens)) + _tones(tokens) + _banners(tokens)


def _type() -> str:
    rules = [
        f'QLabel[role="{role}"] {{ font-size: {px}px; font-weight: {weight}; letter-spacing: {spacing}px; }}'
        for role, (px, weight, spacing) in TYPE.items()
    ]
    return "\n".join(rules) + "\n"


def _colours(tokens: Tokens) -> dict[str, str]:
    """Every `$name` of the sheet."""
    accent_pale, wrong = tokens.tones[Tone.ACCENT], tokens.tones[Tone.WRONG]
    return {
        "ground": tokens.ground,
        "card": tokens.card,
        "line": tokens.line,
        "field_line": tokens.field_line,
        "text": tokens.text,
        "muted": tokens.muted,
        "hover": tokens.hover,
        "focus": tokens.focus,
        "quiet": tokens.quiet.ground,
        "quiet_hover": tokens.quiet_hover,
        "accent": tokens.accent.ground,
        "accent_text": tokens.accent.text,
        "accent_hover": tokens.accent_hover,
        "accent_pale": accent_pale.ground,
        "accent_pale_text": accent_pale.text,
        "rail": tokens.rail.ground,
        "rail_selected_text": tokens.rail_selected.text,
        "wrong_ground": wrong.ground,
        "wrong_text": wrong.text,
        "wrong_ink": tokens.inks[Tone.WRONG],
        "wrong_line": tokens.banners[Kind.WRONG].line,
        "icons": SHEET_ICONS.as_posix(),
        "name": tokens.name,
    }


def _tones(tokens: Tokens) -> str:
    rules = [
        f'QLabel[tone="{tone}"] {{ color: {ink}; }}' for tone, ink in tokens.inks.items() if tone is not Tone.PLAIN
    ]
    for tone, pair in tokens.tones.items():
        colours = f"background: {pair.ground}; color: {pair.text};"
        rules.append(f'QPushButton[look="chip"][tone="{tone}"] {{ {colours} border-color: {pair.ground}; }}')
        rules += [f'{widget}[tone="{tone}"] {{ {colours} }}' for widget in _TONED]
    rules.append(f'QPushButton[look="chip"]:focus {{ border-color: {tokens.focus}; }}')
    return "\n".join(rules) + "\n"


def _banners(tokens: Tokens) -> str:
    rules = []
    for kind, banner in tokens.banners.items():
        thick = 3 if kind in (Kind.WRONG, Kind.NOT_ACCEPTED) else 1
        colours = f"background: {banner.ground}; border: {thick}px solid {banner.line};"
        rules.append(f'QFrame[role="banner"][kind="{kind}"] {{ {colours} }}')
        rules.append(f'QFrame[role="banner"][kind="{kind}"][lit="true"] {{ border-color: {tokens.text}; }}')
        rules.append(f'QLabel[kind="{kind}"] {{ color: {banner.text}; }}')
        clears = f"background: transparent; color: {banner.text}; border-color: {banner.line};"
        rules.append(f'QPushButton[kind="{kind}"] {{ {clears} }}')
        rules.append(f'QPushButton[kind="{kind}"]:focus {{ border-color: {tokens.focus}; }}')
    return "\n".join(rules) + "\n"
