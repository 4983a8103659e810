"""The view models, without a widget, on real databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.errors import DatabaseUnavailable
from tests.ui.small_shop import STATION, draft, open_shop, sell, stock_the_catalog
from ui.models.columns import Cell, Tone
from ui.models.paged_table import CELL_ROLE
from ui.runtime.background import Background
from ui.viewmodels.last_scans import LastScans, LastScansState
from ui.viewmodels.order_queue import OrderQueue, Phase, QueueState, promise


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
def queue(background: Background, moody: Moody, clock: Clock) -> OrderQueue:
    return OrderQueue(background, moody, clock)  # type: ignore[arg-type]


@pytest.fixture
def scans(background: Background, moody: Moody, clock: Clock) -> LastScans:
    return LastScans(background, moody, STATION, clock)  # type: ignore[arg-type]


def cells(queue: OrderQueue, row: int) -> list[str]:
    return [queue.table.data(queue.table.index(row, column)) for column in range(queue.table.columnCount())]


def test_the_queue_is_loading_then_empty(qtbot: QtBot, queue: OrderQueue, clock: Clock) -> None:
    assert queue.state == QueueState(Phase.LOADING)
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    assert queue.state == QueueState(Phase.EMPTY, as_of=clock())
    assert queue.state.count_words == ""


def test_the_queue_shows_the_most_urgent_order_first(
    qtbot: QtBot, sqlite_database: Database, queue: OrderQueue
) -> None:
    open_shop(sqlite_database, 4)
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    assert (queue.state.phase, queue.state.count_words) == (Phase.SHOWN, "4")
    assert cells(queue, 0) == [
        "#1000",
        "Aoife Example",
        "today 06:30",
        "Waiting",
        "1/2",
        "A1",
        "waits for 1 × Tea tin, 250 g (Acme, due 24 Nov)",
    ]
    order = queue.table.data(queue.table.index(0, 0), CELL_ROLE)
    assert order == Cell("#1000", "Northfield Home · northfield.example")
    assert cells(queue, 1)[3:] == ["Ready", "2/2", "A2", ""]


def test_a_long_queue_comes_in_pages(qtbot: QtBot, sqlite_database: Database, queue: OrderQueue) -> None:
    stock_the_catalog(sqlite_database)
    sell(sqlite_database, *(draft(1000 + n, (("NOTE", 1),)) for n in range(230)))
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    assert (queue.state.count_words, queue.table.canFetchMore()) == ("200+", True)
    with qtbot.waitSignal(queue.changed):
        queue.table.fetchMore()
    assert (queue.state.count_words, queue.table.canFetchMore()) == ("230", False)
    assert [cells(queue, row)[0] for row in range(230)] == [f"#{1000 + n}" for n in range(230)]


def test_a_queue_that_cannot_be_read_says_why_and_comes_back(qtbot: QtBot, moody: Moody, queue: OrderQueue) -> None:
    moody.gone = True
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    assert queue.state.phase is Phase.FAILED
    assert "shop.db cannot be opened (gone)" in queue.state.problem
    moody.gone = False
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    assert (queue.state.phase, queue.state.problem) == (Phase.EMPTY, "")


def test_what_was_read_stays_with_its_age_when_the_database_goes(
    qtbot: QtBot, sqlite_database: Database, moody: Moody, queue: OrderQueue, clock: Clock
) -> None:
    open_shop(sqlite_database, 2)
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    moody.gone = True
    with qtbot.waitSignal(queue.changed):
        queue.refresh()
    assert (queue.state.phase, queue.state.count, queue.state.as_of) == (Phase.SHOWN, 2, clock())
    assert queue.state.problem
    assert queue.table.rowCount() == 2


def test_keeping_fresh_does_not_disturb_an_answer_on_its_way(
    qtbot: QtBot, moody: Moody, queue: OrderQueue, scans: LastScans
) -> None:
    moody.gate.clear()
    states: list[object] = []
    for model in (queue, scans):
        model.changed.connect(states.append)
        model.keep_fresh()
        model.keep_fresh()
    with qtbot.waitSignals([queue.changed, scans.changed]):
        moody.gate.set()
    assert len(states) == 2
    with qtbot.waitSignal(queue.changed):
        queue.keep_fresh()


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


def test_nothing_arrives_after_closing(
    qtbot: QtBot, moody: Moody, queue: OrderQueue, scans: LastScans, background: Background
) -> None:
    moody.gate.clear()
    for model in (queue, scans):
        model.refresh()
        model.close()
    moody.gate.set()
    done: list[None] = []
    with qtbot.assertNotEmitted(queue.changed), qtbot.assertNotEmitted(scans.changed):
        for _ in range(3):
            background.read(lambda: None, done.append, done.append)
        qtbot.waitUntil(lambda: len(done) == 3)


NOW = datetime(2026, 11, 23, 23, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("hours", "cell"),
    [
        (0, Cell("today 23:30")),
        (-1, Cell("today 22:30", "late", Tone.WRONG)),
        (-24, Cell("Sun 22 Nov", "late", Tone.WRONG)),
        (1, Cell("tomorrow 00:30")),
        (25, Cell("Wed 25 Nov")),
    ],
)
def test_a_promise_in_the_zone_of_the_reader(hours: int, cell: Cell) -> None:
    at = (NOW + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=-5)))
    assert promise(at, NOW) == cell


def test_every_column_but_one_has_a_width(queue: OrderQueue) -> None:
    assert [column.width for column in queue.table.columns].count(0) == 1
    assert queue.table.headerData(4, Qt.Orientation.Horizontal) == "Here"
