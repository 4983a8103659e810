"""One durable row: what the disk costs, and what the write lane adds to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.db.engine import Database
from tests.performance.ground import copied, new_shop, raw
from tests.performance.measure import Figure, alternately, compared
from tests.performance.sizes import Sizes

_ROW = "INSERT INTO settings (name, value) VALUES (hex(randomblob(8)), '')"


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """The lane beside a bare transaction; without a goal: it tells how to read the figures of this run."""
    shop = new_shop(folder / "ours")
    with raw(copied(shop, folder / "floor")) as connection:
        ours, floor = alternately(
            (partial(_in_the_lane, shop.database) for _ in range(sizes.scans)),
            (partial(_bare, connection) for _ in range(sizes.scans)),
        )
    shop.database.close()
    yield from compared("durable commit of one row", ours, "raw SQL", floor)


def _in_the_lane(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(_ROW)


def _bare(connection: sqlite3.Connection) -> None:
    for statement in ("BEGIN IMMEDIATE", _ROW, "COMMIT"):
        connection.execute(statement)
