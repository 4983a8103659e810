"""Pull: what customers bought becomes promises of stock and purchase orders, at once and without a click (M2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, func, insert, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.allocation import AllocationPlan, Demand, Promise, Supply, plan_allocation
from app.domain.codes import normalise_code
from app.domain.events import Event, OrderAllocated, OrderBackordered, PurchaseOrderRaised
from app.domain.money import Money
from app.domain.orders import OrderState, PurchaseOrderState
from app.domain.own_codes import OwnKind, own_code
from app.domain.purchasing import OfferTerms, SourcedNeed, arrives_on, order_quantity, source
from app.domain.requests import Request
from app.services.chunks import chunked

_PER_STATEMENT = 500
_STOCK_KINDS = ("shelf",)


def pull_everything(database: Database, request: Request) -> None:
    """Give waiting lines the products the catalog has learned meanwhile, and pull for everything still to buy."""
    with database.write() as connection:
        _adopt_known_products(connection)
        waiting = select(t.OrderLine.product_id).where(t.OrderLine.to_buy > 0, t.OrderLine.product_id.is_not(None))
        product_ids = connection.execute(waiting.distinct()).scalars().all()
        journal.record(connection, request, pull(connection, request, [id for id in product_ids if id is not None]))


def pull(connection: Connection, request: Request, product_ids: Iterable[int]) -> list[Event]:
    """Promise stock and open PO lines to what these products' order lines lack, and buy the rest from the best offer.

    Returns the events for the caller to record in the same transaction.
    """
    events: list[Event] = []
    for products in chunked(sorted(set(product_ids)), _PER_STATEMENT):
        lines = _demands(connection, products)
        plan = plan_allocation(lines.values(), _supplies(connection, products, request.at))
        events += _promise(connection, plan, lines)
        events += _buy(connection, request, plan.shortages, products, lines)
    return events


class _Line(Demand, frozen=True):
    """A demand, and the order it is of."""

    order_id: int


def _demands(connection: Connection, products: Sequence[int]) -> dict[int, _Line]:
    line = t.OrderLine
    rows = connection.execute(
        select(line.id, line.product_id, line.to_buy, line.promise_at, line.order_id).where(
            line.product_id.in_(products), line.to_buy > 0
        )
    )
    return {row.id: _Line(row.id, row.product_id, row.to_buy, row.promise_at, row.order_id) for row in rows}


def _supplies(connection: Connection, products: Sequence[int], now: datetime) -> list[Supply]:
    """Stock on the shelf, and units of open PO lines that nobody was promised (rounded-up packs, cancelled sales)."""
    stock = connection.execute(
        select(t.Balance.product_id, t.Balance.location_id, t.Balance.on_hand - t.Balance.allocated)
        .join(t.Location, t.Location.id == t.Balance.location_id)
        .where(t.Balance.product_id.in_(products), t.Balance.on_hand > t.Balance.allocated)
        .where(t.Location.kind.in_(_STOCK_KINDS))
    )
    po_line = t.PurchaseOrderLine
    free = po_line.quantity - po_line.received - po_line.pegged
    coming = connection.execute(
        select(po_line.product_id, po_line.id, free, t.PurchaseOrder.expected_on)
        .join(t.PurchaseOrder, t.PurchaseOrder.id == po_line.purchase_order_id)
        .where(po_line.product_id.in_(products), po_line.closed == 0, po_line.received < po_line.quantity, free > 0)
    )
    return [
        *(Supply(product, left, now, location_id=location) for product, location, left in stock),
        *(
            Supply(product, left, max(now, _midnight(expected)), purchase_order_line_id=line)
            for product, line, left, expected in coming
        ),
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _promise(connection: Connection, plan: AllocationPlan, lines: dict[int, _Line]) -> list[Event]:
    """Write the promises down and keep every counter that depends on them."""
    if not plan.promises:
        return []
    from_stock = [promise for promise in plan.promises if promise.supply.location_id]
    expected = [promise for promise in plan.promises if not promise.supply.location_id]
    connection.execute(insert(t.Allocation), [_allocation(promise) for promise in plan.promises])
    _count_on_lines(connection, expected, on_hand=False)
    _count_on_lines(connection, from_stock, on_hand=True)
    _count_on_purchase_order_lines(connection, expected)
    _count_on_balances(connection, from_stock)
    _count_on_orders(connection, from_stock, lines)
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


_LINE = update(t.OrderLine).where(t.OrderLine.id == bindparam("line"))
_ALLOCATE = _LINE.values(allocated=t.OrderLine.allocated + bindparam("n"), to_buy=t.OrderLine.to_buy - bindparam("n"))
_ALLOCATE_ON_HAND = _ALLOCATE.values(
    received=t.OrderLine.received + bindparam("n"), waiting=t.OrderLine.waiting - bindparam("n")
)
_PEG = (
    update(t.PurchaseOrderLine)
    .where(t.PurchaseOrderLine.id == bindparam("line"))
    .values(pegged=t.PurchaseOrderLine.pegged + bindparam("n"))
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


def _count_on_lines(connection: Connection, promises: Sequence[Promise], *, on_hand: bool) -> None:
    counts: Counter[int] = Counter()
    for promise in promises:
        counts[promise.order_line_id] += promise.quantity
    if counts:
        statement = _ALLOCATE_ON_HAND if on_hand else _ALLOCATE
        connection.execute(statement, [{"line": line, "n": n} for line, n in counts.items()])


def _count_on_purchase_order_lines(connection: Connection, promises: Sequence[Promise]) -> None:
    counts: Counter[int] = Counter()
    for promise in promises:
        counts[promise.supply.purchase_order_line_id] += promise.quantity
    if counts:
        connection.execute(_PEG, [{"line": line, "n": n} for line, n in counts.items()])


def _count_on_balances(connection: Connection, promises: Sequence[Promise]) -> None:
    counts: Counter[tuple[int, int]] = Counter()
    for promise in promises:
        counts[promise.supply.product_id, promise.supply.location_id] += promise.quantity
    if counts:
        rows = [{"product": product, "location": location, "n": n} for (product, location), n in counts.items()]
        connection.execute(_RESERVE, rows)


def _count_on_orders(connection: Connection, promises: Sequence[Promise], lines: dict[int, _Line]) -> None:
    counts: Counter[int] = Counter()
    for promise in promises:
        counts[lines[promise.order_line_id].order_id] += promise.quantity
    if counts:
        connection.execute(_FILL_ORDER, [{"order": order, "n": n} for order, n in counts.items()])


def _buy(
    connection: Connection,
    request: Request,
    shortages: Sequence[Demand],
    products: Sequence[int],
    lines: dict[int, _Line],
) -> list[Event]:
    """Raise or extend today's purchase order of the best supplier for each shortage, pegged to its order lines."""
    if not shortages:
        return []
    today = request.at.date()
    sourcing = source(shortages, _offers(connection, products), today)
    events: list[Event] = [
        OrderBackordered(lines[need.order_line_id].order_id, need.order_line_id, need.quantity)
        for need in sourcing.unsourced
    ]
    by_order: dict[tuple[int, str], list[SourcedNeed]] = defaultdict(list)
    for need in sourcing.sourced:
        by_order[need.offer.supplier_id, need.offer.cost.currency].append(need)
    for (supplier_id, currency), needs in by_order.items():
        draft = _todays_order(connection, supplier_id, currency, today)
        supplies = _extend(connection, draft, needs, today)
        events.append(PurchaseOrderRaised(draft.id, draft.revision))
        plan = plan_allocation((need.demand for need in needs), supplies)
        events += _promise(connection, plan, lines)
    return events


