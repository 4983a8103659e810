"""One set of tokens dresses everything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.models.columns import Tone
from ui.shell.theme import FONT_FOLDER, dress, load_fonts, tokens_for
from ui.widgets.labels import button, chip, label
from ui.widgets.look import current_tokens
from ui.widgets.style_sheet import style_sheet
from ui.widgets.tokens import DARK, LIGHT, Appearance, Tokens


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


def test_the_bundled_letters_are_used_with_figures_of_one_width(dressed: QApplication) -> None:
    assert load_fonts() == len([*FONT_FOLDER.glob("*.[ot]tf")])
    used = dressed.font()
    used.setWeight(QFont.Weight.DemiBold)
    assert (QFontInfo(used).family(), QFontInfo(used).weight()) == ("Inter Crossdock", 600)
    figures = QFontMetricsF(used)
    assert figures.horizontalAdvance("1111") == pytest.approx(figures.horizontalAdvance("8888"))
    used.unsetFeature(QFont.Tag("tnum"))
    assert QFontMetricsF(used).horizontalAdvance("1111") < QFontMetricsF(used).horizontalAdvance("8888")


class Counting(QLabel):
    """Notes how often it is restyled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() is QEvent.Type.StyleChange
        super().changeEvent(event)


def test_another_appearance_restyles_a_widget_once_however_deep_it_is(qtbot: QtBot, dressed: QApplication) -> None:
    window = parent = QWidget()
    qtbot.addWidget(window)
    for _ in range(12):
        parent = QWidget(parent)
    deepest = Counting(parent)
    window.show()
    deepest.times = 0
    dress(dressed, DARK)
    assert deepest.times <= 4
    deepest.times = 0
    dressed.setStyleSheet(style_sheet(LIGHT))
    assert deepest.times > 10, "so Qt goes about it by itself"
