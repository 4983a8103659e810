"""Keys through the real event path of a window: scans reach no widget, typing reaches its own, in any focus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.devices.scan import Scan
from tests.logfail import LogGuard
from ui.runtime.failures import Failure
from ui.shell.key_hold import KeyHold
from ui.shell.wedge_filter import WedgeFilter

CODE = "4006381333931"
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ENTER = (Qt.Key.Key_Return, "\r")


class Bench(QWidget):
    """A window with everything that a scan must not reach."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.notes, self.password = QLineEdit(), QPlainTextEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = QPushButton("Ship")
        self.clicks = self.spaces = 0
        self.button.clicked.connect(self._clicked)
        self.button.setDefault(True)
        column = QVBoxLayout(self)
        for each in (self.field, self.notes, self.password, self.button):
            column.addWidget(each)
        self.space = QShortcut(QKeySequence(Qt.Key.Key_Space), self)
        self.space.activated.connect(self._spaced)
        self.at = 10_000

    def _clicked(self) -> None:
        self.clicks += 1

    def _spaced(self) -> None:
        self.spaces += 1

    def press(self, code: int, text: str, gap_ms: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key as the platform sends it to the window in front: override, press, release."""
        self.at += gap_ms
        window = QApplication.focusWindow()
        assert window is not None
        if not send(window, QEvent.Type.ShortcutOverride, code, text, modifiers, self.at):
            self._shortcut(code, modifiers)
        send(window, QEvent.Type.KeyPress, code, text, modifiers, self.at)
        send(window, QEvent.Type.KeyRelease, code, text, modifiers, self.at + 2)

    def _shortcut(self, code: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers is NONE and code == Qt.Key.Key_Space and self.isActiveWindow():
            self.spaces += 1

    def scan(self, text: str = CODE, gap_ms: int = 6) -> None:
        for character in text:
            self.press(ord(character.upper()), character, gap_ms)
        self.press(*ENTER, gap_ms)


def send(window: QWindow, kind: QEvent.Type, code: int, text: str, modifiers: Qt.KeyboardModifier, at: int) -> bool:
    event = QKeyEvent(kind, code, modifiers, text)
    event.setTimestamp(at)
    event.ignore()
    QCoreApplication.sendEvent(window, event)
    return event.isAccepted()


class Heard:
    """What a filter said."""

    def __init__(self, wedge: WedgeFilter) -> None:
        self.scans: list[str] = []
        self.unended: list[str] = []
        self.torn = 0
        self.failures: list[Failure] = []
        wedge.scanned.connect(self._scanned)
        wedge.unended.connect(self.unended.append)
        wedge.torn.connect(self._torn)
        wedge.broke.connect(self.failures.append)

    def _scanned(self, scan: Scan) -> None:
        self.scans.append(scan.text)

    def _torn(self) -> None:
        self.torn += 1


@pytest.fixture
def wedge(qtbot: QtBot) -> Iterator[WedgeFilter]:
    wedge = WedgeFilter()
    wedge.install()
    yield wedge
    wedge.uninstall()


@pytest.fixture
def heard(wedge: WedgeFilter) -> Heard:
    return Heard(wedge)


@pytest.fixture
def bench(qtbot: QtBot, heard: Heard) -> Bench:
    bench = Bench()
    qtbot.addWidget(bench)
    bench.show()
    bench.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None and bench.isActiveWindow())
    qtbot.wait(70)  # a burst right after the focus came is the tail of one that began elsewhere
    return bench


@pytest.mark.parametrize("focus", ["field", "notes", "button", ""])
def test_a_scan_reaches_no_widget_in_any_focus(qtbot: QtBot, bench: Bench, heard: Heard, focus: str) -> None:
    (getattr(bench, focus) if focus else bench).setFocus()
    bench.scan()
    bench.scan("A B 12")  # with spaces, which would press the button
    qtbot.wait(60)
    assert heard.scans == [CODE, "A B 12"]
    assert (bench.field.text(), bench.notes.toPlainText(), bench.clicks, bench.spaces) == ("", "", 0, 0)


def test_without_the_filter_the_same_keys_reach_the_widgets(qtbot: QtBot) -> None:
    bench = Bench()
    qtbot.addWidget(bench)
    bench.show()
    bench.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    bench.field.setFocus()
    bench.scan()
    assert bench.field.text() == CODE


def test_typing_reaches_the_field_and_is_no_scan(qtbot: QtBot, bench: Bench, heard: Heard) -> None:
    bench.field.setFocus()
    for character in "ana 12":
        bench.press(ord(character.upper()), character, 70)
        qtbot.wait(45)
    bench.press(*ENTER, 70)
    assert (bench.field.text(), heard.scans) == ("ana 12", [])


def test_a_typed_space_presses_the_button_or_does_what_its_shortcut_says(qtbot: QtBot, bench: Bench) -> None:
    bench.space.setEnabled(False)
    bench.button.setFocus()
    bench.press(Qt.Key.Key_Space, " ", 100)
    qtbot.waitUntil(lambda: bench.clicks == 1)
    bench.space.setEnabled(True)
    bench.setFocus()
    bench.press(Qt.Key.Key_Space, " ", 100)
    qtbot.waitUntil(lambda: bench.spaces == 1)
    assert bench.clicks == 1


def test_a_scan_into_a_dialog_is_a_scan_and_presses_nothing(qtbot: QtBot, bench: Bench, heard: Heard) -> None:
    dialog = QDialog(bench)
    sure = QPushButton("Sure", dialog)
    sure.setDefault(True)
    clicks: list[bool] = []
    sure.clicked.connect(clicks.append)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    bench.scan()
    qtbot.wait(60)
    assert (heard.scans, clicks, dialog.isVisible()) == ([CODE], [], True)
    dialog.close()


def test_a_password_keeps_its_keys_raw(bench: Bench, heard: Heard) -> None:
    bench.password.setFocus()
    bench.scan("secret")
    assert (bench.password.text(), heard.scans) == ("secret", [])


def test_a_shortcut_inside_a_burst_is_dropped(qtbot: QtBot, bench: Bench, heard: Heard) -> None:
    bench.notes.setPlainText("keep this")
    bench.notes.selectAll()
    bench.notes.setFocus()
    for character in "AB12":
        bench.press(ord(character), character, 6)
    bench.press(Qt.Key.Key_X, "\x18", 6, CONTROL)
    bench.press(*ENTER, 6)
    qtbot.wait(60)
    assert (bench.notes.toPlainText(), heard.scans) == ("keep this", ["AB12"])


def test_a_code_that_begins_with_a_shortcut_does_not_press_it(qtbot: QtBot, bench: Bench, heard: Heard) -> None:
    bench.notes.setPlainText("keep this")
    bench.notes.selectAll()
    bench.notes.setFocus()
    bench.press(Qt.Key.Key_X, "\x18", 100, CONTROL)
    bench.scan()
    qtbot.wait(60)
    assert (bench.notes.toPlainText(), heard.scans) == ("keep this", [CODE])


def test_a_typed_shortcut_does_what_it_means_in_a_field_and_in_the_window(qtbot: QtBot, bench: Bench) -> None:
    bench.notes.setPlainText("cut this")
    bench.notes.selectAll()
    bench.notes.setFocus()
    bench.press(Qt.Key.Key_X, "\x18", 100, CONTROL)
    qtbot.waitUntil(lambda: bench.notes.toPlainText() == "")
    found: list[str] = []
    for keys in ("Ctrl+K", "K"):
        QShortcut(QKeySequence(keys), bench).activated.connect(partial(found.append, keys))
    bench.press(Qt.Key.Key_K, "\x0b", 100, CONTROL)
    qtbot.waitUntil(lambda: found == ["Ctrl+K"])


def test_a_typed_enter_presses_the_button_and_one_before_a_code_does_not(
    qtbot: QtBot, bench: Bench, heard: Heard
) -> None:
    dialog = QDialog(bench)
    sure = QPushButton("Sure", dialog)
    sure.setDefault(True)
    sure.clicked.connect(dialog.accept)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    bench.press(*ENTER, 100)
    bench.scan()
    qtbot.wait(60)
    assert (heard.scans, dialog.isVisible()) == ([CODE], True)
    bench.press(*ENTER, 100)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_burst_without_an_end_presses_no_button_but_is_kept_in_a_field(
    qtbot: QtBot, bench: Bench, heard: Heard
) -> None:
    for focus in (bench.button, bench.field):
        focus.setFocus()
        for character in "A B C":
            bench.press(ord(character), character, 6)
        qtbot.wait(60)
    assert (heard.unended, bench.clicks, bench.field.text()) == (["A B C"], 0, "A B C")


def test_a_filter_that_raises_switches_itself_off_and_keys_work(
    qtbot: QtBot, bench: Bench, heard: Heard, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    def broken(self: KeyHold, *_: object) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(KeyHold, "takes", broken)
    bench.field.setFocus()
    with log_guard.expected("ui.runtime.failures"):
        bench.scan()
    assert len(heard.failures) == 1
    assert bench.field.text() == CODE


def test_the_focus_goes_in_the_middle_of_a_code(qtbot: QtBot, bench: Bench, heard: Heard) -> None:
    for character in "4006":
        bench.press(ord(character), character, 6)
    away()
    assert heard.torn == 0
    back()
    assert heard.torn == 1, "said on return"
    bench.scan("381333931")  # the tail comes right after the focus
    assert (heard.torn, heard.scans) == (2, [])
    qtbot.wait(70)
    bench.scan()
    assert heard.scans == [CODE]


def away() -> None:
    """Another program's window comes to the front."""
    QApplication.instance().focusWindowChanged.emit(None)


def back() -> None:
    window = QApplication.focusWindow()
    assert isinstance(window, QObject)
    QApplication.instance().focusWindowChanged.emit(window)
