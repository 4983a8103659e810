"""The day at the dock in four numbers, each the answer to "what do I do next?"."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select

from app.db import tables as t
from app.domain.events import GoodsReceived
from app.queries.ready_orders import ready_count


class DockDay(Struct, frozen=True):
    """Since midnight: parcels that came in; deliveries due by tonight and still open; minutes from the last unit's
    arrival to the shipping scan, the median of today's orders (None before the first); and orders ready to pack.
    """

    parcels_in: int = 0
    still_due: int = 0
    dock_to_ship_minutes: int | None = None
    ready_to_pack: int = 0


_PARCELS_IN = select(func.count()).where(
    t.InboundParcel.arrived_at >= bindparam("midnight", type_=t.InboundParcel.arrived_at.type)
)
_OPEN = (t.PurchaseOrderLine.closed == 0) & (t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity)
_STILL_DUE = (
    select(func.count(t.PurchaseOrder.id.distinct()))
    .join(t.PurchaseOrderLine, t.PurchaseOrderLine.purchase_order_id == t.PurchaseOrder.id)
    .where(_OPEN, t.PurchaseOrder.expected_on <= bindparam("today"))
)
# By channel, so that the index (channel_id, shipped_at) of the confirmations answers; packages have none of theirs.
_SHIPPED = select(t.Confirmation.package_id).where(
    t.Confirmation.channel_id.in_(select(t.Channel.id)),
    t.Confirmation.shipped_at >= bindparam("midnight", type_=t.Confirmation.shipped_at.type),
)
_TIMES = (
    select(t.Package.shipped_at, func.max(t.Event.at, type_=t.Event.at.type).label("arrived_at"))
    .join(t.Event, t.Event.order_id == t.Package.order_id)
    .where(t.Package.id.in_(_SHIPPED), t.Event.kind == GoodsReceived.__name__)
    .group_by(t.Package.id, t.Package.shipped_at)
)


def dock_day(connection: Connection, now: datetime) -> DockDay:
    """The day so far; midnight is that of `now` in its own zone."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    parcels_in = connection.execute(_PARCELS_IN, {"midnight": midnight}).scalar_one()
    still_due = connection.execute(_STILL_DUE, {"today": now.date()}).scalar_one()
    return DockDay(parcels_in, still_due, _dock_to_ship(connection, midnight), ready_count(connection))


def _dock_to_ship(connection: Connection, midnight: datetime) -> int | None:
    rows = connection.execute(_TIMES, {"midnight": midnight})
    waits = [row.shipped_at - row.arrived_at for row in rows]
    return round(median(waits) / timedelta(minutes=1)) if waits else None
