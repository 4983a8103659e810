"""The hot path of packing, and what is left behind by a parcel: movements, facts, confirmations."""

import msgspec
import pytest

from app.db import tables as t
from app.domain.documents import Document, PackingSlip, ShippingLabel
from app.domain.own_codes import Command
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
        *(MUG, "NO-SUCH-CODE", Command.OK),
    )
    assert whole_tables(shop, shop.bench(), things) == set()
