"""Years of finished work, written straight into the tables: what must not slow a scan down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from app.domain.messages import say
from app.domain.receiving import ReceivingState
from app.services.conversation import Answer
from tests.factory import NOW
from tests.performance.ground import PRODUCTS

_NOW_MS = int(NOW.timestamp() * 1000)
_ANSWER = msgspec.json.encode(Answer(ReceivingState(), say("nothing_to_undo"))).decode()
_HELD = """
INSERT INTO allocations (id, order_line_id, product_id, location_id, quantity, received, packed)
VALUES (?, ?, ?, 3, 1, 1, 1)
"""
_INSIDE = "INSERT INTO package_lines (package_id, order_line_id, quantity) VALUES (?, ?, 1)"


def add_shipped_orders(connection: sqlite3.Connection, count: int) -> None:
    """Orders of one line each that came in, were packed and left: with movements, events and commands."""
    _add_orders(connection, _keys(count), state="shipped")
    _many(
        connection,
        _HELD,
        ((n, n, _product(n)) for n in _keys(count)),
    )
    _many(
        connection,
        "INSERT INTO packages (id, number, order_id, state, label_scan_code, tracking_number, station, opened_at,"
        " papers_removed_by, shipped_at) VALUES (?, ?, ?, 'shipped', ?, ?, 'bench-1', ?, '', ?)",
        ((n, f"OLD-{n}", n, f"JL:{n}", f"XD{n}", _at(n), _at(n)) for n in _keys(count)),
    )
    _many(connection, _INSIDE, ((n, n) for n in _keys(count)))
    _add_movements(connection, count)
    _add_journal(connection, count)


def add_waiting_orders(connection: sqlite3.Connection, count: int) -> None:
    """Open orders of one line that nobody supplies yet, after all orders there are."""
    [last] = connection.execute("SELECT coalesce(max(id), 0) FROM orders").fetchone()
    _add_orders(connection, range(last + 1, last + count + 1), state="waiting")


def _add_orders(connection: sqlite3.Connection, keys: range, state: str) -> None:
    waiting = int(state == "waiting")
    done = 1 - waiting
    _many(
        connection,
        "INSERT INTO orders (id, channel_id, number, scan_code, state, waiting, ordered_at, promise_at, imported_at,"
        " ship_to_name, ship_to, service, gift_message, note, content_hash, shares_tote)"
        " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, 'Customer', '{}', '', '', '', '', 0)",
        ((n, f"OLD-{n}", f"JO:{n}", state, waiting, _at(n), _at(n), _at(n)) for n in keys),
    )
    _many(
        connection,
        "INSERT INTO order_lines (id, order_id, number, external_id, sku, title, product_id, quantity, price_minor,"
        " currency, promise_at, allocated, received, packed, shipped, waiting, to_buy)"
        " VALUES (?, ?, 1, '1', 'SKU', 'Stoneware cup', ?, 1, 1290, 'EUR', ?, ?, ?, ?, ?, ?, ?)",
        ((n, n, _product(n), _at(n), done, done, done, done, waiting, waiting) for n in keys),
    )


def _add_movements(connection: sqlite3.Connection, count: int) -> None:
    sql = (
        "INSERT INTO movements (product_id, quantity, from_location_id, to_location_id, reason, at, request_id,"
        " order_line_id) VALUES (?, 1, ?, ?, ?, ?, ?, ?)"
    )
    for source, target, reason in ((1, 3, "receipt"), (3, 4, "pack"), (4, 5, "ship")):
        rows = ((_product(n), source, target, reason, _at(n), f"{reason}-{n}", n) for n in _keys(count))
        _many(connection, sql, rows)


def _add_journal(connection: sqlite3.Connection, count: int) -> None:
    events = (
        "INSERT INTO events (station, sequence, at, user, request_id, kind, order_id, data, hash)"
        " VALUES ('dock-1', ?, ?, 'ana', ?, 'GoodsReceived', ?, '{}', ?)"
    )
    _many(connection, events, ((n, _at(n), f"receipt-{n}", n, "0" * 64) for n in _keys(count)))
    commands = (
        "INSERT INTO commands (request_id, station, screen, user, at, text, answer)"
        " VALUES (?, 'dock-1', 'receiving', 'ana', ?, '4006381333931', ?)"
    )
    _many(connection, commands, ((f"receipt-{n}", _at(n), _ANSWER) for n in _keys(count)))


def _keys(count: int) -> range:
    return range(1, count + 1)


def _product(key: int) -> int:
    return key % PRODUCTS + 1


def _at(key: int) -> int:
    return _NOW_MS - key * 1000


def _many(connection: sqlite3.Connection, sql: str, rows: Iterator[Sequence[Any]]) -> None:
    connection.execute("BEGIN")
    connection.executemany(sql, rows)
    connection.execute("COMMIT")
