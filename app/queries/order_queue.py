"""The order queue: every open order by promise, and what keeps it from being packed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, literal_column, select

from app.db import tables as t
from app.domain.orders import OPEN_STATES, OrderState
from app.queries.paging import PAGE_ROWS, Page, Position, comes_after, page_of


class OrderRow(Struct, frozen=True):
    """An open order as the queue shows it: `ready` of its `units` are here, `blocker` says what it waits for."""

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
    blocker: str = ""


class Lacking(Struct, frozen=True):
    """Units an order waits for. `supplier` is empty while they are not on a purchase order, for the reason `why`."""

    quantity: int
    title: str
    supplier: str = ""
    due: date | None = None
    why: str = ""


def order_queue_page(connection: Connection, after: Position | None = None, limit: int = PAGE_ROWS) -> Page[OrderRow]:
    """The open orders that follow `after`, the most urgent promise first."""
    rows = connection.execute(_page(after), {"limit": limit + 1}).all()
    lacking = _lacking(connection, [row.id for row in rows if row.waiting])
    return page_of([_order(row, lacking[row.id]) for row in rows], limit, lambda row: (row.promise_at, row.id))


def blocker(lacking: Iterable[Lacking]) -> str:
    """What an order waits for, in words: `waits for 2 × Mug, 1 × Tea tin (Acme, due 24 Nov)`."""
    by_source = groupby(lacking, key=_source)
    groups = [f"{', '.join(f'{each.quantity} × {each.title}' for each in group)} ({src})" for src, group in by_source]
    return f"waits for {'; '.join(groups)}" if groups else ""


def _source(lacking: Lacking) -> str:
    return f"{lacking.supplier}, due {lacking.due.day} {lacking.due:%b}" if lacking.due else lacking.why


# Literal values: bound ones would hide from the planner that the partial index ix_orders_open covers the condition.
_IS_OPEN: ColumnElement[bool] = t.SalesOrder.state.in_([literal_column(f"'{state}'") for state in OPEN_STATES])
_UNITS = (
    select(func.sum(t.OrderLine.quantity))
    .where(t.OrderLine.order_id == t.SalesOrder.id)
    .correlate(t.SalesOrder)
    .scalar_subquery()
)
# Outer joins only, so that the index on the orders leads and its order is the order of the page.
_OPEN_ORDERS = (
    select(
        t.SalesOrder.id,
        t.SalesOrder.number,
        t.SalesOrder.state,
        t.SalesOrder.waiting,
        t.SalesOrder.promise_at,
        t.SalesOrder.ship_to_name,
        t.Channel.name.label("channel"),
        t.Brand.content.label("brand"),
        t.Location.code.label("tote"),
        _UNITS.label("units"),
    )
    .outerjoin(t.Channel, t.Channel.id == t.SalesOrder.channel_id)
    .outerjoin(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == t.SalesOrder.tote_id)
    .where(_IS_OPEN)
    .order_by(t.SalesOrder.promise_at, t.SalesOrder.id)
    .limit(bindparam("limit"))
)


def _page(after: Position | None) -> Select[Any]:
    if after is None:
        return _OPEN_ORDERS
    return _OPEN_ORDERS.where(comes_after(after, t.SalesOrder.promise_at, t.SalesOrder.id))


class _BrandName(Struct):
    trading_name: str


def _order(row: Row[Any], lacking: Sequence[Lacking]) -> OrderRow:
    units = row.units or 0
    return OrderRow(
        row.id,
        row.number,
        row.channel,
        msgspec.json.decode(row.brand, type=_BrandName).trading_name,
        row.ship_to_name,
        row.promise_at,
        OrderState(row.state),
        units - row.waiting,
        units,
        row.tote or "",
        blocker(lacking),
    )


_EXPECTED = t.Allocation.quantity - t.Allocation.received
_LACKING = (
    select(
        t.OrderLine.order_id,
        t.OrderLine.id,
        t.OrderLine.title,
        t.OrderLine.product_id,
        t.OrderLine.waiting,
        _EXPECTED.label("expected"),
        t.Supplier.name.label("supplier"),
        t.PurchaseOrder.expected_on,
    )
    .outerjoin(t.Allocation, (t.Allocation.order_line_id == t.OrderLine.id) & (_EXPECTED > 0))
    .outerjoin(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Allocation.purchase_order_line_id)
    .outerjoin(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .outerjoin(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(t.OrderLine.order_id.in_(bindparam("orders", expanding=True)), t.OrderLine.waiting > 0)
    .order_by(t.OrderLine.order_id, t.OrderLine.number, t.Allocation.id)
)


def _lacking(connection: Connection, order_ids: Sequence[int]) -> defaultdict[int, list[Lacking]]:
    """What each of the orders waits for, in the order of its lines: one statement for the page."""
    found: defaultdict[int, list[Lacking]] = defaultdict(list)
    rows: Iterable[Row[Any]] = connection.execute(_LACKING, {"orders": order_ids}) if order_ids else ()
    for _, of_line in groupby(rows, key=lambda row: row.id):
        promises = list(of_line)
        found[promises[0].order_id] += _line_lacks(promises)
    return found


def _line_lacks(promises: Sequence[Row[Any]]) -> list[Lacking]:
    """The promised units of one line by their purchase order, and those that nobody was asked for yet."""
    line = promises[0]
    coming = [
        Lacking(row.expected, row.title, row.supplier, row.expected_on) for row in promises if row.expected is not None
    ]
    left = line.waiting - sum(each.quantity for each in coming)
    why = "not ordered yet" if line.product_id else "not in the catalog"
    return [*coming, Lacking(left, line.title, why=why)] if left > 0 else coming
