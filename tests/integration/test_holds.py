"""Orders on hold, and slips of several orders at once, with a result for each."""

from __future__ import annotations

from app.domain.own_codes import Command
from app.services.holds import hold_orders, release_orders
from app.services.slips import print_slips
from tests.factory import KILN, MUG
from tests.integration.test_order_queries import Shop, ids, ship, shop, told

__all__ = ["shop"]


def test_a_held_order_cannot_be_packed_until_it_is_released(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    [outcome] = hold_orders(shop.database, shop.request(), ids(shop, "#1"), "address is unclear")
    assert (outcome.number, outcome.done, outcome.words) == ("#1", True, "is on hold: address is unclear")
    bench = shop.bench()
    assert bench.hears(shop.order("#1").scan_code) == "order_on_hold"
    assert bench.hears(Command.OK, MUG) == "nobody_needs"
    bench.scans(Command.OK)
    assert [each.done for each in release_orders(shop.database, shop.request(), ids(shop, "#1"))] == [True]
    assert bench.hears(MUG) == "order_opened_by_item"
    assert told(shop, "#1")[:5][::-1][-4:-2] == ["Put on hold", "Released from hold"]
    shop.check()


def test_holding_tells_what_became_of_each_order(shop: Shop) -> None:
    for number in ("#1", "#2", "#3"):
        shop.sells(number, MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    shop.bench().scans(shop.order("#1").scan_code)
    hold_orders(shop.database, shop.request(), ids(shop, "#2"), "first")
    outcomes = hold_orders(shop.database, shop.request(), ids(shop, "#1", "#2", "#3"), "second")
    assert [(each.number, each.done, each.words) for each in outcomes] == [
        ("#1", False, "cannot be held: it is packing"),
        ("#2", False, "is on hold already: first"),
        ("#3", True, "is on hold: second"),
    ]
    assert [each.words for each in release_orders(shop.database, shop.request(), ids(shop, "#1"))] == [
        "was not on hold"
    ]


def test_slips_print_again_marked_with_a_result_for_each_order(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    ship(shop, "#1", MUG)
    outcomes = print_slips(shop.database, shop.request(), ids(shop, "#1", "#2"))
    assert [(each.number, each.done, each.words) for each in outcomes] == [
        ("#1", True, "prints again, marked REPRINT 2"),
        ("#2", False, "has no slip yet: it prints when the box is closed"),
    ]
    assert shop.jobs("#1")[-1][:2] == ("slip", 2)
    assert shop.jobs("#1")[-1][3].startswith("REPRINT 2")
    assert told(shop, "#1")[0] == "Reprint 2 of the slip asked for"
    shop.check()
