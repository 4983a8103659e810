"""Places that carry a label."""

from __future__ import annotations

from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database


def own_places(database: Database) -> list[tuple[str, str]]:
    """Code and scan code of every cell, the shelf and the dock, in the order they stand."""
    place = t.Location
    statement = select(place.code, place.scan_code).where(place.kind.in_(("cell", "shelf", "dock"))).order_by(place.id)
    with database.read() as connection:
        return [(row.code, row.scan_code) for row in connection.execute(statement)]
