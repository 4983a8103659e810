"""The first run on the screen: each page, the way by keyboard, and the window that has it in front."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.config import Settings
from app.db.engine import Database
from app.domain.requests import Clock
from app.queries.setup_progress import is_new, read_guide
from app.services.setup_guide import change_guide
from app.services.shop import prepare, shop_setup
from tests.ui.shell_ground import Plain, Quiet, a_place, open_window
from tests.ui.small_shop import open_shop
from tests.ui.work_ground import Gone
from ui.models.first_run import PAGES, WORDS, SetupStep
from ui.models.launch import Launch, Practice
from ui.runtime.background import Background
from ui.runtime.workplace import Workplace
from ui.shell.application import opened
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.screens import GUIDED_SEATS, SEATS
from ui.viewmodels.first_run import TEST_CODE, FirstRun
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.import_work import What
from ui.viewmodels.settings import SettingsModel
from ui.views.first_run import FirstRunScreen
from ui.views.first_run_card import SetupCard
from ui.views.sample_card import SampleBand, SampleCard
from ui.widgets.labels import ElidedLabel


class Ways:
    """Notes which way was taken."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def practice(self, *, inside: bool) -> Practice:
        ways = ("enter", "leave", "renew")
        return Practice(inside, *(lambda way=way: self.taken.append(way) for way in ways))


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Workplace:
    settings = Settings(data_dir=tmp_path, station="bench-1", user="ana")
    return Workplace(sqlite_database, settings, prepare(sqlite_database))


@pytest.fixture
def ways() -> Ways:
    return Ways()


@pytest.fixture
def screen(
    qtbot: QtBot, place: Workplace, background: Background, clock: Clock, ways: Ways
) -> Iterator[FirstRunScreen]:
    settings = SettingsModel(background, place, clock)
    made = FirstRunScreen(
        FirstRun(background, place), settings, ImportFiles(background, place), ways.practice(inside=False)
    )
    qtbot.addWidget(made)
    made.resize(1084, 600)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: made._model.state.known and settings.state.known)
    yield made
    made.close_models()


def words(widget: QWidget) -> str:
    labels = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return "\n".join(each.whole_text() if isinstance(each, ElidedLabel) else each.text() for each in labels)


def button(widget: QWidget, name: str) -> QAbstractButton:
    [found] = [
        each for each in widget.findChildren(QAbstractButton) if each.isVisible() and each.accessibleName() == name
    ]
    return found


def field(widget: QWidget, name: str) -> QLineEdit:
    [found] = [each for each in widget.findChildren(QLineEdit) if each.isVisible() and each.accessibleName() == name]
    return found


def type_into(widget: QWidget, name: str, text: str) -> None:
    """As a person does, who then goes on to the next field."""
    line = field(widget, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)


# --- the pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", PAGES)
def test_every_page_says_what_it_is_for_and_names_its_buttons(screen: FirstRunScreen, step: SetupStep) -> None:
    screen.select(step.value)
    assert WORDS[step].title in words(screen)
    assert f"Step {PAGES.index(step) + 1} of 4" in words(screen)
    nameless = [each for each in screen.findChildren(QAbstractButton) if each.isVisible() and not each.accessibleName()]
    assert nameless == []
    assert button(screen, "To work" if step is SetupStep.GOODS else "Skip this step").isVisible()


def test_what_is_typed_is_on_the_slip_at_once_and_kept_when_the_field_is_left(
    qtbot: QtBot, screen: FirstRunScreen, place: Workplace
) -> None:
    line = field(screen, "Name customers know")
    line.setFocus()
    QTest.keyClicks(line, "Nordlicht")
    qtbot.waitUntil(lambda: "Nordlicht" in str(screen._model.state.drawn.sheets))
    assert shop_setup(place.database).brands == ()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(shop_setup(place.database).brands) == 1)
    qtbot.waitUntil(lambda: button(screen, "Choose a logo…").isEnabled())
    type_into(screen, "Street, lines separated by commas", "Am Hafen 1, Haus 2")
    type_into(screen, "Country, two letters", "de")
    qtbot.waitUntil(lambda: shop_setup(place.database).brands[0].return_address.country == "DE")
    [brand] = shop_setup(place.database).brands
    assert (brand.trading_name, brand.return_address.name) == ("Nordlicht", "Nordlicht")
    assert brand.return_address.lines == ("Am Hafen 1", "Haus 2")
    screen.shown()
    qtbot.waitUntil(screen._next.isVisible)


def test_without_a_name_nothing_is_kept_and_the_field_says_so(
    qtbot: QtBot, screen: FirstRunScreen, place: Workplace
) -> None:
    type_into(screen, "City", "Kiel")
    assert "Type the name first" in words(screen)
    assert field(screen, "City").text() == "Kiel"
    type_into(screen, "Name customers know", "Nordlicht")
    qtbot.waitUntil(lambda: len(shop_setup(place.database).brands) == 1)
    assert shop_setup(place.database).brands[0].return_address.city == "Kiel"
    assert "Type the name first" not in words(screen)


