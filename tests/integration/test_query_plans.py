"""No scan at a station reads a table that grows with the years, and each asks the database little."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.queries.dock_day import dock_day
from app.queries.purchase_orders import view_counts
from app.queries.scorecard import scorecard
from tests.factory import BOWL, KILN, LEAF, MUG, NOW, TEA, LabelOf, Scannable, Shop, Station

Statement = tuple[str, Any]

#: What may be read whole: tables as large as the shop and not as its past, intermediate results, and open work.
_SMALL = re.compile(
    r"SCAN (locations|channels|brands|suppliers|anon|CONSTANT ROW)(_\d+)?\b"
    r"|USING (COVERING )?INDEX ix_(orders|purchase_orders)_open\b"
)
#: SQLite plans to look for the rows that refer to a new parcel, but looks only where a constraint was broken before.
_IS_NEW = re.compile("INSERT INTO inbound_parcels")
_EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE")
#: BEGIN, the opening, and the command row included.
MOST_STATEMENTS = {
    "delivery_opened": 5,
    "unit_received": 15,
    "order_complete": 14,
    "order_opened": 10,
    "unit_verified": 12,
    "papers_removed": 5,
    "box_closed": 12,
    "shipped": 15,
    "unknown_code": 4,
}
UPS = "1Z999AA10123456784"


@contextmanager
def statements(database: Database) -> Iterator[list[Statement]]:
    """Every statement the write lane sends in the block, BEGIN included."""
    seen: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, many: bool) -> None:
        seen.append((sql, values[0] if many else values))

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def full_scans(connection: Connection, sql: str, values: Any = ()) -> list[str]:
    """The steps of a statement's plan that read all of a table that grows."""
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
    steps = [str(row.detail) for row in plan]
    return [
        step
        for step in steps
        if (step.startswith("SCAN") or "AUTOMATIC" in step) and not _SMALL.search(step) and not _IS_NEW.match(sql)
    ]


def scans_of(database: Database, seen: list[Statement]) -> list[tuple[str, str]]:
    # EXPLAIN alone does not make a connection look whether an index was dropped: a fresh one has to.
    database.close()
    with database.read() as connection:
        return [
            (step, " ".join(sql.split())[:120])
            for sql, values in seen
            if sql.startswith(_EXPLAINED)
            for step in full_scans(connection, sql, values)
        ]


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    shop = Shop(sqlite_database)
    shop.sells("#1", MUG, BOWL)
    shop.sells("#2", MUG, TEA)
    shop.sells("#3", (MUG, 4))
    shop.sells("#4", TEA)
    return shop


def at_the_dock(shop: Shop) -> list[Scannable]:
    [[cell]] = shop.all(select(t.Location.scan_code).where(t.Location.code == "A1"))
    opened, other = shop.purchase_order(KILN), shop.purchase_order(LEAF)
    received = (opened, MUG, MUG, BOWL, shop.quantity(4), MUG, Command.UNDO, cell, "4711", Command.OK)
    return [*received, Command.FINISH, UPS, other, TEA, TEA, TEA, TEA, Command.UNDO, Command.FINISH]


def at_the_bench(shop: Shop) -> list[Scannable]:
    papers = (Command.PAPERS_REMOVED, Command.UNDO, Command.PAPERS_REMOVED)
    box = (Command.CLOSE_BOX, Command.UNDO, Command.CLOSE_BOX, Command.REPRINT_SLIP, LabelOf("#1"), LabelOf("#1"))
    put_back = (TEA, Command.UNDO, TEA, Command.CANCEL, Command.OK, TEA, Command.CANCEL, Command.CANCEL)
    return [shop.order("#1").scan_code, MUG, Command.UNDO, MUG, BOWL, *papers, *box, *put_back]


