"""The hot path of receiving: what it costs, and what a parcel is."""

import pytest
from sqlalchemy import select

from app.db import tables as t
from app.domain.own_codes import Command
from app.services.purchase_orders import record_ship_notice
from tests.factory import LEAF, MUG, TEA, Shop
from tests.integration.hot_path import statements_of, whole_tables

UPS = "1Z999AA10123456784"


@pytest.fixture
def shop(database):
    shop = Shop(database)
    yield shop
    shop.check()


def test_a_scan_costs_the_same_however_much_is_waiting(shop):
    dock = shop.dock()
    counts = []
    for number in range(4):
        shop.imports(*shop.many(20, MUG, TEA, prefix=f"{number}-"))
        dock.scans(Command.FINISH, shop.purchase_order())
        counts.append(len(statements_of(shop, dock, MUG)))
    # From the second on a peg is swapped too: each goes to the first twenty orders, from another purchase order.
    assert counts[1] == counts[2] == counts[3]
    assert counts[0] < counts[1] <= 22


def test_no_scan_at_the_dock_reads_a_whole_table(sqlite_database):
    shop = Shop(sqlite_database)
    shop.imports(*shop.many(3, MUG, TEA))
    things = (shop.purchase_order(), MUG, Command.UNDO, MUG, MUG, MUG, MUG, MUG, "NO-SUCH-CODE", Command.FINISH, UPS)
    assert whole_tables(shop, shop.dock(), things) == set()


def test_the_watch_sees_a_whole_table_being_read(sqlite_database):
    shop = Shop(sqlite_database)

    class Careless:
        def scans(self, thing):
            with shop.database.write() as connection:
                connection.execute(select(t.Event).where(t.Event.kind == thing))

    assert whole_tables(shop, Careless(), ["OrderImported"]) == {"events"}


def test_an_announced_parcel_opens_its_purchase_order(shop):
    shop.sells("#1", MUG)
    record_ship_notice(shop.database, shop.request(), "PO-00001", UPS.lower())
    dock = shop.dock()
    assert dock.hears(UPS) == "delivery_opened"
    assert dock.hears(UPS) == "same_delivery"
    assert dock.hears(MUG) == "order_complete"
    parcels = shop.all(t.InboundParcel.__table__.select())
    assert [(row.carrier, row.arrived_at is not None) for row in parcels] == [("UPS", True)]
    assert shop.all(t.Movement.__table__.select())[0].inbound_parcel_id == parcels[0].id


def test_a_suppliers_own_code_means_its_product_while_its_delivery_is_open(shop):
    shop.sells("#1", TEA)
    dock = shop.dock()
    assert dock.hears(shop.purchase_order(LEAF), TEA.supplier_sku) == "order_complete"


def test_finishing_says_what_did_not_come(shop):
    shop.sells("#1", (MUG, 3))
    told = shop.dock().message(shop.purchase_order(), MUG, Command.FINISH)
    assert (told.values["received"], told.values["missing"]) == (1, 2)
