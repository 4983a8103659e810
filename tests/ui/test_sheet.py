"""A card over the window: it keeps the keyboard while it is open, and gives it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.shell.sheet import Sheet


class Window(QMainWindow):
    """A window with two fields, and keys of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.notes = QLineEdit(), QLineEdit()
        both = QWidget()
        row = QHBoxLayout(both)
        row.addWidget(self.name)
        row.addWidget(self.notes)
        self.setCentralWidget(both)
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())  # type: ignore[attr-defined]


class Card(Sheet):
    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "Find anything", 400, 2000)
        self.first, self.second = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self.card)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.setFocusProxy(self.first)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())
    window.name.setFocus()
    return window


@pytest.fixture
def sheet(window: Window) -> Card:
    sheet = Card(window)
    sheet.open()
    return sheet


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def test_it_lies_over_the_window_whatever_its_size(window: Window, sheet: Card) -> None:
    assert (sheet.size(), sheet.isWindow()) == (window.size(), False)
    assert (sheet.card.width(), sheet.card.height()) == (400, 520)
    window.resize(1200, 700)
    assert sheet.size() == window.size()
    assert abs(sheet.card.geometry().center().x() - 600) <= 1


def test_tab_goes_round_on_the_card(window: Window, sheet: Card) -> None:
    been = []
    for _ in range(3):
        been.append(focus())
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert been == [sheet.first, sheet.second, sheet.first]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus() is sheet.first


def test_who_asks_for_the_keyboard_meanwhile_gets_it_afterwards(qtbot: QtBot, window: Window, sheet: Card) -> None:
    window.notes.setFocus()
    assert focus() is sheet.first
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert focus() is window.notes
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_without_anybody_it_goes_back_to_where_it_was(window: Window, sheet: Card) -> None:
    for _ in range(2):
        sheet.close()
    assert focus() is window.name


def test_a_click_beside_the_card_closes_it_and_one_on_it_does_not(qtbot: QtBot, window: Window, sheet: Card) -> None:
    QTest.mouseClick(sheet.card, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished):
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_no_key_reaches_what_lies_under_it(window: Window, sheet: Card) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F4)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert window.keys == []
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F4)
    assert window.keys == [Qt.Key.Key_F4]


def test_shortcuts_of_the_window_go_on_working(window: Window, sheet: Card) -> None:
    heard: list[str] = []
    QShortcut("F1", window).activated.connect(lambda: heard.append("F1"))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    assert heard == ["F1"]
