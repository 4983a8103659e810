"""How far a shop is set up, and what is remembered of the first run, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import insert

from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.domain.print_ledger import JobState
from app.queries.setup_progress import Guide, SetupProgress, is_new, setup_progress
from app.services.printers import PrinterRow, store_printers
from app.services.setup_guide import change_guide
from app.services.shop import ShopSetup, channel_for_import, set_up, shop_setup
from tests.factory import MUG, NOW, Shop

PLACE = PostalAddress("Nordlicht", lines=("Am Hafen 1",), city="Kiel", country="DE")
NORTH = Brand("north", "Nordlicht", PLACE)


def progress(database: Database) -> SetupProgress:
    with database.read() as connection:
        return setup_progress(connection)


def printer(kind: str) -> PrinterRow:
    return PrinterRow("Labels", "label", f'{{"name": "Labels", "target": {{"type": "{kind}", "path": "x"}}}}')


def test_in_a_fresh_database_nothing_is_done(database: Database) -> None:
    assert is_new(database)
    assert progress(database) == SetupProgress()


def test_a_shop_that_sells_is_not_new(database: Database) -> None:
    shop = Shop(database)
    assert not is_new(database)
    assert not progress(database).sells
    shop.sells("#1", MUG)
    assert progress(database).sells


@pytest.mark.parametrize("begun", [t.Brand, t.Supplier])
def test_whatever_was_set_up_is_a_beginning(database: Database, begun: type[t.Table]) -> None:
    values = {"key": "a", "content": "{}"} if begun is t.Brand else {"name": "Acme", "lead_time_days": 1}
    with database.write() as connection:
        connection.execute(insert(begun), values)
    assert not is_new(database)


@pytest.mark.parametrize(
    ("brand", "named"),
    [
        (NORTH, True),
        (replace(NORTH, return_address=PostalAddress("Nordlicht")), False),
        (replace(NORTH, trading_name=""), False),
    ],
)
def test_a_brand_counts_with_a_name_and_an_address(database: Database, brand: Brand, named: bool) -> None:
    set_up(database, ShopSetup((brand,)))
    assert progress(database).named is named


@pytest.mark.parametrize(("kind", "counts"), [("folder", False), ("network", True), ("system_queue", True)])
def test_a_printer_counts_where_it_is_a_device(database: Database, kind: str, counts: bool) -> None:
    store_printers(database, [printer(kind)])
    assert progress(database).prints is counts


@pytest.mark.parametrize(("state", "counts"), [(JobState.HANDED_OFF, False), (JobState.CONFIRMED, True)])
def test_paper_counts_where_it_is_known_to_have_come_out(database: Database, state: JobState, counts: bool) -> None:
    job = {"kind": "slip", "role": "slip", "state": state, "copy": 1, "station": "bench-1", "document": "{}"}
    with database.write() as connection:
        connection.execute(insert(t.PrintJob), {**job, "document_hash": "", "created_at": NOW, "changed_at": NOW})
    assert progress(database).prints is counts


def test_a_scan_counts_in_the_guide_and_at_work(database: Database) -> None:
    shop = Shop(database)
    assert not progress(database).scans
    shop.bench().hears("NO-SUCH-CODE")
    assert progress(database).scans


def test_suppliers_products_and_orders_count_each_for_themselves(database: Database) -> None:
    assert not progress(database).buys
    Shop(database)
    known = progress(database)
    assert (known.buys, known.offers, known.sells) == (True, True, False)


def test_the_guide_is_remembered_and_does_not_come_again(database: Database) -> None:
    change_guide(database, lambda guide: replace(guide, step="scanner", heard=True))
    assert progress(database) == SetupProgress(scans=True, guide=Guide("scanner", heard=True))
    assert is_new(database), "it was not left yet"
    change_guide(database, lambda guide: replace(guide, left=True))
    assert not is_new(database)
    assert progress(database).guide == Guide("scanner", left=True, heard=True)


def test_the_first_orders_are_of_the_brand_that_was_set_up(database: Database) -> None:
    set_up(database, ShopSetup((NORTH,)))
    channel_for_import(database, "shopify", "", "orders.csv")
    channel_for_import(database, "amazon", "", "orders.txt")
    assert [(each.name, each.brand) for each in shop_setup(database).channels] == [
        ("shopify", "north"),
        ("amazon", "amazon"),
    ]


def test_of_several_brands_none_is_guessed(database: Database) -> None:
    set_up(database, ShopSetup((NORTH, replace(NORTH, key="south"))))
    channel_for_import(database, "shopify", "", "orders.csv")
    assert [each.brand for each in shop_setup(database).channels] == ["shopify"]
