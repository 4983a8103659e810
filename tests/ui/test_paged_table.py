"""The paged table: pages off the thread, late answers dropped, refresh without losing the place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.errors import DatabaseUnavailable
from app.queries.paging import Page, Position
from ui.models.columns import Cell, Column
from ui.models.paged_table import CELL_ROLE, PagedTable
from ui.runtime.background import Background
from ui.runtime.failures import Failure


class Thing(Struct, frozen=True):
    id: int
    name: str = "thing"


COLUMNS = (
    Column[Thing]("Name", lambda thing: Cell(thing.name, detail=f"no. {thing.id}")),
    Column[Thing]("Number", lambda thing: Cell(str(thing.id)), 60, numeric=True),
)


class Shelf:
    """Things in the order of their ids, in pages of three; `gate` holds a read back until it is set."""

    def __init__(self, *ids: int) -> None:
        self.things = [Thing(id) for id in ids]
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[Position | None] = []

    def fetch(self, after: Position | None) -> Page[Thing]:
        self.asked.append(after)
        rows = [thing for thing in self.things if after is None or thing.id > after[0]]
        assert self.gate.wait(10)
        return Page(tuple(rows[:3]), (rows[2].id,) if len(rows) > 3 else None)


def ids(table: PagedTable[Any]) -> list[int]:
    return [int(table.data(table.index(row, 1))) for row in range(table.rowCount())]


@pytest.fixture
def make(qtbot: QtBot, background: Background) -> Callable[[Shelf], PagedTable[Thing]]:
    """A table over a shelf, watched by Qt's own tester of models."""

    def made(shelf: Shelf) -> PagedTable[Thing]:
        table: PagedTable[Thing] = PagedTable(background, shelf.fetch, COLUMNS)
        tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
        assert tester.model() is table
        return table

    return made


def load(qtbot: QtBot, table: PagedTable[Thing], ask: Callable[[], None]) -> None:
    with qtbot.waitSignal(table.loaded):
        ask()


def test_pages_are_appended_as_the_view_asks(qtbot: QtBot, make: Callable[[Shelf], PagedTable[Thing]]) -> None:
    table = make(shelf := Shelf(*range(1, 8)))
    assert not table.canFetchMore()
    load(qtbot, table, table.refresh)
    assert (ids(table), table.is_complete) == ([1, 2, 3], False)
    load(qtbot, table, table.fetchMore)
    load(qtbot, table, table.fetchMore)
    assert (ids(table), table.is_complete, table.canFetchMore()) == ([1, 2, 3, 4, 5, 6, 7], True, False)
    assert shelf.asked == [None, (3,), (6,)]


def test_asking_returns_at_once_and_asks_once(qtbot: QtBot, background: Background) -> None:
    shelf = Shelf(*range(1, 8))
    table: PagedTable[Thing] = PagedTable(background, shelf.fetch, COLUMNS)  # the tester would ask by itself
    load(qtbot, table, table.refresh)
    shelf.gate.clear()
    table.fetchMore()
    assert table.is_waiting
    assert not table.canFetchMore()
    table.fetchMore()
    assert ids(table) == [1, 2, 3]
    load(qtbot, table, shelf.gate.set)
    assert ids(table) == [1, 2, 3, 4, 5, 6]
    assert shelf.asked == [None, (3,)]


def test_a_late_answer_about_another_list_is_dropped(qtbot: QtBot, make: Callable[[Shelf], PagedTable[Thing]]) -> None:
    table = make(old := Shelf(1, 2))
    old.gate.clear()
    table.refresh()
    load(qtbot, table, lambda: table.restart(Shelf(7, 8).fetch))
    arrivals: list[None] = []
    table.loaded.connect(lambda: arrivals.append(None))
    old.gate.set()
    load(qtbot, table, table.refresh)
    assert ids(table) == [7, 8]
    assert len(arrivals) == 1


def test_a_refresh_keeps_the_depth_and_the_place(qtbot: QtBot, make: Callable[[Shelf], PagedTable[Thing]]) -> None:
    table = make(shelf := Shelf(1, 2, 3, 4, 5, 6, 7, 8))
    load(qtbot, table, table.refresh)
    load(qtbot, table, table.fetchMore)
    chosen = QPersistentModelIndex(table.index(4, 0))
    changed: list[int] = []
    table.dataChanged.connect(lambda first, last: changed.extend(ids(table)[first.row() : last.row() + 1]))
    shelf.things = [Thing(0), Thing(1), Thing(3), Thing(5, "renamed"), Thing(6), Thing(8)]
    load(qtbot, table, table.refresh)
    assert ids(table) == [0, 1, 3, 5, 6, 8]
    assert chosen.row() == 3
    assert table.data(chosen) == "renamed"
    assert changed == [5, 6]


def test_a_refresh_that_finds_the_same_changes_nothing(
    qtbot: QtBot, make: Callable[[Shelf], PagedTable[Thing]]
) -> None:
    table = make(Shelf(1, 2))
    load(qtbot, table, table.refresh)
    with qtbot.assertNotEmitted(table.dataChanged), qtbot.assertNotEmitted(table.rowsInserted):
        load(qtbot, table, table.refresh)


def test_an_emptied_list_is_empty(qtbot: QtBot, make: Callable[[Shelf], PagedTable[Thing]]) -> None:
    table = make(shelf := Shelf(1, 2))
    load(qtbot, table, table.refresh)
    shelf.things = []
    load(qtbot, table, table.refresh)
    assert table.rowCount() == 0


def test_after_a_failure_only_a_refresh_asks_again(qtbot: QtBot, background: Background) -> None:
    shelf, broken = Shelf(1, 2, 3, 4), [False]

    def fetch(after: Position | None) -> Page[Thing]:
        if broken[0]:
            raise DatabaseUnavailable("database_unavailable", where="shop.db", reason="gone")
        return shelf.fetch(after)

    table: PagedTable[Thing] = PagedTable(background, fetch, COLUMNS)
    load(qtbot, table, table.refresh)
    broken[0] = True
    with qtbot.waitSignal(table.failed) as failed:
        table.fetchMore()
    failure: Failure = failed.args[0]
    assert "shop.db" in failure.text
    assert (ids(table), table.is_complete, table.canFetchMore()) == ([1, 2, 3], False, False)
    broken[0] = False
    load(qtbot, table, table.refresh)
    assert table.canFetchMore()


def test_what_is_read_by_views_and_screen_readers(qtbot: QtBot, make: Callable[[Shelf], PagedTable[Thing]]) -> None:
    table = make(Shelf(1))
    load(qtbot, table, table.refresh)
    name, number = table.index(0, 0), table.index(0, 1)
    assert table.data(name) == "thing"
    assert table.data(name, CELL_ROLE) == Cell("thing", "no. 1")
    assert table.data(name, Qt.ItemDataRole.AccessibleTextRole) == "thing, no. 1"
    assert table.data(number, Qt.ItemDataRole.AccessibleTextRole) == "1"
    assert table.data(number, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert table.data(QModelIndex()) is None
    titles = [table.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert titles == ["Name", "Number", None]
