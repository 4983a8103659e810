"""What becomes of the orders that waited for a purchase order which brings nothing more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from app.db import tables as t
from app.domain.events import Event, OrderAllocated, OrderBackordered


class Fate(Struct, frozen=True):
    """`units` of an order line that lost their supply, and where they come from now.

    With a `supplier` they are bought with `purchase_order` (empty: with a new one) and expected on `expected_on`; with
    a `shelf` they are taken from stock; with neither nobody offers them.
    """

    order_id: int
    order: str
    promise_at: datetime
    title: str
    units: int
    supplier: str = ""
    purchase_order: str = ""
    expected_on: date | None = None
    shelf: str = ""

    @property
    def is_served(self) -> bool:
        """The units come from somewhere else."""
        return bool(self.shelf or self.supplier)


class Ended(Struct, frozen=True):
    """A purchase order that was ended: `missing` units of it will not come. The most urgent order stands first."""

    purchase_order: str
    supplier: str
    missing: int
    fates: tuple[Fate, ...] = ()


_LINES = select(t.OrderLine.id, t.OrderLine.title, t.SalesOrder.number, t.SalesOrder.promise_at).join(
    t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id
)
_SUPPLIES = (
    select(
        t.PurchaseOrderLine.id,
        t.PurchaseOrder.id.label("order_id"),
        t.PurchaseOrder.number,
        t.PurchaseOrder.expected_on,
        t.Supplier.name,
    )
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
)
_SHELVES = select(t.Location.id, t.Location.code)

_Row = Row[*tuple[Any, ...]]


def fates(
    connection: Connection, events: Iterable[Event], lines: Collection[int], newest_before: int
) -> tuple[Fate, ...]:
    """Say of the order `lines` what the events of a pull did for them, in the same transaction.

    Purchase orders with an id above `newest_before` were raised by that pull.
    """
    told = [event for event in events if isinstance(event, (OrderAllocated, OrderBackordered))]
    told = [event for event in told if event.order_line_id in lines]
    bought = [event for event in told if isinstance(event, OrderAllocated)]
    names = _rows(connection, _LINES, t.OrderLine.id, [event.order_line_id for event in told])
    supplies = _rows(connection, _SUPPLIES, t.PurchaseOrderLine.id, [event.purchase_order_line_id for event in bought])
    shelves = _rows(connection, _SHELVES, t.Location.id, [event.location_id for event in bought])
    found = [_fate(event, names[event.order_line_id], supplies, shelves, newest_before) for event in told]
    return tuple(sorted(found, key=lambda fate: (fate.promise_at, fate.order_id)))


def _rows(connection: Connection, statement: Any, key: Any, ids: Sequence[int]) -> dict[int, _Row]:
    found = connection.execute(statement.where(key.in_(set(ids) - {0})))
    return {row.id: row for row in found}


def _fate(
    event: OrderAllocated | OrderBackordered,
    line: _Row,
    supplies: dict[int, _Row],
    shelves: dict[int, _Row],
    newest_before: int,
) -> Fate:
    fate = (event.order_id, line.number, line.promise_at, line.title, event.quantity)
    if isinstance(event, OrderBackordered):
        return Fate(*fate)
    if event.location_id:
        return Fate(*fate, shelf=shelves[event.location_id].code)
    supply = supplies[event.purchase_order_line_id]
    number = supply.number if supply.order_id <= newest_before else ""
    return Fate(*fate, supplier=supply.name, purchase_order=number, expected_on=supply.expected_on)
