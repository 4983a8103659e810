"""What customers ordered and no purchase order brings yet: from whom it could be bought, or why it cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select, text

from app.db import tables as t
from app.domain.allocation import Demand
from app.domain.money import Money
from app.domain.purchasing import OfferTerms, SourcedNeed, arrives_on, choose_offer, order_quantity
from app.queries.offers import terms

#: More than these are counted, not listed: nobody buys a thousand products by eye.
MOST_ROWS = 500
_MOST_ORDERS = 2000
_SHOWN_ORDERS = 3


class Why(StrEnum):
    """Why something is on no purchase order."""

    NOT_BOUGHT_YET = "not_bought_yet"
    NO_OFFER = "no_offer"
    UNKNOWN_PRODUCT = "unknown_product"


class ToBuyRow(Struct, frozen=True):
    """Units of one product that orders lack, the most urgent promised for `promise_at`.

    With a `supplier`: `quantity` units (whole packs, the minimum met) for `cost` would be here on `arrives_on`.
    `orders` are the first numbers of `order_count`.
    """

    sku: str
    title: str
    image: str
    units: int
    promise_at: datetime
    orders: tuple[str, ...]
    order_count: int
    why: Why
    product_id: int | None = None
    supplier: str = ""
    quantity: int = 0
    cost: Money = Money(0, "")
    arrives_on: date | None = None

    @property
    def late(self) -> bool:
        """Even bought today it comes after the promise."""
        return self.arrives_on is not None and self.arrives_on > self.promise_at.date()


class ToBuyGroup(Struct, frozen=True):
    """What can be bought from one supplier; without a supplier what nobody offers, for the reason `why`."""

    supplier: str
    why: Why
    rows: tuple[ToBuyRow, ...]

    @property
    def units(self) -> int:
        return sum(row.units for row in self.rows)


# The condition as literal text: bound, it would hide that a partial index covers it.
_LACKS = text("order_lines.to_buy > 0")
_NEEDS = (
    select(
        t.OrderLine.product_id,
        t.OrderLine.sku,
        func.min(t.OrderLine.title).label("title"),
        func.min(t.Product.title).label("own_title"),
        func.min(t.Product.image).label("image"),
        func.sum(t.OrderLine.to_buy).label("units"),
        func.min(t.OrderLine.promise_at).label("promise_at"),
        func.count(t.OrderLine.order_id.distinct()).label("orders"),
    )
    .outerjoin(t.Product, t.Product.id == t.OrderLine.product_id)
    .where(_LACKS)
    .group_by(t.OrderLine.product_id, t.OrderLine.sku)
    .order_by(func.min(t.OrderLine.promise_at), t.OrderLine.sku)
    .limit(MOST_ROWS)
)
_NUMBERS = (
    select(t.OrderLine.product_id, t.OrderLine.sku, t.SalesOrder.number)
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .where(_LACKS)
    .order_by(t.OrderLine.promise_at, t.OrderLine.id)
    .limit(_MOST_ORDERS)
)
_OFFERS = select(t.Offer, t.Supplier.name).join(t.Supplier, t.Supplier.id == t.Offer.supplier_id).order_by(t.Offer.id)


def to_buy(connection: Connection, today: date) -> tuple[ToBuyGroup, ...]:
    """What has to be bought by supplier, the most urgent first, and after it what nobody can be asked for."""
    needs = connection.execute(_NEEDS).all()
    if not needs:
        return ()
    numbers = _order_numbers(connection)
    offers, names = _offers(connection, [need.product_id for need in needs if need.product_id is not None])
    rows = [_row(need, numbers[need.product_id, need.sku], offers, names, today) for need in needs]
    return _grouped(rows)


def to_buy_count(connection: Connection) -> int:
    """How many order lines wait to be bought."""
    return connection.execute(select(func.count(t.OrderLine.id)).where(_LACKS)).scalar_one()


def _grouped(rows: Iterable[ToBuyRow]) -> tuple[ToBuyGroup, ...]:
    groups: dict[tuple[Why, str], list[ToBuyRow]] = {}
    for row in rows:
        groups.setdefault((row.why, row.supplier), []).append(row)
    found = [ToBuyGroup(supplier, why, tuple(own)) for (why, supplier), own in groups.items()]
    return tuple(sorted(found, key=lambda group: list(Why).index(group.why)))


def _order_numbers(connection: Connection) -> defaultdict[tuple[int | None, str], list[str]]:
    found: defaultdict[tuple[int | None, str], list[str]] = defaultdict(list)
    for product_id, sku, number in connection.execute(_NUMBERS):
        own = found[product_id, sku]
        if len(own) < _SHOWN_ORDERS and number not in own:
            own.append(number)
    return found


def _offers(connection: Connection, products: Sequence[int]) -> tuple[dict[int, list[OfferTerms]], dict[int, str]]:
    offers: defaultdict[int, list[OfferTerms]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in connection.execute(_OFFERS.where(t.Offer.product_id.in_(products))):
        names[row.supplier_id] = row.name
        offers[row.product_id].append(terms(row))
    return dict(offers), names


def _row(
    need: Row[*tuple[Any, ...]],
    numbers: Sequence[str],
    offers: dict[int, list[OfferTerms]],
    names: dict[int, str],
    today: date,
) -> ToBuyRow:
    row = ToBuyRow(
        need.sku,
        need.own_title or need.title,
        need.image or "",
        int(need.units),
        need.promise_at,
        tuple(numbers),
        need.orders,
        Why.UNKNOWN_PRODUCT if need.product_id is None else Why.NO_OFFER,
        need.product_id,
    )
    demand = Demand(0, need.product_id or 0, row.units, need.promise_at)
    choice = choose_offer(demand, offers.get(need.product_id, ()), today)
    return row if choice is None else _bought(row, choice, names, today)


def _bought(row: ToBuyRow, choice: SourcedNeed, names: dict[int, str], today: date) -> ToBuyRow:
    offer = choice.offer
    quantity = order_quantity(row.units, offer)
    return replace(
        row,
        why=Why.NOT_BOUGHT_YET,
        supplier=names[offer.supplier_id],
        quantity=quantity,
        cost=offer.cost.times(quantity),
        arrives_on=arrives_on(offer, today),
    )
