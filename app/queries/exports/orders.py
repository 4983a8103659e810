"""What customers bought, and what their channels were told of it."""

from __future__ import annotations

from sqlalchemy import select

from app.db import tables as t
from app.queries.exports.names import line, order, order_number

ORDERS = (
    select(
        order_number,
        t.Channel.name.label("channel"),
        t.Brand.key.label("brand"),
        order.state,
        order.ordered_at,
        order.promise_at,
        t.Location.code.label("tote"),
        order.scan_code,
        order.ship_to_name,
        order.waiting,
    )
    .join(t.Channel, t.Channel.id == order.channel_id)
    .join(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == order.tote_id)
    .order_by(order.id)
)
ORDER_LINES = (
    select(
        order_number,
        t.Channel.name.label("channel"),
        line.number.label("line"),
        line.sku,
        line.title,
        line.quantity,
        line.allocated,
        line.received,
        line.packed,
        line.shipped,
        line.waiting,
        line.to_buy,
        line.price_minor,
        line.currency,
    )
    .join(order, order.id == line.order_id)
    .join(t.Channel, t.Channel.id == order.channel_id)
    .order_by(line.order_id, line.number)
)
CONFIRMATIONS = (
    select(
        t.Channel.name.label("channel"),
        order_number,
        line.external_id.label("order_item"),
        line.sku,
        t.Confirmation.quantity,
        t.Package.tracking_number,
        t.Confirmation.shipped_at,
        t.Confirmation.written_at,
        t.Confirmation.file,
    )
    .join(t.Channel, t.Channel.id == t.Confirmation.channel_id)
    .join(t.Package, t.Package.id == t.Confirmation.package_id)
    .join(line, line.id == t.Confirmation.order_line_id)
    .join(order, order.id == line.order_id)
    .order_by(t.Confirmation.id)
)
