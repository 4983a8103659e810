"""Files in, as the command line and the window take them: whole, with what the reader refused, or only rehearsed."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from app.db import tables as t
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.errors import Refused
from app.integrations.catalog_files import read_products
from app.integrations.file_imports import take_orders_in, take_products_in
from app.integrations.order_files import read_orders
from app.queries.channels import channels_of_kind
from app.services.shop import ChannelSetup, ShopSetup, set_up
from tests.factory import KILN, Goods, Shop

FILE = Path(__file__).parents[2] / "resources" / "sample" / "orders-northfield.csv"
LAMP = Goods("LAMP", "Desk lamp", "4012345678918", KILN)


@pytest.fixture
def shop(database):
    shop = Shop(database)
    yield shop
    shop.check()


def broken_copy(folder):
    """The orders of the sample file; a line of the newest one has no quantity any more."""
    head, first, *rest = FILE.read_text(encoding="utf-8").splitlines()
    cells, names = first.split(","), head.casefold().split(",")
    cells[names.index("lineitem quantity")] = "some"
    path = folder / "orders.csv"
    path.write_text("\n".join((head, ",".join(cells), *rest)) + "\n", encoding="utf-8")
    return path


def test_orders_come_in_once_and_a_rehearsal_changes_nothing(shop):
    told = take_orders_in(shop.database, shop.request(), read_orders(FILE), dry_run=True)
    assert shop.count(t.SalesOrder) == 0
    done = take_orders_in(shop.database, shop.request(), read_orders(FILE))
    assert told == done
    assert shop.count(t.SalesOrder) == done.imported > 0
    again = take_orders_in(shop.database, shop.request(), read_orders(FILE))
    assert (again.imported, again.unchanged) == (0, done.imported)


def test_what_the_reader_refused_is_told_in_the_order_of_the_file(shop, tmp_path):
    whole = take_orders_in(shop.database, shop.request(), read_orders(FILE), dry_run=True)
    summary = take_orders_in(shop.database, shop.request(), read_orders(broken_copy(tmp_path)))
    assert summary.imported == whole.imported - 1
    rows = [each.row for each in summary.rejected]
    assert rows == sorted(rows)
    assert (rows[0], summary.rejected[0].column) == (2, "lineitem quantity")


def test_whoever_watches_may_end_early_and_what_was_taken_is_whole(shop):
    summary = take_orders_in(shop.database, shop.request(), read_orders(FILE), watch=lambda drafts: islice(drafts, 3))
    assert (summary.imported, shop.count(t.SalesOrder)) == (3, 3)


def test_a_channel_is_never_guessed(shop):
    channel = ChannelSetup("Second shop", "shopify", "lumen")
    set_up(shop.database, ShopSetup((Brand("lumen", "Lumen", PostalAddress()),), (channel,)))
    with shop.database.read() as connection:
        names = channels_of_kind(connection, "shopify")
        assert channels_of_kind(connection, "amazon") == ()
    assert len(names) == 2
    assert "Second shop" in names
    with pytest.raises(Refused):
        take_orders_in(shop.database, shop.request(), read_orders(FILE))
    assert take_orders_in(shop.database, shop.request(), read_orders(FILE), "Second shop").imported > 0


def test_products_are_bought_at_once_where_orders_wait_for_them(shop, tmp_path):
    shop.sells("#1", LAMP)
    assert shop.line("#1", LAMP).to_buy == 1
    path = tmp_path / "products.csv"
    path.write_text(f"sku,title,supplier,cost,currency\nLAMP,Desk lamp,{KILN},9.00,EUR\n", encoding="utf-8")
    take_products_in(shop.database, shop.request, read_products(path))
    assert shop.line("#1", LAMP).to_buy == 0
