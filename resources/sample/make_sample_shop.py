"""Write the sample shop beside this file, or into the folder given: `python resources/sample/make_sample_shop.py`.

The same files come out on every run: all chance is seeded, and no clock is read.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from recipe.amazon import amazon_report
from recipe.brands import BRANDS, CHANNELS, KITE, NORTHFIELD
from recipe.chance import Chance
from recipe.goods import Offer, Product, make_products
from recipe.logos import draw_logo
from recipe.orders import KITE_SHOP, LUMEN_SHOP, NORTHFIELD_SHOP, make_orders
from recipe.pictures import draw_picture
from recipe.shopify import shopify_export
from recipe.suppliers import SUPPLIERS

_SEED = 1042
_SUPPLIER_COLUMNS = ("supplier", "email", "phone", "website", "region", "lead_time_days")
_PRODUCT_COLUMNS = (
    *("sku", "title", "barcodes", "supplier", "supplier_sku", "cost", "currency", "pack_multiple"),
    *("minimum_order_quantity", "lead_time_days", "weight_g", "image"),
)


def write_sample_shop(folder: Path) -> None:
    """Write every file of the sample shop into `folder`, over what is there."""
    chance = Chance(_SEED)
    products = make_products(chance)
    texts = {
        "shop.json": json.dumps({"brands": BRANDS, "channels": CHANNELS}, ensure_ascii=False, indent=2) + "\n",
        "suppliers.csv": _csv(_SUPPLIER_COLUMNS, (supplier[1:] for supplier in SUPPLIERS)),
        "products.csv": _csv(_PRODUCT_COLUMNS, _product_rows(products)),
        **_order_files(chance, products),
    }
    (folder / "images").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    for product in products:
        draw_picture(product.picture, product.colour, folder / _image(product))
    for brand in BRANDS:
        draw_logo(brand, folder / brand["logo"])


def _order_files(chance: Chance, products: Sequence[Product]) -> dict[str, str]:
    northfield, kite, lumen = (make_orders(chance, shop, products) for shop in (NORTHFIELD_SHOP, KITE_SHOP, LUMEN_SHOP))
    return {
        "orders-northfield.csv": shopify_export(northfield, "#1031", NORTHFIELD["trading_name"], chance),
        "orders-kite.csv": shopify_export(kite, "KK2101", KITE["trading_name"], chance),
        "orders-lumen.txt": amazon_report(lumen, chance),
    }


def _product_rows(products: Iterable[Product]) -> Iterable[tuple[str | int, ...]]:
    return (_product_row(product, offer) for product in products for offer in product.offers)


def _product_row(product: Product, offer: Offer) -> tuple[str | int, ...]:
    return (
        *(product.sku, product.title, "|".join(product.barcodes), offer.supplier.name, offer.supplier_sku),
        *(f"{offer.cost // 100}.{offer.cost % 100:02d}", "EUR", offer.pack_multiple, offer.pack_multiple),
        *(offer.supplier.lead_time_days, product.weight, _image(product)),
    )


def _image(product: Product) -> str:
    return f"images/{product.sku}.png"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue()


if __name__ == "__main__":
    write_sample_shop(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
