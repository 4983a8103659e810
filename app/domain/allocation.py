"""Who gets what: urgent demand first, from the supply that is there earliest.

Goods on hand and open purchase order lines are the same thing with another date, so just-in-time needs no second rule.
The whole module is values in, values out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct


class Demand(Struct, frozen=True):
    """Units an order line still lacks."""

    order_line_id: int
    product_id: int
    quantity: int
    promise_at: datetime


class Supply(Struct, frozen=True):
    """Units not promised to anybody: stock at a location, or what an open PO line will bring (the other id is 0)."""

    product_id: int
    quantity: int
    available_at: datetime
    location_id: int = 0
    purchase_order_line_id: int = 0


class Promise(Struct, frozen=True):
    """A quantity of one supply for one order line."""

    order_line_id: int
    supply: Supply
    quantity: int


class AllocationPlan(Struct, frozen=True):
    """Every demanded unit is in exactly one of the two."""

    promises: tuple[Promise, ...]
    shortages: tuple[Demand, ...]


def plan_allocation(demands: Iterable[Demand], supplies: Iterable[Supply]) -> AllocationPlan:
    """Serve the most urgent demand first from the earliest supply; what is left is short."""
    open_supplies: dict[int, list[list[Supply | int]]] = defaultdict(list)
    for supply in sorted(supplies, key=_earliest):
        open_supplies[supply.product_id].append([supply, supply.quantity])
    promises: list[Promise] = []
    shortages: list[Demand] = []
    for demand in sorted(demands, key=_most_urgent):
        missing = _serve(demand, open_supplies[demand.product_id], promises)
        if missing:
            shortages.append(Demand(demand.order_line_id, demand.product_id, missing, demand.promise_at))
    return AllocationPlan(tuple(promises), tuple(shortages))


def _most_urgent(demand: Demand) -> tuple[datetime, int]:
    return demand.promise_at, demand.order_line_id


def _earliest(supply: Supply) -> tuple[datetime, int, int]:
    return supply.available_at, supply.location_id, supply.purchase_order_line_id


def _serve(demand: Demand, supplies: list[list[Supply | int]], promises: list[Promise]) -> int:
    missing = demand.quantity
    while missing and supplies:
        supply, left = supplies[0]
        assert isinstance(supply, Supply)
        assert isinstance(left, int)
        taken = min(missing, left)
        if taken:
            promises.append(Promise(demand.order_line_id, supply, taken))
        missing -= taken
        supplies[0][1] = left - taken
        if left == taken:
            supplies.pop(0)
    return missing
