"""The hot path of packing, and what is left behind by a parcel: movements, facts, confirmations."""

import msgspec
import pytest
from sqlalchemy.exc import IntegrityError

from app.db import tables as t
from app.domain.documents import Document, PackingSlip, ShippingLabel
from app.domain.messages import say
from app.domain.own_codes import Command
from app.services import set_aside
from tests.factory import KILN, LEAF, MUG, TEA, LabelOf, Shop
from tests.integration.hot_path import statements_of, whole_tables

PACK = (Command.PAPERS_REMOVED, Command.CLOSE_BOX)


@pytest.fixture
def shop(database):
    shop = Shop(database)
    yield shop
    shop.check()


def receive(shop, *suppliers):
    """Take everything in that was ordered of the mug and the tea."""
    dock = shop.dock()
    for supplier, goods in ((KILN, MUG), (LEAF, TEA)):
        if supplier in suppliers:
            ordered, received, _ = shop.on_order(goods)
            dock.scans(Command.FINISH, shop.purchase_order(supplier), *[goods] * (ordered - received))


def test_a_parcel_leaves_its_whole_story(shop):
    shop.sells("#1", (MUG, 2), TEA)
    receive(shop, KILN, LEAF)
    bench = shop.bench()
    bench.scans(shop.order("#1").scan_code, MUG, TEA, MUG, *PACK, LabelOf("#1"))

    kinds = [row.kind for row in shop.all(t.Event.__table__.select().where(t.Event.station == bench.name))]
    assert kinds == [
        "PackageOpened",
        *["ItemPacked"] * 3,
        "PapersRemoved",
        "PackageClosed",
        "PrintRequested",
        "PrintRequested",
        "ShipmentDispatched",
    ]
    told = shop.all(t.Confirmation.__table__.select())
    assert sorted(row.quantity for row in told) == [1, 2]
    shipped = shop.all(t.Movement.__table__.select().where(t.Movement.reason == "ship"))
    assert sorted(row.quantity for row in shipped) == [1, 2]


def test_the_paper_says_what_is_in_the_box_and_nothing_of_the_supplier(shop):
    shop.sells("#1", (MUG, 2), gift_message="Happy birthday")
    receive(shop, KILN)
    shop.bench().scans(MUG, MUG, *PACK)

    jobs = shop.all(t.PrintJob.__table__.select().order_by(t.PrintJob.id))
    slip, label = (msgspec.json.decode(job.document, type=Document) for job in jobs)

    assert isinstance(slip, PackingSlip)
    assert [(line.quantity, line.title) for line in slip.lines] == [(2, "Blue mug")]
    assert (slip.gift_message, slip.brand.trading_name) == ("Happy birthday", "Nordlicht")
    assert isinstance(label, ShippingLabel)
    assert (label.weight_g, label.ship_to.name) == (700, "Customer #1")
    paper = "".join(job.document for job in jobs)
    assert not any(word in paper for word in (KILN, MUG.supplier_sku, "PO-0", "320"))


def test_the_only_item_opens_the_most_urgent_order_that_needs_nothing_else(shop):
    shop.sells("#both", MUG, TEA, promise_days=1)
    shop.sells("#late", MUG, promise_days=9)
    shop.sells("#soon", MUG, promise_days=2)
    receive(shop, KILN, LEAF)
    bench = shop.bench()
    assert bench.message(MUG).values["order"] == "#soon"
    bench.scans(*PACK, LabelOf("#soon"))
    assert bench.message(MUG).values["order"] == "#late"
    bench.scans(*PACK, LabelOf("#late"))
    assert bench.hears(MUG) == "nobody_needs"


def test_a_scan_costs_the_same_however_much_is_ready(shop):
    bench = shop.bench()
    counts = []
    for number in range(4):
        shop.imports(*shop.many(10, MUG, prefix=f"{number}-"))
        receive(shop, KILN)
        counts.append(len(statements_of(shop, bench, MUG)))
        bench.scans(Command.CANCEL)
    # The very first unit also makes the bench's balance.
    assert counts[1] == counts[2] == counts[3] <= 20


def test_no_scan_at_the_bench_reads_a_whole_table(sqlite_database):
    shop = Shop(sqlite_database)
    shop.imports(*shop.many(2, MUG, TEA), *shop.many(2, MUG, prefix="one-"))
    receive(shop, KILN, LEAF)
    order = shop.order("#0").scan_code
    things = (
        *(order, MUG, Command.UNDO, MUG, Command.CANCEL, order, MUG, MUG, Command.OK, TEA),
        *(*PACK, Command.UNDO, Command.CLOSE_BOX, Command.REPRINT_LABEL, LabelOf("#0")),
        *(MUG, "NO-SUCH-CODE", Command.OK, Command.DAMAGED, MUG, Command.UNDO, MUG, Command.CANCEL),
        *(shop.order("#1").scan_code, Command.SHORT, Command.UNDO),
    )
    assert whole_tables(shop, shop.bench(), things) == set()


# --- what is damaged or not there -----------------------------------------------------------------------------------


def test_a_damaged_unit_leaves_its_order_which_waits_for_another(shop):
    shop.sells("#1", (MUG, 2), TEA)
    receive(shop, KILN, LEAF)
    bench = shop.bench()
    assert bench.hears(shop.order("#1").scan_code, MUG, Command.DAMAGED) == "which_is_damaged"
    assert bench.hears(MUG) == "damaged_waits"

    assert (shop.state("#1"), shop.order("#1").waiting, shop.cell("#1")) == ("waiting", 1, "A1")
    assert (shop.on_hand(MUG, "lost_and_found"), shop.on_hand(MUG, "cell")) == ((1, 0), (1, 1))
    assert shop.on_order(MUG) == (3, 2, 1)  # another one is bought for it
    assert bench.hears(shop.order("#1").scan_code) == "order_not_ready"  # the bench is free


