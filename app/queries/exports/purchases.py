"""What was bought for the orders, and what came of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, case, cast, func, null, select, union_all

from app.db import tables as t
from app.queries.exports.names import (
    line,
    order,
    order_number,
    origin,
    po_number,
    product,
    purchase,
    purchase_line,
    target,
)

PURCHASE_ORDERS = (
    select(
        po_number,
        t.Supplier.name.label("supplier"),
        purchase.state,
        purchase.scan_code,
        purchase.ordered_on,
        purchase.expected_on,
        purchase.revision,
        purchase.sent_at,
        purchase.currency,
    )
    .join(t.Supplier, t.Supplier.id == purchase.supplier_id)
    .order_by(purchase.id)
)
_PEG_OF = (po_number, purchase_line.number.label("line"), product.sku, purchase_line.supplier_sku)
_WHOLE_LINE = (
    purchase_line.quantity.label("line_quantity"),
    purchase_line.received.label("line_received"),
    purchase_line.cost_minor,
    purchase_line.currency,
    purchase_line.id.label("sort"),
)


def _of_purchases(*columns: Any) -> Select[*tuple[Any, ...]]:
    """`columns` of every PO line, between what names the line and what it is as a whole."""
    return (
        select(*_PEG_OF, *columns, *_WHOLE_LINE)
        .join(purchase, purchase.id == purchase_line.purchase_order_id)
        .join(product, product.id == purchase_line.product_id)
    )


def _pegged(units: Any) -> Any:
    """The sum of a column over the pegs of a PO line."""
    of_line = t.Allocation.purchase_order_line_id == purchase_line.id
    return select(func.coalesce(func.sum(units), 0)).where(of_line).scalar_subquery()


def purchase_order_lines() -> Select[*tuple[Any, ...]]:
    """One row for each pegged order line, and one without an order for units that nobody was promised.

    `quantity` and `received` are the peg's, so that their sums are the line's `line_quantity` and `line_received`.
    """
    pegged = (
        _of_purchases(t.Allocation.quantity, t.Allocation.received, order_number, line.number.label("order_line"))
        .join(t.Allocation, t.Allocation.purchase_order_line_id == purchase_line.id)
        .join(line, line.id == t.Allocation.order_line_id)
        .join(order, order.id == line.order_id)
    )
    free = purchase_line.quantity - _pegged(t.Allocation.quantity)
    unpegged = _of_purchases(
        free.label("quantity"),
        (purchase_line.received - _pegged(t.Allocation.received)).label("received"),
        cast(null(), String).label("order_number"),
        null().label("order_line"),
    ).where(free > 0)
    every = union_all(pegged, unpegged).subquery()
    columns = [column for column in every.c if column.key != "sort"]
    return select(*columns).order_by(every.c.sort, every.c.order_number)


RECEIPTS = (
    select(
        t.Movement.id.label("receipt"),
        t.Movement.at,
        po_number,
        product.sku,
        case((t.Movement.reverses_id.is_(None), t.Movement.quantity), else_=-t.Movement.quantity).label("quantity"),
        order_number,
        case((t.Movement.reverses_id.is_(None), target.code), else_=origin.code).label("location"),
        t.InboundParcel.tracking_number,
        t.Movement.reverses_id.label("reverses"),
        t.Command.station,
        t.Command.user,
    )
    .join(product, product.id == t.Movement.product_id)
    .join(origin, origin.id == t.Movement.from_location_id)
    .join(target, target.id == t.Movement.to_location_id)
    .outerjoin(purchase_line, purchase_line.id == t.Movement.purchase_order_line_id)
    .outerjoin(purchase, purchase.id == purchase_line.purchase_order_id)
    .outerjoin(line, line.id == t.Movement.order_line_id)
    .outerjoin(order, order.id == line.order_id)
    .outerjoin(t.InboundParcel, t.InboundParcel.id == t.Movement.inbound_parcel_id)
    .outerjoin(t.Command, t.Command.request_id == t.Movement.request_id)
    .where(t.Movement.reason.in_(("receipt", "receipt_reversed")))
    .order_by(t.Movement.id)
)
