"""One set of tokens dresses everything, and every text can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.models.columns import Tone
from ui.shell.theme import style_sheet, tokens_for
from ui.widgets.cells import current_tokens
from ui.widgets.labels import button, chip, label
from ui.widgets.tokens import ALL, DARK, LIGHT, Appearance, Tokens


@pytest.mark.parametrize(
    ("appearance", "desktop", "tokens"),
    [
        (Appearance.SYSTEM, Qt.ColorScheme.Dark, DARK),
        (Appearance.SYSTEM, Qt.ColorScheme.Light, LIGHT),
        (Appearance.SYSTEM, Qt.ColorScheme.Unknown, LIGHT),
        (Appearance.LIGHT, Qt.ColorScheme.Dark, LIGHT),
        (Appearance.DARK, Qt.ColorScheme.Light, DARK),
    ],
)
def test_the_system_decides_only_when_asked(appearance: Appearance, desktop: Qt.ColorScheme, tokens: Tokens) -> None:
    assert tokens_for(appearance, desktop) is tokens


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[float, float, float]:
    parsed = QColor(colour)
    return parsed.redF(), parsed.greenF(), parsed.blueF()


def pairs(tokens: Tokens) -> list[tuple[str, str]]:
    chips = [tokens.accent, tokens.rail, tokens.rail_selected, tokens.quiet, *tokens.tones.values()]
    on_card = [(tokens.card, pair.text) for tone, pair in tokens.tones.items() if tone is not Tone.ATTENTION]
    selected = [(tokens.tones[Tone.ACCENT].ground, tokens.text)]
    return [
        *((pair.ground, pair.text) for pair in chips),
        *((ground, text) for ground in (tokens.card, tokens.ground) for text in (tokens.text, tokens.muted)),
        *on_card,
        *selected,
    ]


@pytest.mark.parametrize("tokens", ALL, ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    assert [(pair, contrast(*pair)) for pair in pairs(tokens) if contrast(*pair) < 4.5] == []


def test_weak_contrast_would_be_seen() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#FFFFFF", "#009E73") < 4.5


def test_a_style_sheet_without_holes() -> None:
    assert "$" not in style_sheet(LIGHT)
    assert LIGHT.accent.ground in style_sheet(LIGHT)
    assert LIGHT.accent.ground not in style_sheet(DARK)


def test_labels_never_render_what_a_stranger_wrote(qtbot: QtBot) -> None:
    for made in (label("<h1>Hi</h1>"), chip("<b>Hi</b>", Tone.OK)):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText
    again = button("Again", primary=True)
    qtbot.addWidget(again)
    assert again.property("primary") is True


def test_a_palette_of_somebody_else_falls_back_to_light(qapp: QApplication) -> None:
    before = qapp.palette()
    foreign = QPalette(before)
    foreign.setColor(QPalette.ColorRole.Window, QColor("#123456"))
    qapp.setPalette(foreign)
    try:
        assert current_tokens() is LIGHT
    finally:
        qapp.setPalette(before)
