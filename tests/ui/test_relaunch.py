"""The program starts itself again: only when this one holds nothing any more, and never silently not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.config import DEFAULTS
from app.db.engine import Database
from tests.ui.shell_ground import a_place
from ui.models.launch import Launch
from ui.runtime.failures import Failure
from ui.runtime.workplace import Workplace
from ui.shell import application
from ui.shell.main_window import MainWindow
from ui.shell.relaunch import Relaunch, start
from ui.shell.single_instance import only_instance
from ui.views.first_run import FirstRunScreen

LAUNCH = Launch(("--data-dir", "x"), ("--data-dir", "x", "demo", "--out", "y"))
SAMPLE = Launch(LAUNCH.shop, LAUNCH.sample, practising=True)


@pytest.mark.parametrize(
    ("launch", "way", "wanted"),
    [
        (LAUNCH, "restart", LAUNCH.shop),
        (SAMPLE, "restart", LAUNCH.sample),
        (LAUNCH, "enter", LAUNCH.sample),
        (SAMPLE, "leave", LAUNCH.shop),
        (SAMPLE, "renew", (*LAUNCH.sample, "--anew")),
    ],
)
def test_each_way_is_noted_and_closes_the_window(launch: Launch, way: str, wanted: tuple[str, ...]) -> None:
    closed: list[bool] = []
    relaunch = Relaunch(launch, lambda: closed.append(True))
    assert relaunch.wanted is None
    relaunch.restart() if way == "restart" else getattr(relaunch.practice(), way)()
    assert (relaunch.wanted, closed) == (wanted, [True])
    assert relaunch.practice().inside is launch.practising


def test_a_program_is_started_with_its_arguments(qtbot: QtBot, tmp_path: Path) -> None:
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"
    told = tmp_path / "told"
    assert start([str(told), "--station", "Dock 7"], (sys.executable, "-c", script))
    qtbot.waitUntil(lambda: told.exists() and told.read_text() == "--station Dock 7", timeout=20_000)


def test_a_program_that_is_not_there_is_not_started(qapp: QApplication, tmp_path: Path) -> None:
    assert not start([], (str(tmp_path / "no-such-program"),))


class Hand:
    """Stands at the window: notes what it shows when it opens, and does the next thing."""

    def __init__(self, *deeds: str) -> None:
        self.seen: list[str] = []
        self.troubles: list[str] = []
        self._deeds = list(deeds)
        self._begin = application._begin

    def __call__(self, window: MainWindow, place: Workplace, trouble: Failure | None) -> None:
        self._begin(window, place, trouble)
        self.seen.append(window.stack.front.key)
        shown = [each.text() for each in window.trouble.findChildren(QLabel) if each.isVisible()]
        self.troubles.append(" ".join(shown))
        deed = self._deeds.pop(0)
        QTimer.singleShot(0, lambda: _press(window, deed) if deed else window.close())


def _press(window: MainWindow, name: str) -> None:
    [found] = [
        each for each in window.findChildren(QAbstractButton) if each.isVisible() and each.accessibleName() == name
    ]
    found.click()


@pytest.fixture
def place(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.setattr(application.signal, "signal", lambda *_: None)
    monkeypatch.setattr(application, "Wardrobe", lambda app, theme: _Undressed())
    return a_place(sqlite_database)


class _Undressed:
    """Leaves the application of the tests as it is."""

    appearance = DEFAULTS.theme

    def wear(self, appearance: object) -> None:
        """Nothing."""


def test_the_next_program_starts_when_this_one_holds_nothing(
    qapp: QApplication, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []

    def note(arguments: tuple[str, ...]) -> bool:
        with only_instance(place.settings.data_dir) as first:
            assert first is not None, "the window still owns the folder"
        assert not Path(f"{place.database.url.database}-wal").exists(), "the database is still open"
        started.append(arguments)
        return True

    monkeypatch.setattr(application, "start", note)
    monkeypatch.setattr(application, "_begin", Hand("Leave the sample shop"))
    assert application.show_window(qapp, place, DEFAULTS, launch=SAMPLE) == 0
    assert started == [LAUNCH.shop]


def test_where_nothing_can_be_started_the_window_comes_back_and_says_so(
    qapp: QApplication, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand("Leave the sample shop", "")
    monkeypatch.setattr(application, "start", lambda _: False)
    monkeypatch.setattr(application, "_begin", hand)
    assert application.show_window(qapp, place, DEFAULTS, launch=SAMPLE) == 0
    assert hand.troubles[0] == ""
    assert "did not start the program again" in hand.troubles[1]
    place.database.close()


def test_a_new_shop_opens_with_the_guide_and_its_sample_never_does(
    qapp: QApplication, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand("", "")
    monkeypatch.setattr(application, "_begin", hand)
    application.show_window(qapp, place, DEFAULTS, launch=LAUNCH)
    application.show_window(qapp, place, DEFAULTS, launch=SAMPLE)
    assert hand.seen == [FirstRunScreen.key, "today"]
