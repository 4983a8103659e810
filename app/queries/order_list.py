"""Which orders a list shows: saved views, filters and a search, as conditions the indexes of open orders answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, case, func, or_, select, text, union

from app.db import tables as t
from app.domain.carriers import tracking_keys
from app.domain.orders import OPEN_STATES, OrderState


class View(StrEnum):
    """The saved views. Held orders are no work, so READY leaves them out."""

    READY = "ready"
    WAITING = "waiting"
    TO_BUY = "to_buy"
    LATE = "late"
    AT_RISK = "at_risk"
    HELD = "held"
    SHIPPED_TODAY = "shipped_today"
    OPEN = "open"


class Wanted(Struct, frozen=True):
    """What a list is asked for. A `text` looks through all open orders, and for a whole order or tracking number
    through every order there ever was, whatever the view.
    """

    now: datetime
    view: View = View.OPEN
    channels: tuple[str, ...] = ()
    late: bool = False
    gift: bool = False
    text: str = ""

    @property
    def midnight(self) -> datetime:
        """When the day of `now` began, in its own zone."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)


def literal_states(states: Iterable[StrEnum]) -> BindParameter[Any]:
    """States to compare with, sent as literals: bound, they would hide that a partial index covers the condition."""
    return bindparam(None, [state.value for state in states], expanding=True, literal_execute=True)


OPEN_ORDERS = t.SalesOrder.state.in_(literal_states(OPEN_STATES))
_HELD = t.SalesOrder.hold_reason.is_not(None)
_TO_BUY = (
    select(text("1")).where(t.OrderLine.order_id == t.SalesOrder.id, t.OrderLine.to_buy > 0).correlate(t.SalesOrder)
).exists()


def conditions(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What a row of `orders`, outer joined to its channel and its package, has to fulfil."""
    found = [_matches(wanted.text)] if wanted.text else _of_view(connection, wanted)
    if wanted.channels:
        found.append(t.Channel.name.in_(wanted.channels))
    if wanted.late:
        found.append(t.SalesOrder.promise_at < wanted.now)
    if wanted.gift:
        found.append(t.SalesOrder.gift_message != "")
    return found


def _of_view(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    match wanted.view:
        case View.OPEN:
            return [OPEN_ORDERS]
        case View.READY:
            return [OPEN_ORDERS, t.SalesOrder.state == OrderState.READY.value, ~_HELD]
        case View.WAITING:
            return [OPEN_ORDERS, t.SalesOrder.state == OrderState.WAITING.value]
        case View.TO_BUY:
            return [OPEN_ORDERS, _TO_BUY]
        case View.LATE:
            return [OPEN_ORDERS, t.SalesOrder.promise_at < wanted.now]
        case View.AT_RISK:
            return [t.SalesOrder.id.in_(at_risk(connection, wanted.now))]
        case View.HELD:
            return [OPEN_ORDERS, _HELD]
        case View.SHIPPED_TODAY:
            return [t.Package.shipped_at >= wanted.midnight]


def _matches(words: str) -> ColumnElement[bool]:
    """Open orders with the words somewhere, and any order that has them as its whole number or tracking number."""
    needle = words.strip()
    order, line, package = t.SalesOrder.__table__.alias("o"), t.OrderLine, t.Package
    in_lines = select(line.id).where(line.order_id == order.c.id, or_(_has(line.sku, needle), _has(line.title, needle)))
    in_packages = select(package.id).where(package.order_id == order.c.id, _has(package.tracking_number, needle))
    some = select(order.c.id).where(
        order.c.state.in_(literal_states(OPEN_STATES)),
        or_(
            _has(order.c.number, needle),
            _has(order.c.ship_to_name, needle),
            in_lines.correlate(order).exists(),
            in_packages.correlate(order).exists(),
        ),
    )
    numbers = {needle, needle.upper(), f"#{needle}", f"#{needle.upper()}"}
    whole = select(order.c.id).where(or_(order.c.number.in_(numbers), order.c.scan_code == needle.upper()))
    sent = select(package.order_id).where(package.tracking_number.in_(tracking_keys(needle)))
    return t.SalesOrder.id.in_(union(some, whole, sent))


def _has(column: Any, needle: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(needle, autoescape=True)
    return found


# --- how many there are -------------------------------------------------------------------------------------------


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_NOW = bindparam("now", type_=t.SalesOrder.promise_at.type)
_COUNTS = select(
    func.count().label(View.OPEN),
    _count((t.SalesOrder.state == OrderState.READY.value) & ~_HELD).label(View.READY),
    _count(t.SalesOrder.state == OrderState.WAITING.value).label(View.WAITING),
    _count(t.SalesOrder.promise_at < _NOW).label(View.LATE),
    _count(_HELD).label(View.HELD),
).where(OPEN_ORDERS)
_ORDERS_TO_BUY = select(func.count(t.OrderLine.order_id.distinct())).where(text("to_buy > 0"))
_SHIPPED = select(func.count()).where(t.Package.shipped_at >= bindparam("midnight", type_=t.Package.shipped_at.type))


def view_counts(connection: Connection, now: datetime) -> dict[View, int]:
    """How many orders each saved view holds."""
    row = connection.execute(_COUNTS, {"now": now}).one()
    counted = {View(name): count for name, count in row._mapping.items()}
    return {
        **counted,
        View.TO_BUY: connection.execute(_ORDERS_TO_BUY).scalar_one(),
        View.AT_RISK: len(at_risk(connection, now)),
        View.SHIPPED_TODAY: connection.execute(_SHIPPED, {"midnight": Wanted(now).midnight}).scalar_one(),
    }


# Outer joins with their conditions inside, so that the open orders lead: else SQLite reads every allocation there was.
_LAST_SUPPLY = (
    select(t.SalesOrder.id, t.SalesOrder.promise_at, func.max(t.PurchaseOrder.expected_on).label("expected_on"))
    .outerjoin(t.OrderLine, (t.OrderLine.order_id == t.SalesOrder.id) & (t.OrderLine.waiting > 0))
    .outerjoin(
        t.Allocation,
        (t.Allocation.order_line_id == t.OrderLine.id) & (t.Allocation.quantity > t.Allocation.received),
    )
    .outerjoin(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Allocation.purchase_order_line_id)
    .outerjoin(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .where(OPEN_ORDERS, t.SalesOrder.promise_at >= _NOW)
    .group_by(t.SalesOrder.id, t.SalesOrder.promise_at)
)


def at_risk(connection: Connection, now: datetime) -> tuple[int, ...]:
    """The open orders not late yet whose last goods are expected after the day they are promised for."""
    rows = connection.execute(_LAST_SUPPLY, {"now": now})
    return tuple(row.id for row in rows if row.expected_on and row.expected_on > _day(row.promise_at, now))


def _day(at: datetime, now: datetime) -> date:
    return at.astimezone(now.tzinfo).date()


def has_orders(connection: Connection) -> bool:
    """Whether the shop ever had an order."""
    return connection.execute(select(func.max(t.SalesOrder.id))).scalar() is not None


def channel_names(connection: Connection) -> tuple[str, ...]:
    """The channels orders come from, for filter chips."""
    return tuple(connection.execute(select(t.Channel.name).order_by(t.Channel.name)).scalars())
