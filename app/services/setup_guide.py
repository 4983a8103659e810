"""The first run goes on where it stopped, and never comes again once it was left."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection, insert, update

from app.db import tables as t
from app.db.engine import Database
from app.queries.setup_progress import GUIDE, Guide, read_guide


def change_guide(database: Database, change: Callable[[Guide], Guide]) -> None:
    """Remember something else of the first run."""
    with database.write() as connection:
        before = read_guide(connection)
        after = change(before)
        if after != before:
            _put(connection, msgspec.json.encode(after).decode())


def _put(connection: Connection, value: str) -> None:
    setting = t.Setting
    changed = connection.execute(update(setting).where(setting.name == GUIDE).values(value=value))
    if changed.rowcount == 0:
        connection.execute(insert(setting), {"name": GUIDE, "value": value})
