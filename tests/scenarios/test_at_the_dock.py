"""What goes wrong at the dock: too much, nobody's, unknown, unannounced, and a wall without a free cell."""

import pytest

from app.domain.own_codes import Command
from tests.factory import BOWL, KILN, LEAF, MUG, TEA, LabelOf

UPS = "1Z999AA10123456784"


def test_one_more_than_ordered_is_asked_for_and_taken_by_a_second_scan(shop, dock):
    shop.sells("#1", MUG)
    order = shop.purchase_order()

    assert dock.hears(order, MUG, MUG) == "too_many"
    assert shop.on_order(MUG) == (1, 1, 0)
    assert dock.hears(MUG) == "unit_to_stock"
    assert shop.on_order(MUG) == (1, 2, 0)

    shop.sells("#2", MUG)
    assert shop.state("#2") == "ready"
    assert shop.on_order(MUG) == (1, 2, 0)


def test_one_more_than_ordered_can_be_put_aside(shop, dock):
    shop.sells("#1", MUG)
    assert dock.hears(shop.purchase_order(), MUG, MUG, Command.OK) == "cleared"
    assert shop.on_hand(MUG) == (0, 0)
    assert shop.on_order(MUG) == (1, 1, 0)


def test_goods_nobody_ordered_are_asked_about(shop, dock):
    assert dock.hears(BOWL) == "not_ordered"
    assert dock.hears(BOWL) == "unit_to_stock"
    assert shop.on_hand(BOWL) == (1, 0)


def test_goods_of_another_purchase_order_are_asked_about(shop, dock):
    shop.sells("#1", MUG)
    shop.sells("#2", TEA)
    dock.scans(shop.purchase_order(LEAF))

    asked = dock.message(MUG)
    assert (asked.key, asked.values["other"]) == ("on_other_purchase_order", "PO-00001")
    assert dock.hears(MUG) == "order_complete"
    assert shop.on_order(MUG) == (1, 1, 0)


def test_an_unknown_code_is_taught_once_and_known_from_then_on(shop, dock, bench):
    shop.sells("#1", MUG)
    shop.sells("#2", MUG)
    assert dock.hears(shop.purchase_order(), "KILN-BOX-7") == "unknown_code"
    assert dock.hears(Command.TEACH) == "teach_which"
    assert dock.hears(MUG) == "taught"
    assert shop.on_order(MUG) == (2, 0, 2)

    assert dock.hears("kiln-box-7") == "order_complete"
    assert dock.hears("KILN-BOX-7") == "order_complete"
    assert bench.hears("KILN-BOX-7") == "order_opened_by_item"


def test_an_unknown_code_stays_on_the_screen_until_it_is_settled(shop, dock):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), "NO-SUCH-CODE")
    assert dock.hears(Command.FINISH) == "wrong_first"
    assert dock.hears(shop.purchase_order()) == "wrong_first"
    assert dock.hears(Command.OK) == "cleared"
    assert dock.hears(Command.FINISH) == "delivery_finished_short"


def test_our_own_labels_and_orders_are_no_delivery(shop, dock, bench):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG, Command.FINISH)
    bench.scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX)

    assert dock.hears(shop.order("#1").scan_code) == "our_own_order"
    assert dock.hears(LabelOf("#1")) == "outgoing_label"


def test_a_mystery_parcel_blocks_nobody_and_is_linked_by_its_paper(shop, dock):
    shop.sells("#1", MUG)
    assert dock.hears(UPS) == "mystery_parcel"
    assert dock.hears(shop.purchase_order()) == "parcel_linked"
    assert dock.hears(MUG) == "order_complete"

    assert dock.hears(Command.FINISH, UPS) == "delivery_already_received"


def test_the_items_of_a_mystery_parcel_find_their_purchase_order(shop, dock):
    shop.sells("#1", MUG)
    assert dock.hears(UPS, MUG) == "order_complete"
    assert shop.on_order(MUG) == (1, 1, 0)
    assert dock.hears(Command.FINISH, UPS) == "mystery_parcel"


def test_when_the_wall_is_full_the_dock_gathers_until_a_cell_is_free(shop, dock, bench):
    # 48 cells: the 49th and 50th order that wait for their tea share the dock.
    for number in range(1, 51):
        shop.sells(f"#{number}", MUG, TEA)
    dock.scans(shop.purchase_order(KILN), shop.quantity(24), MUG, shop.quantity(24), MUG, MUG, MUG)
    assert [shop.cell(f"#{number}") for number in (1, 48, 49, 50)] == ["A1", "F8", "DOCK", "DOCK"]

    all_tea = shop.purchase_order(LEAF)
    dock.scans(Command.FINISH, all_tea, TEA)
    bench.scans(shop.order("#1").scan_code, MUG, TEA, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    shop.sells("#51", MUG, TEA)
    dock.scans(Command.FINISH, shop.purchase_order(KILN), MUG)
    assert shop.cell("#51") == "A1"

    dock.scans(Command.FINISH, all_tea, shop.quantity(24), TEA, shop.quantity(24), TEA, TEA)
    assert shop.state("#50") == "ready"
    assert bench.hears(shop.order("#50").scan_code, TEA, MUG) == "all_verified"


@pytest.mark.parametrize("code", ["", "\x00", "A\x00B", "JC:OK:AAAA", "JO:1:X", "]C1(01)123", "x" * 5000, "\ud800"])
def test_no_code_whatever_stops_the_station(shop, dock, bench, code):
    kinds = {station.message(code).kind for station in (dock, bench)}
    assert kinds <= {"not_accepted", "wrong"}
