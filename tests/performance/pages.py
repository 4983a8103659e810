"""The first and a deep page of the order queue, with little and with much history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from app.db import tables as t
from app.db.engine import Database
from app.queries.order_queue import order_queue_page
from app.queries.paging import PAGE_ROWS, Position
from tests.performance.ground import new_shop, raw
from tests.performance.history import add_shipped_orders, add_waiting_orders
from tests.performance.measure import Action, Figure, Goal, alternately, compared, grown
from tests.performance.sizes import Sizes

_BARE_PAGE = """
SELECT o.id, o.number, o.state, o.waiting, o.promise_at, o.ship_to_name, l.title, l.waiting FROM orders o
JOIN order_lines l ON l.order_id = o.id WHERE o.state IN ('waiting', 'ready', 'packing', 'packed')
AND (o.promise_at, o.id) > (?, ?) ORDER BY o.promise_at, o.id LIMIT ?
"""


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Pages at the head and at half the depth of a long queue."""
    few, many = (long_queue(folder / str(count), count) for count in sizes.histories)
    deep = middle(many)
    with raw(Path(str(many.url.database))) as connection:
        first, far, less, floor, far_floor = alternately(
            _pages(many, None, sizes.pages),
            _pages(many, deep, sizes.pages),
            _pages(few, middle(few), sizes.pages),
            bare_pages(connection, (0, 0), sizes.pages),
            bare_pages(connection, (round(deep[0].timestamp() * 1000), deep[1]), sizes.pages),
        )
    few.close()
    many.close()
    name = f"order queue of {sizes.histories[1]:,} open orders"
    yield from compared(f"{name}, first page", first, "raw SQL", floor, Goal("median", 50))
    yield from compared(f"{name}, deep page", far, "raw SQL", far_floor, Goal("median", 5))
    yield grown(f"{name}, deep page", far, f"{sizes.histories[0]:,} open orders", less)


def long_queue(folder: Path, orders: int) -> Database:
    """As many open orders as shipped ones. Only the raw connection is open, so its end empties the write-ahead log."""
    database = new_shop(folder).database
    database.close()
    with raw(Path(str(database.url.database))) as connection:
        add_shipped_orders(connection, orders)
        add_waiting_orders(connection, orders)
    return database


def middle(database: Database) -> Position:
    """Where half of the queue is behind one."""
    order = t.SalesOrder
    with database.read() as connection:
        count = connection.execute(select(func.count()).where(order.state == "waiting")).scalar_one()
        rows = select(order.promise_at, order.id).where(order.state == "waiting").order_by(order.promise_at, order.id)
        return tuple(connection.execute(rows.offset(count // 2).limit(1)).one())


def _pages(database: Database, after: Position | None, count: int) -> Iterator[Action]:
    return (partial(_page, database, after) for _ in range(count + 20))


def _page(database: Database, after: Position | None) -> None:
    with database.read() as connection:
        page = order_queue_page(connection, after)
    assert len(page.rows) == PAGE_ROWS


def bare_pages(connection: sqlite3.Connection, after: tuple[int, int], count: int) -> Iterator[Action]:
    """The rows of a page by a query of its own, with one row more to tell that there are others."""
    return (lambda: connection.execute(_BARE_PAGE, (*after, PAGE_ROWS + 1)).fetchall() for _ in range(count + 20))
