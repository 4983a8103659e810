"""Today's purchase orders: what is lacking goes on the one of its supplier, until the day is over (M2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from app.db import tables as t
from app.domain.allocation import Supply
from app.domain.orders import PurchaseOrderState
from app.domain.own_codes import OwnKind, own_code
from app.domain.purchasing import OfferTerms, SourcedNeed, arrives_on, order_quantity


class Draft(Struct, frozen=True):
    """The purchase order of today that needs are added to."""

    id: int
    revision: int


_TODAYS = select(t.PurchaseOrder.id, t.PurchaseOrder.revision, t.PurchaseOrder.sent_revision).where(
    t.PurchaseOrder.supplier_id == bindparam("supplier"),
    t.PurchaseOrder.ordered_on == bindparam("today"),
    t.PurchaseOrder.currency == bindparam("money"),
    t.PurchaseOrder.state.in_((PurchaseOrderState.DRAFT, PurchaseOrderState.SENT)),
)
_REVISE = (
    update(t.PurchaseOrder)
    .where(t.PurchaseOrder.id == bindparam("order"))
    .values(state=PurchaseOrderState.DRAFT.value, revision=bindparam("next_revision"))
)


def todays_order(connection: Connection, supplier_id: int, currency: str, today: date) -> Draft:
    """The order that goes to a supplier today; what was sent already gets its next revision."""
    row = connection.execute(_TODAYS, {"supplier": supplier_id, "today": today, "money": currency}).first()
    if row is None:
        return _raise_order(connection, supplier_id, currency, today)
    revision = max(row.revision, row.sent_revision + 1)
    connection.execute(_REVISE, {"order": row.id, "next_revision": revision})
    return Draft(row.id, revision)


_NEWEST = select(func.max(t.PurchaseOrder.id))
_RAISE = insert(t.PurchaseOrder).returning(t.PurchaseOrder.id)


def _raise_order(connection: Connection, supplier_id: int, currency: str, today: date) -> Draft:
    # The write lane makes "the next number" safe: nobody else can be between this read and this insert.
    number = (connection.execute(_NEWEST).scalar() or 0) + 1
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
    return Draft(connection.execute(_RAISE, values).scalar_one(), 1)


class _Growth(Struct, frozen=True):
    """Units a line of the order has in all, and how many of them are new. `line_id` 0: the line is new."""

    offer: OfferTerms
    total: int
    more: int
    line_id: int


_LINES = select(t.PurchaseOrderLine).where(t.PurchaseOrderLine.purchase_order_id == bindparam("order"))
_GROW = (
    update(t.PurchaseOrderLine).where(t.PurchaseOrderLine.id == bindparam("line")).values(quantity=bindparam("total"))
)
_ADD = insert(t.PurchaseOrderLine).returning(t.PurchaseOrderLine.id, t.PurchaseOrderLine.product_id)
_EXPECT = (
    update(t.PurchaseOrder)
    .where(t.PurchaseOrder.id == bindparam("order"), t.PurchaseOrder.expected_on < bindparam("day"))
    .values(expected_on=bindparam("day"))
)


def extend(connection: Connection, draft: Draft, needs: Sequence[SourcedNeed], today: date) -> list[Supply]:
    """Put the needs on the order's lines and say what each line now brings beyond what it had promised."""
    rows = connection.execute(_LINES, {"order": draft.id}).all()
    growths = _growths(needs, {(row.product_id, row.cost_minor): row for row in rows if not row.closed})
    ids = {growth.offer.product_id: growth.line_id for growth in growths if growth.line_id}
    grown = [{"line": growth.line_id, "total": growth.total} for growth in growths if growth.line_id]
    if grown:
        connection.execute(_GROW, grown)
    new = enumerate((growth for growth in growths if not growth.line_id), start=len(rows) + 1)
    added = [_line(draft.id, number, growth) for number, growth in new]
    if added:
        ids |= {row.product_id: row.id for row in connection.execute(_ADD, added)}
    day = max(arrives_on(need.offer, today) for need in needs)
    connection.execute(_EXPECT, {"order": draft.id, "day": day})
    return [_supply(growth, ids[growth.offer.product_id], today) for growth in growths]


def _growths(needs: Iterable[SourcedNeed], existing: Mapping[tuple[int, int], Row[*tuple[Any, ...]]]) -> list[_Growth]:
    """How each product's line grows; a line of another price is left alone."""
    by_product: defaultdict[int, list[SourcedNeed]] = defaultdict(list)
    for need in needs:
        by_product[need.offer.product_id].append(need)
    growths = []
    for product_id, wanted in by_product.items():
        offer, units = wanted[0].offer, sum(need.demand.quantity for need in wanted)
        row = existing.get((product_id, offer.cost.minor))
        ordered = row.quantity if row else 0
        total = order_quantity(units, offer, ordered)
        growths.append(_Growth(offer, total, total - ordered, row.id if row else 0))
    return growths


def _line(order_id: int, number: int, growth: _Growth) -> dict[str, object]:
    offer = growth.offer
    return {
        "purchase_order_id": order_id,
        "number": number,
        "product_id": offer.product_id,
        "supplier_sku": offer.supplier_sku,
        "quantity": growth.total,
        "received": 0,
        "pegged": 0,
        "cost_minor": offer.cost.minor,
        "currency": offer.cost.currency,
        "closed": 0,
    }


def _supply(growth: _Growth, line_id: int, today: date) -> Supply:
    return Supply(growth.offer.product_id, growth.more, midnight(today), purchase_order_line_id=line_id)


def midnight(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)