def played(station: Station, things: list[Scannable]) -> list[tuple[str, list[Statement]]]:
    """What each scan was answered, and the statements it took."""
    told = []
    for thing in things:
        with statements(station.shop.database) as seen:
            told.append((station.hears(thing), seen))
    return told


@pytest.mark.parametrize(("station", "day"), [("dock", at_the_dock), ("bench", at_the_bench)])
def test_no_scan_reads_a_table_that_grows(shop: Shop, station: str, day: Callable[[Shop], list[Scannable]]) -> None:
    shop.dock().scans(*at_the_dock(shop))
    scans = played(getattr(shop, station)("another"), day(shop))
    found = [scan for _, seen in scans for scan in scans_of(shop.database, seen)]
    assert found == []


def test_what_is_scanned_is_everything_a_packer_does(shop: Shop) -> None:
    """The plans above are only as good as the day they are of."""
    heard = {key for key, _ in played(shop.dock(), at_the_dock(shop))}
    heard |= {key for key, _ in played(shop.bench(), at_the_bench(shop))}
    assert heard >= {
        *("delivery_opened", "unit_received", "order_complete", "units_received", "unit_to_stock", "undone"),
        *("mystery_parcel", "parcel_linked", "cell_content", "unknown_code", "delivery_finished"),
        *("order_opened", "unit_verified", "all_verified", "papers_removed", "box_closed", "reprint_asked", "shipped"),
        *("order_opened_by_item", "order_put_back", "already_shipped_label"),
    }


@pytest.mark.parametrize(
    ("index", "table"),
    [
        ("ix_order_lines_waiting", "order_lines"),
        ("ix_orders_tote", "orders"),
        ("ix_orders_open", "orders"),
        ("ix_movements_request_id", "movements"),
        ("ix_commands_station_screen_id", "commands"),
        ("ix_balances_location_id", "balances"),
    ],
)
def test_without_its_index_a_scan_would_be_seen_to_read_everything(shop: Shop, index: str, table: str) -> None:
    with shop.database.write() as connection:
        connection.exec_driver_sql(f"DROP INDEX {index}")
    scans = [*played(shop.dock(), at_the_dock(shop)), *played(shop.bench(), at_the_bench(shop))]
    found = [step for _, seen in scans for step, _ in scans_of(shop.database, seen)]
    assert any(step.startswith(f"SCAN {table}") for step in found), found


Read = Callable[[Connection], object]
LATER = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("index", "table", "read"),
    [
        ("ix_purchase_orders_open", "purchase_orders", lambda connection: view_counts(connection, LATER.date())),
        ("ix_inbound_parcels_arrived_at", "inbound_parcels", lambda connection: dock_day(connection, LATER)),
        ("ix_movements_purchase_order_line_id", "movements", lambda connection: scorecard(connection, 1, LATER)),
    ],
)
def test_lists_read_what_is_open_or_of_today_and_not_the_past(shop: Shop, index: str, table: str, read: Read) -> None:
    assert walks(shop, table, read) == []
    with shop.database.write() as connection:
        connection.exec_driver_sql(f"DROP INDEX {index}")
    assert walks(shop, table, read) != []


def walks(shop: Shop, table: str, read: Read) -> list[str]:
    """The steps in which a query reads all of a table."""
    with statements(shop.database) as seen, shop.database.write() as connection:
        read(connection)
    return [step for step, _ in scans_of(shop.database, seen) if re.search(rf"\b{table}\b", step)]


def test_a_scan_asks_the_database_little(shop: Shop) -> None:
    asked: dict[str, int] = {}
    for station, day in ((shop.dock(), at_the_dock), (shop.bench(), at_the_bench)):
        for key, seen in played(station, day(shop)):
            asked[key] = max(asked.get(key, 0), len(seen))
    assert {key: asked[key] for key, most in MOST_STATEMENTS.items() if asked[key] > most} == {}
    assert all(asked[key] > most - 3 for key, most in MOST_STATEMENTS.items()), "the limits are looser than need be"
