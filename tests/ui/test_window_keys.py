"""The keys of the whole window: what each asks for, and that a widget with its own use for a key comes first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.shell.keys import BINDINGS, LEFT_OVER, Act
from ui.shell.main_window import MainWindow
from ui.shell.screens import Seat
from ui.views.form_panel import FormPanel
from ui.views.notice_bar import NoticeBar
from ui.views.screen import Screen
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel

CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk(Screen):
    """A screen with a search, a panel with a form over it, and a notice; it notes what it is asked."""

    key, title, icon = "desk", "Desk", "inbox"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.search, self.bar, self.name = SearchField("Find"), NoticeBar(), QLineEdit()
        self.panel, self.form, self.beside = SidePanel("Order"), FormPanel(), QStackedWidget()
        column = QVBoxLayout(self)
        for each in (self.search, self.bar, self.name, self.beside):
            column.addWidget(each)
        self.beside.addWidget(self.panel)
        self.beside.addWidget(self.form)
        self.panel.closed.connect(lambda: self._leave("panel"))
        self.form.closed.connect(lambda: self._leave("form"))
        self.bar.undone.connect(lambda: self.heard.append("undo"))
        self.search.searched.connect(lambda words: self.heard.append(f"search {words}".strip()))

    def refresh(self) -> None:
        self.heard.append("looked")

    def _leave(self, what: str) -> None:
        self.heard.append(what)
        if what == "form":
            self.beside.setCurrentWidget(self.panel)
            self.panel.show()
        else:
            self.beside.hide()


class Options(Screen):
    key, title, icon = "settings", "Settings", "settings"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    seats = [Seat(1, Desk, lambda _: Desk(), frozenset()), Seat(2, Options, lambda _: Options(), frozenset())]
    parts: Any = None
    window = MainWindow(seats, lambda seat: seat.build(parts), "Bench 1")
    qtbot.addWidget(window)
    window.stack.go("desk")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())
    yield window
    window.stack.close_models()


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    desk = window.stack.front
    assert isinstance(desk, Desk)
    desk.beside.setCurrentWidget(desk.form)
    desk.heard.clear()
    return desk


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, modifiers)


def test_each_act_of_the_window_has_one_key() -> None:
    acts = [binding.act for binding in (*BINDINGS, *LEFT_OVER)]
    assert sorted(acts, key=str) == sorted(Act, key=str)
    keys = [QKeySequence(binding.keys).toString() for binding in (*BINDINGS, *LEFT_OVER)]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_sounds_settings_and_a_second_look_have_their_keys(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    press(window, Qt.Key.Key_F5)
    assert desk.heard == ["looked"]
    with qtbot.waitSignal(window.asked_to_mute):
        press(window, Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_Comma, CONTROL)
    assert window.stack.front.key == "settings"


def test_escape_leaves_one_thing_after_the_other(window: MainWindow, desk: Desk) -> None:
    desk.search.setText("mug")
    desk.name.setFocus()
    for left in (["form"], ["form", "panel"]):
        press(window, Qt.Key.Key_Escape)
        assert (desk.heard, desk.search.text()) == (left, "mug")
    press(window, Qt.Key.Key_Escape)
    assert desk.search.text() == ""
    assert desk.back() is False


def test_escape_in_a_search_empties_it_before_anything_is_left(window: MainWindow, desk: Desk) -> None:
    desk.search.setText("mug")
    desk.search.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert (desk.search.text(), desk.heard) == ("", [])
    press(window, Qt.Key.Key_Escape)
    assert desk.heard == ["form"]


def test_control_z_takes_back_what_the_notice_offers_and_typing_first(window: MainWindow, desk: Desk) -> None:
    desk.name.setFocus()
    QTest.keyClicks(desk.name, "Ana")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert (desk.name.text(), desk.heard) == ("", [])
    desk.setFocus()
    press(window, Qt.Key.Key_Z, CONTROL)
    assert desk.heard == [], "nothing can be taken back"
    desk.bar.say("The order is on hold.", undo=True)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert desk.heard == ["undo"]
