"""Each page of the Settings as it is seen, in each of its states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.services.shop import shop_setup
from tests.factory import BOWL, MUG, Shop
from tests.ui.settings_ground import Ground, ground, press, words
from tests.ui.work_ground import Gone
from ui.models.settings import PAGES
from ui.runtime.background import Background
from ui.views.settings import SettingsScreen
from ui.views.settings_channels import ChannelsPage
from ui.widgets.fields import Switch, TextField
from ui.widgets.theme_tile import ThemeTile


@pytest.fixture
def at(background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path) -> Iterator[Ground]:
    made = ground(background, Shop(sqlite_database), clock, tmp_path)
    yield made
    made.close()


@pytest.fixture
def screen(qtbot: QtBot, at: Ground) -> SettingsScreen:
    made = at.screen(qtbot)
    qtbot.waitUntil(lambda: at.model.state.known and at.wall.state.known and bool(at.data.state.backup_age))
    qtbot.waitUntil(lambda: at.model.state.about is not None and bool(at.model.state.preview.sheets))
    return made


def field(screen: QWidget, name: str) -> TextField:
    [found] = [
        each
        for each in screen.findChildren(TextField)
        if each.isVisible() and each.focusProxy().accessibleName() == name
    ]
    return found


def choice(screen: QWidget, name: str) -> QComboBox:
    [found] = [each for each in screen.findChildren(QComboBox) if each.isVisible() and each.accessibleName() == name]
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("brands", "Slip of this brand"),
        ("channels", "What else goes into the box"),
        ("wall", "48 cells"),
        ("printers", "Packing slips"),
        ("scanner", "nothing is done with it"),
        ("sounds", "The six answers"),
        ("look", "Size of everything"),
        ("data", "Back up now"),
        ("about", "Libraries and their licences"),
    ],
)
def test_every_page_is_there_and_names_what_can_be_pressed(screen: SettingsScreen, page: str, expected: str) -> None:
    screen.select(page)
    assert expected in words(screen)
    buttons = [*screen.findChildren(QPushButton), *screen.findChildren(ThemeTile), *screen.findChildren(Switch)]
    assert [each for each in buttons if each.isVisible() and not each.accessibleName()] == []


def test_the_pages_are_those_of_the_list(screen: SettingsScreen) -> None:
    assert set(screen._build) == {page.key for page in PAGES}


def test_settings_that_cannot_be_read(
    qtbot: QtBot, background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path
) -> None:
    at = ground(background, Shop(sqlite_database), clock, tmp_path)
    gone = Gone(sqlite_database)
    at.model._place.database = gone  # type: ignore[assignment]
    screen = at.screen(qtbot)
    assert "Reading the settings…" in words(screen)
    qtbot.waitUntil(lambda: "The settings could not be read" in words(screen))
    screen.select("look")
    assert "Size of everything" in words(screen)
    screen.select("printers")
    gone.back()
    press(screen, "Try again")
    qtbot.waitUntil(lambda: "Packing slips" in words(screen))
    at.close()


# --- finding ---


@pytest.mark.parametrize(("typed", "page"), [("dark", "look"), ("serial", "scanner"), ("LOGO", "brands")])
def test_a_setting_is_found_by_what_it_is_about(
    qtbot: QtBot, screen: SettingsScreen, at: Ground, typed: str, page: str
) -> None:
    [search] = [each for each in screen.findChildren(QLineEdit) if each.accessibleName() == "Search settings"]
    qtbot.keyClicks(search, typed)
    assert screen._nav.found() == [page]
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert at.model.state.page == page


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, screen: SettingsScreen) -> None:
    [search] = [each for each in screen.findChildren(QLineEdit) if each.accessibleName() == "Search settings"]
    qtbot.keyClicks(search, "xyzzy")
    assert "No setting is called that." in words(screen)
    assert "Devices" not in words(screen)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert "Devices" in words(screen)


# --- shop ---


def test_typing_a_brand_field_saves_it_and_undo_is_offered(qtbot: QtBot, screen: SettingsScreen, at: Ground) -> None:
    website = field(screen, "Website")
    website.edited.emit("ignored")  # the form is read as a whole
    assert at.model.state.said is None
    website.show_value("shop.example")
    website.edited.emit("shop.example")
    qtbot.waitUntil(lambda: "Nordlicht is saved." in words(screen))
    press(screen, "Undo")
    qtbot.waitUntil(lambda: shop_setup(at.shop.database).brands[0].website == "")


def test_a_colour_that_is_none_stays_in_its_field_with_the_reason(screen: SettingsScreen) -> None:
    colour = field(screen, "Colour")
    colour.show_value("blue")
    colour.edited.emit("blue")
    assert "This is no colour." in words(screen)
    assert colour.value() == "blue"


def test_a_printer_without_a_folder_says_so_at_the_field(screen: SettingsScreen) -> None:
    screen.select("printers")
    folders = [each for each in screen.findChildren(TextField) if each.focusProxy().accessibleName() == "Folder"]
    folder = folders[0]
    folder.show_value("")
    [save, *_] = [each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == "Save"]
    save.click()
    assert words(screen).count("The folder is missing.") == 1
    assert folder.value() == ""


def test_a_shop_without_brands_and_channels_says_how_they_come(
    qtbot: QtBot, background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path
) -> None:
    empty = Shop.__new__(Shop)
    empty.database, empty.secret = sqlite_database, b""
    at = ground(background, empty, clock, tmp_path)
    screen = at.screen(qtbot)
    qtbot.waitUntil(lambda: at.model.state.known)
    assert "No brand yet" in words(screen)
    screen.select("channels")
    assert "No channel yet" in words(screen)
    press(screen, "Open the brands")
    assert "No brand yet" in words(screen)
    at.close()


def test_a_channel_is_given_another_brand(qtbot: QtBot, screen: SettingsScreen, at: Ground) -> None:
    at.model.add_brand()
    qtbot.waitUntil(lambda: len(at.model.state.brands) == 2)
    screen.select("channels")
    brand = choice(screen, "Sells as")
    assert brand.currentText() == "Nordlicht"
    qtbot.keyClick(brand, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "nordlicht is saved." in words(screen))
    assert shop_setup(at.shop.database).channels[0].brand == "brand-1"
    press(screen, "Undo")
    qtbot.waitUntil(lambda: brand.currentText() == "Nordlicht")


def test_a_channel_is_added_by_keyboard_and_what_was_typed_stays(
    qtbot: QtBot, screen: SettingsScreen, at: Ground
) -> None:
    screen.select("channels")
    press(screen, "Add a channel")
    name = field(screen, "Name")
    qtbot.waitUntil(name.focusProxy().hasFocus)
    qtbot.keyClicks(name.focusProxy(), "nordlicht")
    press(screen, "Add")
    assert "There is a channel of this name already." in words(screen)
    assert screen.back()
    assert "Another channel" not in words(screen)
    assert not screen.back()
    press(screen, "Add a channel")
    assert name.value() == ""
    qtbot.keyClicks(name.focusProxy(), "nordlicht")
    qtbot.keyClicks(name.focusProxy(), " DE")
    press(screen, "Add")
    qtbot.waitUntil(lambda: "nordlicht DE is added." in words(screen))
    qtbot.waitUntil(lambda: len(at.model.state.channels) == 2)
    assert "Another channel" not in words(screen)
    press(screen, "Undo")
    qtbot.waitUntil(lambda: len(at.model.state.channels) == 1)
    assert "nordlicht DE" not in words(screen.findChild(ChannelsPage))


def test_the_wall_is_changed_on_its_picture(qtbot: QtBot, screen: SettingsScreen, at: Ground) -> None:
    screen.select("wall")
    press(screen, "Rows: more")
    assert "8 cells are added." in words(screen)
    press(screen, "Keep it as it is")
    assert "48 cells" in words(screen)
    press(screen, "Columns: more")
    press(screen, "Change the wall")
    qtbot.waitUntil(lambda: "Print the 6 new labels" in words(screen))
    assert "The put wall has 6 more cells." in words(screen)


def test_a_wall_with_orders_cannot_be_made_smaller_than_they_are(
    qtbot: QtBot, screen: SettingsScreen, at: Ground
) -> None:
    for number in ("#1", "#2"):
        at.shop.sells(number, MUG, BOWL)
        at.shop.dock(number).scans(at.shop.purchase_order(), MUG)
    screen.shown()
    qtbot.waitUntil(lambda: sum(bool(cell.order) for cell in at.wall.state.cells) == 2)
    screen.select("wall")
    at.wall.propose(6, 1)
    assert "These cells are in use: A2." in words(screen)
    [change] = [each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == "Change the wall"]
    assert not change.isEnabled()


# --- station ---


def test_the_scanner_test_shows_bytes_and_acts_on_nothing(screen: SettingsScreen) -> None:
    assert not screen.scanned("JC:OK:ABCD")
    screen.select("scanner")
    assert screen.scanned("\x1d01ä")
    assert "<GS>01ä" in words(screen)
    assert "1D 30 31 C3 A4 · 4 characters, 5 bytes" in words(screen)


def test_another_scanner_waits_for_a_restart(screen: SettingsScreen, at: Ground) -> None:
    screen.select("scanner")
    assert "Restart now" not in words(screen)
    at.station.change("scanner", "/dev/serial/by-id/example")
    press(screen, "Restart now")
    assert at.restarts == ["again"]


def test_another_size_waits_for_a_restart(screen: SettingsScreen, at: Ground) -> None:
    screen.select("look")
    press(screen, "Size of everything: more")
    assert at.station.state.chosen.scale == 110
    assert "110 %" in words(screen)
    press(screen, "Restart now")
    assert at.restarts == ["again"]


def test_a_look_is_chosen_and_shown_as_chosen(screen: SettingsScreen, at: Ground) -> None:
    screen.select("look")
    press(screen, "Dark")
    assert at.station.state.chosen.theme == "dark"
    chosen = [each.text() for each in screen._pages["look"].findChildren(QAbstractButton) if each.isChecked()]
    assert chosen == ["Dark"]


def test_sounds_that_are_off_cannot_be_listened_to(qtbot: QtBot, screen: SettingsScreen, at: Ground) -> None:
    screen.select("sounds")
    press(screen, "Listen to Wrong")
    qtbot.waitUntil(lambda: at.ear.heard == ["wrong-100.wav"])
    [switch] = [each for each in screen.findChildren(Switch) if each.isVisible()]
    switch.click()
    assert not at.station.state.chosen.sounds
    listen = [each for each in screen.findChildren(QAbstractButton) if each.accessibleName().startswith("Listen")]
    assert len(listen) == 6
    assert not any(each.isEnabled() for each in listen)


def test_the_keyboard_changes_the_volume(screen: SettingsScreen, at: Ground) -> None:
    screen.select("sounds")
    [less] = [each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == "Volume: less"]
    less.setFocus()
    QTest.keyClick(less, Qt.Key.Key_Space)
    assert at.station.state.chosen.volume == 90


# --- data ---


def test_an_export_goes_where_it_is_wanted(
    qtbot: QtBot, screen: SettingsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(tmp_path))
    screen.select("data")
    press(screen, "Export everything…")
    qtbot.waitUntil(lambda: "Everything is exported to" in words(screen))


def test_long_work_shows_how_far_it_is_and_can_be_stopped(screen: SettingsScreen, at: Ground) -> None:
    screen.select("data")
    at.data._become(replace(at.data.state, job="check", words="Asking…", done=0, total=0))
    assert "Cancel" in words(screen)
    at.data._become(replace(at.data.state, done=4, total=10))
    assert "4 of 10 rules are asked" in words(screen)
    [check] = [each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == "Check the ledger"]
    assert not check.isEnabled()
    at.data._become(replace(at.data.state, job=""))
    assert "Cancel" not in words(screen)
    assert check.isEnabled()


def test_the_sample_shop_is_one_click_away(screen: SettingsScreen) -> None:
    screen.select("data")
    assert "Sample shop" in words(screen)
    assert "Open the sample shop" in words(screen)
