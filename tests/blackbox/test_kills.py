"""A station that is killed at any moment: no answered scan is lost, what is scanned again counts once (R1)."""

import os
import random
import signal
from collections import Counter

import pytest

from tests.blackbox.files import SKUS, order_rows, write_orders
from tests.blackbox.packer import Packer
from tests.blackbox.shop import Shop
from ui.cli import station

KILLS_AT_THE_DOCK, KILLS_AT_THE_BENCH, COLD_KILLS = 140, 60, 3
KILLS_PER_CHECK = 20

RECEIVED = {"delivery_opened", "unit_received", "order_complete", "undone", "delivery_finished"}
PACKED = {"order_opened", "unit_verified", "all_verified", "undone", "papers_removed", "box_closed", "shipped"}


@pytest.fixture
def busy(small_shop, tmp_path):
    """Gives a shop with `orders` orders of 12 units of every product."""

    def sell(orders):
        rows = [order_rows(f"#{number}", dict.fromkeys(SKUS, 12)) for number in range(orders)]
        small_shop.does("import-orders", write_orders(tmp_path / "orders.csv", *rows))
        return small_shop

    return sell


def _with_second_thoughts(shop: Shop, units):
    """The units; each tenth is taken back and scanned again."""
    for number, unit in enumerate(units):
        yield unit
        if number % 10 == 9:
            yield shop.commands["UNDO"]
            yield unit


def _unpacking(shop: Shop):
    for order, *units in shop.deliveries():
        yield order
        yield from _with_second_thoughts(shop, units)
        yield shop.commands["FINISH"]


def _packing(shop: Shop):
    for order, (opened, *units, papers, close) in shop.boxes():
        yield opened
        yield from _with_second_thoughts(shop, units)
        yield papers
        yield close
        yield lambda number=order["order_number"]: shop.label_of(number)


def _told(shop: Shop, packer: Packer):
    """Units of each SKU that the packer was told to be counted, those taken back left out."""
    sku_of = {code: sku for sku, code in shop.barcodes.items()}
    units = []
    for scan in packer.answered:
        if scan in sku_of:
            units.append(sku_of[scan])
        elif scan == shop.commands["UNDO"]:
            units.pop()
    return Counter(units)


def _received(shop: Shop):
    """Units of each SKU that the shop has counted in."""
    units = Counter()
    for row in shop.rows("receipts"):
        units[row["sku"]] += row["quantity"]
    return +units


def _packed(shop: Shop):
    units = Counter()
    for line in shop.rows("order-lines"):
        units[line["sku"]] += line["packed"]
    return +units


def _kill(packer: Packer, shop: Shop, kills: int, *, cold=False):
    moments = random.Random(f"{kills} kills")
    for number in range(kills):
        packer.work_until_killed(moments, cold=cold)
        if number % KILLS_PER_CHECK == KILLS_PER_CHECK - 1:
            shop.is_sound()


def test_kills_at_the_dock_lose_and_double_nothing(busy):
    shop = busy(40)
    packer = Packer(shop, "receiving", _unpacking(shop))

    _kill(packer, shop, KILLS_AT_THE_DOCK)
    _kill(packer, shop, COLD_KILLS, cold=True)
    packer.work(10)

    assert _received(shop) == _told(shop, packer)
    assert set(packer.messages) <= RECEIVED
    assert packer.done_unanswered, "no kill fell between a commit and its answer"
    assert packer.told_again < packer.kills / 5, "the mark of the last answer does not work"
    shop.is_sound()


def test_kills_at_the_bench_lose_and_double_nothing(busy):
    shop = busy(6)
    shop.receive_everything()
    packer = Packer(shop, "packing", _packing(shop))

    _kill(packer, shop, KILLS_AT_THE_BENCH)
    packer.work(1)

    assert _packed(shop) == _told(shop, packer)
    assert set(packer.messages) <= PACKED
    shop.is_sound()


# --- the same, with the moment of death chosen -----------------------------------------------------------------------


def _die_before_answering():
    """The scan is in the database, the packer hears nothing."""
    station._line = lambda *_: os.kill(os.getpid(), signal.SIGKILL)


def _die_after_answering():
    """The packer has heard the answer; nothing after that is done."""
    station.Station.acknowledge = lambda self: os.kill(os.getpid(), signal.SIGKILL)


def _without_the_mark():
    station.Acknowledgement.request_for = lambda self, request, text: request


@pytest.fixture
def at_work(busy):
    """A packer in the middle of a delivery, and his shop."""
    shop = busy(2)
    packer = Packer(shop, "receiving", _unpacking(shop))
    packer.work(4)
    return packer, shop


def test_a_scan_that_was_stored_but_not_answered_counts_once_when_scanned_again(at_work):
    packer, shop = at_work
    packer.work_until_dead(_die_before_answering)
    packer.work(2)

    assert packer.done_unanswered == 1
    assert _received(shop) == _told(shop, packer)


def test_mutation_control_without_the_mark_it_counts_twice(at_work):
    packer, shop = at_work
    packer.work_until_dead(_die_before_answering)
    packer.work(2, sabotage=_without_the_mark)

    assert (_received(shop) - _told(shop, packer)).total() == 1


def test_a_scan_that_was_answered_but_not_noted_is_told_again_and_counts_once(at_work):
    packer, shop = at_work
    packer.work_until_dead(_die_after_answering)
    packer.work(2)

    assert (packer.told_again, packer.done_unanswered) == (1, 0)
    assert _received(shop) == _told(shop, packer)


def test_the_next_unit_of_the_same_product_is_a_unit_after_an_ordinary_end(at_work):
    packer, shop = at_work
    packer.work(2)

    assert (packer.told_again, packer.done_unanswered) == (0, 0)
    assert _received(shop).total() == 5
