"""From the first key of a scan to the painted answer, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from copy import copy
from functools import partial
from pathlib import Path

from app.db.engine import Database
from app.domain.own_codes import Command
from tests.factory import KILN, LEAF, Shop
from tests.performance.ground import copied
from tests.performance.measure import Action, Figure, Goal, Timing, alternately, compared, grown
from tests.performance.scanner import type_scan
from tests.performance.scans import emptied_wall, shop_with_history, units, unpacking
from tests.performance.sizes import Sizes
from tests.performance.window import Eye, dressed, let_pass, window_on, work_screen
from ui.shell.main_window import MainWindow

_NAME = "scan typed to answer painted"
#: A quick packer's pause between two scans: what stands beside the answer is read and painted meanwhile, in ms.
_PAUSE_MS = 60


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """One history after the other, because every open window would hear the keys; each in turns with its floor."""
    taken: list[Timing] = []
    for orders in sizes.windows:
        ours, floor = _measured(folder / str(orders), orders, sizes.painted_scans)
        name = f"{_NAME}, {orders:,} orders of history"
        yield from compared(name, ours, "the answer, one repaint", floor, Goal("ratio", 2), Goal("p99", 30))
        taken.append(ours)
    if len(taken) > 1:
        few, many = sizes.windows
        yield grown(f"{_NAME}: {many:,} after {few:,} orders", taken[1], "ourselves with less", taken[0])


def _measured(folder: Path, orders: int, scans: int) -> tuple[Timing, Timing]:
    shop = shop_with_history(folder, orders, scans)
    other = copy(shop)
    other.database = Database(f"sqlite:///{copied(shop, folder / 'floor')}")
    with closing(shop.database), closing(other.database), dressed(), window_on(shop) as window:
        ours, floor = alternately(_ours(shop, window, scans), _floor(other, window, scans))
    return ours, floor


def _ours(shop: Shop, window: MainWindow, scans: int) -> Iterator[Action]:
    """Unpack both suppliers' parcels by a scanner that types."""
    screen = work_screen(window, "receiving")
    eye = Eye(window, screen.heard)
    for supplier in (KILN, LEAF):
        eye.watch(partial(type_scan, window, shop.purchase_order(supplier)))
        for goods in emptied_wall(shop, units(supplier, scans)):
            let_pass(_PAUSE_MS)
            yield partial(eye.watch, partial(type_scan, window, goods.gtin))
        eye.watch(partial(type_scan, window, shop.code(Command.FINISH)))


def _floor(shop: Shop, window: MainWindow, scans: int) -> Iterator[Action]:
    """The same conversation without a window, and all of the window painted once."""
    return (partial(_answer_and_paint, answer, window) for answer in unpacking(shop, scans))


def _answer_and_paint(answer: Action, window: MainWindow) -> None:
    answer()
    window.repaint()
