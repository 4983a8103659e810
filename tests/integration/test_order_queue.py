"""The order queue and the last scans, read from real databases."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, select, text, update

from app.db import tables as t
from app.db.engine import Database
from app.domain.messages import Kind
from app.domain.orders import OrderState
from app.queries.blockers import Lacking, NotBought
from app.queries.last_scans import last_scans
from app.queries.order_queue import OrderRow, order_queue_page
from app.services import packing, receiving
from tests.conftest import NOW
from tests.ui.small_shop import STATION, draft, open_shop, pack, receive, request, sell, stock_the_catalog

SCREENS = (receiving.SCRIPT.screen, packing.SCRIPT.screen)

LAMP = Lacking(1, "Desk lamp, brass", "Bright", date(2026, 11, 25))


def all_orders(database: Database, limit: int = 200) -> list[OrderRow]:
    rows: list[OrderRow] = []
    with database.read() as connection:
        page = order_queue_page(connection, None, limit)
        rows += page.rows
        while page.next is not None:
            assert len(page.rows) == limit
            page = order_queue_page(connection, page.next, limit)
            assert page.rows, "a page was promised, but there is none"
            rows += page.rows
    return rows


def test_an_empty_shop_has_an_empty_queue(database: Database) -> None:
    assert all_orders(database) == []


def test_an_order_tells_what_is_here_and_what_it_waits_for(database: Database) -> None:
    secret = stock_the_catalog(database)
    sell(database, draft(1000, (("MUG", 2), ("TIN", 1), ("LAMP", 1))))
    [row] = all_orders(database)
    assert row == OrderRow(
        row.id,
        "#1000",
        "northfield.example",
        "Northfield Home",
        "Aoife Example",
        NOW - timedelta(hours=3),
        OrderState.WAITING,
        0,
        4,
        "",
        (
            Lacking(2, "Blue mug, 330 ml", "Acme", date(2026, 11, 24)),
            Lacking(1, "Tea tin, 250 g", "Acme", date(2026, 11, 24)),
            LAMP,
        ),
        scan_code=row.scan_code,
    )
    receive(database, secret, "MUG", "MUG", "TIN")
    [row] = all_orders(database)
    assert (row.ready, row.units, row.tote) == (3, 4, "A1")
    assert row.lacking == (LAMP,)


def test_an_order_that_is_ready_waits_for_nothing(database: Database) -> None:
    secret = stock_the_catalog(database)
    sell(database, draft(1000, (("MUG", 1),)), draft(1001, (("MUG", 1),)))
    receive(database, secret, "MUG")
    ready, waiting = all_orders(database)
    assert (ready.state, ready.ready, ready.units, ready.lacking) == (OrderState.READY, 1, 1, ())
    assert waiting.state is OrderState.WAITING
    assert waiting.lacking == (Lacking(1, "Blue mug, 330 ml", "Acme", date(2026, 11, 24)),)


def test_what_nobody_was_asked_for_says_why(database: Database) -> None:
    stock_the_catalog(database)
    with database.write() as connection:
        connection.execute(insert(t.Product), {"id": 9, "sku": "RARE", "title": "Rare thing"})
        connection.execute(insert(t.ProductCode), {"code": "RARE", "kind": "sku", "product_id": 9})
    sell(database, draft(1000, (("RARE", 2), ("NEWSKU", 1))))
    [row] = all_orders(database)
    assert row.lacking == (
        Lacking(2, "Unknown RARE", why=NotBought.NOT_ORDERED),
        Lacking(1, "Unknown NEWSKU", why=NotBought.NOT_IN_CATALOG),
    )


@pytest.mark.parametrize("limit", [1, 3, 4, 200])
def test_pages_follow_each_other_without_gap_or_repeat(database: Database, limit: int) -> None:
    stock_the_catalog(database)
    sell(database, *(draft(1000 + n, (("NOTE", 1),)) for n in range(8)))
    with database.write() as connection:  # equal promises: the id decides
        connection.execute(update(t.SalesOrder).where(t.SalesOrder.id > 4).values(promise_at=NOW))
    rows = all_orders(database, limit)
    assert [(row.promise_at, row.id) for row in rows] == sorted((row.promise_at, row.id) for row in rows)
    assert sorted(row.id for row in rows) == list(range(1, 9))


def test_shipped_and_cancelled_orders_are_not_in_the_queue(database: Database) -> None:
    stock_the_catalog(database)
    sell(database, *(draft(1000 + n, (("NOTE", 1),)) for n in range(len(OrderState))))
    with database.write() as connection:
        for id, state in enumerate(OrderState, start=1):
            connection.execute(update(t.SalesOrder).where(t.SalesOrder.id == id).values(state=state.value))
    assert [row.state for row in all_orders(database)] == ["waiting", "ready", "packing", "packed"]


def test_a_long_list_is_nothing_to_the_garbage_collector(sqlite_database: Database) -> None:
    open_shop(sqlite_database, 3)
    rows = all_orders(sqlite_database)
    gc.collect()  # a tuple is let go of when it is first seen to hold nothing that matters
    assert any(row.lacking for row in rows)
    assert [row for row in rows if gc.is_tracked(row) or gc.is_tracked(row.lacking)] == []


def plans_of(database: Database, read: Callable[[Connection], object]) -> list[str]:
    """The database's plan for each statement that `read` sends, as it is sent."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, values: object, *_: object) -> None:
        sent.append((sql, values))

    with database.read() as connection:
        event.listen(connection, "before_cursor_execute", note)
        read(connection)
        event.remove(connection, "before_cursor_execute", note)
        if not database.is_sqlite:  # It reads tables of this size whole, unless that costs something.
            for way in ("seqscan", "bitmapscan", "sort"):
                connection.execute(text("SELECT set_config(:way, 'off', true)"), {"way": f"enable_{way}"})
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        rows = [connection.exec_driver_sql(explain + sql, values).all() for sql, values in sent]
    return ["\n".join(str(row[-1]) for row in plan) for plan in rows]


