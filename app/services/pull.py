"""Pull: what customers bought becomes promises of stock and purchase orders, at once and without a click (M2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, case, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.allocation import AllocationPlan, Demand, Promise, Supply, plan_allocation
from app.domain.events import Event, OrderAllocated, OrderBackordered, PurchaseOrderRaised
from app.domain.orders import OrderState
from app.domain.purchasing import SourcedNeed, Sourcing, source
from app.domain.requests import Request
from app.queries.offers import offers_of
from app.services.chunks import PER_STATEMENT, chunked
from app.services.counters import count_pegged, count_promised
from app.services.known_products import adopt_known_products
from app.services.purchase_drafts import extend, midnight, todays_order

_Key = TypeVar("_Key", bound=Hashable)


def pull_everything(database: Database, request: Request) -> None:
    """Give waiting lines the products the catalog has learned meanwhile, and pull for everything still to buy."""
    with database.write() as connection:
        adopt_known_products(connection)
        waiting = select(t.OrderLine.product_id).where(t.OrderLine.to_buy > 0, t.OrderLine.product_id.is_not(None))
        product_ids = connection.execute(waiting.distinct()).scalars().all()
        journal.record(connection, request, pull(connection, request, [id for id in product_ids if id is not None]))


def pull(
    connection: Connection,
    request: Request,
    product_ids: Iterable[int],
    not_from: Mapping[int, int] | None = None,
) -> list[Event]:
    """Promise stock and open PO lines to what these products' order lines lack, and buy the rest from the best offer.

    `not_from` names for order lines the supplier that did not bring their goods: nothing is bought there for them.
    Returns the events for the caller to record in the same transaction.
    """
    events: list[Event] = []
    for products in chunked(sorted(set(product_ids)), PER_STATEMENT):
        lines = _demands(connection, products)
        plan = plan_allocation(lines.values(), _supplies(connection, products, request.at))
        events += _promise(connection, plan, lines)
        if plan.shortages:
            sourcing = source(plan.shortages, offers_of(connection, products), request.at.date(), not_from)
            events += _buy(connection, request, sourcing, lines)
    return events


class _Line(Demand, frozen=True):
    """A demand, and the order it is of."""

    order_id: int


_PRODUCTS: BindParameter[int] = bindparam("products", expanding=True)
_DEMANDS = select(
    t.OrderLine.id, t.OrderLine.product_id, t.OrderLine.to_buy, t.OrderLine.promise_at, t.OrderLine.order_id
).where(t.OrderLine.product_id.in_(_PRODUCTS), t.OrderLine.to_buy > 0)


def _demands(connection: Connection, products: Sequence[int]) -> dict[int, _Line]:
    rows = connection.execute(_DEMANDS, {"products": products})
    return {row.id: _Line(row.id, row.product_id, row.to_buy, row.promise_at, row.order_id) for row in rows}


_STOCK = (
    select(t.Balance.product_id, t.Balance.location_id, t.Balance.on_hand - t.Balance.allocated)
    .join(t.Location, t.Location.id == t.Balance.location_id)
    .where(t.Balance.product_id.in_(_PRODUCTS), t.Balance.on_hand > t.Balance.allocated, t.Location.kind == "shelf")
)
_FREE = t.PurchaseOrderLine.quantity - t.PurchaseOrderLine.received - t.PurchaseOrderLine.pegged
_COMING = (
    select(t.PurchaseOrderLine.product_id, t.PurchaseOrderLine.id, _FREE, t.PurchaseOrder.expected_on)
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .where(
        t.PurchaseOrderLine.product_id.in_(_PRODUCTS),
        t.PurchaseOrderLine.closed == 0,
        t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity,
        _FREE > 0,
    )
)


def _supplies(connection: Connection, products: Sequence[int], now: datetime) -> list[Supply]:
    """Stock on the shelf, and units of open PO lines that nobody was promised (rounded-up packs, cancelled sales)."""
    stock = connection.execute(_STOCK, {"products": products})
    coming = connection.execute(_COMING, {"products": products})
    return [
        *(Supply(product, left, now, location_id=location) for product, location, left in stock),
        *(
            Supply(product, left, max(now, midnight(expected)), purchase_order_line_id=line)
            for product, line, left, expected in coming
        ),
    ]


_HOLD = insert(t.Allocation)


def _promise(connection: Connection, plan: AllocationPlan, lines: dict[int, _Line]) -> list[Event]:
    """Write the promises down and keep every counter that depends on them."""
    if not plan.promises:
        return []
    connection.execute(_HOLD, [_allocation(promise) for promise in plan.promises])
    count_promised(connection, _units(plan.promises, lambda promise: promise.order_line_id))
    expected = [promise for promise in plan.promises if not promise.supply.location_id]
    count_pegged(connection, _units(expected, lambda promise: promise.supply.purchase_order_line_id))
    from_stock = [promise for promise in plan.promises if promise.supply.location_id]
    if from_stock:
        _count_on_hand(connection, from_stock, lines)
    return [_allocated(promise, lines[promise.order_line_id].order_id) for promise in plan.promises]


def _allocation(promise: Promise) -> dict[str, object]:
    supply = promise.supply
    return {
        "order_line_id": promise.order_line_id,
        "product_id": supply.product_id,
        "purchase_order_line_id": supply.purchase_order_line_id or None,
        "location_id": supply.location_id or None,
        "quantity": promise.quantity,
        "received": promise.quantity if supply.location_id else 0,
        "packed": 0,
    }


def _allocated(promise: Promise, order_id: int) -> OrderAllocated:
    supply = promise.supply
    return OrderAllocated(
        order_id, promise.order_line_id, promise.quantity, supply.purchase_order_line_id, supply.location_id
    )


_FILL_LINE = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(received=t.OrderLine.received + bindparam("n"), waiting=t.OrderLine.waiting - bindparam("n"))
)
_RESERVE = (
    update(t.Balance)
    .where(t.Balance.product_id == bindparam("product"), t.Balance.location_id == bindparam("location"))
    .values(allocated=t.Balance.allocated + bindparam("n"))
)
_FILL_ORDER = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"))
    .values(
        waiting=t.SalesOrder.waiting - bindparam("n"),
        state=case((t.SalesOrder.waiting == bindparam("n"), OrderState.READY.value), else_=t.SalesOrder.state),
    )
)


def _count_on_hand(connection: Connection, promises: Sequence[Promise], lines: dict[int, _Line]) -> None:
    """What stock was promised is received by its line and order, and not available any more where it lies."""
    by_line = _units(promises, lambda promise: promise.order_line_id)
    connection.execute(_FILL_LINE, [{"line": line, "n": n} for line, n in by_line.items()])
    by_place = _units(promises, lambda promise: (promise.supply.product_id, promise.supply.location_id))
    reserved = [{"product": product, "location": location, "n": n} for (product, location), n in by_place.items()]
    connection.execute(_RESERVE, reserved)
    by_order = _units(promises, lambda promise: lines[promise.order_line_id].order_id)
    connection.execute(_FILL_ORDER, [{"order": order, "n": n} for order, n in by_order.items()])


def _units(promises: Iterable[Promise], key: Callable[[Promise], _Key]) -> Counter[_Key]:
    """Promised units by what `key` says."""
    units: Counter[_Key] = Counter()
    for promise in promises:
        units[key(promise)] += promise.quantity
    return units


def _buy(connection: Connection, request: Request, sourcing: Sourcing, lines: dict[int, _Line]) -> list[Event]:
    """Raise or extend today's purchase order of the chosen supplier for each shortage, pegged to its order lines."""
    today = request.at.date()
    events: list[Event] = [
        OrderBackordered(lines[need.order_line_id].order_id, need.order_line_id, need.quantity)
        for need in sourcing.unsourced
    ]
    by_order: dict[tuple[int, str], list[SourcedNeed]] = defaultdict(list)
    for need in sourcing.sourced:
        by_order[need.offer.supplier_id, need.offer.cost.currency].append(need)
    for (supplier_id, currency), needs in by_order.items():
        draft = todays_order(connection, supplier_id, currency, today)
        supplies = extend(connection, draft, needs, today)
        events.append(PurchaseOrderRaised(draft.id, draft.revision))
        plan = plan_allocation((need.demand for need in needs), supplies)
        events += _promise(connection, plan, lines)
    return events
