"""What Today and Orders read does not grow with history: the plans of their statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database
from app.queries.order_detail import order_detail
from app.queries.order_list import View, Wanted, view_counts
from app.queries.order_queue import order_queue_page
from app.queries.timeline import timeline
from app.queries.today import work
from tests.factory import MUG, NOW, Shop
from tests.integration.test_order_queries import UNKNOWN
from tests.integration.test_order_queue import plans_of

HISTORY = ("orders", "o", "order_lines", "packages", "allocations", "print_jobs", "purchase_orders", "inbound_parcels")

#: Indexes of what is open only: as long as the work is, however long the history.
OF_OPEN = (
    "ix_orders_open",
    "ix_orders_held",
    "ix_order_lines_to_buy",
    "ix_purchase_order_lines_open",
    "ix_print_jobs_unsure",
)


def read_whole(plan: str) -> list[str]:
    """The steps of a SQLite plan that walk through a table that grows with the years, and no index of what is open."""
    walks = [step for step in plan.splitlines() if step.removeprefix("SCAN ").split()[0] in HISTORY]
    return [step for step in walks if step.startswith("SCAN ") and not any(index in step for index in OF_OPEN)]


@pytest.mark.parametrize(
    "read",
    [
        *(partial(order_queue_page, wanted=Wanted(NOW, view)) for view in View),
        partial(order_queue_page, wanted=Wanted(NOW, text="tea")),
        partial(view_counts, now=NOW),
        partial(order_detail, order_id=1),
        partial(timeline, order_id=1),
        partial(work, now=NOW),
    ],
    ids=lambda read: (
        f"{read.func.__name__} {read.keywords.get('wanted', Wanted(NOW)).view} "
        f"{read.keywords.get('wanted', Wanted(NOW)).text}"
    ),
)
def test_nothing_is_read_whole_that_grows_with_history(sqlite_database: Database, read: Callable[..., object]) -> None:
    shop = Shop(sqlite_database)
    shop.sells("#1", MUG, UNKNOWN)
    for plan in plans_of(sqlite_database, read):
        assert read_whole(plan) == [], plan


def test_a_table_that_is_read_whole_would_be_seen(sqlite_database: Database) -> None:
    [plan] = plans_of(sqlite_database, lambda connection: connection.execute(select(t.SalesOrder.ship_to_name)))
    assert read_whole(plan) == ["SCAN orders"]