def sorts(plan: str) -> bool:
    return "TEMP B-TREE" in plan or "Sort" in plan


def walks_the_open_orders(plan: str) -> bool:
    return not sorts(plan) and ("USING INDEX ix_orders_open" in plan or "Scan using ix_orders_open" in plan)


def test_a_page_is_read_along_the_index_of_open_orders(database: Database) -> None:
    open_shop(database, 5)
    first, lacking = plans_of(database, lambda connection: order_queue_page(connection))
    assert walks_the_open_orders(first), first
    assert "SCAN order_lines" not in lacking, lacking
    assert "Seq Scan" not in lacking, lacking


def test_a_later_page_starts_by_a_search(database: Database) -> None:
    open_shop(database, 5)
    plan, *_ = plans_of(database, lambda connection: order_queue_page(connection, (NOW, 1)))
    assert walks_the_open_orders(plan), plan
    found = "(promise_at>?)" in plan or re.search(r"Index Cond: .*ROW\(.*promise_at, .*id\) > ROW", plan)
    assert found, plan


def test_a_plan_that_sorts_would_be_seen(database: Database) -> None:
    open_shop(database, 5)
    by_name = select(t.SalesOrder.id).order_by(t.SalesOrder.ship_to_name)
    [plan] = plans_of(database, lambda connection: connection.execute(by_name))
    assert sorts(plan)


def test_a_condition_the_index_does_not_cover_would_be_seen(database: Database) -> None:
    open_shop(database, 5)
    bound = select(t.SalesOrder.id).where(t.SalesOrder.state.in_(["waiting", "shipped"]))
    bound = bound.order_by(t.SalesOrder.promise_at, t.SalesOrder.id)
    [plan] = plans_of(database, lambda connection: connection.execute(bound))
    assert not walks_the_open_orders(plan), plan


def test_last_scans_are_the_newest_of_all_screens_of_the_station(database: Database) -> None:
    secret = stock_the_catalog(database)
    sell(database, draft(1000, (("MUG", 1),)))
    receive(database, secret, "MUG")
    pack(database, secret, "MUG")
    with database.read() as connection:
        scans = last_scans(connection, STATION, SCREENS, 2)
        assert [(scan.screen, scan.text, scan.message.kind) for scan in scans] == [
            ("packing", "MUG", Kind.OK),
            ("receiving", "MUG", Kind.DONE),
        ]
        assert scans[1].message.text == (
            "Blue mug, 330 ml completes order #1000: put it in A1. The order is ready to pack."
        )
        assert scans[0].at == NOW
        assert last_scans(connection, "bench-2", SCREENS, 2) == ()


def test_last_scans_are_found_by_the_index(sqlite_database: Database) -> None:
    for plan in plans_of(sqlite_database, lambda connection: last_scans(connection, STATION, SCREENS, 5)):
        assert "ix_commands_station_screen_id" in plan
        assert not sorts(plan)


def test_an_answer_of_another_version_can_still_be_read(database: Database) -> None:
    secret = stock_the_catalog(database)
    receive_nothing = receiving.receive_scan(database, request(), "NO-SUCH-CODE", secret)
    with database.write() as connection:
        answer = connection.execute(select(t.Command.answer)).scalar_one()
        old = answer.replace(receive_nothing.message.key, "sentence_of_an_older_version")
        connection.execute(update(t.Command).values(answer=old))
    with database.read() as connection:
        [scan] = last_scans(connection, STATION, SCREENS, 5)
    assert (scan.message.kind, scan.text) == (Kind.WRONG, "NO-SUCH-CODE")