def test_a_colour_is_chosen_before_the_name_and_after_it(
    qtbot: QtBot, screen: FirstRunScreen, place: Workplace
) -> None:
    button(screen, "Colour: Green").click()
    assert shop_setup(place.database).brands == ()
    type_into(screen, "Name customers know", "Nordlicht")
    qtbot.waitUntil(lambda: _colours(place) == ["#00694B"])
    button(screen, "Colour: Black").click()
    qtbot.waitUntil(lambda: _colours(place) == ["#14171C"])
    qtbot.waitUntil(lambda: button(screen, "Colour: Black").isChecked())


def _colours(place: Workplace) -> list[str]:
    return [brand.colour for brand in shop_setup(place.database).brands]


def test_a_brand_that_is_there_already_is_filled_in(qtbot: QtBot, screen: FirstRunScreen, place: Workplace) -> None:
    open_shop(place.database, 0)
    screen.shown()
    qtbot.waitUntil(lambda: field(screen, "Name customers know").text() == "Northfield Home")
    assert field(screen, "Country, two letters").text() == "IE"


def test_the_printers_of_a_parcel_are_set_up_and_tested(qtbot: QtBot, screen: FirstRunScreen, tmp_path: Path) -> None:
    screen.select("printers")
    shown = words(screen)
    assert "Packing slips" in shown
    assert "Shipping labels" in shown
    assert "Tote" not in shown
    tests = [each for each in screen.findChildren(QAbstractButton) if each.accessibleName() == "Test page"]
    tests[0].click()
    qtbot.waitUntil(lambda: "Test page: Saved as" in words(screen))
    screen.select("scanner")
    assert "Test page: Saved as" not in words(screen)


def test_a_scan_is_shown_and_reaches_nobody_else(qtbot: QtBot, screen: FirstRunScreen, place: Workplace) -> None:
    screen.select("scanner")
    assert "Waiting for the first scan…" in words(screen)
    assert screen.scanned("4006381333931")
    assert "The scanner works." in words(screen)
    assert button(screen, "Next").isVisible()
    screen.select("shop")
    assert screen.scanned("JC:OK:ABCD"), "not even a command leaves the guide"
    assert field(screen, "Name customers know").text() == ""


def test_the_code_on_the_screen_can_be_scanned_from_it(screen: FirstRunScreen, tmp_path: Path) -> None:
    screen.select("scanner")
    picture = tmp_path / "screen.png"
    screen.grab().save(str(picture))
    with Image.open(picture) as seen:
        [code] = zxingcpp.read_barcodes(seen)
    assert code.text == TEST_CODE


def test_an_import_takes_the_page_and_esc_gives_it_back(screen: FirstRunScreen) -> None:
    screen.select("goods")
    button(screen, "Import orders…").click()
    assert "Which file holds the orders?" in words(screen)
    button(screen, "Back to the guide").click()
    button(screen, "Import orders…").click()
    left: list[str] = []
    screen.asked.connect(lambda key, _: left.append(key))
    assert screen.back()
    assert "Your own files" in words(screen)
    assert left == []
    assert screen.back()
    assert left == ["today"]


def test_what_was_imported_is_ticked_and_the_step_waits_for_an_order(
    qtbot: QtBot, screen: FirstRunScreen, tmp_path: Path
) -> None:
    screen.select("goods")
    assert ticks(screen) == []
    path = tmp_path / "suppliers.csv"
    path.write_text("supplier,lead_time_days\nKiln,2\n", encoding="utf-8")
    button(screen, "Import suppliers…").click()
    screen._files.choose(path)
    qtbot.waitUntil(lambda: screen._files.state.can_run)
    screen._files.run()
    qtbot.waitUntil(lambda: screen._model.state.files == {"suppliers"})
    screen.back()
    assert ticks(screen) == [What.SUPPLIERS]
    assert SetupStep.GOODS not in screen._model.state.done


def ticks(screen: FirstRunScreen) -> list[What]:
    return [what for what, tick in screen._goods._ticks.items() if tick.isVisible()]


def test_a_shop_that_cannot_be_read_is_asked_again(qtbot: QtBot, place: Workplace, screen: FirstRunScreen) -> None:
    gone = Gone(place.database)
    place.database = gone  # type: ignore[assignment]
    screen.refresh()
    qtbot.waitUntil(lambda: bool(screen._model.state.problem and screen._settings.state.problem))
    again = button(screen, "Try again")
    gone.back()
    QTest.keyClick(again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not again.isVisible())
    assert (screen._model.state.problem, screen._settings.state.problem) == ("", "")


def test_the_sample_shop_is_one_press_away(screen: FirstRunScreen, ways: Ways) -> None:
    screen.select("goods")
    button(screen, "Open the sample shop").click()
    assert ways.taken == ["enter"]


def test_the_steps_lead_anywhere_and_the_keyboard_reaches_them(qtbot: QtBot, screen: FirstRunScreen) -> None:
    QTest.keyClick(button(screen, "Goods and orders"), Qt.Key.Key_Space)
    assert "Step 4 of 4" in words(screen)
    QTest.keyClick(button(screen, "Back"), Qt.Key.Key_Space)
    QTest.keyClick(button(screen, "Back"), Qt.Key.Key_Space)
    QTest.keyClick(button(screen, "Skip this step"), Qt.Key.Key_Space)
    assert "Step 3 of 4" in words(screen)


