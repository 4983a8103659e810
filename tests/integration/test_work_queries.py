"""What stands beside the two work screens, read from real databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, text, update

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.queries.delivery import arrived_at, delivery_lines, expected_deliveries
from app.queries.dock_day import DockDay, dock_day
from app.queries.put_wall import CellUse, WallCell, put_wall
from app.queries.ready_orders import package_number, promised_at, ready_count, ready_orders
from tests.factory import BOWL, CUP, KILN, LEAF, MUG, NOW, TEA, LabelOf, Shop


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(database)


def read(shop: Shop, query: Callable[..., Any], *values: Any) -> Any:
    with shop.database.read() as connection:
        return query(connection, *values)


def opened(shop: Shop, supplier: str = KILN) -> int:
    """The id of the newest purchase order at a supplier."""
    order = t.PurchaseOrder
    return int(shop.all(select(order.id).where(order.scan_code == shop.purchase_order(supplier)))[0].id)


# --- put wall -------------------------------------------------------------------------------------------------------


def test_a_cell_is_free_waiting_or_complete(shop: Shop) -> None:
    assert {cell.use for cell in read(shop, put_wall)} == {CellUse.FREE}
    shop.sells("#1", MUG)
    shop.sells("#2", (MUG, 3))
    shop.dock().scans(shop.purchase_order(), MUG, MUG)
    first, second, third, *_ = read(shop, put_wall)
    assert first == WallCell("A1", CellUse.COMPLETE, "#1")
    assert second == WallCell("A2", CellUse.WAITING, "#2", 2)
    assert third == WallCell("A3")


def test_a_cell_is_free_again_when_its_order_has_left(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    shop.bench().scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    assert read(shop, put_wall)[0] == WallCell("A1")


# --- delivery -------------------------------------------------------------------------------------------------------


def test_the_lines_of_a_delivery_tell_what_came_and_for_whom(shop: Shop) -> None:
    shop.sells("#late", MUG, promise_days=9)
    shop.sells("#soon", (MUG, 2), BOWL)
    shop.dock().scans(shop.purchase_order(), MUG)
    mug, bowl = read(shop, delivery_lines, opened(shop))
    assert (mug.title, mug.supplier_sku, mug.gtin) == ("Blue mug", "K-MUG", "04006381333931")
    assert (mug.received, mug.quantity, mug.complete, mug.orders) == (1, 3, False, ("#soon", "#late"))
    assert (bowl.received, bowl.quantity, bowl.orders) == (0, 1, ("#soon",))


def test_a_line_stays_with_its_orders_when_it_is_complete(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    [mug] = read(shop, delivery_lines, opened(shop))
    assert (mug.complete, mug.orders) == (True, ("#1",))


def test_expected_deliveries_come_in_the_order_of_their_day(shop: Shop) -> None:
    shop.sells("#1", (MUG, 2), CUP)
    shop.dock().scans(shop.purchase_order(), MUG)
    kiln, leaf = read(shop, expected_deliveries)
    assert (kiln.supplier, kiln.units, kiln.expected_on) == (KILN, 1, date(2026, 11, 25))
    assert (leaf.supplier, leaf.units, leaf.scan_code) == (LEAF, 12, shop.purchase_order(LEAF))
    assert read(shop, expected_deliveries, 1) == (kiln,)
    shop.dock().scans(MUG)
    assert read(shop, expected_deliveries) == (leaf,)


def test_a_parcel_knows_when_it_arrived(shop: Shop) -> None:
    shop.dock().scans("1Z999AA10123456784")
    [parcel] = shop.all(select(t.InboundParcel.id))
    assert read(shop, arrived_at, parcel.id) == NOW


# --- the day --------------------------------------------------------------------------------------------------------


def test_the_day_at_the_dock(shop: Shop) -> None:
    assert read(shop, dock_day, NOW) == DockDay()
    shop.sells("#1", MUG)
    shop.sells("#2", MUG, TEA)
    shop.sells("#3", (MUG, 2))
    shop.dock().scans("1Z999AA10123456784", shop.purchase_order(), MUG, MUG, MUG, MUG)
    with shop.database.write() as connection:
        connection.execute(update(t.Event).values(at=NOW - timedelta(minutes=40)))
    shop.bench().scans(shop.order("#1").scan_code, MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    assert read(shop, dock_day, NOW) == DockDay(1, 0, 40, 1)


def test_yesterday_is_not_today(shop: Shop) -> None:
    shop.dock().scans("1Z999AA10123456784")
    assert read(shop, dock_day, NOW).parcels_in == 1
    assert read(shop, dock_day, NOW + timedelta(days=1)).parcels_in == 0


def test_what_should_have_come_by_tonight_is_still_due(shop: Shop) -> None:
    shop.sells("#1", MUG, TEA)
    due = datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert [read(shop, dock_day, at).still_due for at in (NOW, due, due + timedelta(days=2))] == [0, 1, 2]


# --- ready orders ---------------------------------------------------------------------------------------------------


def test_ready_orders_come_by_promise_and_say_where_they_are_open(shop: Shop) -> None:
    shop.sells("#late", MUG, promise_days=9)
    shop.sells("#soon", (MUG, 2))
    shop.sells("#waits", TEA)
    shop.dock().scans(shop.purchase_order(), MUG, MUG, MUG)
    shop.bench("bench-2").scans(shop.order("#late").scan_code)
    soon, late = read(shop, ready_orders)
    assert (soon.number, soon.units, soon.tote, soon.station) == ("#soon", 2, "A1", "")
    assert (late.number, late.station) == ("#late", "bench-2")
    assert read(shop, ready_count) == 1
    assert read(shop, promised_at, late.id) == NOW + timedelta(days=9)


def test_an_order_that_was_put_back_and_opened_again_is_listed_once(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    bench = shop.bench()
    code = shop.order("#1").scan_code
    bench.scans(code, Command.CANCEL, code)
    [order] = read(shop, ready_orders)
    assert (order.number, order.station) == ("#1", "bench-1")
    package = shop.all(select(t.Package.id, t.Package.number).where(t.Package.state == "open"))[0]
    assert read(shop, package_number, package.id) == package.number


# --- what they cost -------------------------------------------------------------------------------------------------


def plans(shop: Shop, query: Callable[..., Any], *values: Any) -> str:
    """The database's plans for the statements of a query."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, parameters: object, *_: object) -> None:
        sent.append((sql, parameters))

    with shop.database.read() as connection:
        event.listen(connection, "before_cursor_execute", note)
        query(connection, *values)
        event.remove(connection, "before_cursor_execute", note)
        return "\n".join(_plan(connection, sql, parameters, shop.database.is_sqlite) for sql, parameters in sent)


def _plan(connection: Connection, sql: str, parameters: Any, sqlite: bool) -> str:
    if not sqlite:  # It reads tables of this size whole, unless that costs something.
        connection.execute(text("SELECT set_config('enable_seqscan', 'off', true)"))
    explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + sql, parameters))


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (ready_orders, "ix_orders_open"),
        (ready_count, "ix_orders_open"),
        (expected_deliveries, "ix_purchase_order_lines_open"),
        (put_wall, "ix_orders_tote"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_only_what_is_open_is_read(shop: Shop, query: Callable[..., Any], index: str) -> None:
    shop.sells("#1", MUG)
    assert index in plans(shop, query)


def test_a_day_is_read_along_what_was_shipped_today(shop: Shop) -> None:
    shop.sells("#1", MUG)
    plan = plans(shop, dock_day, NOW)
    assert "ix_events_order_id" in plan
    if shop.database.is_sqlite:  # PostgreSQL looks into an empty table first, whatever it costs.
        assert "ix_confirmations_channel_id_shipped_at" in plan


def test_a_query_over_all_orders_would_be_seen(shop: Shop) -> None:
    everything = plans(shop, lambda connection: connection.execute(select(t.SalesOrder.number)).all())
    assert "ix_orders_open" not in everything
