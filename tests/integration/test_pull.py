"""Pull: what is missing is promised from stock, from what is coming, or bought from the best offer at once."""

import pytest

from app.db import tables as t
from app.domain.money import Money
from app.services.catalog import import_products
from tests.factory import BOWL, CUP, KILN, LEAF, MUG, TEA, Shop, product_row


@pytest.fixture
def shop(database):
    shop = Shop(database)
    yield shop
    shop.check()


def offer(shop, goods, **changes):
    """A second supplier's offer of `goods`."""
    row = product_row(goods, supplier_sku="", barcodes=(), **changes)
    import_products(shop.database, shop.request(), [row])


def bought(shop):
    """SKU, supplier and units of every purchase order line."""
    line = t.PurchaseOrderLine
    order, supplier, product = t.PurchaseOrder, t.Supplier, t.Product
    rows = shop.all(
        line.__table__.join(order.__table__)
        .join(supplier.__table__, supplier.id == order.supplier_id)
        .join(product.__table__, product.id == line.product_id)
        .select()
        .with_only_columns(product.sku, supplier.name, line.quantity)
        .order_by(line.id)
    )
    return [tuple(row) for row in rows]


def test_the_cheaper_supplier_gets_the_order_while_it_is_in_time(shop):
    offer(shop, MUG, supplier=LEAF, cost=Money(100, "EUR"))
    shop.sells("#1", MUG, promise_days=9)
    shop.sells("#2", MUG, promise_days=3)
    assert bought(shop) == [("MUG", LEAF, 1), ("MUG", KILN, 1)]


def test_a_pack_counts_whole(shop):
    shop.sells("#1", (CUP, 13))
    assert bought(shop) == [("CUP", LEAF, 24)]
    assert shop.on_order(CUP) == (24, 0, 13)


def test_one_purchase_order_a_day_and_supplier_that_grows(shop):
    shop.sells("#1", MUG)
    shop.sells("#2", BOWL, (MUG, 2))
    assert bought(shop) == [("MUG", KILN, 3), ("BOWL", KILN, 1)]
    orders = shop.all(t.PurchaseOrder.__table__.select())
    assert [(order.number, order.state, order.revision) for order in orders] == [("PO-00001", "draft", 1)]


def test_a_currency_has_its_own_purchase_order(shop):
    offer(shop, BOWL, cost=Money(1, "USD"))
    shop.sells("#1", MUG, BOWL)
    orders = shop.all(t.PurchaseOrder.__table__.select())
    assert [order.currency for order in orders] == ["EUR", "USD"]


def test_stock_is_used_before_anything_is_bought(shop):
    dock = shop.dock()
    dock.scans(TEA, TEA)
    assert shop.on_hand(TEA) == (1, 0)
    shop.sells("#1", (TEA, 2))
    assert shop.on_hand(TEA) == (1, 1)
    assert shop.on_order(TEA) == (1, 0, 1)
    assert shop.line("#1", TEA).received == 1