def _offers(connection: Connection, products: Sequence[int]) -> list[OfferTerms]:
    rows = connection.execute(select(t.Offer).where(t.Offer.product_id.in_(products)).order_by(t.Offer.id))
    return [
        OfferTerms(
            row.supplier_id,
            row.product_id,
            row.supplier_sku,
            Money(row.cost_minor, row.currency),
            row.pack_multiple,
            row.minimum_order_quantity,
            row.lead_time_days,
        )
        for row in rows
    ]


class _Draft(Struct, frozen=True):
    """The purchase order of today that needs are added to."""

    id: int
    revision: int


def _todays_order(connection: Connection, supplier_id: int, currency: str, today: date) -> _Draft:
    order = t.PurchaseOrder
    row = connection.execute(
        select(order.id, order.revision, order.sent_revision).where(
            order.supplier_id == supplier_id,
            order.ordered_on == today,
            order.currency == currency,
            order.state.in_((PurchaseOrderState.DRAFT, PurchaseOrderState.SENT)),
        )
    ).first()
    if row is None:
        return _raise_order(connection, supplier_id, currency, today)
    revision = max(row.revision, row.sent_revision + 1)
    connection.execute(
        update(order).where(order.id == row.id).values(state=PurchaseOrderState.DRAFT.value, revision=revision)
    )
    return _Draft(row.id, revision)


