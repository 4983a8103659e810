"""The order queue: orders by promise, and what keeps each from being packed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, func, select, tuple_

from app.db import tables as t
from app.domain.orders import OrderState
from app.queries.blockers import Lacking, lacking_of
from app.queries.order_list import OPEN_ORDERS, View, Wanted, conditions
from app.queries.paging import PAGE_ROWS, Page, Position, comes_after, page_of


# Without gc=False the collector walks through all rows of a long list now and then: 250 ms at 50,000 of them.
class OrderRow(Struct, frozen=True, gc=False):
    """An order as a list shows it: `ready` of its `units` are here, `lacking` are those it waits for.

    `station` is where its box is open; `hold_reason` is None unless it is on hold.
    """

    id: int
    number: str
    channel: str
    brand: str
    customer: str
    promise_at: datetime
    state: OrderState
    ready: int
    units: int
    tote: str = ""
    lacking: tuple[Lacking, ...] = ()
    gift: bool = False
    note: bool = False
    station: str = ""
    hold_reason: str | None = None
    shipped_at: datetime | None = None
    scan_code: str = ""


def order_queue_page(
    connection: Connection, after: Position | None = None, limit: int = PAGE_ROWS, wanted: Wanted | None = None
) -> Page[OrderRow]:
    """The orders that follow `after`, the most urgent promise first; what left today with the newest first."""
    view = wanted.view if wanted is not None and not wanted.text else View.OPEN
    where = [OPEN_ORDERS] if wanted is None else conditions(connection, wanted)
    statement = _newest_first(after) if view is View.SHIPPED_TODAY else _urgent_first(after)
    rows = connection.execute(statement.where(*where), {"limit": limit + 1}).all()
    lacking = lacking_of(connection, [row.id for row in rows if row.waiting])
    position = _shipped if view is View.SHIPPED_TODAY else _promised
    return page_of([_order(row, lacking[row.id]) for row in rows], limit, position)


def _promised(row: OrderRow) -> Position:
    return row.promise_at, row.id


def _shipped(row: OrderRow) -> Position:
    return row.shipped_at, row.id


_UNITS = (
    select(func.sum(t.OrderLine.quantity))
    .where(t.OrderLine.order_id == t.SalesOrder.id)
    .correlate(t.SalesOrder)
    .scalar_subquery()
)
_BRAND = t.Brand.content.label("brand")
# Outer joins only, so that the index on the orders leads and its order is the order of the page.
_ORDERS = (
    select(
        t.SalesOrder.id,
        t.SalesOrder.number,
        t.SalesOrder.scan_code,
        t.SalesOrder.state,
        t.SalesOrder.waiting,
        t.SalesOrder.promise_at,
        t.SalesOrder.ship_to_name,
        t.SalesOrder.hold_reason,
        (t.SalesOrder.gift_message != "").label("gift"),
        (t.SalesOrder.note != "").label("note"),
        t.Channel.name.label("channel"),
        _BRAND,
        t.Location.code.label("tote"),
        t.Package.station,
        t.Package.shipped_at,
        _UNITS.label("units"),
    )
    .outerjoin(t.Channel, t.Channel.id == t.SalesOrder.channel_id)
    .outerjoin(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == t.SalesOrder.tote_id)
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & (t.Package.state != "void"))
    .limit(bindparam("limit"))
)


def _urgent_first(after: Position | None) -> Select[*tuple[Any, ...]]:
    statement = _ORDERS.order_by(t.SalesOrder.promise_at, t.SalesOrder.id)
    return statement if after is None else statement.where(comes_after(after, t.SalesOrder.promise_at, t.SalesOrder.id))


def _newest_first(after: Position | None) -> Select[*tuple[Any, ...]]:
    key = t.Package.shipped_at, t.SalesOrder.id
    statement = _ORDERS.order_by(*(column.desc() for column in key))
    return statement if after is None else statement.where(tuple_(*key) < after)


class _BrandName(Struct):
    trading_name: str


_read_name = msgspec.json.Decoder(_BrandName).decode


def _order(row: Row[*tuple[Any, ...]], lacking: Sequence[Lacking]) -> OrderRow:
    units = row.units or 0
    return OrderRow(
        row.id,
        row.number,
        row.channel,
        _read_name(row.brand).trading_name,
        row.ship_to_name,
        row.promise_at,
        OrderState(row.state),
        units - row.waiting,
        units,
        row.tote or "",
        tuple(lacking),
        row.gift,
        row.note,
        row.station or "",
        row.hold_reason,
        row.shipped_at,
        row.scan_code,
    )
