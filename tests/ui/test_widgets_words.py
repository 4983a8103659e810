"""Labels, chips and buttons: plain text, cut where it must be, named for everybody."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import shown
from ui.models.columns import Tone
from ui.widgets.buttons import button, chip_button, icon_button
from ui.widgets.labels import Role, chip, elided, label
from ui.widgets.look import set_tip
from ui.widgets.style_sheet import TYPE


def test_a_long_name_is_cut_and_still_told(qtbot: QtBot) -> None:
    name = "Jürgen <b>Muster</b> " * 8
    made = elided(name)
    shown(qtbot, made)
    made.resize(120, 20)
    assert made.text().endswith("…")
    assert made.accessibleName() == name.strip()
    assert "&lt;b&gt;" in made.toolTip()
    made.resize(3000, 20)
    assert made.text() == name.strip()
    assert made.toolTip() == ""


def test_a_tip_shows_text_as_it_is(qtbot: QtBot) -> None:
    made = label("x")
    qtbot.addWidget(made)
    set_tip(made, "<img src=x>")
    assert made.toolTip() == "<qt>&lt;img src=x&gt;</qt>"


def test_a_chip_says_something_else(qtbot: QtBot) -> None:
    made = chip("Waiting", Tone.QUIET, "clock")
    shown(qtbot, made)
    made.show_chip("Late", Tone.WRONG)
    assert (made.text(), made.property("tone"), made.property("with_icon")) == ("Late", "wrong", False)


def test_a_button_is_named_by_its_words_alone(qtbot: QtBot) -> None:
    made = button("Salt & Pepper", key="F4", icon="triangle-alert", work=True)
    qtbot.addWidget(made)
    assert (made.text(), made.accessibleName(), made.accessibleDescription()) == (
        "Salt && Pepper  F4",
        "Salt & Pepper",
        "F4",
    )
    alone = icon_button("x", "Close the panel")
    qtbot.addWidget(alone)
    assert (alone.accessibleName(), alone.width(), alone.height()) == ("Close the panel", 44, 44)


@pytest.mark.parametrize("icon", ["", "undo-2"])
def test_the_words_of_a_button_are_cut_at_their_end(qtbot: QtBot, icon: str) -> None:
    """Two that begin alike look alike where there is room for the beginning only."""
    pictures = []
    for words in ("Take the last unit back", "Take the last unit back and scan it again"):
        made = button(words, icon=icon)
        qtbot.addWidget(made)
        made.resize(100, 44)
        pictures.append(made.grab().toImage())
        assert made.accessibleName() == words
    assert pictures[0] == pictures[1]


def test_an_icon_takes_the_colour_of_its_words(qtbot: QtBot) -> None:
    made = button("Reprint", icon="printer")
    qtbot.addWidget(made)
    lively = made.icon().cacheKey()
    made.setEnabled(False)
    assert made.icon().cacheKey() != lively
    chips = chip_button("Scanner", Tone.OK, "check")
    qtbot.addWidget(chips)
    chips.show_words("Scanner is silent", Tone.WRONG)
    assert (chips.accessibleName(), chips.property("tone")) == ("Scanner is silent", "wrong")


def test_a_ring_marks_the_filled_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    held = shown(qtbot, QWidget())
    made = button("Close box", primary=True)
    made.setParent(held)
    made.show()
    qtbot.waitExposed(held)
    without = made.grab().toImage()
    held.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert made.grab().toImage() != without


def test_every_role_is_dressed() -> None:
    assert set(TYPE) == {role.value for role in Role}
