"""What a delivery should bring, and for whom."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, func, select

from app.db import tables as t


class DeliveryLine(Struct, frozen=True):
    """One line of a purchase order: `received` of `quantity` units are here, promised to `orders`, most urgent first.

    `gtin` is a barcode of the product, empty where none is known; `closed`: nothing more of it is expected.
    """

    id: int
    product_id: int
    title: str
    supplier_sku: str
    quantity: int
    received: int
    closed: bool
    gtin: str = ""
    image: str = ""
    orders: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.closed or self.received >= self.quantity


class ExpectedDelivery(Struct, frozen=True):
    """A purchase order of which `units` are still to come."""

    purchase_order: str
    scan_code: str
    supplier: str
    expected_on: date
    units: int


_GTIN = (
    select(func.min(t.ProductCode.code))
    .where(t.ProductCode.product_id == t.PurchaseOrderLine.product_id, t.ProductCode.kind.in_(("gtin", "barcode")))
    .correlate(t.PurchaseOrderLine)
    .scalar_subquery()
)
_LINES = (
    select(
        t.PurchaseOrderLine.id,
        t.PurchaseOrderLine.product_id,
        t.Product.title,
        t.Product.image,
        t.PurchaseOrderLine.supplier_sku,
        t.PurchaseOrderLine.quantity,
        t.PurchaseOrderLine.received,
        t.PurchaseOrderLine.closed,
        _GTIN.label("gtin"),
    )
    .join(t.Product, t.Product.id == t.PurchaseOrderLine.product_id)
    .where(t.PurchaseOrderLine.purchase_order_id == bindparam("purchase_order"))
    .order_by(t.PurchaseOrderLine.number)
)
_ORDERS = (
    select(t.Allocation.purchase_order_line_id, t.SalesOrder.number)
    .join(t.OrderLine, t.OrderLine.id == t.Allocation.order_line_id)
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .where(t.Allocation.purchase_order_line_id.in_(bindparam("lines", expanding=True)))
    .order_by(t.SalesOrder.promise_at, t.SalesOrder.id)
)


def delivery_lines(connection: Connection, purchase_order_id: int) -> tuple[DeliveryLine, ...]:
    """The lines of a purchase order as they were ordered."""
    rows = connection.execute(_LINES, {"purchase_order": purchase_order_id}).all()
    orders = _orders(connection, [row.id for row in rows])
    return tuple(_line(row, tuple(orders[row.id])) for row in rows)


def _orders(connection: Connection, line_ids: list[int]) -> defaultdict[int, dict[str, None]]:
    """Who is promised units of each line, every order once."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for row in connection.execute(_ORDERS, {"lines": line_ids}) if line_ids else ():
        found[row.purchase_order_line_id][row.number] = None
    return found


def _line(row: Row[Any], orders: tuple[str, ...]) -> DeliveryLine:
    return DeliveryLine(
        row.id,
        row.product_id,
        row.title,
        row.supplier_sku,
        row.quantity,
        row.received,
        bool(row.closed),
        row.gtin or "",
        row.image,
        orders,
    )


_ARRIVED = select(t.InboundParcel.arrived_at).where(t.InboundParcel.id == bindparam("parcel"))


def arrived_at(connection: Connection, parcel_id: int) -> datetime | None:
    """When a parcel was first scanned at the dock."""
    return connection.execute(_ARRIVED, {"parcel": parcel_id}).scalar()


# The condition of the index ix_purchase_order_lines_open, in its words: the closed lines of years are never read.
_OPEN = (t.PurchaseOrderLine.closed == 0) & (t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity)
_EXPECTED = (
    select(
        t.PurchaseOrder.number,
        t.PurchaseOrder.scan_code,
        t.Supplier.name.label("supplier"),
        t.PurchaseOrder.expected_on,
        func.sum(t.PurchaseOrderLine.quantity - t.PurchaseOrderLine.received).label("units"),
    )
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(_OPEN)
    .group_by(t.PurchaseOrder.id, t.Supplier.name)
    .order_by(t.PurchaseOrder.expected_on, t.PurchaseOrder.id)
    .limit(bindparam("limit"))
)


def expected_deliveries(connection: Connection, limit: int = 8) -> tuple[ExpectedDelivery, ...]:
    """The purchase orders that still have to come, the earliest first."""
    return tuple(
        ExpectedDelivery(row.number, row.scan_code, row.supplier, row.expected_on, int(row.units))
        for row in connection.execute(_EXPECTED, {"limit": limit})
    )
