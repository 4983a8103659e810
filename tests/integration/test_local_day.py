"""Paper and purchase orders carry the day and the time of the workstation, not of Greenwich."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.domain.requests import local_now, new_request
from tests.factory import MUG, LabelOf, Shop


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A workstation 13 hours ahead of Greenwich."""
    if not hasattr(time, "tzset"):
        pytest.skip("only POSIX lets a process change its zone")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.mark.usefixtures("in_auckland")
def test_a_request_knows_the_day_of_the_workstation() -> None:
    at = new_request("dock-1", "ana").at
    assert at.utcoffset() == local_now().utcoffset() != datetime.now(UTC).utcoffset()


@pytest.mark.usefixtures("in_auckland")
def test_a_purchase_order_of_the_morning_is_of_this_morning(shop: Shop) -> None:
    shop.now = datetime(2026, 11, 23, 20, 5, tzinfo=UTC).astimezone()
    shop.sells("#1", MUG)
    with shop.database.read() as connection:
        assert connection.execute(select(t.PurchaseOrder.ordered_on)).scalar() == date(2026, 11, 24)


@pytest.mark.usefixtures("in_auckland")
def test_a_box_says_when_it_left_on_the_clock_of_the_workstation(shop: Shop) -> None:
    shop.now = datetime(2026, 11, 23, 20, 5, tzinfo=UTC).astimezone()
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    bench = shop.bench()
    bench.scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX)
    bench.scans(LabelOf("#1"))
    assert "2026-11-24 at 09:05" in bench.message(LabelOf("#1")).text
