"""The widgets every screen is built of: what they say, what they ask, and how the keyboard reaches them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain.messages import Kind
from tests.ui.widget_samples import Order, SampleTable
from ui.models.columns import Tone
from ui.models.feedback import Notice
from ui.models.panel import Entry, Fact, Section
from ui.shell.theme import dress
from ui.widgets.busy import BusyRow
from ui.widgets.buttons import Button, button, chip_button, icon_button
from ui.widgets.chips import FilterChips
from ui.widgets.feedback import FeedbackBanner
from ui.widgets.fields import ChoiceField, NumberField, Switch, TextArea, TextField
from ui.widgets.icons import icon, icon_label, icon_pixmap
from ui.widgets.labels import Role, chip, elided, label
from ui.widgets.look import set_tip
from ui.widgets.note import Note
from ui.widgets.painting import small_picture
from ui.widgets.picture import Picture
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel
from ui.widgets.stages import StageDots
from ui.widgets.table import TableView
from ui.widgets.tiles import Tile
from ui.widgets.tokens import DARK, LIGHT

ORDERS = tuple(Order(f"#{n}", "Aoife Example", "Shopify", n, "Ready", Tone.OK, "", 3) for n in range(1, 5))


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    """The buttons that can be seen, by what a screen reader calls them."""
    return {each.accessibleName(): each for each in widget.findChildren(QPushButton) if each.isVisible()}


def words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()]


# --- icons and pictures ----------------------------------------------------------------------------------------------


def test_an_icon_has_the_colour_asked_for_and_sharp_edges_on_every_screen(qtbot: QtBot) -> None:
    for ratio in (1.0, 2.0):
        picture = icon_pixmap("circle-check", "#00694B", 20, ratio)
        assert (picture.width(), picture.deviceIndependentSize().width()) == (20 * ratio, 20)
        image = picture.toImage()
        solid = {
            image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 250
        }
        assert solid == {"#00694b"}


def test_an_icon_that_is_not_bundled_is_a_fault(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", "#000000")


def test_an_icon_keeps_room_for_the_words_after_it(qtbot: QtBot) -> None:
    assert icon("check", "#000000", 18, gap=6).availableSizes()[0].width() == 24


def test_a_picture_or_an_icon_in_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    wide = QImage(80, 20, QImage.Format.Format_RGB32)
    wide.fill(QColor("#C24A1B"))
    wide.save(str(tmp_path / "wide.png"))
    (tmp_path / "broken.png").write_bytes(b"no picture")
    cut = small_picture(str(tmp_path / "wide.png"), 40, 1.0)
    assert cut is not None
    assert (cut.width(), cut.height()) == (40, 40)
    for path in ("broken.png", "missing.png"):
        assert small_picture(str(tmp_path / path), 40, 1.0) is None
    picture = Picture(str(tmp_path / "wide.png"), 40)
    qtbot.addWidget(picture)
    assert picture.grab().toImage().pixelColor(20, 20).name() == "#c24a1b"
    picture.show_picture("")
    assert picture.grab().toImage().pixelColor(20, 4).name() != "#c24a1b"


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light appearance; afterwards as it was."""
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    dress(qapp, LIGHT)
    yield qapp
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyleSheet(before[2])


def a_banner() -> FeedbackBanner:
    made = FeedbackBanner()
    made.tell(Notice(Kind.WRONG, "Not in this order"))
    return made


@pytest.mark.parametrize(
    ("make", "left", "right"),
    [
        (lambda: icon_label("check", 20, Tone.OK), LIGHT.inks[Tone.OK], DARK.inks[Tone.OK]),
        (lambda: button("Reprint", icon="printer"), LIGHT.text, DARK.text),
        (lambda: SearchField("Find"), LIGHT.muted, DARK.muted),
        (lambda: chip("Late", Tone.WRONG, "timer"), LIGHT.tones[Tone.WRONG].text, DARK.tones[Tone.WRONG].text),
        (a_banner, LIGHT.banners[Kind.WRONG].text, DARK.banners[Kind.WRONG].text),
    ],
    ids=["label", "button", "search", "chip", "banner"],
)
def test_icons_follow_a_new_theme(
    qtbot: QtBot, dressed: QApplication, make: Callable[[], QWidget], left: str, right: str
) -> None:
    made = shown(qtbot, make())
    QCoreApplication.processEvents()
    assert colours(made) >= {left.lower()}
    dress(dressed, DARK)
    QCoreApplication.processEvents()
    assert colours(made) >= {right.lower()}
    assert left.lower() not in colours(made)


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


