"""An order export comes in: lines a second, and whether memory stays flat."""

from __future__ import annotations

import csv
import itertools
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from app.integrations.order_files import read_orders
from app.services.chunks import chunked
from app.services.order_import import ORDERS_PER_TRANSACTION, import_orders
from tests.factory import Shop
from tests.performance.ground import GOODS, copied, new_shop, raw
from tests.performance.measure import Figure, Goal, Timing, duration, rate
from tests.performance.sizes import Sizes

_LINES_PER_ORDER = 2
_HEADER = (
    "Name",
    "Created at",
    "Currency",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Shipping Name",
    "Shipping Address1",
    "Shipping City",
    "Shipping Zip",
    "Shipping Country",
)
#: Memory is compared from here on: by then every statement is compiled and every cache is filled.
_WARM = 0.2

_AT = 1_790_000_000_000
_FACT, _HASH = "x" * 90, "0" * 64
Item = TypeVar("Item")


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """The same file once through reader and services, once through `csv` and raw SQL."""
    shop = new_shop(folder / "ours")
    file = _export(folder / "orders.csv", sizes.order_lines)
    bare = copied(shop, folder / "floor")
    memory: list[int] = []
    ours = Timing((duration(lambda: _import(shop, file, memory)),))
    shop.database.close()
    with raw(bare) as connection:
        floor = Timing((duration(lambda: _bare_import(connection, file)),))
    goal = Goal("ratio", 0.3, at_least=True)
    yield rate("import of an order file", "lines/s", sizes.order_lines, ours, "csv + raw SQL", floor, goal)
    if memory:
        yield _growth(memory)


def _export(file: Path, lines: int) -> Path:
    """A Shopify export of so many lines, all to be bought."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADER)
        for number in range(lines):
            goods = GOODS[number % len(GOODS)]
            order = number // _LINES_PER_ORDER
            head = (f"#{order}", "2026-11-20 10:00:00 +0000", "EUR", 1, goods.title, "12.90", goods.sku)
            writer.writerow((*head, f"Customer {order}", "Sample Street 1", "Sampleton", "12345", "DE"))
    return file


def _import(shop: Shop, file: Path, memory: list[int]) -> None:
    drafts = _watched(read_orders(file).drafts(), memory)
    summary = import_orders(shop.database, shop.request(), shop.channel, drafts)
    assert not summary.rejected, summary.rejected[:3]


def _watched(items: Iterable[Item], memory: list[int]) -> Iterator[Item]:
    """Pass the items on and note from time to time how much memory the program holds."""
    for number, item in enumerate(items):
        if number % 500 == 0 and (now := _resident_kb()):
            memory.append(now)
        yield item


def _resident_kb() -> int:
    """The memory of this process in KB; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024 if statm.exists() else 0


def _growth(memory: Sequence[int]) -> Figure:
    goal = Goal("ratio", 1.05)
    warm, most = memory[int(len(memory) * _WARM)] / 1024, max(memory) / 1024
    ratio = most / warm
    return Figure(
        "memory of that import", "MB", most, most, "ourselves at 20 %", warm, ratio, str(goal), goal.met(ratio)
    )


# --- the floor ------------------------------------------------------------------------------------------------------

_ORDER = """
INSERT INTO orders (id, channel_id, number, scan_code, state, waiting, ordered_at, promise_at, imported_at,
ship_to_name, ship_to, service, gift_message, note, content_hash, shares_tote)
VALUES (?, 1, ?, ?, 'waiting', 2, ?, ?, ?, ?, ?, '', '', '', ?, 0)
"""
_LINE = """
INSERT INTO order_lines (id, order_id, number, external_id, sku, title, product_id, quantity, price_minor, currency,
promise_at, allocated, received, packed, shipped, waiting, to_buy)
VALUES (?, ?, ?, ?, ?, ?, (SELECT product_id FROM product_codes WHERE code = ? AND kind = 'sku'), 1, 1290, 'EUR', ?,
1, 0, 0, 0, 1, 0)
"""
_PURCHASE_ORDER = """
INSERT INTO purchase_orders (id, number, scan_code, supplier_id, state, currency, ordered_on, expected_on, revision,
sent_revision) VALUES (1, 'P', 'P', 1, 'draft', 'EUR', '2026-11-23', '2026-11-25', 1, 0)
"""
_PURCHASE_ORDER_LINE = """
INSERT INTO purchase_order_lines (id, purchase_order_id, number, product_id, supplier_sku, quantity, received, pegged,
cost_minor, currency, closed) VALUES (1, 1, 1, 1, 'S', 1000000000, 0, 0, 320, 'EUR', 0)
"""
_PEG = """
INSERT INTO allocations (order_line_id, product_id, purchase_order_line_id, quantity, received, packed)
VALUES (?, ?, 1, 1, 0, 0)
"""
_EVENT = """
INSERT INTO events (station, sequence, at, user, request_id, kind, order_id, data, hash)
VALUES ('floor', ?, ?, 'ana', 'request', ?, ?, ?, ?)
"""


def _bare_import(connection: sqlite3.Connection, file: Path) -> None:
    """Order, lines, pegs and events of the file, in transactions of as many orders."""
    connection.execute(_PURCHASE_ORDER)
    connection.execute(_PURCHASE_ORDER_LINE)
    sequence = itertools.count(1)
    with file.open(newline="", encoding="utf-8") as stream:
        rows = csv.reader(stream)
        next(rows)
        numbered = enumerate(rows, start=1)
        for chunk in chunked(numbered, ORDERS_PER_TRANSACTION * _LINES_PER_ORDER):
            connection.execute("BEGIN IMMEDIATE")
            _write(connection, chunk, sequence)
            connection.execute("COMMIT")


def _write(connection: sqlite3.Connection, chunk: Sequence[tuple[int, list[str]]], sequence: Iterator[int]) -> None:
    heads = [(key, row) for key, row in chunk if key % _LINES_PER_ORDER == 1]
    orders = [(key, row[0], row[0], _AT, _AT, _AT, row[7], "|".join(row[7:]), _HASH) for key, row in heads]
    lines = [
        (key, key - (key - 1) % _LINES_PER_ORDER, key, str(key), row[6], row[4], row[6].upper(), _AT)
        for key, row in chunk
    ]
    connection.executemany(_ORDER, orders)
    connection.executemany(_LINE, lines)
    connection.executemany(_PEG, [(line[0], line[0] % len(GOODS) + 1) for line in lines])
    events = [("OrderImported", order[0]) for order in orders] + [("OrderAllocated", line[1]) for line in lines]
    connection.executemany(_EVENT, [(next(sequence), _AT, kind, order, _FACT, _HASH) for kind, order in events])
