"""How a supplier delivers: told from what came and in which state, never from what was promised (M10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, case, exists, func, select

from app.db import tables as t
from app.domain.orders import OPEN_PURCHASES, PurchaseOrderState
from app.domain.packing import Problem

_Row = Row[*tuple[Any, ...]]

#: Fewer deliveries than this say little about the next one.
LEAST_DELIVERIES = 10
PERIOD_DAYS = 90
_OPEN = [state.value for state in OPEN_PURCHASES]
_OVER = [PurchaseOrderState.RECEIVED.value, PurchaseOrderState.CLOSED_SHORT.value]


class Delivery(Struct, frozen=True):
    """A purchase order that is over or overdue: `received` of `ordered` units, the last of them on `arrived_on`.

    `damaged` are those a packer set aside.
    """

    ordered_on: date
    expected_on: date
    ordered: int
    received: int
    arrived_on: date | None = None
    damaged: int = 0

    @property
    def in_full(self) -> bool:
        return self.received >= self.ordered

    @property
    def on_time(self) -> bool:
        """Everything was here on the expected day or before it."""
        return self.in_full and self.arrived_on is not None and self.arrived_on <= self.expected_on


class Scorecard(Struct, frozen=True):
    """What of `deliveries` was good; lead times are calendar days from order to last unit.

    `damaged` of the `units` that came were set aside at the bench.
    """

    deliveries: int
    on_time: int
    in_full: int
    lead_time_median: float | None = None
    lead_time_p90: int | None = None
    units: int = 0
    damaged: int = 0

    @property
    def enough(self) -> bool:
        """They are enough to judge the supplier by."""
        return self.deliveries >= LEAST_DELIVERIES


def score(deliveries: Iterable[Delivery]) -> Scorecard:
    """Count deliveries. Lead time is known only of those that came in full; its spread is the 90th percentile.

    The percentile is the nearest rank: the smallest value that at least 90 % of the deliveries did not exceed.
    """
    found = tuple(deliveries)
    days = sorted((one.arrived_on - one.ordered_on).days for one in found if one.in_full and one.arrived_on)
    return Scorecard(
        len(found),
        sum(one.on_time for one in found),
        sum(one.in_full for one in found),
        median(days) if days else None,
        days[ceil(0.9 * len(days)) - 1] if days else None,
        sum(one.received for one in found),
        sum(one.damaged for one in found),
    )


def scorecard(connection: Connection, supplier_id: int, now: datetime) -> Scorecard:
    """The score of the last 90 days, in the zone of `now`."""
    return score(deliveries(connection, supplier_id, now))


def deliveries(connection: Connection, supplier_id: int, now: datetime) -> tuple[Delivery, ...]:
    """What was due in the last 90 days.

    Open orders count once they are overdue: one that never comes would otherwise never be late. A cancelled order was
    ours to cancel and does not count.
    """
    order, today = t.PurchaseOrder, now.date()
    rows = connection.execute(
        _DELIVERIES.where(
            order.supplier_id == supplier_id,
            order.expected_on >= today - timedelta(days=PERIOD_DAYS),
            order.state.in_(_OVER) | (order.state.in_(_OPEN) & (order.expected_on < today)),
        )
    ).all()
    moved = _moved(connection, [row.id for row in rows])
    return tuple(_delivery(row, moved.get(row.id), now) for row in rows)


_line = t.PurchaseOrderLine
_DELIVERIES = (
    select(
        t.PurchaseOrder.id,
        t.PurchaseOrder.ordered_on,
        t.PurchaseOrder.expected_on,
        func.sum(_line.quantity).label("ordered"),
        # What came too much of one line does not make up for what is missing of another.
        func.sum(case((_line.received > _line.quantity, _line.quantity), else_=_line.received)).label("received"),
    )
    .join(_line, _line.purchase_order_id == t.PurchaseOrder.id)
    .group_by(t.PurchaseOrder.id, t.PurchaseOrder.ordered_on, t.PurchaseOrder.expected_on)
)


_movement, _back = t.Movement, t.Movement.__table__.alias("back")
_RECEIPT, _DAMAGED = "receipt", Problem.DAMAGED.value
_MOVED = (
    select(
        _line.purchase_order_id,
        func.max(case((_movement.reason == _RECEIPT, _movement.at))).label("arrived_at"),
        func.sum(case((_movement.reason == _DAMAGED, _movement.quantity), else_=0)).label("damaged"),
    )
    .join(_line, _line.id == _movement.purchase_order_line_id)
    .where(
        _line.purchase_order_id.in_(bindparam("orders", expanding=True)),
        _movement.reason.in_([_RECEIPT, _DAMAGED]),
        ~exists().where(_back.c.reverses_id == _movement.id),
    )
    .group_by(_line.purchase_order_id)
)


def _moved(connection: Connection, order_ids: Sequence[int]) -> dict[int, _Row]:
    """When the last unit of each purchase order came and how many were damaged, without what was taken back."""
    return {row.purchase_order_id: row for row in connection.execute(_MOVED, {"orders": order_ids})}


def _delivery(row: _Row, moved: _Row | None, now: datetime) -> Delivery:
    arrived = moved.arrived_at if moved else None
    day = arrived.astimezone(now.tzinfo).date() if arrived else None
    damaged = int(moved.damaged) if moved else 0
    return Delivery(row.ordered_on, row.expected_on, int(row.ordered), int(row.received), day, damaged)
