"""What keeps an order from being packed: the units it waits for, and where each of them is to come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, select

from app.db import tables as t


class NotBought(StrEnum):
    """Why units are on no purchase order."""

    NOT_IN_CATALOG = "not_in_catalog"
    NOT_OFFERED = "not_offered"
    NOT_ORDERED = "not_ordered"


class Lacking(Struct, frozen=True, gc=False):
    """Units an order waits for: `due` from a `supplier`, or not bought for the reason `why`."""

    quantity: int
    title: str
    supplier: str = ""
    due: date | None = None
    why: NotBought = NotBought.NOT_ORDERED


_EXPECTED = t.Allocation.quantity - t.Allocation.received
_LACKING = (
    select(
        t.OrderLine.order_id,
        t.OrderLine.id,
        t.OrderLine.title,
        t.OrderLine.product_id,
        t.OrderLine.waiting,
        _EXPECTED.label("expected"),
        t.Supplier.name.label("supplier"),
        t.PurchaseOrder.expected_on,
    )
    .outerjoin(t.Allocation, (t.Allocation.order_line_id == t.OrderLine.id) & (_EXPECTED > 0))
    .outerjoin(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Allocation.purchase_order_line_id)
    .outerjoin(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .outerjoin(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(t.OrderLine.order_id.in_(bindparam("orders", expanding=True)), t.OrderLine.waiting > 0)
    .order_by(t.OrderLine.order_id, t.OrderLine.number, t.Allocation.id)
)


def lacking_of(connection: Connection, order_ids: Sequence[int]) -> defaultdict[int, list[Lacking]]:
    """What each of the orders waits for, in the order of its lines: one statement for all of them."""
    found: defaultdict[int, list[Lacking]] = defaultdict(list)
    rows: Iterable[Row[*tuple[Any, ...]]] = connection.execute(_LACKING, {"orders": order_ids}) if order_ids else ()
    for _, of_line in groupby(rows, key=lambda row: row.id):
        promises = list(of_line)
        found[promises[0].order_id] += _line_lacks(promises)
    return found


def _line_lacks(promises: Sequence[Row[*tuple[Any, ...]]]) -> list[Lacking]:
    """The promised units of one line by their purchase order, and those that nobody was asked for yet."""
    line = promises[0]
    coming = [
        Lacking(row.expected, row.title, row.supplier, row.expected_on) for row in promises if row.expected is not None
    ]
    left = line.waiting - sum(each.quantity for each in coming)
    why = NotBought.NOT_ORDERED if line.product_id else NotBought.NOT_IN_CATALOG
    return [*coming, Lacking(left, line.title, why=why)] if left > 0 else coming
