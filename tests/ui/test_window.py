"""The window on a real database: what it shows, how one gets around, and that nothing of it is left."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.db.engine import Database, sqlite_url
from app.domain.own_codes import Command, badge_code, command_code
from app.domain.requests import Clock
from app.queries.find_anything import Sort
from tests.logfail import LogGuard
from tests.ui.shell_ground import a_place, open_window
from tests.ui.small_shop import STATION, open_shop
from ui.runtime.failures import Failure
from ui.runtime.workplace import Workplace
from ui.shell.help_overlay import HelpOverlay
from ui.shell.main_window import RAIL_NEEDS_PX, MainWindow
from ui.shell.palette import Palette
from ui.shell.popover import Popover
from ui.shell.qr import QrPicture
from ui.shell.rail import NARROW, WIDE, RailEntry
from ui.shell.screens import SEATS
from ui.views.screen import Screen
from ui.widgets.labels import ElidedLabel


@pytest.fixture
def place(sqlite_database: Database) -> Workplace:
    open_shop(sqlite_database, 6)
    return a_place(sqlite_database)


@pytest.fixture
def window(qtbot: QtBot, place: Workplace, clock: Clock) -> Iterator[MainWindow]:
    with open_window(place, clock) as window:
        qtbot.waitUntil(lambda: window.stack.count() == len(SEATS))
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())
        yield window


def words(window: MainWindow) -> list[str]:
    """Every text that can be seen, whole where it is cut."""
    seen = [each for each in window.findChildren(QLabel) if each.isVisible()]
    return [each.whole_text() if isinstance(each, ElidedLabel) else each.text() for each in seen]


def entries(window: MainWindow) -> dict[str, RailEntry]:
    return {each.accessibleName().partition(",")[0]: each for each in window.findChildren(RailEntry)}


def says(window: MainWindow, part: str) -> bool:
    return any(part in text for text in words(window))


def scan(window: MainWindow, text: str) -> None:
    """A keyboard scanner, 5 ms a key."""
    handle = window.windowHandle()
    for number, character in enumerate(f"{text}\r"):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            code = Qt.Key.Key_Return.value if character == "\r" else ord(character.upper())
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(50_000 + 5 * number)
            QCoreApplication.sendEvent(handle, event)


# --- getting around ---


def test_the_rail_and_the_keyboard_lead_to_every_screen(qtbot: QtBot, window: MainWindow) -> None:
    for seat in SEATS:
        qtbot.mouseClick(entries(window)[seat.screen.title], Qt.MouseButton.LeftButton)
        assert window.stack.front.key == seat.screen.key
    for seat in SEATS:
        QTest.keyClick(window.windowHandle(), Qt.Key(ord(str(seat.number))), Qt.KeyboardModifier.AltModifier)
        assert window.stack.front.key == seat.screen.key
        assert entries(window)[seat.screen.title].isChecked()


def test_the_rail_counts_the_work_of_screens_that_were_never_opened(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: entries(window)["Orders"].accessibleName() == "Orders, 6")


def test_the_rail_shows_icons_alone_where_there_is_no_room(window: MainWindow) -> None:
    window.resize(RAIL_NEEDS_PX - 1, 720)
    assert window.rail.width() == NARROW
    window.resize(RAIL_NEEDS_PX, 720)
    assert window.rail.width() == WIDE


def test_a_screen_that_asks_for_another_gets_it(window: MainWindow) -> None:
    window.stack.front.asked.emit("orders", "2")
    assert window.stack.front.key == "orders"
    window.stack.front.asked.emit("no-such-screen", "1")
    assert window.stack.front.key == "orders"


def test_a_second_look_leaves_the_keyboard_where_it_is(window: MainWindow) -> None:
    for seat in SEATS:
        window.stack.go(seat.screen.key)
        window.setFocus()
        window.stack.refresh()
        assert QApplication.focusWidget() is window


def test_no_key_means_two_things_on_one_screen(window: MainWindow) -> None:
    for seat in SEATS:
        window.stack.go(seat.screen.key)
        seen = [each for each in window.findChildren(QShortcut) if each.isEnabled() and _in_sight(each)]
        keys = [each.key().toString() for each in seen]
        assert sorted(set(keys)) == sorted(keys)


def _in_sight(shortcut: QShortcut) -> bool:
    owner = shortcut.parent()
    return isinstance(owner, QWidget) and owner.isVisible()


class Strays(QObject):
    """Notes every window that is shown beside the main one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, MainWindow):
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_screen_flashes_as_a_window_of_its_own(qtbot: QtBot, place: Workplace, clock: Clock) -> None:
    strays = Strays()
    QApplication.instance().installEventFilter(strays)
    try:
        with open_window(place, clock) as window:
            qtbot.waitUntil(lambda: window.stack.count() == len(SEATS))
            qtbot.wait(100)
    finally:
        QApplication.instance().removeEventFilter(strays)
    assert strays.seen == [], "it takes the focus away, and keys with it"


