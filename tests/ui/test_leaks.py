"""Two hundred rounds through every screen, and every screen opened and closed again and again: nothing grows."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from tests.ui.shell_ground import a_place, open_window
from tests.ui.small_shop import open_shop
from ui.shell.main_window import MainWindow
from ui.shell.screens import GUIDED_SEATS, SEATS

WARM_UP, ROUNDS = 30, 200
MOST_MB, MOST_PYTHON_MB = 8, 2
#: A screen with its model is some 200 kB and more; Qt and the heap keep a little of each that was closed.
OPENED, MOST_KB_A_SCREEN = 40, 50


@pytest.fixture
def window(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> Iterator[MainWindow]:
    open_shop(sqlite_database, 40)
    with open_window(a_place(sqlite_database), clock) as window:
        qtbot.waitUntil(lambda: window.stack.count() == len(SEATS))
        qtbot.wait(300)
        yield window


def test_two_hundred_rounds_through_every_screen_leave_nothing(qtbot: QtBot, window: MainWindow) -> None:
    rounds(window, WARM_UP)
    qtbot.wait(300)
    gc.collect()
    widgets, resident = len(QApplication.allWidgets()), resident_mb()
    rounds(window, ROUNDS)
    qtbot.wait(300)
    gc.collect()
    assert len(QApplication.allWidgets()) <= widgets
    assert resident_mb() - resident < MOST_MB


def test_the_rounds_leave_no_objects_of_python(qtbot: QtBot, window: MainWindow) -> None:
    rounds(window, WARM_UP)
    qtbot.wait(300)
    gc.collect()
    tracemalloc.start()
    rounds(window, WARM_UP)
    qtbot.wait(300)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    assert grown < MOST_PYTHON_MB


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc for the memory in use")
def test_a_screen_that_is_closed_leaves_nothing(sqlite_database: Database) -> None:
    open_shop(sqlite_database, 40)
    folder = Path(str(sqlite_database.url.database)).parent
    program = [sys.executable, "-m", "tests.ui.open_and_close", str(folder), str(OPENED)]
    ended = subprocess.run(program, capture_output=True, text=True, timeout=600, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    warm, last = (json.loads(line) for line in ended.stdout.splitlines())
    assert last["widgets"] <= warm["widgets"]
    closed = (OPENED - OPENED // 10) * len(GUIDED_SEATS)
    assert (last["mb"] - warm["mb"]) * 1024 < MOST_KB_A_SCREEN * closed


def rounds(window: MainWindow, count: int) -> None:
    for _ in range(count):
        for seat in SEATS:
            window.stack.go(seat.screen.key)
        QCoreApplication.processEvents()


def resident_mb() -> float:
    """Memory in use now, as Linux tells it; the widgets are counted everywhere."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 2**20 if statm.exists() else 0.0
