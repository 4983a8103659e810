"""The put wall grows and shrinks, and never takes a cell away from an order, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from app.db import tables as t
from app.db.engine import Database
from app.errors import Refused
from app.queries.put_wall import put_wall
from app.services import put_wall as module
from app.services.put_wall import WallChange, resize_wall
from tests.factory import BOWL, MUG, Shop


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(database)


def codes(shop: Shop) -> list[str]:
    with shop.database.read() as connection:
        return [cell.code for cell in put_wall(connection)]


def resize(shop: Shop, rows: int, columns: int) -> WallChange:
    return resize_wall(shop.database, shop.request(), rows, columns)


def told(shop: Shop) -> list[str]:
    rows = shop.all(select(t.Event.data).where(t.Event.kind == "SettingChanged").order_by(t.Event.id))
    return [row.data for row in rows]


def gathers(shop: Shop, number: str) -> str:
    """An order with one of its two units received; the code of the place it stands at."""
    shop.sells(number, MUG, BOWL)
    shop.dock(f"dock {number}").scans(shop.purchase_order(), MUG)
    return shop.cell(number)


def test_a_wall_grows_in_both_directions(shop: Shop) -> None:
    change = resize(shop, 7, 10)
    assert change.removed == ()
    assert change.added[:2] == ("A9", "A10")
    assert change.added[-1] == "G10"
    assert len(change.added) == 22
    assert codes(shop)[7:11] == ["A8", "A9", "A10", "B1"]
    assert told(shop) == ['{"type":"SettingChanged","what":"put wall","name":"7 x 10"}']
    shop.check()


def test_a_wall_that_is_as_large_already_is_no_change(shop: Shop) -> None:
    assert resize(shop, 6, 8) == WallChange()
    assert told(shop) == []


def test_empty_cells_go_and_come_back_with_their_code(shop: Shop) -> None:
    before = dict(shop.all(select(t.Location.code, t.Location.scan_code).where(t.Location.kind == "cell")))
    assert resize(shop, 2, 3).removed[:2] == ("A4", "A5")
    assert codes(shop) == ["A1", "A2", "A3", "B1", "B2", "B3"]
    assert resize(shop, 6, 8).added[:2] == ("A4", "A5")
    after = dict(shop.all(select(t.Location.code, t.Location.scan_code).where(t.Location.kind == "cell")))
    assert after == before
    shop.check()


@pytest.fixture
def full(shop: Shop) -> Shop:
    """A shop whose wall has two cells, both with an order."""
    resize(shop, 1, 2)
    assert [gathers(shop, "#1"), gathers(shop, "#2")] == ["A1", "A2"]
    return shop


def test_a_cell_of_an_order_never_goes(full: Shop) -> None:
    with pytest.raises(Refused) as refused:
        resize(full, 1, 1)
    assert (refused.value.key, refused.value.values) == ("cells_in_use", {"cells": "A2"})
    assert codes(full) == ["A1", "A2"]
    assert len(told(full)) == 1


def test_without_the_protection_an_order_would_lose_its_cell(full: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the check above."""
    monkeypatch.setattr(module, "_refuse_used", lambda cells, removed: None)
    resize(full, 1, 1)
    assert codes(full) == ["A1"]
    assert full.cell("#2") == "A2"


def test_goods_that_belong_to_no_order_keep_their_cell_too(full: Shop) -> None:
    with full.database.write() as connection:
        connection.execute(update(t.SalesOrder).values(tote_id=None))
    with pytest.raises(Refused, match="A2"):
        resize(full, 1, 1)


@pytest.mark.parametrize(("rows", "columns"), [(0, 8), (6, 0), (13, 8), (6, 21)])
def test_a_size_no_wall_has_is_refused(shop: Shop, rows: int, columns: int) -> None:
    with pytest.raises(Refused, match="wall_size"):
        resize(shop, rows, columns)
    assert len(codes(shop)) == 48


def test_a_cell_that_went_is_given_to_nobody(shop: Shop) -> None:
    resize(shop, 1, 1)
    places = [gathers(shop, "#1"), gathers(shop, "#2")]
    assert places[0] == "A1"
    assert places[1] not in {"A2", "B1"}
    shop.check()
