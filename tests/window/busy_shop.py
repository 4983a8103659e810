"""A day with many deliveries: the forty orders of the sample shop, with twenty suppliers for what they ask for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from tests.blackbox.files import write_rows
from tests.blackbox.shop import SAMPLE, SAMPLE_ORDERS, Shop

PARCELS, ORDERS = 20, 40
_COLUMNS = ("sku", "title", "barcodes", "cost", "currency")


def take_in_busy_shop(shop: Shop, folder: Path) -> None:
    """Set it up and import everything; every second delivery comes in a parcel with a number of its carrier."""
    folder.mkdir()
    suppliers = [{"supplier": _supplier(n), "region": "Ireland", "lead_time_days": "1"} for n in range(PARCELS)]
    shop.does("set-up", SAMPLE / "shop.json")
    shop.does("import-suppliers", write_rows(folder / "suppliers.csv", suppliers))
    shop.does("import-products", write_rows(folder / "products.csv", list(_products())))
    for file, channel, _ in SAMPLE_ORDERS:
        shop.does("import-orders", SAMPLE / file, "--channel", channel)
    for order in shop.rows("purchase-orders")[::2]:
        shop.does("announce-parcel", order["po_number"], tracking_of(order["po_number"]))


def tracking_of(purchase_order: str) -> str:
    """The number on the parcel of a purchase order."""
    return f"XDTRACK{purchase_order[-5:]}IE"


def _supplier(number: int) -> str:
    return f"Supplier {number + 1:02d}"


def _products() -> Iterator[dict[str, str]]:
    """Everything that is ordered, each of one supplier."""
    with (SAMPLE / "products.csv").open(encoding="utf-8", newline="") as stream:
        known = {row["sku"]: {name: row[name] for name in _COLUMNS} for row in csv.DictReader(stream)}
    for number, sku in enumerate(sorted(_ordered())):
        # One order asks for an article that is not in the catalogue of the sample shop.
        new = {"sku": sku, "title": "Night ink, 30 ml", "barcodes": "2999999999991", "cost": "4.00", "currency": "EUR"}
        yield {**known.get(sku, new), "supplier": _supplier(number % PARCELS), "supplier_sku": f"S-{sku}"}


def _ordered() -> set[str]:
    """The articles of the order files."""
    found = set[str]()
    for file, _, _ in SAMPLE_ORDERS:
        shopify = file.endswith(".csv")
        with (SAMPLE / file).open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="," if shopify else "\t")
            found |= {row["Lineitem sku" if shopify else "sku"] for row in rows}
    return found
