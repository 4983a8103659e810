"""Notes, the side panel, tiles and stages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import buttons, shown, words
from ui.models.columns import Tone
from ui.models.panel import Entry, Fact, Section
from ui.widgets.busy import BusyRow
from ui.widgets.buttons import button
from ui.widgets.fields import TextField
from ui.widgets.note import Note
from ui.widgets.side_panel import SidePanel
from ui.widgets.stages import StageDots
from ui.widgets.tiles import Tile


def test_a_note_names_its_way_out(qtbot: QtBot) -> None:
    note = Note()
    shown(qtbot, note)
    note.say("No orders yet", "Import a file.", action="Import orders", other="See it with sample data")
    with qtbot.waitSignal(note.acted):
        buttons(note)["Import orders"].click()
    with qtbot.waitSignal(note.other_acted):
        buttons(note)["See it with sample data"].click()
    note.say("The orders could not be read", "The database does not answer.", retry=True)
    assert set(buttons(note)) == {"Try again"}
    with qtbot.assertNotEmitted(note.acted), qtbot.waitSignal(note.retried):
        buttons(note)["Try again"].click()
    note.no_match("No orders match")
    assert set(buttons(note)) == {"Clear filters"}
    note.all_done("Nothing waiting", "Next delivery expected 14:10.")
    assert (buttons(note), words(note)) == ({}, ["Nothing waiting", "Next delivery expected 14:10."])
    note.loading("Reading the orders…")
    assert words(note) == ["Reading the orders…"]


def test_a_panel_shows_sections_and_keeps_its_place(qtbot: QtBot) -> None:
    panel = SidePanel("Order")
    shown(qtbot, panel)
    panel.resize(380, 300)
    lines = tuple(Entry(f"Line {n}", "SKU", f"{n}/9", icon="package") for n in range(20))
    sections = (Section("Order", facts=(Fact("Promise", "<i>today</i>"),)), Section("Lines", entries=lines))
    panel.show_sections("#1042", "Aoife Example", sections, (("Gift", Tone.ATTENTION),))
    panel.set_actions(button("Print slip", primary=True), button("Hold"))
    panel.set_actions(button("Release"))
    qtbot.waitUntil(lambda: set(buttons(panel)) == {"Close the panel", "Release"})
    assert "<i>today</i>" in words(panel)
    bar = panel.findChildren(QWidget, "qt_scrollarea_viewport")[0].parent().verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 50)
    bar.setValue(50)
    panel.show_sections("#1042", "Aoife Example", sections)
    qtbot.waitUntil(lambda: bar.value() == 50)
    with qtbot.waitSignal(panel.closed):
        buttons(panel)["Close the panel"].click()


def test_an_empty_section_says_so(qtbot: QtBot) -> None:
    panel = SidePanel("Order")
    qtbot.addWidget(panel)
    panel.show_sections("#1", "", (Section("Documents", empty="Nothing was printed yet."),))
    assert "Nothing was printed yet." in words(panel)


def test_a_tile_is_asked_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    tile = Tile("At risk", "triangle-alert")
    shown(qtbot, tile)
    tile.show_value("3", "promise before the goods come", Tone.WRONG)
    assert tile.accessibleName() == "At risk: 3. promise before the goods come"
    for ask in (
        lambda: qtbot.mouseClick(tile, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(tile, Qt.Key.Key_Return),
    ):
        with qtbot.waitSignal(tile.asked):
            ask()


def test_stages_are_said_in_words(qtbot: QtBot) -> None:
    dots = StageDots(3)
    qtbot.addWidget(dots)
    assert dots.accessibleName() == "Stage 4 of 6: Received"
    before = dots.grab().toImage()
    dots.show_stage(4, "Packed, label not scanned", Tone.ATTENTION)
    assert dots.accessibleName() == "Stage 5 of 6: Packed, label not scanned"
    assert dots.grab().toImage() != before


def test_nothing_is_shown_as_a_window_of_its_own(qtbot: QtBot) -> None:
    """A part that is shown before it has a parent would flash up as a window."""
    held = shown(qtbot, QWidget())
    for made in (Note(), SidePanel("Order"), TextField("Name"), BusyRow(), Tile("At risk", "timer")):
        made.setParent(held)
        assert [each for each in made.findChildren(QWidget) if each.isWindow()] == []
