"""What keeps an order from being packed, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, select

from app.db import tables as t


class Lacking(Struct, frozen=True):
    """Units an order waits for. `supplier` is empty while they are not on a purchase order, for the reason `why`."""

    quantity: int
    title: str
    supplier: str = ""
    due: date | None = None
    why: str = ""


def blocker(lacking: Iterable[Lacking]) -> str:
    """What an order waits for, in words: `waits for 2 × Mug, 1 × Tea tin (Acme, due 24 Nov)`."""
    by_source = groupby(lacking, key=_source)
    groups = [f"{', '.join(f'{each.quantity} × {each.title}' for each in group)} ({src})" for src, group in by_source]
    return f"waits for {'; '.join(groups)}" if groups else ""


def day(when: date) -> str:
    """A day as people write it: `24 Nov`."""
    return f"{when.day} {when:%b}"


def _source(lacking: Lacking) -> str:
    return f"{lacking.supplier}, due {day(lacking.due)}" if lacking.due else lacking.why


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
    why = "not ordered yet" if line.product_id else "not in the catalog"
    return [*coming, Lacking(left, line.title, why=why)] if left > 0 else coming