# --- the sample card and its band ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SampleCard, SampleBand])
def test_inside_the_sample_one_can_leave_it_or_start_it_anew(
    qtbot: QtBot, ways: Ways, kind: type[SampleCard] | type[SampleBand]
) -> None:
    made = kind(ways.practice(inside=True))
    qtbot.addWidget(made)
    made.show()
    button(made, "Start the sample anew").click()
    button(made, "Leave the sample shop").click()
    assert ways.taken == ["renew", "leave"]


# --- in the window ---------------------------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot, place: Workplace, clock: Clock) -> Iterator[MainWindow]:
    with open_window(place, clock, GUIDED_SEATS) as window:
        yield window


def test_the_guide_has_the_window_to_itself_until_it_is_left(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    window.stack.go(FirstRunScreen.key)
    assert not window.rail.isVisible()
    assert not window.strip.isVisible()
    assert is_new(place.database)
    button(window, "Leave the guide").click()
    assert window.stack.front.key == "today"
    assert window.rail.isVisible()
    qtbot.waitUntil(lambda: not is_new(place.database))


def test_whoever_goes_elsewhere_has_left_the_guide(qtbot: QtBot, window: MainWindow, place: Workplace) -> None:
    window.stack.go(FirstRunScreen.key)
    window.stack.go("orders")
    qtbot.waitUntil(lambda: not is_new(place.database))


def test_a_window_that_is_closed_in_the_guide_opens_in_it_again(qtbot: QtBot, place: Workplace, clock: Clock) -> None:
    with open_window(place, clock, GUIDED_SEATS) as window:
        window.stack.go(FirstRunScreen.key, "printers")
    assert is_new(place.database), "closing is not leaving"
    with open_window(place, clock, GUIDED_SEATS) as window:
        assert window.stack.front.key == FirstRunScreen.key
        qtbot.waitUntil(lambda: "Step 2 of 4" in words(window))


def test_the_guide_is_built_only_where_somebody_goes(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.stack.count() == len(SEATS))
    qtbot.wait(100)
    assert not window.findChildren(FirstRunScreen)


def test_the_checklist_on_today_leads_to_its_steps(qtbot: QtBot, window: MainWindow) -> None:
    [card] = window.findChildren(SetupCard)
    qtbot.waitUntil(card.isVisible)
    assert "0 of 5" in words(card)
    button(card, "First backup").click()
    assert window.stack.front.key == "settings"
    window.stack.go("today")
    button(card, "Scanner").click()
    assert window.stack.front.key == FirstRunScreen.key
    assert "Step 3 of 4" in words(window)


def test_the_checklist_is_put_away(qtbot: QtBot, window: MainWindow, place: Workplace) -> None:
    [card] = window.findChildren(SetupCard)
    qtbot.waitUntil(card.isVisible)
    button(card, "Put away").click()
    assert not card.isVisible()
    qtbot.waitUntil(lambda: _put_away(place))


def _put_away(place: Workplace) -> bool:
    with place.database.read() as connection:
        return read_guide(connection).put_away


def test_without_orders_today_offers_the_sample(qtbot: QtBot, place: Workplace, clock: Clock) -> None:
    desk = Desk(place, clock, GUIDED_SEATS, Plain(), Quiet(), launch=Launch(sample=("demo", "--out", "x")))
    with opened(desk) as window:
        [card] = window.findChildren(SetupCard)
        qtbot.waitUntil(card.isVisible)
        button(card, "Sample shop").click()
        assert desk.relaunch.wanted == ("demo", "--out", "x")


def test_a_step_that_is_done_meanwhile_is_ticked_on_today(qtbot: QtBot, window: MainWindow, place: Workplace) -> None:
    [card] = window.findChildren(SetupCard)
    qtbot.waitUntil(card.isVisible)
    change_guide(place.database, lambda guide: replace(guide, heard=True))
    window.stack.refresh()
    qtbot.waitUntil(lambda: "1 of 5" in words(card))
    assert button(card, "Scanner").accessibleDescription() == "done"


@pytest.mark.parametrize(("practising", "bands"), [(True, 1), (False, 0)])
def test_the_band_stands_over_every_screen_of_the_sample_alone(
    qtbot: QtBot, sqlite_database: Database, clock: Clock, practising: bool, bands: int
) -> None:
    launch = Launch(("--data-dir", "x"), ("demo", "--out", "x/practice"), practising=practising)
    desk = Desk(a_place(sqlite_database), clock, SEATS, Plain(), Quiet(), launch=launch)
    with opened(desk) as window:
        shown = [each for each in window.findChildren(SampleBand) if each.isVisible()]
        assert len(shown) == bands
        for band in shown:
            button(band, "Leave the sample shop").click()
            assert not window.isVisible()
            assert desk.relaunch.wanted == launch.shop
