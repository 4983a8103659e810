"""What a packer of the sample shop scans in a day, read from the shop itself, with the mishaps of an ordinary day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.own_codes import Command, command_code
from app.queries.exports import rows
from ui.models.steps import Step

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_Row = dict[str, Any]
#: `Step` in the appearance of that time of day.
_Make = Callable[..., Step]


def sample_day(place: Workplace) -> Iterator[Step]:
    """Half of the deliveries come and what is complete is packed, then the other half; read on while it is played."""
    shop = _Shop(place)
    orders = shop.rows("purchase-orders")
    half = len(orders) // 2
    dark = partial(Step, dark=True)
    yield from _receiving(shop, Step, orders[:half])
    yield from _packing(shop, Step)
    yield from _looks(shop, Step)
    yield from _looks(shop, dark)
    yield from _receiving(shop, dark, orders[half:])
    yield from _packing(shop, dark)


class _Shop:
    """What can be scanned here."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        codes = self.rows("product-codes")
        self._barcode = {row["sku"]: row["code"] for row in reversed(codes) if row["kind"] in ("gtin", "barcode")}

    def rows(self, kind: str) -> list[_Row]:
        return list(rows(self._place.database, kind))

    def lines(self, kind: str, of: str) -> dict[str, list[_Row]]:
        """The rows of a kind, grouped by the number of what they are lines of."""
        grouped: dict[str, list[_Row]] = defaultdict(list)
        for row in self.rows(kind):
            grouped[row[of]].append(row)
        return grouped

    def item(self, sku: str) -> str:
        return str(self._barcode.get(sku, sku))

    def other_item(self, lines: list[_Row]) -> str:
        """An item that is none of these."""
        own = {line["sku"] for line in lines}
        return next(str(code) for sku, code in self._barcode.items() if sku not in own)

    def label_of(self, order_number: str) -> str:
        packages = [row for row in self.rows("packages") if row["order_number"] == order_number]
        return str(packages[-1]["label_scan_code"])

    def command(self, command: Command) -> str:
        return command_code(command, self._place.secret)


def _units(shop: _Shop, lines: list[_Row]) -> list[str]:
    """The code of each unit, in turn: the same code twice within a moment would be a trigger held too long."""
    most = max(line["quantity"] for line in lines)
    return [shop.item(line["sku"]) for turn in range(most) for line in lines if line["quantity"] > turn]


def _looks(shop: _Shop, step: _Make) -> Iterator[Step]:
    """Each list of the window; Orders with one of them open."""
    yield step("today", picture="today")
    waiting = next(row for row in shop.rows("orders") if row["state"] == "waiting")
    yield step("orders", waiting["scan_code"], "orders")
    for screen in ("purchasing", "products", "suppliers", "print_queue", "settings"):
        yield step(screen, picture=screen)


def _receiving(shop: _Shop, step: _Make, purchase_orders: list[_Row]) -> Iterator[Step]:
    """Every unit of these; with the first one an unknown code, an undo, a surplus unit that is taken in, and one that
    is missing and comes later."""
    scan = partial(step, "receiving")
    lines = shop.lines("purchase-order-lines", "po_number")
    for number, order in enumerate(purchase_orders):
        ordered = lines[order["po_number"]]
        items = _units(shop, ordered)
        yield scan(order["scan_code"])
        for count, item in enumerate(items):
            yield scan(item, "receiving" if (number, count) == (1, 3) else "")
        if number == 0:
            yield scan("UNREADABLE-4711", "receiving-unknown-code")
            yield from (scan(shop.command(Command.OK)), scan(shop.command(Command.UNDO)))
            yield from (scan(shop.command(Command.FINISH)), scan(order["scan_code"]), scan(items[-1]))
            yield scan(items[0], "receiving-surplus")
            yield scan(items[0])
        yield scan(shop.command(Command.FINISH))


def _packing(shop: _Shop, step: _Make) -> Iterator[Step]:
    """Every ready order, with the mishaps of `_pack`."""
    lines = shop.lines("order-lines", "order_number")
    ready = [row for row in shop.rows("orders") if row["state"] == "ready"]
    # First one of several lines: its wrong item comes while another is still missing, and makes the better picture.
    ready.sort(key=lambda row: len(lines[row["order_number"]]) == 1)
    for number, order in enumerate(ready):
        yield from _pack(shop, step, order, lines[order["order_number"]], number)


def _pack(shop: _Shop, step: _Make, order: _Row, lines: list[_Row], number: int) -> Iterator[Step]:
    """One order; with some of them a wrong item, a forgotten paper step or a reprint on the way."""
    scan = partial(step, "pack")
    items = _units(shop, lines)
    yield scan(order["scan_code"])
    yield scan(items[0])
    if number % 8 == 0:
        yield scan(shop.other_item(lines), "pack-wrong-item" if number == 0 else "")
        yield scan(shop.command(Command.OK))
    yield from (scan(item) for item in items[1:])
    if number == 2:
        yield from (scan(shop.command(Command.CLOSE_BOX)), scan(shop.command(Command.OK)))
    yield scan(shop.command(Command.PAPERS_REMOVED), "pack" if number == 0 else "")
    yield scan(shop.command(Command.CLOSE_BOX))
    if number == 3:
        yield scan(shop.command(Command.REPRINT_SLIP))
    yield scan(shop.label_of(order["order_number"]))
