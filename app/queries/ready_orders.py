"""What can be packed now, the most urgent promise first, and at which station a box is open already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, Connection, bindparam, func, select

from app.db import tables as t
from app.domain.orders import OPEN_STATES, OrderState


class ReadyOrder(Struct, frozen=True):
    """An order whose goods are all here. `station` is where its box is open, empty where nobody packs it."""

    id: int
    number: str
    scan_code: str
    customer: str
    promise_at: datetime
    units: int
    tote: str = ""
    station: str = ""


def _literal(name: str, *states: OrderState) -> BindParameter[Any]:
    """States as literals: bound values would hide from the planner that the index ix_orders_open covers them."""
    return bindparam(name, [state.value for state in states], expanding=True, literal_execute=True)


# The condition of the index stands in the statement in its own words: SQLite does not infer it from a narrower one.
_OPEN = t.SalesOrder.state.in_(_literal("open", *OPEN_STATES))
_PACKABLE = t.SalesOrder.state.in_(_literal("packable", OrderState.READY, OrderState.PACKING, OrderState.PACKED))
_READY = t.SalesOrder.state.in_(_literal("ready", OrderState.READY))
_UNITS = (
    select(func.sum(t.OrderLine.quantity))
    .where(t.OrderLine.order_id == t.SalesOrder.id)
    .correlate(t.SalesOrder)
    .scalar_subquery()
)
_ORDERS = (
    select(
        t.SalesOrder.id,
        t.SalesOrder.number,
        t.SalesOrder.scan_code,
        t.SalesOrder.ship_to_name,
        t.SalesOrder.promise_at,
        t.Location.code.label("tote"),
        t.Package.station,
        _UNITS.label("units"),
    )
    .outerjoin(t.Location, t.Location.id == t.SalesOrder.tote_id)
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & t.Package.state.in_(("open", "closed")))
    .where(_OPEN, _PACKABLE, t.SalesOrder.hold_reason.is_(None))
    .order_by(t.SalesOrder.promise_at, t.SalesOrder.id)
    .limit(bindparam("limit"))
)
_COUNT = select(func.count()).select_from(t.SalesOrder).where(_OPEN, _READY, t.SalesOrder.hold_reason.is_(None))


def ready_orders(connection: Connection, limit: int = 50) -> tuple[ReadyOrder, ...]:
    """The orders that can be packed, and those that are being packed."""
    return tuple(
        ReadyOrder(
            row.id,
            row.number,
            row.scan_code,
            row.ship_to_name,
            row.promise_at,
            row.units or 0,
            row.tote or "",
            row.station or "",
        )
        for row in connection.execute(_ORDERS, {"limit": limit})
    )


def ready_count(connection: Connection) -> int:
    """How many orders are complete and nobody packs yet."""
    return connection.execute(_COUNT).scalar_one()


_PROMISE = select(t.SalesOrder.promise_at).where(t.SalesOrder.id == bindparam("order"))
_WEIGHT = (
    select(func.sum(t.OrderLine.quantity * t.Product.weight_g))
    .join(t.Product, t.Product.id == t.OrderLine.product_id)
    .where(t.OrderLine.order_id == bindparam("order"))
)
_PACKAGE = select(t.Package.number).where(t.Package.id == bindparam("package"))


def promised_at(connection: Connection, order_id: int) -> datetime:
    """Until when an order has to leave."""
    return connection.execute(_PROMISE, {"order": order_id}).scalar_one()


def package_number(connection: Connection, package_id: int) -> str:
    """The number of a box, as its slip says it."""
    return connection.execute(_PACKAGE, {"package": package_id}).scalar_one()


def ordered_weight_g(connection: Connection, order_id: int) -> int:
    """What the goods of an order weigh together, in grams, as far as the catalog knows."""
    return connection.execute(_WEIGHT, {"order": order_id}).scalar() or 0
