"""Everything the shop knows, as plain rows for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select

from app.db.engine import Database
from app.queries.exports import goods, orders, papers, purchases

Value = str | int | None
_PER_FETCH = 1000


class Export(Struct, frozen=True):
    """A kind of rows: its columns in order, and what selects them."""

    columns: tuple[str, ...]
    statement: Any


def rows(database: Database, kind: str) -> Iterator[dict[str, Value]]:
    """The rows of an export, oldest first, read in pieces; times are ISO 8601 in UTC, money is in minor units.

    Raises:
        KeyError: no such kind; see `EXPORTS`.
    """
    export = EXPORTS[kind]
    with database.read() as connection:
        yield from _rows(connection, export)


def _rows(connection: Connection, export: Export) -> Iterator[dict[str, Value]]:
    result = connection.execution_options(yield_per=_PER_FETCH).execute(export.statement)
    for row in result:
        yield dict(zip(export.columns, map(_plain, row), strict=True))


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


def _export(statement: Select[*tuple[Any, ...]]) -> Export:
    return Export(tuple(column.key or "" for column in statement.selected_columns), statement)


EXPORTS: dict[str, Export] = {
    "orders": _export(orders.ORDERS),
    "order-lines": _export(orders.ORDER_LINES),
    "purchase-orders": _export(purchases.PURCHASE_ORDERS),
    "purchase-order-lines": _export(purchases.purchase_order_lines()),
    "receipts": _export(purchases.RECEIPTS),
    "allocations": _export(goods.ALLOCATIONS),
    "stock": _export(goods.STOCK),
    "movements": _export(goods.MOVEMENTS),
    "packages": _export(papers.PACKAGES),
    "print-jobs": _export(papers.PRINT_JOBS),
    "events": _export(papers.EVENTS),
    "confirmations": _export(orders.CONFIRMATIONS),
    "product-codes": _export(goods.PRODUCT_CODES),
    "catalog-tasks": _export(goods.CATALOG_TASKS),
}