def test_what_comes_instead_completes_the_order(shop):
    shop.sells("#1", MUG)
    receive(shop, KILN)
    bench = shop.bench()
    bench.scans(MUG, Command.DAMAGED, MUG)
    receive(shop, KILN)
    bench.scans(MUG, *PACK, LabelOf("#1"))
    assert shop.state("#1") == "shipped"


def test_what_is_not_there_is_bought_again_and_the_empty_cell_is_free(shop):
    shop.sells("#1", (MUG, 2), TEA)
    receive(shop, KILN, LEAF)
    message = shop.bench().message(shop.order("#1").scan_code, Command.SHORT)
    assert (message.key, message.values["missing"]) == ("short_waits", "Blue mug × 2, Green tea × 1")
    assert (shop.order("#1").waiting, shop.cell("#1")) == (3, "")
    assert [shop.on_order(goods)[0] for goods in (MUG, TEA)] == [4, 2]


def test_short_means_only_what_is_not_in_the_box(shop):
    shop.sells("#1", (MUG, 2), TEA)
    receive(shop, KILN, LEAF)
    bench = shop.bench()
    bench.scans(shop.order("#1").scan_code, MUG, MUG)
    assert bench.message(Command.SHORT).values["missing"] == "Green tea × 1"
    assert shop.on_hand(MUG, "cell") == (2, 2)


def test_nothing_is_short_in_a_full_box(shop):
    shop.sells("#1", MUG)
    receive(shop, KILN)
    bench = shop.bench()
    assert bench.hears(MUG, Command.SHORT) == "nothing_is_short"
    assert shop.state("#1") == "packing"


def test_stock_on_the_shelf_takes_its_place_at_once(shop):
    shop.sells("#1", MUG)
    receive(shop, KILN)
    shop.dock().scans(MUG, MUG)  # one more than anybody ordered
    assert shop.on_hand(MUG) == (1, 0)
    bench = shop.bench()
    assert bench.hears(MUG, Command.DAMAGED, MUG) == "damaged_replaced"
    assert (shop.state("#1"), shop.on_hand(MUG), shop.cell("#1")) == ("ready", (1, 1), "")
    bench.scans(MUG, *PACK, LabelOf("#1"))
    assert shop.state("#1") == "shipped"


@pytest.mark.parametrize("spare", [False, True])
def test_a_unit_set_aside_by_mistake_comes_back(shop, spare):
    shop.sells("#1", (MUG, 2))
    receive(shop, KILN)
    if spare:
        shop.dock().scans(MUG, MUG)
    bench = shop.bench()
    bench.scans(MUG, Command.SHORT) if spare else bench.scans(MUG, Command.DAMAGED, MUG)
    assert bench.hears(Command.UNDO) == "undone"

    assert (shop.state("#1"), shop.cell("#1"), shop.order("#1").waiting) == ("ready", "A1", 0)
    assert shop.on_hand(MUG, "cell") == (2, 2)
    assert (shop.on_hand(MUG, "lost_and_found"), shop.on_hand(MUG)) == ((0, 0), (int(spare), 0))
    assert bench.hears(Command.UNDO) == "nothing_to_undo"
    bench.scans(MUG, MUG, *PACK, LabelOf("#1"))


def test_it_does_not_come_back_when_its_cell_was_given_away(shop):
    shop.sells("#1", MUG)
    receive(shop, KILN)
    bench = shop.bench()
    bench.scans(MUG, Command.DAMAGED, MUG)
    shop.sells("#2", TEA)
    receive(shop, LEAF)
    assert shop.cell("#2") == "A1"
    message = bench.message(Command.UNDO)
    assert (message.key, message.values["why"]) == ("cannot_undo", say("cell_given", order="#1"))


def test_it_does_not_come_back_to_an_order_that_has_ended(shop):
    shop.sells("#1", MUG)
    receive(shop, KILN)
    bench = shop.bench()
    bench.scans(MUG, Command.DAMAGED, MUG)
    shop.cancels("#1")
    assert bench.message(Command.UNDO).values["why"] == say("order_became", order="#1", state=say("state_cancelled"))


def test_without_the_hindrance_two_orders_would_share_a_cell(shop, monkeypatch):
    monkeypatch.setattr(set_aside, "hindrance", lambda *told: "")
    shop.sells("#1", MUG)
    receive(shop, KILN)
    bench = shop.bench()
    bench.scans(MUG, Command.DAMAGED, MUG)
    shop.sells("#2", TEA)
    receive(shop, LEAF)
    with pytest.raises(IntegrityError):
        bench.scans(Command.UNDO)


def test_the_replacement_is_free_for_others_when_the_unit_was_found(shop):
    shop.sells("#1", MUG)
    receive(shop, KILN)
    bench = shop.bench()
    bench.scans(MUG, Command.DAMAGED, MUG)
    shop.sells("#2", MUG, promise_days=9)
    bench.scans(Command.UNDO)
    assert shop.on_order(MUG) == (3, 1, 1)  # one of the two on order is nobody's now
    shop.sells("#3", MUG)
    assert shop.on_order(MUG) == (3, 1, 2)
