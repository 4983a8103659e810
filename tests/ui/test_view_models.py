"""The last scans of a station, without a widget, on a real database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.errors import DatabaseUnavailable
from tests.ui.small_shop import STATION, open_shop
from ui.models.columns import Tone
from ui.runtime.background import Background
from ui.viewmodels.last_scans import LastScans, LastScansState


class Moody:
    """A database that cannot be opened while `gone`, and whose readers wait for `gate`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.gone = False
        self.gate = threading.Event()
        self.gate.set()

    @contextmanager
    def read(self) -> Iterator[Any]:
        gone = self.gone
        assert self.gate.wait(10)
        if gone:
            raise DatabaseUnavailable("database_unavailable", where="shop.db", reason="gone")
        with self._database.read() as connection:
            yield connection


@pytest.fixture
def moody(sqlite_database: Database) -> Moody:
    return Moody(sqlite_database)


@pytest.fixture
def scans(background: Background, moody: Moody, clock: Clock) -> LastScans:
    return LastScans(background, moody, STATION, clock)  # type: ignore[arg-type]


def test_keeping_fresh_does_not_disturb_an_answer_on_its_way(qtbot: QtBot, moody: Moody, scans: LastScans) -> None:
    moody.gate.clear()
    states: list[object] = []
    scans.changed.connect(states.append)
    scans.keep_fresh()
    scans.keep_fresh()
    with qtbot.waitSignal(scans.changed):
        moody.gate.set()
    assert len(states) == 1


def test_the_last_scans_in_words(qtbot: QtBot, sqlite_database: Database, scans: LastScans) -> None:
    open_shop(sqlite_database, 4)
    with qtbot.waitSignal(scans.changed):
        scans.refresh()
    lines = [(line.time, line.code, line.kind, line.tone) for line in scans.state.scans]
    assert lines[0] == ("09:30", "NO-SUCH-CODE", "Wrong", Tone.WRONG)
    assert [line[1:] for line in lines[1:4]] == [
        ("MUG", "Done", Tone.OK),
        ("MUG", "OK", Tone.OK),
        ("MUG", "OK", Tone.OK),
    ]
    assert len(lines) == 5
    assert scans.state.scans[0].words.startswith("No product has the code NO-SUCH-CODE.")


def test_a_late_answer_to_an_earlier_question_is_dropped(
    qtbot: QtBot, moody: Moody, scans: LastScans, background: Background
) -> None:
    moody.gone = True
    moody.gate.clear()
    scans.refresh()
    moody.gone = False
    with qtbot.waitSignal(scans.changed):
        scans.refresh()
        moody.gate.set()
    done: list[None] = []
    background.read(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: done != [])
    assert scans.state == LastScansState(known=True)


def test_scans_that_cannot_be_read_say_why(qtbot: QtBot, moody: Moody, scans: LastScans) -> None:
    moody.gone = True
    with qtbot.waitSignal(scans.changed):
        scans.refresh()
    assert not scans.state.known
    assert "shop.db" in scans.state.problem


def test_nothing_arrives_after_closing(qtbot: QtBot, moody: Moody, scans: LastScans, background: Background) -> None:
    moody.gate.clear()
    scans.refresh()
    scans.close()
    moody.gate.set()
    done: list[None] = []
    with qtbot.assertNotEmitted(scans.changed):
        for _ in range(3):
            background.read(lambda: None, done.append, done.append)
        qtbot.waitUntil(lambda: len(done) == 3)
