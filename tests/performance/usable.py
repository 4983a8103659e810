"""From the command to the first scan that the window takes, beside a bare window that is painted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.performance.ground import GOODS
from tests.performance.measure import Figure, Goal, alternately, compared
from tests.performance.scans import shop_with_history
from tests.performance.sizes import Sizes
from tests.performance.start import LIBRARIES, starts

_BARE_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        os._exit(0)

app = QApplication(["bare", "-platform", "offscreen"])
window = Window()
window.show()
app.exec()
"""


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Whole processes on no screen, warm, in shops with less and with more history."""
    for orders in sizes.windows:
        yield from _measured(sizes, folder / str(orders), orders)


def _measured(sizes: Sizes, folder: Path, orders: int) -> Iterator[Figure]:
    shop_with_history(folder, orders, scans=len(GOODS)).database.close()
    ours, floor, window = alternately(
        starts(sizes, "-m", "tests.performance.first_scan", "--data-dir", str(folder)),
        starts(sizes, "-c", f"{LIBRARIES}\n{_BARE_WINDOW}"),
        starts(sizes, "-c", _BARE_WINDOW),
        block=1,
        warm_up=1,
    )
    name = f"start until the window took a scan, {orders:,} orders"
    yield from compared(name, ours, "bare imports and window", floor, Goal("ratio", 2))
    yield from compared(name, ours, "a bare window painted", window)
