"""The whole job, from the imported order to the parcel that left, in orders a second."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import select

from app.db import tables as t
from app.domain.own_codes import Command
from tests.factory import KILN, LEAF, Goods, LabelOf, Shop, order_draft
from tests.performance.floor import Floor
from tests.performance.ground import GOODS, copied, new_shop, raw
from tests.performance.measure import Action, Figure, Goal, alternately, rate
from tests.performance.sizes import Sizes

#: Orders in one round: all of them fit the put wall.
_ROUND = 20


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Rounds of orders of 1-3 lines; every scan is one durable transaction, here as on the floor."""
    shop = new_shop(folder / "ours")
    rounds = sizes.job_orders // _ROUND
    with raw(copied(shop, folder / "floor")) as connection:
        floor = Floor(connection)
        ours, theirs = alternately(_ours(shop, rounds), _floor(floor, rounds), block=1, warm_up=1)
    shop.check()
    shop.database.close()
    yield rate("whole job", "orders/s", _ROUND, ours, "raw SQL", theirs, Goal("ratio", 0.25, at_least=True))


def _orders(number: int) -> list[tuple[int, ...]]:
    """For each order of a round the places of its 1-3 products in `GOODS`."""
    first = number * _ROUND
    return [tuple((first + order + step * 7) % len(GOODS) for step in range(order % 3 + 1)) for order in range(_ROUND)]


def _ours(shop: Shop, rounds: int) -> Iterator[Action]:
    return (partial(_day, shop, number) for number in range(rounds + 1))


def _day(shop: Shop, number: int) -> None:
    orders = {f"#{number}-{at}": [GOODS[one] for one in wanted] for at, wanted in enumerate(_orders(number))}
    shop.imports(*(order_draft(name, *goods) for name, goods in orders.items()))
    _receive(shop, [one for goods in orders.values() for one in goods])
    codes = dict(_scan_codes(shop, number))
    bench = shop.bench()
    for name, goods in orders.items():
        bench.scans(codes[name], *goods, Command.PAPERS_REMOVED, Command.CLOSE_BOX)
        assert bench.hears(LabelOf(name)) == "shipped"


def _scan_codes(shop: Shop, number: int) -> list[tuple[str, str]]:
    """The number and the code of each order of a round, as they are on its papers."""
    order = t.SalesOrder
    return [
        tuple(row) for row in shop.all(select(order.number, order.scan_code).where(order.number.like(f"#{number}-%")))
    ]


def _receive(shop: Shop, units: list[Goods]) -> None:
    dock = shop.dock()
    for supplier in (KILN, LEAF):
        mine = [one for one in units if one.supplier == supplier]
        dock.scans(shop.purchase_order(supplier), *mine, Command.FINISH)


def _floor(floor: Floor, rounds: int) -> Iterator[Action]:
    return (partial(_bare_day, floor, number) for number in range(rounds + 1))


def _bare_day(floor: Floor, number: int) -> None:
    orders = [[one + 1 for one in wanted] for wanted in _orders(number)]
    ids = floor.sell(orders)
    for product in (product for products in orders for product in products):
        floor.receive(GOODS[product - 1].gtin.zfill(14))
    for order, products in zip(ids, orders, strict=True):
        package = floor.open(order)
        for product in products:
            floor.verify(order, package, product)
        floor.swap_papers(order, package)
        floor.close(order, package)
        floor.ship(order, package)
