"""What one scan asks of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import event

from tests.factory import Scannable, Shop, Station

#: The places of a shop are a few dozen, whatever its history.
SMALL = ("locations", "locations_1")


def statements_of(shop: Shop, station: Station, thing: Scannable) -> list[tuple[str, Any]]:
    """Every statement of one scan, with its parameters."""
    told: list[tuple[str, Any]] = []

    def remember(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        told.append((statement, parameters[0] if many else parameters))

    event.listen(shop.database.engine, "before_cursor_execute", remember)
    try:
        station.scans(thing)
    finally:
        event.remove(shop.database.engine, "before_cursor_execute", remember)
    return [one for one in told if not one[0].startswith(("BEGIN", "SELECT pg_advisory"))]


def whole_tables(shop: Shop, station: Station, things: Sequence[Scannable]) -> set[str]:
    """The tables that SQLite would read from end to end to answer these scans."""
    found: set[str] = set()
    for thing in things:
        for statement, parameters in statements_of(shop, station, thing):
            if statement.startswith(("SELECT", "UPDATE", "DELETE")):
                found |= _scanned(shop, statement, parameters)
    return found.difference(SMALL)


def _scanned(shop: Shop, statement: str, parameters: Any) -> set[str]:
    with shop.database.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    # A derived table is what its own lines of the plan say; a constant row is no table.
    steps = [row[3].split() for row in plan if row[3].startswith("SCAN ")]
    return {words[1] for words in steps if "CONSTANT" not in words and not words[1].startswith("anon_")}
