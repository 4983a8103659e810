"""Orders on hold, and slips once more: one order at a time, several with a result for each."""

from __future__ import annotations

from functools import partial

from app.domain.own_codes import Command
from app.errors import Cancelled, DatabaseUnavailable
from app.services.holds import hold_order, release_order
from app.services.order_batch import BatchResult, OrderOutcome, each_order
from app.services.slips import print_slip
from tests.factory import KILN, MUG
from tests.integration.test_order_queries import Shop, ship, shop, told

__all__ = ["shop"]


def hold(shop: Shop, number: str, reason: str = "address is unclear") -> OrderOutcome:
    return hold_order(shop.database, shop.request(), shop.order(number).id, reason)


def keys(result: BatchResult) -> list[str]:
    return [each.message.key for each in result.outcomes]


def test_a_held_order_cannot_be_packed_until_it_is_released(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    held = hold(shop, "#1")
    assert (held.done, held.message.text) == (True, "#1 is on hold: address is unclear.")
    bench = shop.bench()
    assert bench.hears(shop.order("#1").scan_code) == "order_on_hold"
    assert bench.hears(Command.OK, MUG) == "nobody_needs"
    bench.scans(Command.OK)
    assert release_order(shop.database, shop.request(), shop.order("#1").id).message.key == "order_released"
    assert bench.hears(MUG) == "order_opened_by_item"
    assert told(shop, "#1")[:5][::-1][-4:-2] == ["OrderHeld", "OrderReleased"]
    shop.check()


def test_what_cannot_be_held_says_why(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    shop.bench().scans(shop.order("#1").scan_code)
    hold(shop, "#2", "first")
    assert (hold(shop, "#1").done, hold(shop, "#1").message.key) == (False, "order_not_holdable")
    assert (hold(shop, "#2").done, hold(shop, "#2").message.text) == (False, "#2 is on hold already: first.")
    assert release_order(shop.database, shop.request(), shop.order("#1").id).message.key == "order_not_held"


def test_a_slip_prints_again_marked(shop: Shop) -> None:
    shop.sells("#1", MUG)
    shop.sells("#2", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    ship(shop, "#1", MUG)
    again, none = (print_slip(shop.database, shop.request(), shop.order(number).id, "torn") for number in ("#1", "#2"))
    assert (again.done, again.message.text) == (True, "The slip of #1 prints again, marked REPRINT 2.")
    assert (none.done, none.message.key) == (False, "no_slip_yet")
    assert shop.jobs("#1")[-1][:2] == ("slip", 2)
    assert shop.jobs("#1")[-1][3].startswith("REPRINT 2")
    assert told(shop, "#1")[0] == "PrintRequested · slip"
    shop.check()


# --- several ---------------------------------------------------------------------------------------------------------


def several(shop: Shop) -> list[int]:
    shop.imports(*shop.many(4, MUG))
    return [shop.order(f"#{number}").id for number in range(4)]


def test_each_of_several_is_told_and_the_progress_of_all(shop: Shop) -> None:
    orders, heard = several(shop), []
    hold(shop, "#1")
    step = partial(hold_order, shop.database, shop.request(), reason="stock count")
    result = each_order(step, orders, lambda *progress: heard.append(progress))
    assert keys(result) == ["order_held", "order_held_already", "order_held", "order_held"]
    assert (result.left, heard) == (0, [(0, 4), (1, 4), (2, 4), (3, 4)])


def test_stopping_leaves_what_is_done_and_begins_nothing_more(shop: Shop) -> None:
    orders = several(shop)

    def stop_after_two(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    result = each_order(partial(hold_order, shop.database, shop.request(), reason="stop"), orders, stop_after_two)
    assert (keys(result), result.left) == (["order_held", "order_held"], 2)
    assert [shop.order(f"#{number}").hold_reason for number in range(4)] == ["stop", "stop", None, None]
    shop.check()


def test_a_database_that_goes_away_ends_it_with_its_reason(shop: Shop) -> None:
    orders = several(shop)

    def gone_at_the_second(order_id: int) -> OrderOutcome:
        if order_id == orders[1]:
            raise DatabaseUnavailable("not_saved", reason="the disk is full")
        return hold_order(shop.database, shop.request(), order_id, "full")

    result = each_order(gone_at_the_second, orders, lambda *_: None)
    assert (keys(result), result.left) == (["order_held", "not_saved"], 2)
    assert not result.outcomes[1].done
