"""A made-up shop with open orders in every state, filled through the services."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, select

from app.db import tables as t
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.money import Money
from app.domain.requests import Request, new_request
from app.services import packing, receiving, shop
from app.services.order_import import import_orders
from tests.conftest import NOW

STATION = "bench-1"
_PRODUCTS = {
    1: ("MUG", "Blue mug, 330 ml", 1),
    2: ("TIN", "Tea tin, 250 g", 1),
    3: ("LAMP", "Desk lamp, brass", 2),
    4: ("NOTE", "Dotted notebook, A5", 2),
}
_CUSTOMERS = ("Aoife Example", "Jürgen Muster", "山田 花子", "Lea Beispiel", "Noor Voorbeeld")
_CARTS = (
    (("MUG", 1), ("TIN", 1)),
    (("MUG", 2),),
    (("LAMP", 1), ("NOTE", 3)),
    (("NOTE", 1),),
    (("TIN", 1), ("LAMP", 2)),
)


def request() -> Request:
    return new_request(STATION, "ana", lambda: NOW)


def stock_the_catalog(database: Database) -> bytes:
    """Two suppliers, four products, one brand and its channel; returns the secret of the command codes."""
    secret = shop.prepare(database)
    brand = Brand("northfield", "Northfield Home", PostalAddress(name="Northfield Home", country="IE"))
    channel = shop.ChannelSetup("northfield.example", "shopify", "northfield")
    shop.set_up(database, shop.ShopSetup((brand,), (channel,)))
    with database.write() as connection:
        suppliers = [{"id": 1, "name": "Acme", "lead_time_days": 1}, {"id": 2, "name": "Bright", "lead_time_days": 2}]
        connection.execute(insert(t.Supplier), suppliers)
        for id, (sku, title, supplier) in _PRODUCTS.items():
            connection.execute(insert(t.Product), {"id": id, "sku": sku, "title": title})
            connection.execute(insert(t.ProductCode), {"code": sku, "kind": "sku", "product_id": id})
            offer = {"supplier_sku": f"S-{sku}", "cost_minor": 100, "currency": "EUR", "lead_time_days": supplier}
            connection.execute(insert(t.Offer), {"product_id": id, "supplier_id": supplier, **offer})
    return secret


def draft(number: int, cart: tuple[tuple[str, int], ...]) -> OrderDraft:
    """Order `#<number>`: the higher the number, the later its promise."""
    customer = PostalAddress(name=_CUSTOMERS[number % len(_CUSTOMERS)], country="IE")
    titles = {sku: title for sku, title, _ in _PRODUCTS.values()}
    lines = tuple(
        OrderLineDraft(f"{number}-{sku}", sku, titles.get(sku, f"Unknown {sku}"), quantity, Money(500, "EUR"), None)
        for sku, quantity in cart
    )
    promise = NOW + timedelta(hours=number % 1000 - 3)
    return OrderDraft((number,), f"#{number}", NOW - timedelta(days=1), promise, customer, lines)


def sell(database: Database, *orders: OrderDraft) -> None:
    import_orders(database, request(), shop.channel_for_import(database, "shopify", "", "orders.csv"), orders)


def open_shop(database: Database, orders: int = 12) -> bytes:
    """A catalog, `orders` open orders from #1000 on, and the mugs of the first purchase order received."""
    secret = stock_the_catalog(database)
    sell(database, *(draft(1000 + n, _CARTS[n % len(_CARTS)]) for n in range(orders)))
    receive(database, secret, "MUG", "MUG", "MUG", "NO-SUCH-CODE")
    return secret


def receive(database: Database, secret: bytes, *scans: str) -> None:
    """Scan the first purchase order, then `scans`, at the receiving screen."""
    with database.read() as connection:
        first = connection.execute(select(t.PurchaseOrder.scan_code).order_by(t.PurchaseOrder.id)).scalars().first()
    for text in (str(first), *scans):
        receiving.receive_scan(database, request(), text, secret)


def pack(database: Database, secret: bytes, *scans: str) -> None:
    for text in scans:
        packing.pack_scan(database, request(), text, secret)
