"""What has to be done now: the orders by promise, what comes in, what is to buy, and what needs a person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, func, select, text

from app.db import tables as t
from app.domain.print_ledger import JobState
from app.domain.stages import Stage
from app.queries.order_list import OPEN_ORDERS, Wanted, at_risk, has_orders
from app.queries.order_queue import OrderRow, order_queue_page
from app.queries.stages import stages_of

#: Lines shown of a section; the rest is in the screen behind it.
SHOWN = 60


class OrderJob(Struct, frozen=True):
    """An order of the work list and its stage; `at_risk`: its goods are expected after the promised day."""

    order: OrderRow
    stage: Stage
    at_risk: bool = False


class Arrival(Struct, frozen=True):
    """An open purchase order: `units` are still to come, for `orders` waiting orders."""

    id: int
    number: str
    supplier: str
    expected_on: date
    units: int
    orders: int
    scan_code: str


class ToBuy(Struct, frozen=True):
    """A product nobody was asked for: `units` for `orders` orders, the oldest of `since`."""

    sku: str
    title: str
    units: int
    orders: int
    since: datetime


class Unsure(Struct, frozen=True):
    """A print job that needs a person."""

    id: int
    kind: str
    order: str
    state: JobState
    created_at: datetime


class CatalogGap(Struct, frozen=True):
    """Something the catalog does not know yet."""

    id: int
    kind: str
    subject: str
    detail: str


class Promised(Struct, frozen=True):
    """How many open orders there are, how many of them late, and how many more promised until midnight."""

    open: int = 0
    late: int = 0
    today: int = 0
    ready_today: int = 0
    held: int = 0


class Work(Struct, frozen=True):
    """The work list. `orders` are the most urgent; `coming` is all that suppliers owe, the first expected first.

    `begun` is False while the shop has never had an order.
    """

    promised: Promised
    orders: tuple[OrderJob, ...] = ()
    coming: tuple[Arrival, ...] = ()
    to_buy: tuple[ToBuy, ...] = ()
    gaps: tuple[CatalogGap, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    at_risk: int = 0
    begun: bool = True

    def due(self, today: date) -> tuple[Arrival, ...]:
        """What should be here today, or should have been before."""
        return tuple(each for each in self.coming if each.expected_on <= today)

    def next_after(self, today: date) -> Arrival | None:
        """The next delivery of a later day."""
        return next((each for each in self.coming if each.expected_on > today), None)


def work(connection: Connection, now: datetime) -> Work:
    """What there is to do at `now`; its day is the day in its own zone."""
    risky = set(at_risk(connection, now))
    return Work(
        _promised(connection, now),
        _jobs(connection, risky),
        arrivals(connection),
        tuple(ToBuy(*row) for row in connection.execute(_TO_BUY)),
        tuple(CatalogGap(*row) for row in connection.execute(_GAPS)),
        tuple(_unsure(row) for row in connection.execute(_UNSURE)),
        len(risky),
        has_orders(connection),
    )


def _jobs(connection: Connection, risky: set[int]) -> tuple[OrderJob, ...]:
    rows = order_queue_page(connection, limit=SHOWN).rows
    stages = stages_of(connection, {row.id: row.state for row in rows})
    return tuple(OrderJob(row, stages[row.id], row.id in risky) for row in rows)


# --- orders by promise -----------------------------------------------------------------------------------------------

_READY = t.SalesOrder.state == "ready"
_PROMISED = select(
    func.count().label("open"),
    func.count().filter(t.SalesOrder.promise_at < bindparam("now", type_=t.SalesOrder.promise_at.type)).label("late"),
    func.count().filter(t.SalesOrder.promise_at < bindparam("night", type_=t.SalesOrder.promise_at.type)).label("due"),
    func.count()
    .filter(_READY, t.SalesOrder.promise_at < bindparam("night", type_=t.SalesOrder.promise_at.type))
    .label("ready"),
    func.count().filter(t.SalesOrder.hold_reason.is_not(None)).label("held"),
).where(OPEN_ORDERS)


def _promised(connection: Connection, now: datetime) -> Promised:
    night = Wanted(now).midnight + timedelta(days=1)
    row = connection.execute(_PROMISED, {"now": now, "night": night}).one()
    return Promised(row.open, row.late, row.due - row.late, row.ready, row.held)


# --- goods -----------------------------------------------------------------------------------------------------------

# As text: SQLite takes a partial index only where it can read its condition.
_OPEN_LINE = text("purchase_order_lines.closed = 0 AND purchase_order_lines.received < purchase_order_lines.quantity")
_ARRIVALS: Select[*tuple[Any, ...]] = (
    select(
        t.PurchaseOrder.id,
        t.PurchaseOrder.number,
        t.PurchaseOrder.scan_code,
        t.Supplier.name.label("supplier"),
        t.PurchaseOrder.expected_on,
        func.sum(t.PurchaseOrderLine.quantity - t.PurchaseOrderLine.received).label("units"),
    )
    .join(t.PurchaseOrderLine, t.PurchaseOrderLine.purchase_order_id == t.PurchaseOrder.id)
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
    .where(_OPEN_LINE)
    .group_by(t.PurchaseOrder.id, t.Supplier.name)
    .order_by(t.PurchaseOrder.expected_on, t.PurchaseOrder.id)
)
_WAITING_FOR: Select[*tuple[Any, ...]] = (
    select(t.PurchaseOrderLine.purchase_order_id, func.count(t.OrderLine.order_id.distinct()))
    .join(t.Allocation, t.Allocation.purchase_order_line_id == t.PurchaseOrderLine.id)
    .join(t.OrderLine, t.OrderLine.id == t.Allocation.order_line_id)
    .where(
        t.PurchaseOrderLine.purchase_order_id.in_(bindparam("purchases", expanding=True)),
        t.Allocation.quantity > t.Allocation.received,
    )
    .group_by(t.PurchaseOrderLine.purchase_order_id)
)
_TO_BUY = (
    select(
        t.OrderLine.sku,
        func.max(t.OrderLine.title),
        func.sum(t.OrderLine.to_buy),
        func.count(t.OrderLine.order_id.distinct()),
        func.min(t.SalesOrder.ordered_at, type_=t.SalesOrder.ordered_at.type),
    )
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .where(text("order_lines.to_buy > 0"))
    .group_by(t.OrderLine.sku)
    .order_by(func.min(t.OrderLine.promise_at))
    .limit(SHOWN)
)


def arrivals(connection: Connection) -> tuple[Arrival, ...]:
    """What is still to come from suppliers, the first expected first."""
    rows = connection.execute(_ARRIVALS).all()
    counted = connection.execute(_WAITING_FOR, {"purchases": [row.id for row in rows]})
    waiting: dict[int, int] = {row[0]: row[1] for row in counted}
    return tuple(
        Arrival(
            row.id, row.number, row.supplier, row.expected_on, int(row.units), waiting.get(row.id, 0), row.scan_code
        )
        for row in rows
    )


# --- what needs a person ---------------------------------------------------------------------------------------------

_GAPS = (
    select(t.CatalogTask.id, t.CatalogTask.kind, t.CatalogTask.subject, t.CatalogTask.detail)
    .where(text("state = 'open'"))
    .order_by(t.CatalogTask.id)
    .limit(SHOWN)
)
_UNSURE: Select[*tuple[Any, ...]] = (
    select(t.PrintJob.id, t.PrintJob.kind, t.SalesOrder.number, t.PrintJob.state, t.PrintJob.created_at)
    .outerjoin(t.SalesOrder, t.SalesOrder.id == t.PrintJob.order_id)
    .where(text("print_jobs.state IN ('unknown', 'not_printed', 'failed')"))
    .order_by(t.PrintJob.id)
    .limit(SHOWN)
)


def _unsure(row: Row[*tuple[Any, ...]]) -> Unsure:
    return Unsure(row.id, row.kind, row.number or "", JobState(row.state), row.created_at)