def test_every_button_has_a_name(window: MainWindow) -> None:
    for seat in SEATS:
        window.stack.go(seat.screen.key)
        seen = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
        nameless = [each for each in seen if not (each.accessibleName() or each.text() or _is_qts_own(each))]
        assert nameless == []


def _is_qts_own(button: QAbstractButton) -> bool:
    """The cross and the glass inside a search field."""
    return isinstance(button.parent(), QLineEdit)


# --- scans ---


def test_a_scan_goes_to_the_screen_in_front_whoever_has_the_focus(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    window.stack.go("receiving")
    qtbot.wait(70)
    scan(window, command_code(Command.OK, place.secret))
    qtbot.waitUntil(lambda: says(window, "JC:OK"))
    scan(window, "MUG0")
    qtbot.waitUntil(lambda: "MUG0" in words(window))
    qtbot.waitUntil(lambda: says(window, "No product has the code MUG0"))


def test_a_scan_that_belongs_elsewhere_takes_the_window_there(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    with place.database.read() as connection:
        [code] = connection.exec_driver_sql("SELECT scan_code FROM purchase_orders WHERE id = 2").scalars()
    qtbot.wait(70)
    scan(window, code)
    qtbot.waitUntil(lambda: window.stack.front.key == "receiving")
    qtbot.waitUntil(lambda: says(window, "First settle what was wrong"))


def test_an_unknown_code_is_said_where_one_is(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(70)
    scan(window, "NO-SUCH-THING")
    qtbot.waitUntil(lambda: says(window, "Nobody here knows this code."))
    assert window.stack.front.key == "today"


def test_a_badge_says_who_works_here(qtbot: QtBot, window: MainWindow, place: Workplace) -> None:
    qtbot.wait(70)
    scan(window, badge_code("BEN", place.secret))
    qtbot.waitUntil(lambda: says(window, "BEN works here now"))
    assert place.new_request().user == "BEN"


def test_the_newest_scan_is_taken_back_from_the_strip(qtbot: QtBot, window: MainWindow) -> None:
    window.stack.go("orders")
    shown = [each for each in window.strip.findChildren(QPushButton) if each.isVisible()]
    [undo] = [each for each in shown if each.accessibleName().startswith("Undo")]
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert window.stack.front.key == "receiving"
    qtbot.waitUntil(lambda: says(window, "First settle what was wrong") or says(window, "Taken back"))


# --- what goes wrong ---


def test_trouble_stays_until_it_is_dismissed(qtbot: QtBot, window: MainWindow) -> None:
    sender = threading.Thread(target=window.failed.emit, args=(Failure("<b>Jam</b>", "1234"),))
    sender.start()
    sender.join()
    qtbot.waitUntil(lambda: says(window, "<b>Jam</b>"))
    assert says(window, "Your work is saved")
    by_name = {each.text(): each for each in window.trouble.findChildren(QPushButton)}
    qtbot.mouseClick(by_name["Copy error id"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "1234"
    qtbot.mouseClick(by_name["Dismiss"], Qt.MouseButton.LeftButton)
    assert not window.trouble.isVisible()


def test_the_third_error_within_a_minute_advises_a_new_start(window: MainWindow) -> None:
    for number in range(3):
        assert not says(window, "start it anew"), number
        window.trouble.tell(Failure("Jam.", "1234"))
    assert says(window, "start it anew")


def test_an_error_in_a_slot_is_told_and_the_window_goes_on(
    qtbot: QtBot, window: MainWindow, log_guard: LogGuard
) -> None:
    with log_guard.expected("ui.runtime.failures"):
        sys.excepthook(ValueError, ValueError("lost"), None)
        qtbot.waitUntil(lambda: window.trouble.isVisible())
    window.stack.go("orders")
    assert window.stack.front.key == "orders"


def test_a_database_that_is_away_is_a_chip_with_cause_and_fix(qtbot: QtBot, tmp_path: Path, clock: Clock) -> None:
    place = a_place(Database(sqlite_url(tmp_path / "no-such-folder")), b"secret of the shop")
    place.settings = replace(place.settings, data_dir=tmp_path)
    with open_window(place, clock) as window:
        qtbot.waitUntil(lambda: [each.property("tone") for each in database_chips(window)] == ["wrong"])
        qtbot.mouseClick(database_chips(window)[0], Qt.MouseButton.LeftButton)
        [popover] = window.findChildren(Popover)
        assert "cannot be opened" in popover.accessibleName()
        popover.close()
    place.database.close()


def database_chips(window: MainWindow) -> list[QPushButton]:
    return [each for each in window.bar.findChildren(QPushButton) if each.text() == "Database"]


# --- help and palette ---


def test_f1_tells_the_keys_and_draws_the_command_codes(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    [overlay] = window.findChildren(HelpOverlay)
    texts = [each.text() for each in overlay.findChildren(QLabel)]
    assert {"Today", "Alt+1", "Ctrl+K"} <= set(texts)
    qtbot.waitUntil(lambda: len(overlay.findChildren(QrPicture)) == len(Command) - 1)
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(overlay))


def test_ctrl_k_finds_an_order_and_opens_it(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Screen, "select", lambda self, what: asked.append(what))
    window.stack.go("orders")
    monkeypatch.setattr(type(window.stack.front), "select", lambda self, what: asked.append(what))
    window.stack.go("today")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    [palette] = window.findChildren(Palette)
    [field], [found] = palette.findChildren(QLineEdit), palette.findChildren(QListWidget)
    assert found.count() == len(SEATS), "at first the screens"
    qtbot.keyClicks(field, "1003")
    qtbot.waitUntil(lambda: found.count() > 0 and found.item(0).text().startswith("#1003"))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.stack.front.key == Sort.ORDER.value
    assert asked == ["4"]


def test_the_palette_takes_a_code_by_hand(qtbot: QtBot, window: MainWindow) -> None:
    window.stack.go("receiving")
    window.asked_to_find.emit()
    [palette] = window.findChildren(Palette)
    [field], [found] = palette.findChildren(QLineEdit), palette.findChildren(QListWidget)
    qtbot.keyClicks(field, "TYPED-BY-HAND")
    qtbot.waitUntil(lambda: found.count() == 1 and found.item(0).text().startswith("TYPED-BY-HAND"))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "TYPED-BY-HAND" in words(window))


# --- the end ---


def test_a_restart_opens_where_the_window_was(qtbot: QtBot, place: Workplace, clock: Clock) -> None:
    with open_window(place, clock) as window:
        window.resize(1111, 777)
        window.stack.go("receiving")
    with open_window(place, clock) as window:
        assert (window.width(), window.height(), window.stack.front.key) == (1111, 777, "receiving")


def test_nothing_is_left_of_a_closed_window(qtbot: QtBot, place: Workplace, clock: Clock) -> None:
    threads = set(threading.enumerate())
    with open_window(place, clock) as window:
        qtbot.waitUntil(lambda: window.stack.count() == len(SEATS))
        assert set(threading.enumerate()) > threads
    assert set(threading.enumerate()) == threads
    qtbot.waitUntil(lambda: not isValid(window))


def test_a_window_that_closes_at_once_leaves_nothing_either(qtbot: QtBot, place: Workplace, clock: Clock) -> None:
    for _ in range(5):
        with open_window(place, clock):
            pass


def test_the_window_belongs_to_its_station(window: MainWindow) -> None:
    assert window.windowTitle() == f"Crossdock · {STATION} · Ana"
