"""The files of a small made-up shop, whose every word about its suppliers is known."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from tests.blackbox.shop import Shop

SUPPLIERS = {
    "supplier": ("Quorvane Wholesale", "Zimbrel Traders"),
    "email": ("desk@quorvane.example", "office@zimbrel.example"),
    "phone": ("+49 30 23125 881", "+44 1632 960772"),
    "website": ("quorvane-wholesale.example", "zimbrel-traders.example"),
    "region": ("Ireland", "Germany"),
    "lead_time_days": ("1", "2"),
}
SKUS = ("CUP-1", "JUG-2", "PAN-3", "POT-4")
TITLES = ("Plain cup", "Plain jug", "Plain pan", "Plain pot")
SUPPLIER_SKUS = ("QRV-70001", "QRV-70002", "ZMB-80003", "ZMB-80004")
COSTS = ("271.83", "314.15", "141.42", "173.20")
_GTINS = ("4006381333931", "5901234123457", "9780201379624", "4012345678901")

_ORDER_COLUMNS = (
    "Name,Created at,Currency,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,"
    "Shipping Address1,Shipping Address2,Shipping City,Shipping Zip,Shipping Country"
)
_ADDRESS = {
    "Shipping Name": "Test Person",
    "Shipping Address1": "Sample Street 1",
    "Shipping City": "Sampleton",
    "Shipping Zip": "10000",
    "Shipping Country": "DE",
}
_SETUP = {
    "brands": [
        {
            "key": "nordlicht",
            "trading_name": "Nordlicht",
            "return_address": {"name": "Nordlicht", "city": "Sampleton", "postcode": "10000", "country": "DE"},
        }
    ],
    "channels": [{"name": "nordlicht", "kind": "shopify", "brand": "nordlicht"}],
}


def set_up_small_shop(shop: Shop, folder: Path, titles: Iterable[str] = TITLES) -> None:
    """Set up one brand and one channel, and import the suppliers and products."""
    folder.mkdir()
    (folder / "shop.json").write_bytes(msgspec.json.encode(_SETUP))
    write_rows(
        folder / "suppliers.csv",
        [dict(zip(SUPPLIERS, row, strict=True)) for row in zip(*SUPPLIERS.values(), strict=True)],
    )
    write_rows(folder / "products.csv", list(_products(titles)))
    shop.does("set-up", folder / "shop.json")
    shop.does("import-suppliers", folder / "suppliers.csv")
    shop.does("import-products", folder / "products.csv")


def _products(titles: Iterable[str]) -> Iterable[dict[str, str]]:
    suppliers = [name for name in SUPPLIERS["supplier"] for _ in range(2)]
    rows = zip(SKUS, titles, _GTINS, suppliers, SUPPLIER_SKUS, COSTS, strict=True)
    columns = ("sku", "title", "barcodes", "supplier", "supplier_sku", "cost")
    return [{**dict(zip(columns, row, strict=True)), "currency": "EUR"} for row in rows]


def order_rows(number: str, items: Mapping[str, int], **address: str) -> list[dict[str, str]]:
    """The rows of an order in Shopify's export; names in `address` have `_` for a space."""
    changes = {name.replace("_", " "): value for name, value in address.items()}
    return [
        {
            "Name": number,
            "Created at": "2026-11-23 09:00:00 +0100",
            "Currency": "EUR",
            "Lineitem quantity": str(quantity),
            "Lineitem name": TITLES[SKUS.index(sku)],
            "Lineitem price": "19.90",
            "Lineitem sku": sku,
            **_ADDRESS,
            **changes,
        }
        for sku, quantity in items.items()
    ]


def write_orders(file: Path, *orders: list[dict[str, str]]) -> Path:
    """An export with these orders."""
    return write_rows(file, [row for rows in orders for row in rows], _ORDER_COLUMNS)


def write_rows(file: Path, rows: list[dict[str, str]], columns: str = "") -> Path:
    """A CSV file with a header."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns.split(",") if columns else list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file
