"""Taking promises back: first what nobody supplies yet, then what is coming, then what is here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.db import tables as t
from app.domain.own_codes import Command
from tests.factory import CUP, KILN, LEAF, MUG, TEA, Goods, Shop, copy_of

VASE = Goods("VASE", "Tall vase", "8712345678906", LEAF)


@pytest.fixture
def shop(database):
    shop = Shop(database)
    yield shop
    shop.check()


def test_what_is_coming_is_given_up_before_what_is_here(shop):
    shop.sells("#1", (MUG, 3))
    shop.dock().scans(shop.purchase_order(), MUG)
    shop.sells("#1", (MUG, 2))
    assert shop.on_order(MUG) == (3, 1, 1)
    assert shop.on_hand(MUG, "cell") == (1, 1)
    shop.sells("#1", MUG)
    assert shop.on_order(MUG) == (3, 1, 0)
    assert shop.state("#1") == "ready"


def test_what_nobody_supplies_is_given_up_first(shop):
    shop.sells("#1", (VASE, 3))
    shop.sells("#1", VASE)
    line = shop.line("#1", VASE)
    assert (line.quantity, line.waiting, line.to_buy, line.allocated) == (1, 1, 1, 0)


def test_goods_from_the_cell_go_to_the_shelf_by_a_movement(shop):
    shop.sells("#1", (MUG, 2), TEA)
    shop.dock().scans(shop.purchase_order(KILN), MUG, MUG)
    shop.cancels("#1")
    moved = shop.all(t.Movement.__table__.select().where(t.Movement.reason == "put_away"))
    assert sum(row.quantity for row in moved) == 2
    assert shop.on_hand(MUG) == (2, 0)
    assert shop.on_hand(MUG, "cell") == (0, 0)


def test_goods_promised_on_the_shelf_stay_there_for_the_next(shop):
    shop.dock().scans(MUG, MUG)
    shop.sells("#1", MUG)
    assert shop.on_hand(MUG) == (1, 1)
    shop.cancels("#1")
    assert shop.on_hand(MUG) == (1, 0)
    assert shop.count(t.Allocation) == 0


def test_free_stock_serves_the_urgent_although_its_goods_are_coming(shop):
    shop.sells("#late", MUG, promise_days=9)
    shop.sells("#urgent", MUG, promise_days=1)
    shop.sells("#gone", MUG, promise_days=0)
    shop.dock().scans(shop.purchase_order(), MUG)
    shop.cancels("#gone")
    assert (shop.state("#urgent"), shop.state("#late")) == ("ready", "waiting")
    assert shop.on_order(MUG) == (3, 1, 1)


@settings(max_examples=25)
@given(
    ordered=st.integers(1, 5),
    received=st.integers(0, 5),
    left=st.integers(0, 5),
    goods=st.sampled_from((MUG, CUP)),
)
def test_no_unit_is_lost_or_made_by_an_edit(migrated_file, ordered, received, left, goods):
    with copy_of(migrated_file) as database:
        shop = Shop(database)
        shop.sells("#1", (goods, ordered), TEA)
        came = min(received, ordered)
        shop.dock().scans(shop.purchase_order(goods.supplier), *[goods] * came)
        shop.sells("#1", *([(goods, left)] if left else []), TEA)
        line = shop.line("#1", goods)
        assert line.quantity == left
        assert line.received == min(came, left)
        on_hand = [shop.on_hand(goods, kind)[0] for kind in ("shelf", "cell", "bench")]
        assert sum(on_hand) == came
        assert shop.on_order(goods)[2] == left - line.received
        shop.dock().scans(Command.UNDO)
        shop.check()
