"""Pages of the order queue through the table model, and what a long list costs the window while it is scrolled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.db.engine import Database
from app.domain.requests import local_now
from app.queries.order_queue import OrderRow, order_queue_page
from app.queries.paging import PAGE_ROWS, Page, Position
from tests.performance.ground import raw
from tests.performance.measure import Action, Figure, Goal, Timing, alternately, compared
from tests.performance.pages import bare_pages, long_queue, middle
from tests.performance.sizes import Sizes
from tests.performance.window import dressed, shown
from ui.models.paged_table import PagedTable
from ui.runtime.background import Background
from ui.viewmodels.order_columns import order_columns
from ui.widgets.table import TableView
from ui.widgets.tokens import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: How far the list is drawn at once, in rows: half a page of the database.
_TURN = 100


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Both on a queue of as many open orders as there are shipped ones."""
    count = sizes.table_rows
    database = long_queue(folder, count)
    with closing(database), dressed():
        background = Background()
        yield from _pages(database, background, sizes.pages, count)
        yield from _scrolling(database, background, count)
        background.close()


# --- pages ----------------------------------------------------------------------------------------------------------


def _pages(database: Database, background: Background, count: int, orders: int) -> Iterator[Figure]:
    deep = middle(database)
    with raw(Path(str(database.url.database))) as connection:
        first, far, floor, far_floor = alternately(
            _filled(database, background, None, count),
            _filled(database, background, deep, count),
            bare_pages(connection, (0, 0), count),
            bare_pages(connection, (round(deep[0].timestamp() * 1000), deep[1]), count),
        )
    name = f"table of {orders:,} open orders"
    yield from compared(f"{name}, first page filled in", first, "raw SQL", floor, Goal("median", 50))
    yield from compared(f"{name}, deep page filled in", far, "raw SQL", far_floor, Goal("median", 5))


def _filled(database: Database, background: Background, after: Position | None, count: int) -> Iterator[Action]:
    """Ask a fresh table for a page, and wait until it holds the rows."""
    return (partial(_fill, database, background, after) for _ in range(count + 20))


def _fill(database: Database, background: Background, after: Position | None) -> None:
    table, loop = _table(database, background, after), QEventLoop()
    table.loaded.connect(loop.quit)
    table.refresh()
    loop.exec()
    assert table.rowCount() == PAGE_ROWS


def _table(database: Database, background: Background, begin: Position | None = None) -> PagedTable[OrderRow]:
    def fetch(after: Position | None) -> Page[OrderRow]:
        with database.read() as connection:
            return order_queue_page(connection, after or begin)

    return PagedTable(background, fetch, order_columns(local_now))


# --- scrolling ------------------------------------------------------------------------------------------------------


def _scrolling(database: Database, background: Background, count: int) -> Iterator[Figure]:
    """From the first row to the last, pages fetched on the way; the floor has all its rows before."""
    table, plain = _table(database, background), QTableView()
    rows = _Rows(count)
    plain.setModel(rows)
    plain.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    plain.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    with shown(TableView(table, "Orders")) as view:
        table.refresh()
        ours = _scrolled(view, lambda: table.rowCount() > 0 and table.is_complete)
    with shown(plain) as view:
        floor = _scrolled(view, lambda: True)
    assert table.rowCount() == count
    name, beside = f"scrolling {count:,} orders", "the same rows ready in a plain view"
    yield from compared(f"{name}, one frame", ours, beside, floor, Goal("p99", 20))
    yield from compared(f"{name}, longest frame", ours.longest, beside, floor.longest, Goal("median", 100))


def _scrolled(view: QTableView, has_all: Callable[[], bool]) -> Timing:
    """Scroll to the end, and take the time between two turns of the event loop in which the list moved or grew."""
    frames: list[float] = []
    loop, bar = QEventLoop(), view.verticalScrollBar()
    before, began = (0, 0), time.perf_counter()

    def turn() -> None:
        nonlocal before, began
        now, at = time.perf_counter(), (bar.value(), bar.maximum())
        if at != before:
            frames.append((now - began) * 1000)
        before, began = at, now
        if has_all() and bar.value() == bar.maximum():
            loop.quit()
        bar.setValue(bar.value() + _TURN * ROW_HEIGHT)

    wheel = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
    wheel.timeout.connect(turn)
    wheel.start()
    loop.exec()
    wheel.stop()
    return Timing(tuple(frames))


class _Rows(QAbstractTableModel):
    """Rows that are there, and no more than Qt needs to show them."""

    def __init__(self, count: int) -> None:
        super().__init__()
        told = ("Customer", "today", "waiting", "0/1", "", "1 × Stoneware cup, not ordered yet")
        self._rows = [(f"OLD-{number}", *told) for number in range(count)]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(self._rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None
