"""A shop to measure in, and the same file opened without Crossdock."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from biip.checksums import gs1_standard_check_digit

from app.db.engine import PRAGMAS, Database, sqlite_url
from app.db.migrations import bring_up_to_date
from tests.factory import KILN, LEAF, Goods, Shop

PRODUCTS = 60


def _goods(number: int) -> Goods:
    body = f"400638{number:06d}"
    supplier = KILN if number % 2 else LEAF
    return Goods(
        f"SKU-{number:03d}", f"Stoneware cup no. {number}", f"{body}{gs1_standard_check_digit(body)}", supplier
    )


GOODS = tuple(_goods(number) for number in range(PRODUCTS))


def new_shop(folder: Path) -> Shop:
    """A shop of its own in `folder`: 60 products of two suppliers, one channel."""
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(sqlite_url(folder))
    bring_up_to_date(database)
    return Shop(database, GOODS)


def copied(shop: Shop, folder: Path) -> Path:
    """The file of a shop once more, for the floor. The shop is left with its connections closed."""
    shop.database.close()
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(str(shop.database.url.database), folder / "crossdock.db"))


@contextmanager
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    """The standard library's connection with the same settings of durability."""
    connection = sqlite3.connect(file, isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}").fetchall()
    yield connection
    connection.close()
