"""Through every screen of the window: `python -m tests.ui.tour FOLDER` leaves a picture of each stop.

The pictures are in the pseudo language, in which every word is longer than in English: what does not fit, is seen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.db.migrations import bring_up_to_date
from app.domain.own_codes import Command, command_code
from tests.ui.pseudo import PseudoLanguage
from tests.ui.shell_ground import a_place, open_window
from tests.ui.small_shop import NOW, open_shop, pack
from ui.runtime.workplace import Workplace
from ui.shell.main_window import MainWindow
from ui.shell.screens import GUIDED_SEATS
from ui.shell.theme import dress
from ui.widgets.tokens import LIGHT

_PAGES = ("brands", "channels", "wall", "printers", "scanner", "sounds", "look", "data", "about")
_WITH_PANEL = ("orders", "purchasing", "products", "suppliers", "print_queue")
_LOOK_MS = 300


def tour_ground(database: Database) -> Workplace:
    """A shop with something of everything: orders that wait and one in its box, paper, deliveries, a wrong scan."""
    secret = open_shop(database)
    _pack_one(database, secret)
    return a_place(database, secret)


def tour(window: MainWindow, place: Workplace) -> Iterator[str]:
    """The name of each stop, once it shows what it has to show."""
    for seat in GUIDED_SEATS:
        yield from _stop(seat.screen.key, lambda key=seat.screen.key: window.stack.go(key))
    for key in _WITH_PANEL:
        yield from _stop(f"{key}-panel", lambda key=key: window.stack.go(key, "1"))
    for page in _PAGES:
        yield from _stop(f"settings-{page}", lambda page=page: window.stack.go("settings", page))
    for key, code in _scans(place):
        window.stack.go(key)
        yield from _stop(f"{key}-scanned", lambda code=code: window.stack.front.scanned(code))
    yield from _stop("find", window.asked_to_find.emit)
    yield from _stop("help", window.asked_for_help.emit)


def _stop(name: str, arrive: Callable[[], object]) -> Iterator[str]:
    arrive()
    QTest.qWait(_LOOK_MS)
    yield name


def _scans(place: Workplace) -> Iterator[tuple[str, str]]:
    yield "receiving", command_code(Command.OK, place.secret)
    with place.database.read() as connection:
        yield (
            "receiving",
            connection.execute(select(t.PurchaseOrder.scan_code).where(t.PurchaseOrder.id == 2)).scalar_one(),
        )
    yield "receiving", "TEA"
    yield "pack", "NO-SUCH-CODE"


def _pack_one(database: Database, secret: bytes) -> None:
    with database.read() as connection:
        ready = connection.execute(select(t.SalesOrder.scan_code).where(t.SalesOrder.state == "ready")).scalars().all()
        [lines] = [
            connection.execute(
                select(t.Product.sku, t.OrderLine.quantity)
                .join(t.Product, t.Product.id == t.OrderLine.product_id)
                .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
                .where(t.SalesOrder.scan_code == ready[0])
            ).all()
        ]
    units = [sku for sku, quantity in lines for _ in range(quantity)]
    done = (command_code(Command.PAPERS_REMOVED, secret), command_code(Command.CLOSE_BOX, secret))
    pack(database, secret, ready[0], *units, *done)


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["tour"])
    dress(app, LIGHT)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as files, PseudoLanguage():
        database = Database(sqlite_url(Path(files)))
        bring_up_to_date(database)
        place = tour_ground(database)
        with open_window(place, lambda: NOW, GUIDED_SEATS) as window:
            for number, name in enumerate(tour(window, place)):
                window.grab().save(str(folder / f"{number:02}-{name}.png"))
        database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
