"""Where each unit of an order is: shipped, packed, here, expected of a purchase order, or not bought yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, func, select

from app.db import tables as t
from app.queries.blockers import NotBought

#: An allocation with its place, or with the purchase order that brings it.
Supply = Row[*tuple[Any, ...]]
_Line = Row[*tuple[Any, ...]]


class Whereabouts(StrEnum):
    """Where units of a line are."""

    SHIPPED = "shipped"
    PACKED = "packed"
    HERE = "here"
    EXPECTED = "expected"
    NOT_BOUGHT = "not_bought"


class Units(Struct, frozen=True):
    """Units of a line that are at one place, or come from one source.

    `place` is the code of a location of `place_kind`; `why` says why they were not bought.
    """

    quantity: int
    where: Whereabouts
    place: str = ""
    place_kind: str = ""
    purchase_order: str = ""
    supplier: str = ""
    due: date | None = None
    why: NotBought = NotBought.NOT_ORDERED


class DetailLine(Struct, frozen=True):
    """A line: `ready` of its `quantity` units are here. `image` is a file name or empty."""

    sku: str
    title: str
    quantity: int
    ready: int
    image: str
    units: tuple[Units, ...]


class Purchase(Struct, frozen=True):
    """A purchase order that brings `quantity` units for the order, `received` of them so far."""

    id: int
    number: str
    supplier: str
    expected_on: date
    quantity: int
    received: int


_OFFERS = (
    select(func.count())
    .where(t.Offer.product_id == t.OrderLine.product_id)
    .correlate(t.OrderLine)
    .scalar_subquery()
    .label("offers")
)
_LINES = (
    select(
        t.OrderLine.id,
        t.OrderLine.sku,
        t.OrderLine.title,
        t.OrderLine.product_id,
        t.OrderLine.quantity,
        t.OrderLine.waiting,
        t.OrderLine.to_buy,
        t.OrderLine.packed,
        t.OrderLine.shipped,
        t.Product.image,
        _OFFERS,
    )
    .outerjoin(t.Product, t.Product.id == t.OrderLine.product_id)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.quantity > 0)
    .order_by(t.OrderLine.number)
)
_SUPPLIES = (
    select(
        t.Allocation.order_line_id,
        t.Allocation.quantity,
        t.Allocation.received,
        t.Allocation.packed,
        t.Location.code.label("place"),
        t.Location.kind.label("place_kind"),
        t.PurchaseOrder.id.label("purchase_id"),
        t.PurchaseOrder.number.label("purchase"),
        t.PurchaseOrder.expected_on,
        t.Supplier.name.label("supplier"),
    )
    .join(t.OrderLine, t.OrderLine.id == t.Allocation.order_line_id)
    .outerjoin(t.Location, t.Location.id == t.Allocation.location_id)
    .outerjoin(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Allocation.purchase_order_line_id)
    .outerjoin(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .outerjoin(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(t.OrderLine.order_id == bindparam("order"))
    .order_by(t.Allocation.id)
)


def supplies_of(connection: Connection, order_id: int) -> Sequence[Supply]:
    """What is promised to the lines of an order: where it is, or which purchase order brings it."""
    return connection.execute(_SUPPLIES, {"order": order_id}).all()


def detail_lines(connection: Connection, order_id: int, supplies: Sequence[Supply]) -> tuple[DetailLine, ...]:
    """The lines of an order, each with every unit of it."""
    of_line: defaultdict[int, list[Supply]] = defaultdict(list)
    for supply in supplies:
        of_line[supply.order_line_id].append(supply)
    return tuple(
        DetailLine(
            row.sku,
            row.title,
            row.quantity,
            row.quantity - row.waiting,
            row.image or "",
            tuple(_units(row, of_line[row.id])),
        )
        for row in connection.execute(_LINES, {"order": order_id})
    )


def _units(line: _Line, supplies: Sequence[Supply]) -> Iterator[Units]:
    """Every unit of a line once, what is nearest to the customer first."""
    if line.shipped:
        yield Units(line.shipped, Whereabouts.SHIPPED)
    if line.packed > line.shipped:
        yield Units(line.packed - line.shipped, Whereabouts.PACKED)
    for row in supplies:
        if row.received > row.packed:
            yield Units(row.received - row.packed, Whereabouts.HERE, row.place, row.place_kind)
    for row in supplies:
        if row.quantity > row.received:
            source = {"purchase_order": row.purchase, "supplier": row.supplier, "due": row.expected_on}
            yield Units(row.quantity - row.received, Whereabouts.EXPECTED, **source)
    if line.to_buy:
        yield Units(line.to_buy, Whereabouts.NOT_BOUGHT, why=_why(line))


def _why(line: _Line) -> NotBought:
    if line.product_id is None:
        return NotBought.NOT_IN_CATALOG
    return NotBought.NOT_ORDERED if line.offers else NotBought.NOT_OFFERED


def purchases(supplies: Sequence[Supply]) -> tuple[Purchase, ...]:
    """The purchase orders that bring something for an order, each once."""
    found: dict[int, Purchase] = {}
    for row in supplies:
        if row.purchase_id is None:
            continue
        before = found.get(row.purchase_id)
        quantity = row.quantity + (before.quantity if before else 0)
        received = row.received + (before.received if before else 0)
        found[row.purchase_id] = Purchase(
            row.purchase_id, row.purchase, row.supplier, row.expected_on, quantity, received
        )
    return tuple(found.values())