def _raise_order(connection: Connection, supplier_id: int, currency: str, today: date) -> _Draft:
    # The write lane makes "the next number" safe: nobody else can be between this read and this insert.
    number = (connection.execute(select(func.max(t.PurchaseOrder.id))).scalar() or 0) + 1
    body = f"{number:05d}"
    values = {
        "number": f"PO-{body}",
        "scan_code": own_code(OwnKind.PURCHASE_ORDER, body),
        "supplier_id": supplier_id,
        "state": PurchaseOrderState.DRAFT.value,
        "currency": currency,
        "ordered_on": today,
        "expected_on": today,
        "revision": 1,
        "sent_revision": 0,
    }
    id = connection.execute(insert(t.PurchaseOrder).returning(t.PurchaseOrder.id), values).scalar_one()
    return _Draft(id, 1)


def _extend(connection: Connection, draft: _Draft, needs: Sequence[SourcedNeed], today: date) -> list[Supply]:
    """Put the needs on the order's lines and say what each line now brings beyond what it had promised."""
    by_product: dict[int, list[SourcedNeed]] = defaultdict(list)
    for need in needs:
        by_product[need.offer.product_id].append(need)
    line = t.PurchaseOrderLine
    rows = connection.execute(select(line).where(line.purchase_order_id == draft.id)).all()
    existing = {(row.product_id, row.cost_minor): row for row in rows if not row.closed}
    supplies, number = [], len(rows)
    for product_id, wanted in by_product.items():
        offer, units = wanted[0].offer, sum(need.demand.quantity for need in wanted)
        row = existing.get((product_id, offer.cost.minor))
        ordered = row.quantity if row else 0
        total = order_quantity(units, offer, ordered)
        if row:
            connection.execute(update(line).where(line.id == row.id).values(quantity=total))
            line_id = row.id
        else:
            number += 1
            line_id = _add_line(connection, draft.id, number, offer, total)
        supplies.append(Supply(product_id, total - ordered, _midnight(today), purchase_order_line_id=line_id))
    _expect(connection, draft.id, max(arrives_on(need.offer, today) for need in needs))
    return supplies


def _add_line(connection: Connection, order_id: int, number: int, offer: OfferTerms, quantity: int) -> int:
    values = {
        "purchase_order_id": order_id,
        "number": number,
        "product_id": offer.product_id,
        "supplier_sku": offer.supplier_sku,
        "quantity": quantity,
        "received": 0,
        "pegged": 0,
        "cost_minor": offer.cost.minor,
        "currency": offer.cost.currency,
        "closed": 0,
    }
    statement = insert(t.PurchaseOrderLine).returning(t.PurchaseOrderLine.id)
    return connection.execute(statement, values).scalar_one()


def _expect(connection: Connection, order_id: int, day: date) -> None:
    order = t.PurchaseOrder
    connection.execute(update(order).where(order.id == order_id, order.expected_on < day).values(expected_on=day))


def _adopt_known_products(connection: Connection) -> None:
    """Tie order lines of SKUs that were unknown to products that have come into the catalog since."""
    line = t.OrderLine
    orphans = connection.execute(
        select(line.id, line.sku).where(line.product_id.is_(None), line.waiting > 0, line.sku != "")
    ).all()
    for rows in chunked(orphans, _PER_STATEMENT):
        known = products_by_sku(connection, {row.sku for row in rows})
        found = [{"line": row.id, "product": known[row.sku]} for row in rows if row.sku in known]
        if found:
            connection.execute(_LINE.values(product_id=bindparam("product")), found)


def products_by_sku(connection: Connection, skus: Iterable[str]) -> dict[str, int]:
    """The product of each own SKU that the catalog knows; nothing else is matched, nothing is guessed."""
    keys = {sku: normalise_code(sku) for sku in skus if sku}
    found: dict[str, int] = {}
    for codes in chunked(sorted(set(keys.values())), _PER_STATEMENT):
        rows = connection.execute(
            select(t.ProductCode.code, t.ProductCode.product_id).where(
                t.ProductCode.code.in_(codes), t.ProductCode.kind == "sku"
            )
        )
        found.update((row.code, row.product_id) for row in rows)
    return {sku: found[key] for sku, key in keys.items() if key in found}


def days_after(moment: datetime, days: int) -> datetime:
    """The promise of a channel that names no date: `days` calendar days after the order."""
    return moment + timedelta(days=days)
