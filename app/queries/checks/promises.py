"""I3: a unit that is bought is promised to one order line, and every counter of promises is their sum."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select

from app.db import tables as t
from app.domain.orders import OrderState
from app.queries.checks.rules import rule


def _sums(key: Any, **sums: Any) -> Subquery:
    """Sums by `key`, to be joined; a key without rows has none."""
    columns = (func.sum(value).label(name) for name, value in sums.items())
    return select(key.label("key"), *columns).group_by(key).subquery()


def _or_none(total: ColumnElement[Any], name: str) -> Any:
    return func.coalesce(total, 0).label(name)


_po_line = t.PurchaseOrderLine
_pegs = _sums(t.Allocation.purchase_order_line_id, expected=t.Allocation.quantity - t.Allocation.received)
_receipts = _sums(
    t.Movement.purchase_order_line_id,
    received=case(
        (t.Movement.reason == "receipt", t.Movement.quantity),
        (t.Movement.reason == "receipt_reversed", -t.Movement.quantity),
        else_=0,
    ),
)
_pegged, _received = _or_none(_pegs.c.expected, "pegged_sum"), _or_none(_receipts.c.received, "received_sum")
_supplies = (
    select(t.PurchaseOrder.number.label("order"), _po_line, _pegged, _received)
    .join(t.PurchaseOrder, t.PurchaseOrder.id == _po_line.purchase_order_id)
    .outerjoin(_pegs, _pegs.c.key == _po_line.id)
    .outerjoin(_receipts, _receipts.c.key == _po_line.id)
)

_line = t.OrderLine
_promised = _sums(
    t.Allocation.order_line_id,
    allocated=t.Allocation.quantity,
    received=t.Allocation.received,
    packed=t.Allocation.packed,
)
_allocated_sum = _or_none(_promised.c.allocated, "allocated_sum")
_received_sum = _or_none(_promised.c.received, "received_sum")
_packed_sum = _or_none(_promised.c.packed, "packed_sum")
_cancelled = t.SalesOrder.state == OrderState.CANCELLED.value
_demands = (
    select(t.SalesOrder.number.label("order"), _line, _allocated_sum, _received_sum, _packed_sum)
    .join(t.SalesOrder, t.SalesOrder.id == _line.order_id)
    .outerjoin(_promised, _promised.c.key == _line.id)
)
_lines = _sums(_line.order_id, waiting=_line.waiting)
_waiting_sum = _or_none(_lines.c.waiting, "waiting_sum")

FINDERS = (
    rule(
        "{order} line {number}: {pegged} units pegged, but order lines expect {pegged_sum}",
        _supplies.where(_po_line.pegged != _pegged),
    ),
    rule(
        "{order} line {number}: {pegged} pegged and {received} received of {quantity} ordered",
        _supplies.where(_po_line.pegged > 0, _po_line.pegged + _po_line.received > _po_line.quantity),
    ),
    rule(
        "{order} line {number}: {received} received, but its receipts add up to {received_sum}",
        _supplies.where(_po_line.received != _received),
    ),
    rule(
        "Order {order} line {number}: {allocated} promised, {received} here, {packed} packed, "
        "but its promises add up to {allocated_sum}, {received_sum} and {packed_sum}",
        _demands.where(
            or_(_line.allocated != _allocated_sum, _line.received != _received_sum, _line.packed != _packed_sum)
        ),
    ),
    rule(
        "Order {order} line {number}: waits for {waiting} and has {to_buy} to buy, "
        "with {allocated} promised and {received} here of {quantity}",
        _demands.where(
            or_(
                and_(_cancelled, or_(_line.waiting != 0, _line.to_buy != 0)),
                and_(~_cancelled, _line.waiting != _line.quantity - _line.received),
                and_(~_cancelled, _line.to_buy != _line.quantity - _line.allocated),
            )
        ),
    ),
    rule(
        "Order {number} waits for {waiting} units, its lines for {waiting_sum}",
        select(t.SalesOrder.number, t.SalesOrder.waiting, _waiting_sum)
        .outerjoin(_lines, _lines.c.key == t.SalesOrder.id)
        .where(t.SalesOrder.waiting != _waiting_sum),
    ),
)
