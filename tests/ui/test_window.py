"""The window on a real database: what it shows, and that nothing of it is left."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.db.engine import Database, sqlite_url
from app.domain.requests import Clock
from tests.ui.small_shop import STATION, draft, open_shop, pack, sell
from ui.models.columns import Tone
from ui.runtime.failures import Failure
from ui.shell.application import open_window
from ui.shell.main_window import MainWindow
from ui.shell.theme import dress
from ui.widgets.cells import current_tokens
from ui.widgets.tokens import ALL, Tokens


def words(window: MainWindow) -> list[str]:
    """Every text that can be seen."""
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible() and each.text()]


def rows(window: MainWindow) -> int:
    [table] = window.findChildren(QTableView)
    return table.model().rowCount() if table.isVisible() else -1


def test_an_empty_shop(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    with open_window(sqlite_database, STATION, clock) as window:
        qtbot.waitUntil(lambda: "No open orders" in words(window))
        qtbot.waitUntil(lambda: "Nothing was scanned at this station yet." in words(window))
        assert rows(window) == -1


def test_orders_and_scans_are_shown_and_f5_looks_again(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    open_shop(sqlite_database, 6)
    with open_window(sqlite_database, STATION, clock) as window:
        qtbot.waitUntil(lambda: rows(window) == 6)
        qtbot.waitUntil(lambda: "NO-SUCH-CODE" in words(window))
        assert {"Orders   6", "6 in order of their promise", STATION} <= set(words(window))
        sell(sqlite_database, draft(1500, (("TIN", 1),)))
        qtbot.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: rows(window) == 7)


def test_a_database_that_cannot_be_read(qtbot: QtBot, tmp_path: Path, clock: Clock) -> None:
    database = Database(sqlite_url(tmp_path / "no-such-folder"))
    with open_window(database, STATION, clock) as window:
        qtbot.waitUntil(lambda: "The orders could not be read" in words(window))
        [again] = [each for each in window.findChildren(QPushButton) if each.isVisible()]
        assert again.text() == "Try again"
        (tmp_path / "no-such-folder").mkdir()
    database.close()


def test_trouble_stays_until_it_is_dismissed(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    with open_window(sqlite_database, STATION, clock) as window:
        sender = threading.Thread(target=window.failed.emit, args=(Failure("<b>Jam</b>", "1234"),))
        sender.start()
        sender.join()
        qtbot.waitUntil(lambda: "<b>Jam</b>" in words(window))
        [dismiss] = [each for each in window.findChildren(QPushButton) if each.text() == "Dismiss"]
        qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
        assert "<b>Jam</b>" not in words(window)


def test_nothing_is_left_of_a_closed_window(qtbot: QtBot, sqlite_database: Database, clock: Clock) -> None:
    threads = set(threading.enumerate())
    with open_window(sqlite_database, STATION, clock) as window:
        qtbot.waitUntil(lambda: "No open orders" in words(window))
        assert set(threading.enumerate()) > threads
    assert set(threading.enumerate()) == threads
    qtbot.waitUntil(lambda: not isValid(window))


@pytest.mark.parametrize("tokens", ALL, ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (1440, 860)], ids=str)
def test_the_window_is_drawn_in_its_colours(
    qtbot: QtBot, qapp: QApplication, sqlite_database: Database, clock: Clock, tokens: Tokens, size: tuple[int, int]
) -> None:
    pack(sqlite_database, open_shop(sqlite_database, 12), "MUG")
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    dress(qapp, tokens)
    try:
        with open_window(sqlite_database, STATION, clock) as window:
            window.resize(*size)
            qtbot.waitUntil(lambda: rows(window) == 12)
            qtbot.waitUntil(lambda: "NO-SUCH-CODE" in words(window))
            picture = window.grab().toImage()
        assert current_tokens() is tokens
    finally:
        qapp.setPalette(before[0])
        qapp.setFont(before[1])
        qapp.setStyleSheet(before[2])
    assert (picture.width(), picture.height()) == size
    found = colours(picture)
    wanted = {tokens.ground, tokens.card, tokens.rail.ground, *(pair.ground for pair in tokens.tones.values())}
    wanted -= {tokens.tones[Tone.ATTENTION].ground}  # nothing here asks for a decision
    assert {colour.lower() for colour in wanted} <= found


def colours(picture: QImage) -> set[str]:
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(pixels)}
