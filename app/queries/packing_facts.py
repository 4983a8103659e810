"""What the bench has to know of an order."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select

from app.db import tables as t
from app.domain.address import read_address
from app.domain.documents import read_brand, read_inserts
from app.domain.messages import Message, say
from app.domain.orders import OrderState
from app.domain.packing import OpenOrder, PackLine


class OrderAtBench(Struct, frozen=True):
    """An order, its state, the station its box is open at (empty: no box is open), and why it is on hold, if it is."""

    order: OpenOrder
    state: OrderState
    station: str
    hold_reason: str | None


class NewPackage(Struct, frozen=True):
    """A box that was just opened."""

    id: int


_LIVE = ("open", "closed")
_ORDER = (
    select(
        t.SalesOrder.number,
        t.SalesOrder.state,
        t.SalesOrder.ship_to,
        t.SalesOrder.gift_message,
        t.SalesOrder.note,
        t.SalesOrder.hold_reason,
        t.Channel.name.label("channel"),
        t.Channel.inserts,
        t.Channel.papers_rule,
        t.Brand.content.label("brand"),
        t.Location.code.label("tote"),
        t.Package.id.label("package_id"),
        t.Package.station,
        t.Package.papers_removed_at,
    )
    .join(t.Channel, t.Channel.id == t.SalesOrder.channel_id)
    .join(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == t.SalesOrder.tote_id)
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & t.Package.state.in_(_LIVE))
    .where(t.SalesOrder.id == bindparam("order"))
)
_PLACE = (
    select(t.Location.code)
    .join(t.Allocation, t.Allocation.location_id == t.Location.id)
    .where(t.Allocation.order_line_id == t.OrderLine.id, t.Allocation.received > t.Allocation.packed)
    .limit(1)
    .correlate(t.OrderLine)
    .scalar_subquery()
)
_LINES = (
    select(
        t.OrderLine.id,
        t.OrderLine.product_id,
        t.OrderLine.quantity,
        t.OrderLine.packed,
        t.OrderLine.title.label("told"),
        t.Product.sku,
        t.Product.title,
        t.Product.image,
        _PLACE.label("place"),
    )
    .outerjoin(t.Product, t.Product.id == t.OrderLine.product_id)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.quantity > 0)
    .order_by(t.OrderLine.number)
)


def order_at_bench(connection: Connection, order_id: int) -> OrderAtBench:
    """Everything the pack screen shows of an order."""
    row = connection.execute(_ORDER, {"order": order_id}).one()
    ship_to = read_address(row.ship_to)
    order = OpenOrder(
        order_id,
        row.number,
        row.package_id or 0,
        _lines(connection, order_id),
        row.channel,
        read_brand(row.brand).trading_name,
        ship_to.name,
        ship_to.country,
        row.gift_message,
        row.note,
        row.tote or "",
        read_inserts(row.inserts),
        row.papers_rule == "required",
        row.papers_removed_at is not None,
    )
    return OrderAtBench(order, OrderState(row.state), row.station or "", row.hold_reason)


def with_package(order: OpenOrder, package: NewPackage) -> OpenOrder:
    """The order with the box that was just opened for it."""
    return replace(order, package_id=package.id)


def is_at_bench(connection: Connection, package_id: int) -> bool:
    """Whether a box is still here, open or closed; any station may have shipped it by its label."""
    state = connection.execute(select(t.Package.state).where(t.Package.id == package_id)).scalar()
    return state in _LIVE


def _lines(connection: Connection, order_id: int) -> tuple[PackLine, ...]:
    return tuple(
        PackLine(
            row.id,
            row.product_id or 0,
            row.sku or "",
            row.title or row.told,
            row.quantity,
            row.packed,
            row.image or "",
            row.place or "",
        )
        for row in connection.execute(_LINES, {"order": order_id})
    )


_WAITS_FOR = (
    select(t.OrderLine.title, t.OrderLine.waiting)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.waiting > 0)
    .order_by(t.OrderLine.number)
)


def waits_for(connection: Connection, order_id: int) -> str:
    """What an order still lacks, in words: `1 × Tea tin, 2 × Mug`."""
    return ", ".join(f"{row.waiting} × {row.title}" for row in connection.execute(_WAITS_FOR, {"order": order_id}))


_SHIPPED = (
    select(t.Package.shipped_at)
    .where(t.Package.order_id == bindparam("order"), t.Package.shipped_at.is_not(None))
    .order_by(t.Package.id.desc())
    .limit(1)
)


def shipped_when(connection: Connection, order_id: int) -> Message:
    """When an order left: `on 2026-11-22 at 14:07`, on the clock of this workstation."""
    at = connection.execute(_SHIPPED, {"order": order_id}).scalar()
    if at is None:
        return say("before_now")
    local = at.astimezone()
    return say("on_moment", day=f"{local:%Y-%m-%d}", time=f"{local:%H:%M}")
