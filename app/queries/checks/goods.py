"""I1 and I2: scans and movements belong together, and the balances are what the movements add up to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, exists, func, literal, or_, select, union_all

from app.db import tables as t
from app.queries.checks.rules import AnySelect, json_of, rule

#: What a scan answers when it has moved goods. UNDO at the bench may have moved none, so it is asked at the dock only.
_SAYS_GOODS_MOVED = (
    "unit_received",
    "units_received",
    "unit_to_stock",
    "order_complete",
    "order_opened_by_item",
    "unit_verified",
    "all_verified",
    "damaged_waits",
    "damaged_replaced",
    "short_waits",
    "short_replaced",
    "shipped",
)
#: These come from scans alone; goods are also put away when an order is cancelled or edited.
_MOVED_BY_SCAN = (
    "receipt",
    "receipt_reversed",
    "pack",
    "pack_reversed",
    "ship",
    "damaged",
    "short",
    "set_aside_reversed",
)
_OUTSIDE = ("supplier", "customer")

_said = json_of(t.Command.answer)["message", "key"].as_string()
_says_goods_moved = or_(_said.in_(_SAYS_GOODS_MOVED), and_(_said == "undone", t.Command.screen == "receiving"))
_has_movement = exists().where(t.Movement.request_id == t.Command.request_id)
_has_command = exists().where(t.Command.request_id == t.Movement.request_id)

ANSWERED = (
    rule(
        "Scan {request_id} of {text} at {station} was answered as {said}, but no goods moved",
        select(t.Command.request_id, t.Command.text, t.Command.station, _said.label("said")).where(
            ~_has_movement, _says_goods_moved
        ),
    ),
    rule(
        "Movement {id} ({reason}) has no answered scan {request_id}",
        select(t.Movement.id, t.Movement.reason, t.Movement.request_id).where(
            t.Movement.reason.in_(_MOVED_BY_SCAN), ~_has_command
        ),
    ),
)


def _differing(kept: Any, *counted: AnySelect) -> AnySelect:
    """Products and places of ours where `kept` of the balance is not the sum of what is `counted` elsewhere."""
    balance = select(t.Balance.product_id, t.Balance.location_id, kept.label("kept"), literal(0).label("counted"))
    entries = union_all(balance, *counted).subquery()
    kept_sum, counted_sum = func.sum(entries.c.kept), func.sum(entries.c.counted)
    return (
        select(t.Product.sku, t.Location.code, kept_sum.label("kept"), counted_sum.label("counted"))
        .join_from(entries, t.Product, t.Product.id == entries.c.product_id)
        .join(t.Location, t.Location.id == entries.c.location_id)
        .where(t.Location.kind.not_in(_OUTSIDE))
        .group_by(t.Product.sku, t.Location.code)
        .having(kept_sum != counted_sum)
    )


_came = select(t.Movement.product_id, t.Movement.to_location_id, literal(0), t.Movement.quantity)
_left = select(t.Movement.product_id, t.Movement.from_location_id, literal(0), -t.Movement.quantity)
_held = select(
    t.Allocation.product_id, t.Allocation.location_id, literal(0), t.Allocation.received - t.Allocation.packed
).where(t.Allocation.location_id.is_not(None))
_in_boxes = (
    select(t.OrderLine.product_id, t.Location.id, literal(0), t.PackageLine.quantity)
    .join_from(t.PackageLine, t.Package, t.Package.id == t.PackageLine.package_id)
    .join(t.OrderLine, t.OrderLine.id == t.PackageLine.order_line_id)
    .join(t.Location, t.Location.kind == "bench")
    .where(t.Package.state.in_(("open", "closed")))
)

BALANCED = (
    rule(
        "{sku} at {code}: {kept} on hand, but its movements say {counted}", _differing(t.Balance.on_hand, _came, _left)
    ),
    rule(
        "{sku} at {code}: {kept} promised, but orders and boxes hold {counted}",
        _differing(t.Balance.allocated, _held, _in_boxes),
    ),
    rule(
        "Product {product_id} has a balance at {code}, which is not ours",
        select(t.Balance.product_id, t.Location.code)
        .join(t.Location, t.Location.id == t.Balance.location_id)
        .where(t.Location.kind.in_(_OUTSIDE)),
    ),
    rule(
        "Product {product_id} at place {location_id}: {allocated} promised of {on_hand} on hand",
        select(t.Balance).where(or_(t.Balance.allocated < 0, t.Balance.allocated > t.Balance.on_hand)),
    ),
)
