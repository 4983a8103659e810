"""Find anything by a few characters of what it is called: orders, products, suppliers, purchase orders.

Whole numbers and codes are found by their indexes, whatever their age. A part of a name is looked for only among open
orders and the catalog, which stay small; there are always at most `limit` finds of a kind.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    func,
    literal,
    or_,
    select,
    union,
)

from app.db import tables as t
from app.domain.carriers import tracking_keys
from app.domain.codes import normalise_code
from app.domain.orders import OPEN_STATES


class Sort(StrEnum):
    """What was found; the value is the screen that shows it."""

    ORDER = "orders"
    PURCHASE_ORDER = "purchasing"
    PRODUCT = "products"
    SUPPLIER = "suppliers"


class Find(Struct, frozen=True):
    """One thing: its row id, what people call it, and what tells it from others of that name."""

    sort: Sort
    id: int
    title: str
    detail: str


def find_anything(connection: Connection, words: str, limit: int = 5) -> tuple[Find, ...]:
    """The finds for `words`, by sort; exact ones first. Nothing for fewer than two characters."""
    needle = words.strip()
    if len(needle) < 2:
        return ()
    values = {
        "whole": needle.upper(),
        "number": f"#{needle.upper()}",
        "code": normalise_code(needle),
        "part": f"%{_escaped(needle.lower())}%",
        "tracking": list(dict.fromkeys((needle, *tracking_keys(needle)))),
    }
    found: list[Find] = []
    for sort, statement in _STATEMENTS.items():
        rows = connection.execute(statement.limit(limit), values)
        found += (_find(sort, row) for row in rows)
    return tuple(found)


def _find(sort: Sort, row: Row[Any]) -> Find:
    return Find(sort, row.id, row.title, row.detail or "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _has(column: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.lower(column).like(bindparam("part"), escape="\\")
    return found


_WHOLE: tuple[BindParameter[str], ...] = (bindparam("whole"), bindparam("number"))


def _orders() -> Select[*tuple[Any, ...]]:
    order = t.SalesOrder
    # Literals, not parameters: bound, they would hide that the partial index of open orders covers the condition.
    states: BindParameter[Any] = bindparam(
        "open", [state.value for state in OPEN_STATES], expanding=True, literal_execute=True
    )
    by_part = select(order.id).where(order.state.in_(states), or_(_has(order.number), _has(order.ship_to_name)))
    by_number = select(order.id).where(or_(order.number.in_(_WHOLE), order.scan_code == bindparam("whole")))
    by_tracking = select(t.Package.order_id).where(t.Package.tracking_number.in_(bindparam("tracking", expanding=True)))
    return (
        select(order.id, order.number.label("title"), (order.ship_to_name + " · " + t.Channel.name).label("detail"))
        .join(t.Channel, t.Channel.id == order.channel_id)
        .where(order.id.in_(union(by_part, by_number, by_tracking)))
        .order_by(order.number.in_(_WHOLE).desc(), order.promise_at, order.id)
    )


def _purchase_orders() -> Select[*tuple[Any, ...]]:
    order = t.PurchaseOrder
    exact = or_(order.number == bindparam("whole"), order.scan_code == bindparam("whole"))
    return (
        select(order.id, order.number.label("title"), t.Supplier.name.label("detail"))
        .join(t.Supplier, t.Supplier.id == order.supplier_id)
        .where(or_(exact, _has(order.number)))
        .order_by(exact.desc(), order.id.desc())
    )


def _products() -> Select[*tuple[Any, ...]]:
    product = t.Product
    by_code = product.id.in_(select(t.ProductCode.product_id).where(t.ProductCode.code == bindparam("code")))
    return (
        select(product.id, product.title.label("title"), ("SKU " + product.sku).label("detail"))
        .where(or_(by_code, _has(product.sku), _has(product.title)))
        .order_by(by_code.desc(), product.title, product.id)
    )


def _suppliers() -> Select[*tuple[Any, ...]]:
    supplier = t.Supplier
    return (
        select(supplier.id, supplier.name.label("title"), (literal("Supplier ") + supplier.region).label("detail"))
        .where(_has(supplier.name))
        .order_by(supplier.name, supplier.id)
    )


_STATEMENTS = {
    Sort.ORDER: _orders(),
    Sort.PURCHASE_ORDER: _purchase_orders(),
    Sort.PRODUCT: _products(),
    Sort.SUPPLIER: _suppliers(),
}
