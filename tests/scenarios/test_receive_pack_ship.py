"""The ordinary day: what was sold is bought, comes in, is gathered, packed and shipped."""

from app.db import tables as t
from app.domain.own_codes import Command
from tests.factory import BOWL, CUP, KILN, LEAF, MUG, TEA, LabelOf

REMOVED, CLOSE = Command.PAPERS_REMOVED, Command.CLOSE_BOX


def test_one_item_is_bought_received_packed_and_shipped(shop, dock, bench):
    shop.sells("#1", MUG)
    assert shop.on_order(MUG) == (1, 0, 1)

    assert dock.hears(shop.purchase_order(), MUG) == "order_complete"
    assert shop.state("#1") == "ready"

    assert bench.hears(MUG) == "order_opened_by_item"
    assert bench.hears(REMOVED, CLOSE) == "box_closed"
    assert [job[:2] for job in shop.jobs("#1")] == [("slip", 1), ("label", 1)]

    assert bench.hears(LabelOf("#1")) == "shipped"
    assert shop.state("#1") == "shipped"
    assert shop.count(t.Confirmation) == 1
    assert shop.on_hand(MUG, "bench") == (0, 0)


def test_two_suppliers_parcels_meet_in_one_cell(shop, dock, bench):
    shop.sells("#1", MUG, TEA)

    first = dock.scans(shop.purchase_order(KILN), MUG).state.last[0]
    assert (first.tote, first.waits_for, first.complete) == ("A1", ("1 × Green tea",), False)
    assert bench.hears(shop.order("#1").scan_code) == "order_not_ready"

    second = dock.scans(Command.FINISH, shop.purchase_order(LEAF), TEA).state.last[0]
    assert (second.tote, second.complete) == ("A1", True)

    assert bench.hears(Command.OK, shop.order("#1").scan_code) == "order_opened"
    assert bench.hears(TEA, MUG) == "all_verified"
    assert bench.hears(REMOVED, CLOSE, LabelOf("#1")) == "shipped"
    assert shop.cell("#1") == ""


def test_what_a_short_parcel_owes_comes_in_a_second_one(shop, dock, bench):
    shop.sells("#1", (MUG, 2))
    order = shop.purchase_order()

    short = dock.message(order, MUG, Command.FINISH)
    assert (short.key, short.values["missing"]) == ("delivery_finished_short", 1)
    assert shop.state("#1") == "waiting"

    assert dock.message(order).values["expected"] == 1
    assert dock.hears(MUG) == "order_complete"
    assert dock.hears(Command.FINISH) == "delivery_finished"
    assert bench.hears(MUG, MUG, REMOVED, CLOSE, LabelOf("#1")) == "shipped"


def test_the_rest_of_a_pack_serves_the_next_order_without_buying(shop, dock):
    shop.sells("#1", CUP)
    assert shop.on_order(CUP) == (12, 0, 1)
    shop.sells("#2", (CUP, 3))
    assert shop.on_order(CUP) == (12, 0, 4)

    shop_order = shop.purchase_order(LEAF)
    assert dock.hears(shop_order, CUP, CUP, CUP, CUP) == "order_complete"
    assert dock.hears(CUP) == "unit_to_stock"

    shop.sells("#3", CUP)
    assert shop.state("#3") == "ready"
    assert shop.on_order(CUP) == (12, 5, 0)


def test_a_counted_scan_gives_each_unit_to_its_order(shop, dock):
    shop.sells("#1", MUG)
    shop.sells("#2", (MUG, 2))

    from_quantity = dock.message(shop.purchase_order(), shop.quantity(3), MUG)

    assert from_quantity.values["count"] == 3
    assert (shop.state("#1"), shop.state("#2")) == ("ready", "ready")
    assert shop.cell("#1") != shop.cell("#2")


def test_two_lines_of_two_orders_are_never_mixed_at_the_bench(shop, dock, bench):
    shop.sells("#1", MUG, BOWL)
    shop.sells("#2", MUG, BOWL)
    dock.scans(shop.purchase_order(), MUG, MUG, BOWL, BOWL)

    bench.scans(shop.order("#2").scan_code, MUG)

    assert bench.hears(shop.order("#1").scan_code) == "other_order_open"
    assert bench.hears(MUG) == "one_too_many"
    assert shop.line("#1", MUG).packed == 0
