"""UNDO at the dock: every counter goes back, and what can no longer go back says why."""

from sqlalchemy import select

from app.db import tables as t
from app.domain.own_codes import Command
from tests.factory import LEAF, MUG, TEA, LabelOf

UNDO = Command.UNDO


def test_a_received_unit_is_expected_again(shop, dock):
    shop.sells("#1", MUG)
    before = shop.on_order(MUG)
    dock.scans(shop.purchase_order(), MUG)

    assert dock.hears(UNDO) == "undone"

    assert shop.on_order(MUG) == before
    assert (shop.state("#1"), shop.cell("#1")) == ("waiting", "")
    assert dock.hears(MUG) == "order_complete"
    assert dock.hears(UNDO, UNDO) == "nothing_to_undo"


def test_an_extra_unit_leaves_the_shelf_again(shop, dock):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG, MUG, MUG)
    assert shop.on_hand(MUG) == (1, 0)
    dock.scans(UNDO)
    assert shop.on_hand(MUG) == (0, 0)
    assert shop.on_order(MUG) == (1, 1, 0)


def test_a_counted_scan_is_taken_back_whole(shop, dock):
    shop.sells("#1", MUG)
    shop.sells("#2", MUG)
    shop.cancels("#2")
    dock.scans(shop.purchase_order(), shop.quantity(2), MUG)
    assert (shop.state("#1"), shop.on_hand(MUG)) == ("ready", (1, 0))

    assert dock.hears(UNDO) == "undone"

    assert shop.on_hand(MUG) == (0, 0)
    assert shop.on_order(MUG) == (2, 0, 1)


def test_units_of_an_order_that_shrank_stay(shop, dock):
    shop.sells("#1", (MUG, 3))
    dock.scans(shop.purchase_order(), shop.quantity(3), MUG)
    shop.sells("#1", MUG)

    why = dock.message(UNDO)

    assert why.key == "cannot_undo"
    assert "meanwhile" in why.text
    assert shop.on_hand(MUG) == (2, 0)


def test_a_promise_made_anew_is_not_mistaken_for_the_old_one(shop, dock):
    """The unit went to the shelf and is promised again from there: taking its receipt back would miss it."""
    shop.sells("#1", MUG, TEA)
    dock.scans(shop.purchase_order(), MUG)
    shop.sells("#1", TEA)
    shop.sells("#1", MUG, TEA)
    assert shop.on_hand(MUG) == (1, 1)

    assert dock.hears(UNDO) == "cannot_undo"
    assert shop.line("#1", MUG).received == 1


def test_a_unit_in_a_box_stays(shop, dock, bench):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG)
    bench.scans(MUG)
    assert "in a box" in dock.message(UNDO).text
    bench.scans(Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    assert "has left" in dock.message(UNDO).text


def test_a_unit_of_a_cancelled_order_stays(shop, dock):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG)
    shop.cancels("#1")
    assert "meanwhile" in dock.message(UNDO).text
    assert shop.on_hand(MUG) == (1, 0)


def test_two_docks_take_back_their_own_scans(shop, dock):
    other = shop.dock("dock-2")
    shop.sells("#1", MUG, TEA)
    dock.scans(shop.purchase_order(), MUG)
    other.scans(shop.purchase_order(LEAF), TEA)

    assert dock.message(UNDO).values["what"] == "Blue mug"
    assert (shop.line("#1", MUG).received, shop.line("#1", TEA).received) == (0, 1)
    assert shop.cell("#1") == "A1"


def test_the_journal_knows_that_the_papers_are_in_again(shop, dock, bench):
    shop.sells("#1", MUG)
    dock.scans(shop.purchase_order(), MUG)
    bench.scans(MUG, Command.PAPERS_REMOVED, Command.UNDO)
    kinds = [row.kind for row in shop.all(select(t.Event.kind).order_by(t.Event.id))]
    assert kinds[-2:] == ["PapersRemoved", "PapersLeftIn"]
