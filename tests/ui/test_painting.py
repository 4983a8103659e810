"""What a scan makes the window paint: the answer, once; what stands beside it after that, and only where it is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from tests.factory import BOWL, MUG, Shop
from tests.performance.scanner import type_scan
from tests.ui.shell_ground import a_place, open_window
from tests.ui.work_ground import settled
from ui.shell.main_window import MainWindow
from ui.shell.rail import RailEntry
from ui.shell.screens import SEATS
from ui.shell.top_bar import TopBar
from ui.viewmodels import receiving
from ui.views.work_screen import WorkScreen
from ui.widgets.destination import DestinationCard
from ui.widgets.feedback import FeedbackBanner
from ui.widgets.slip_preview import SlipPreview

#: What shows an answer, what tells it to, and what one unit more of an order that misses others does not change.
WORK: dict[str, tuple[type[QWidget], str, type[QWidget]]] = {
    "receiving": (DestinationCard, "show_destinations", FeedbackBanner),
    "pack": (FeedbackBanner, "tell", SlipPreview),
}
#: Longer than anything that follows an answer waits by itself, in ms.
QUIET_MS = 250


class Paints(QObject):
    """Counts from now on how often each kind of widget is painted and laid out; `before_answer` until one is heard."""

    def __init__(self, watched: QApplication, screen: WorkScreen) -> None:
        super().__init__(screen)
        self.of: Counter[type[QObject]] = Counter()
        self.laid_out: Counter[type[QObject]] = Counter()
        self.before_answer: Counter[type[QObject]] = Counter()
        screen.heard.connect(lambda _: self.before_answer.update(self.of))
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.of[type(watched)] += 1
        elif event.type() is QEvent.Type.LayoutRequest:
            self.laid_out[type(watched)] += 1
        return False


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    """Order #1 is in, and can be packed; #2 has a delivery on its way."""
    shop = Shop(sqlite_database)
    shop.sells("#1", (MUG, 4), (BOWL, 4))
    shop.dock().scans(shop.purchase_order(), *[MUG] * 4, *[BOWL] * 4)
    shop.sells("#2", (MUG, 4), (BOWL, 4))
    return shop


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, shop: Shop, clock: Clock) -> Iterator[MainWindow]:
    with open_window(a_place(shop.database, shop.secret), clock) as window:
        qtbot.waitUntil(lambda: window.stack.count() == len(SEATS))
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())
        yield window


@pytest.fixture(params=list(WORK))
def screen(request: pytest.FixtureRequest, qtbot: QtBot, shop: Shop, window: MainWindow) -> WorkScreen:
    """A work screen in the middle of its work: two units are answered already."""
    window.stack.go(request.param)
    front = window.stack.front
    assert isinstance(front, WorkScreen)
    opening = shop.purchase_order() if request.param == "receiving" else shop.order("#1").scan_code
    for text in (opening, MUG.gtin, BOWL.gtin):
        scan(qtbot, window, front, text)
    return front


def scan(qtbot: QtBot, window: MainWindow, screen: WorkScreen, text: str) -> None:
    """Scan with the keyboard, until the answer stands everywhere and nothing moves any more."""
    with qtbot.waitSignal(screen.heard):
        type_scan(window, text)
    qtbot.waitUntil(settled(screen._work))
    qtbot.wait(QUIET_MS)


def test_an_answer_is_painted_once_and_what_it_does_not_change_not_at_all(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, screen: WorkScreen
) -> None:
    answer, _, unchanged = WORK[screen.key]
    paints = Paints(qapp, screen)
    scan(qtbot, window, screen, MUG.gtin)
    assert (paints.of[answer], paints.of[unchanged], paints.of[RailEntry]) == (1, 0, 0)
    assert paints.of[TopBar] == 1
    assert not paints.before_answer


def test_what_paints_for_nothing_is_seen(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, screen: WorkScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, told, _ = WORK[screen.key]
    for kind, name in ((answer, told), (RailEntry, "show_count")):
        monkeypatch.setattr(kind, name, _always_painting(getattr(kind, name)))
    paints = Paints(qapp, screen)
    window.bar.show_scan(MUG.gtin, "…")
    scan(qtbot, window, screen, MUG.gtin)
    assert paints.of[answer] > 1
    assert paints.of[RailEntry]
    assert paints.before_answer[TopBar] == 1


def _always_painting(tell: Callable[..., None]) -> Callable[..., None]:
    def careless(widget: QWidget, *told: Any) -> None:
        tell(widget, *told)
        widget.update()

    return careless


def test_a_word_that_changes_on_a_screen_does_not_lay_out_the_window(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, screen: WorkScreen
) -> None:
    paints = Paints(qapp, screen)
    for place, lays_out in ((screen, False), (window.bar, True)):
        paints.laid_out.clear()
        words = next(each for each in place.findChildren(QLabel) if each.isVisible())
        words.setText(f"{words.text()}, and more")
        qtbot.wait(QUIET_MS)
        assert paints.laid_out[type(place)]
        assert bool(paints.laid_out[MainWindow]) is lays_out


def test_a_scan_that_is_not_answered_soon_is_shown_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    shown = partial(_words, window.bar)
    window.bar.await_answer("4006381333931")
    assert "4006381333931" not in shown()
    qtbot.waitUntil(lambda: {"4006381333931", "…"} <= shown())
    window.bar.await_answer("5901234123457")
    window.bar.show_scan("5901234123457", "1 of 2")
    qtbot.wait(QUIET_MS)
    assert {"5901234123457", "1 of 2"} <= shown()


@pytest.mark.parametrize("screen", ["receiving"], indirect=True)
def test_what_stands_beside_is_read_when_the_answer_is_painted(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, screen: WorkScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    paints = Paints(qapp, screen)
    painted: list[int] = []
    read = receiving._facts
    monkeypatch.setattr(receiving, "_facts", lambda *told: (painted.append(paints.of[DestinationCard]), read(*told))[1])
    scan(qtbot, window, screen, MUG.gtin)
    assert painted
    assert all(painted)


def _words(bar: TopBar) -> set[str]:
    return {each.text() for each in bar.findChildren(QLabel)}