# --- words -----------------------------------------------------------------------------------------------------------


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


# --- buttons ---------------------------------------------------------------------------------------------------------


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


# --- lists -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView(SampleTable(ORDERS), "Orders", several=True)
    shown(qtbot, made)
    made.resize(900, 320)
    return made


def test_keyboard_and_mouse_choose_and_open_rows(qtbot: QtBot, table: TableView) -> None:
    went: list[int] = []
    opened: list[int] = []
    table.chosen.connect(went.append)
    table.opened.connect(opened.append)
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(3, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert went == [0, 1, 3]
    assert opened == [1, 3]


def test_several_rows_are_collected(qtbot: QtBot, table: TableView) -> None:
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_rows() == [0, 1]


def test_a_ring_marks_the_row_that_has_the_keyboard(qtbot: QtBot, table: TableView) -> None:
    table.choose(1)
    table.clearFocus()
    without = table.grab().toImage()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.grab().toImage() != without


def test_the_row_under_the_mouse_has_another_ground(qtbot: QtBot, table: TableView) -> None:
    row = table.visualRect(table.model().index(2, 4))
    quiet = table.grab().toImage()
    table.entered.emit(table.model().index(2, 0))
    assert table.grab().toImage() != quiet
    table.leaveEvent(QEvent(QEvent.Type.Leave))
    assert table.grab().toImage() == quiet
    assert row.height() >= 44


# --- filters ---------------------------------------------------------------------------------------------------------


def test_filters_are_collected_and_views_exclude_each_other(qtbot: QtBot) -> None:
    choices = [("late", "Late"), ("gift", "Gift")]
    filters, views = FilterChips(choices), FilterChips(choices, one=True)
    heard: list[set[str]] = []
    for each in (filters, views):
        shown(qtbot, each)
        each.changed.connect(heard.append)
    for name in ("Late", "Gift", "Late"):
        qtbot.mouseClick(buttons(filters)[name], Qt.MouseButton.LeftButton)
    assert heard == [{"late"}, {"late", "gift"}, {"gift"}]
    qtbot.mouseClick(buttons(views)["Gift"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons(views)["Gift"], Qt.MouseButton.LeftButton)
    assert views.chosen() == {"gift"}


def test_counts_stand_beside_the_words(qtbot: QtBot) -> None:
    filters = FilterChips([("late", "Late"), ("gift", "Gift")])
    shown(qtbot, filters)
    filters.show_counts({"late": 3})
    assert set(buttons(filters)) == {"Late  3", "Gift"}


def test_filters_go_on_in_the_next_row(qtbot: QtBot) -> None:
    filters = FilterChips([(str(n), f"A rather long filter {n}") for n in range(6)])
    shown(qtbot, filters)
    layout = filters.layout()
    assert layout is not None
    assert layout.heightForWidth(400) > layout.heightForWidth(4000)
    filters.resize(400, layout.heightForWidth(400))
    right = [each.mapTo(filters, QPoint(each.width(), 0)).x() for each in filters.findChildren(Button)]
    assert max(right) <= 400


def test_a_search_asks_when_the_typing_pauses(qtbot: QtBot) -> None:
    field = SearchField("Find an order")
    shown(qtbot, field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    qtbot.keyClicks(field, " 1042 ")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["1042"])
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked[-1] == "1042 7"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (asked[-1], field.text()) == ("", "")
    field.setText("x")
    field.clear_quietly()
    assert asked[-1] == ""


# --- notes, panel, tiles ---------------------------------------------------------------------------------------------


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


def test_an_icon_beside_words_can_change(qtbot: QtBot) -> None:
    made = icon_label("check", 20, Tone.OK)
    qtbot.addWidget(made)
    before = made.grab().toImage()
    made.show_icon("x", Tone.WRONG)
    assert made.grab().toImage() != before


# --- long work and fields --------------------------------------------------------------------------------------------


def test_long_work_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot) -> None:
    row = BusyRow()
    shown(qtbot, row)
    row.begin("Reading orders.csv")
    row.advance(340, 1000, "340 of 1,000 rows")
    [bar] = row.findChildren(QProgressBar)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (340, 1000, "340 of 1,000 rows")
    with qtbot.waitSignal(row.cancelled):
        buttons(row)["Cancel"].click()
    assert not buttons(row)["Cancel"].isEnabled()
    row.end()
    assert not row.isVisible()


def test_a_text_is_told_when_it_is_left_and_only_if_it_changed(qtbot: QtBot) -> None:
    field = TextField("Name", "Northfield", "Stands on every slip")
    shown(qtbot, field)
    [line] = field.findChildren(QLineEdit)
    told: list[str] = []
    field.edited.connect(told.append)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.setText(" Kite ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["Kite"]
    assert line.accessibleName() == "Name"


def test_a_problem_stands_under_the_field_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    field = TextField("Tracking number", "1Z", "As printed")
    shown(qtbot, field)
    field.show_problem("Too short.")
    assert (field.value(), words(field)) == ("1Z", ["Tracking number", "Too short."])
    field.show_problem("")
    assert words(field) == ["Tracking number", "As printed"]


def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    field = TextField("PIN", secret=True)
    qtbot.addWidget(field)
    assert field.findChildren(QLineEdit)[0].echoMode() is QLineEdit.EchoMode.Password


def test_a_number_is_not_changed_by_the_wheel_or_by_showing_it(qtbot: QtBot) -> None:
    field = NumberField("Lead time", 3, unit="days", most=30)
    shown(qtbot, field)
    told: list[int] = []
    field.edited.connect(told.append)
    field.show_value(5)
    assert told == []
    [spin] = field.findChildren(QSpinBox)
    qtbot.keyClick(spin, Qt.Key.Key_Up)
    assert (told, field.value(), spin.text()) == ([6], 6, "6 days")


def test_a_choice_is_told_by_its_key(qtbot: QtBot) -> None:
    field = ChoiceField("Media", [("a6", "A6"), ("a4", "A4")], "a4")
    shown(qtbot, field)
    told: list[str] = []
    field.edited.connect(told.append)
    assert field.value() == "a4"
    field.show_value("a6")
    assert (told, field.value()) == ([], "a6")
    qtbot.keyClick(field.focusProxy(), Qt.Key.Key_Down)
    assert told == ["a4"]


def test_lines_and_switches(qtbot: QtBot) -> None:
    area, switch = TextArea("Closing words", "Thank you."), Switch("Papers & slips", True)
    told: list[object] = []
    for each in (area, switch):
        shown(qtbot, each)
        each.edited.connect(told.append)
    area.show_value("Good-bye.")
    assert (area.value(), told) == ("Good-bye.", [])
    switch.click()
    assert told == [False]
    assert switch.accessibleName() == "Papers & slips"


def test_every_role_is_dressed() -> None:
    from ui.widgets.style_sheet import TYPE

    assert set(TYPE) == {role.value for role in Role}


def test_nothing_is_shown_as_a_window_of_its_own(qtbot: QtBot) -> None:
    """A part that is shown before it has a parent would flash up as a window."""
    held = shown(qtbot, QWidget())
    for made in (Note(), SidePanel("Order"), TextField("Name"), BusyRow(), Tile("At risk", "timer")):
        made.setParent(held)
        assert [each for each in made.findChildren(QWidget) if each.isWindow()] == []
