"""From shortages to purchase orders: which supplier's offer, and how many units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from app.domain.allocation import Demand
from app.domain.money import Money


class OfferTerms(Struct, frozen=True):
    """What a supplier asks for one product. Cost is for one unit; multiples and minimums count units."""

    supplier_id: int
    product_id: int
    supplier_sku: str
    cost: Money
    pack_multiple: int
    minimum_order_quantity: int
    lead_time_days: int


class SourcedNeed(Struct, frozen=True):
    """A shortage and the offer that will serve it; `in_time` says whether it meets the promise."""

    demand: Demand
    offer: OfferTerms
    in_time: bool


class Sourcing(Struct, frozen=True):
    """Every shortage is in exactly one of the two."""

    sourced: tuple[SourcedNeed, ...]
    unsourced: tuple[Demand, ...]


def order_quantity(need: int, offer: OfferTerms, ordered: int = 0) -> int:
    """Units to have on order in all so that `need` more than `ordered` come: the minimum met, whole packs only."""
    wanted = max(ordered + need, offer.minimum_order_quantity)
    return -(-wanted // offer.pack_multiple) * offer.pack_multiple


def landed_cost(need: int, offer: OfferTerms) -> Money:
    """What getting `need` units really costs: whole packs and the minimum have to be paid too."""
    return offer.cost.times(order_quantity(need, offer))


def arrives_on(offer: OfferTerms, today: date) -> date:
    """The day the goods are expected when they are ordered today; lead time counts calendar days."""
    return today + timedelta(days=offer.lead_time_days)


def choose_offer(demand: Demand, offers: Sequence[OfferTerms], today: date) -> SourcedNeed | None:
    """The lowest landed cost that meets the promise, ties by lead time; where none meets it, the fastest.

    Offers in another currency than the first are compared last: no exchange rate is guessed.
    """
    if not offers:
        return None
    promised = demand.promise_at.date()
    home = offers[0].cost.currency

    def rank(offer: OfferTerms) -> tuple[bool, int, bool, int, int, int]:
        late = arrives_on(offer, today) > promised
        return (
            late,
            offer.lead_time_days if late else 0,
            offer.cost.currency != home,
            landed_cost(demand.quantity, offer).minor,
            offer.lead_time_days,
            offer.supplier_id,
        )

    best = min(offers, key=rank)
    return SourcedNeed(demand, best, in_time=arrives_on(best, today) <= promised)


def source(
    shortages: Iterable[Demand], offers: Iterable[OfferTerms], today: date, not_from: Mapping[int, int] | None = None
) -> Sourcing:
    """Choose an offer for every shortage.

    `not_from` names for order lines the supplier that did not bring their goods: it is not asked for them again.
    """
    failed = not_from or {}
    by_product: dict[int, list[OfferTerms]] = {}
    for offer in offers:
        by_product.setdefault(offer.product_id, []).append(offer)
    sourced: list[SourcedNeed] = []
    unsourced: list[Demand] = []
    for demand in shortages:
        known = by_product.get(demand.product_id, ())
        asked = [offer for offer in known if offer.supplier_id != failed.get(demand.order_line_id)]
        choice = choose_offer(demand, asked, today)
        if choice is None:
            unsourced.append(demand)
        else:
            sourced.append(choice)
    return Sourcing(tuple(sourced), tuple(unsourced))
