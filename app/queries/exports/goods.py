"""What there is, where it is, and for whom."""

from __future__ import annotations

from sqlalchemy import select

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

ALLOCATIONS = (
    select(
        order_number,
        line.number.label("line"),
        product.sku,
        po_number,
        t.Location.code.label("location"),
        t.Allocation.quantity,
        t.Allocation.received,
        t.Allocation.packed,
    )
    .join(line, line.id == t.Allocation.order_line_id)
    .join(order, order.id == line.order_id)
    .join(product, product.id == t.Allocation.product_id)
    .outerjoin(purchase_line, purchase_line.id == t.Allocation.purchase_order_line_id)
    .outerjoin(purchase, purchase.id == purchase_line.purchase_order_id)
    .outerjoin(t.Location, t.Location.id == t.Allocation.location_id)
    .order_by(t.Allocation.id)
)
STOCK = (
    select(
        product.sku,
        t.Location.code.label("location"),
        t.Balance.on_hand,
        t.Balance.allocated,
        (t.Balance.on_hand - t.Balance.allocated).label("available"),
    )
    .join(product, product.id == t.Balance.product_id)
    .join(t.Location, t.Location.id == t.Balance.location_id)
    .where(t.Balance.on_hand > 0)
    .order_by(product.sku, t.Location.id)
)
MOVEMENTS = (
    select(
        t.Movement.id.label("movement"),
        t.Movement.at,
        product.sku,
        t.Movement.quantity,
        origin.code.label("from"),
        target.code.label("to"),
        t.Movement.reason,
        order_number,
        t.Movement.reverses_id.label("reverses"),
        t.Movement.request_id,
    )
    .join(product, product.id == t.Movement.product_id)
    .join(origin, origin.id == t.Movement.from_location_id)
    .join(target, target.id == t.Movement.to_location_id)
    .outerjoin(line, line.id == t.Movement.order_line_id)
    .outerjoin(order, order.id == line.order_id)
    .order_by(t.Movement.id)
)
PRODUCT_CODES = (
    select(
        t.ProductCode.code,
        t.ProductCode.kind,
        product.sku,
        product.title,
        t.Supplier.name.label("supplier"),
    )
    .join(product, product.id == t.ProductCode.product_id)
    .outerjoin(t.Supplier, t.Supplier.id == t.ProductCode.supplier_id)
    .order_by(t.ProductCode.id)
)
CATALOG_TASKS = select(
    t.CatalogTask.kind,
    t.CatalogTask.subject,
    t.CatalogTask.detail,
    t.CatalogTask.state,
    t.CatalogTask.created_at,
).order_by(t.CatalogTask.id)
