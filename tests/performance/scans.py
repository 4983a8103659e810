"""From the scan of an item to the durable answer whose it is, at little and at much history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from app.domain.own_codes import Command
from tests.factory import KILN, LEAF, Goods, Shop, order_draft
from tests.performance.floor import Floor
from tests.performance.ground import GOODS, copied, new_shop, raw
from tests.performance.history import add_shipped_orders
from tests.performance.measure import Action, Figure, Goal, alternately, compared, grown
from tests.performance.sizes import Sizes

_NAME = "receive a unit and assign it"
_WALL = 40
_EMPTY_THE_WALL = "UPDATE orders SET state = 'shipped', tote_id = NULL, shares_tote = 0 WHERE tote_id IS NOT NULL"


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Our scan and the floor's, at both histories, all four in turns."""
    shops = {orders: shop_with_history(folder / str(orders), orders, sizes.scans) for orders in sizes.histories}
    files = {orders: copied(shop, folder / f"{orders}-floor") for orders, shop in shops.items()}
    with ExitStack() as open_files:
        floors = [Floor(open_files.enter_context(raw(file))) for file in files.values()]
        ours = [unpacking(shop, sizes.scans) for shop in shops.values()]
        timings = alternately(*ours, *(_floor(floor, sizes.scans) for floor in floors))
    for shop in shops.values():
        shop.database.close()
    mine, theirs = timings[: len(ours)], timings[len(ours) :]
    for orders, timing, floor in zip(shops, mine, theirs, strict=True):
        yield from compared(f"{_NAME}, {orders:,} orders of history", timing, "raw SQL", floor, Goal("ratio", 4))
    few, many = shops
    yield grown(f"{_NAME}: {many:,} after {few:,} orders", mine[1], "ourselves with less", mine[0])


def shop_with_history(folder: Path, history: int, scans: int) -> Shop:
    """A shop that has shipped so many orders and waits for the units of so many scans."""
    shop = new_shop(folder)
    with raw(Path(str(shop.database.url.database))) as connection:
        add_shipped_orders(connection, history)
    shop.imports(*(order_draft(f"#{number}", GOODS[number % len(GOODS)]) for number in range(scans)))
    return shop


def unpacking(shop: Shop, scans: int) -> Iterator[Action]:
    """Unpack both suppliers' parcels, unit by unit."""
    dock = shop.dock()
    for supplier in (KILN, LEAF):
        dock.scans(shop.purchase_order(supplier))
        for goods in emptied_wall(shop, units(supplier, scans)):
            yield partial(dock.scans, goods)
        dock.scans(Command.FINISH)


def emptied_wall(shop: Shop, units: list[Goods]) -> Iterator[Goods]:
    """The units one by one, the wall emptied before it is full: orders of one unit leave as fast as they come."""
    for number, goods in enumerate(units):
        if number % _WALL == 0:
            with shop.database.write() as connection:
                connection.exec_driver_sql(_EMPTY_THE_WALL)
        yield goods


def _floor(floor: Floor, scans: int) -> Iterator[Action]:
    return (partial(floor.receive, goods.gtin.zfill(14)) for one in (KILN, LEAF) for goods in units(one, scans))


def units(supplier: str, scans: int) -> list[Goods]:
    """What a supplier's parcels hold."""
    return [goods for goods in GOODS if goods.supplier == supplier] * (scans // len(GOODS))
