"""The sample shop is whole, fits together, is made the same every time, and gives no supplier away."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageChops

from app.domain.codes import normalise_code
from app.domain.documents import Brand
from app.domain.gs1 import gtin14

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
TEXT_FILES = (
    *("shop.json", "suppliers.csv", "products.csv"),
    *("orders-northfield.csv", "orders-kite.csv", "orders-lumen.txt"),
)

# The headers of real exports, written out here a second time: a slip in the recipe must not move both.
SHOPIFY_HEADER = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
    "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)
AMAZON_HEADER = (
    "order-id order-item-id purchase-date payments-date reporting-date promise-date days-past-promise buyer-email "
    "buyer-name buyer-phone-number sku product-name quantity-purchased quantity-shipped quantity-to-ship "
    "ship-service-level recipient-name ship-address-1 ship-address-2 ship-address-3 ship-city ship-state "
    "ship-postal-code ship-country is-business-order purchase-order-number price-designation is-iba "
    "verge-of-cancellation verge-of-lateShipment"
)
SHOPIFY_LATER_ROWS = {
    *("Name", "Email", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku"),
    *("Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Lineitem discount", "Vendor"),
}


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        tabs = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if name.endswith(".txt") else {}
        return list(csv.DictReader(file, **tabs))


def brands() -> list[Brand]:
    shop = json.loads((SAMPLE / "shop.json").read_text(encoding="utf-8"))
    return msgspec.convert(shop["brands"], list[Brand])


def order_lines() -> list[tuple[str, str]]:
    """(order, SKU) of every line of every file."""
    shopify = [(row["Name"], row["Lineitem sku"]) for name in TEXT_FILES[3:5] for row in rows(name)]
    return shopify + [(row["order-id"], row["sku"]) for row in rows("orders-lumen.txt")]


def barcodes() -> dict[str, set[str]]:
    return {row["sku"]: set(row["barcodes"].split("|")) for row in rows("products.csv")}


def leaks(brand: Brand, suppliers: list[dict[str, str]], supplier_skus: set[str]) -> set[str]:
    """What of a supplier occurs in the words a brand puts on paper."""
    told = msgspec.json.encode(brand).decode().casefold()
    traces = {row[column] for row in suppliers for column in ("supplier", "email", "website", "phone")} | supplier_skus
    return {trace for trace in traces if trace.casefold() in told}


def same_picture(one: Path, other: Path) -> bool:
    """Compared by what they show: how tightly a PNG is packed is up to the build of Pillow."""
    with Image.open(one) as first, Image.open(other) as second:
        return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop, made once more somewhere else."""
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, "-B", str(SAMPLE / "make_sample_shop.py"), str(folder)], check=True, timeout=60)
    return folder


@pytest.mark.parametrize("name", TEXT_FILES)
def test_making_it_again_gives_the_same_bytes(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_making_it_again_gives_the_same_pictures(made: Path) -> None:
    names = {path.name for path in (SAMPLE / "images").iterdir()}
    assert names == {path.name for path in (made / "images").iterdir()}
    differing = [name for name in names if not same_picture(made / "images" / name, SAMPLE / "images" / name)]
    assert differing == []


def test_a_changed_picture_is_noticed() -> None:
    blue, green = (SAMPLE / "images" / f"NH-MUG-{colour}.png" for colour in ("BLU", "GRE"))
    assert not same_picture(blue, green)


def test_it_has_the_size_of_a_small_shop() -> None:
    shop = json.loads((SAMPLE / "shop.json").read_text(encoding="utf-8"))
    assert (len(shop["brands"]), len(shop["channels"])) == (3, 3)
    assert len(rows("suppliers.csv")) == 6
    assert len(barcodes()) == 120
    assert len({order for order, _ in order_lines()}) == 40


def test_it_stays_small() -> None:
    files = [path for path in SAMPLE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) < 600_000
    assert max(path.stat().st_size for path in files if path.match("images/??-*.png")) < 2_500


def test_the_channels_speak_for_the_brands() -> None:
    shop = json.loads((SAMPLE / "shop.json").read_text(encoding="utf-8"))
    assert {channel["brand"] for channel in shop["channels"]} == {brand.key for brand in brands()}
    assert {channel["kind"] for channel in shop["channels"]} == {"shopify", "amazon"}
    assert all((SAMPLE / brand.logo).is_file() for brand in brands())


def test_barcodes_are_gtins_that_no_product_of_the_trade_carries() -> None:
    """GS1 General Specifications 1.4: prefixes 02, 04 and 2, without the packaging level of a GTIN-14."""
    every = set().union(*barcodes().values())
    assert [code for code in every if gtin14(code) is None] == []
    own = {code[1:] if len(code) == 14 else code.zfill(13) if len(code) == 12 else code for code in every}
    assert [code for code in own if not code.startswith(("02", "04", "2"))] == []
    assert {len(code) for code in every} == {8, 12, 13, 14}


def test_no_two_products_share_a_barcode() -> None:
    owners = Counter(normalise_code(code) for codes in barcodes().values() for code in codes)
    assert [code for code, count in owners.items() if count > 1] == []


def test_products_name_known_suppliers_and_existing_pictures() -> None:
    products = rows("products.csv")
    assert {row["supplier"] for row in products} == {row["supplier"] for row in rows("suppliers.csv")}
    assert [row["image"] for row in products if not (SAMPLE / row["image"]).is_file()] == []
    offers = Counter(row["sku"] for row in products)
    assert Counter(offers.values()) == {1: 60, 2: 60}
    assert len({row["supplier_sku"] for row in products}) == len(products)


def test_lead_times_reach_from_one_day_to_nine() -> None:
    days = sorted(int(row["lead_time_days"]) for row in rows("suppliers.csv"))
    assert (days[0], days[-1]) == (1, 9)
    assert len({row["region"] for row in rows("suppliers.csv")}) == 6


def test_the_order_files_have_the_headers_of_real_exports() -> None:
    for name in ("orders-northfield.csv", "orders-kite.csv"):
        assert (SAMPLE / name).read_text(encoding="utf-8").partition("\n")[0] == SHOPIFY_HEADER
    assert SHOPIFY_HEADER.count(",") == 78
    amazon = (SAMPLE / "orders-lumen.txt").read_text(encoding="utf-8").partition("\n")[0]
    assert amazon.split("\t") == AMAZON_HEADER.split()


@pytest.mark.parametrize("name", ["orders-northfield.csv", "orders-kite.csv"])
def test_later_rows_of_a_shopify_order_hold_the_line_only(name: str) -> None:
    seen: set[str] = set()
    later = 0
    for row in rows(name):
        filled = {column for column, text in row.items() if text}
        first = row["Name"] not in seen
        assert ("Shipping Name" in filled) is first
        assert first or filled == SHOPIFY_LATER_ROWS
        later += not first
        seen.add(row["Name"])
    assert later > 0


def test_orders_ask_for_known_products_but_for_one() -> None:
    unknown = [sku for _, sku in order_lines() if sku not in barcodes()]
    assert unknown == ["LD-INK-NIG"]


def test_half_of_the_orders_are_single_lines_and_one_has_a_product_twice() -> None:
    lines = Counter(order for order, _ in order_lines())
    assert 18 <= sum(count == 1 for count in lines.values()) <= 22
    twice = [key for key, count in Counter(order_lines()).items() if count > 1]
    assert twice == [("KK2104", "KK-TEA-MIN")]


def test_some_orders_need_two_suppliers() -> None:
    sellers: dict[str, set[str]] = {}
    for row in rows("products.csv"):
        sellers.setdefault(row["sku"], set()).add(row["supplier"])
    asked: dict[str, list[set[str]]] = {}
    for order, sku in order_lines():
        asked.setdefault(order, []).append(sellers.get(sku, set()))
    split = [order for order, choices in asked.items() if all(choices) and not set.intersection(*choices)]
    assert len(split) >= 10


def test_the_dates_are_fixed() -> None:
    created = {row["Created at"][:10] for name in TEXT_FILES[3:5] for row in rows(name)}
    amazon = rows("orders-lumen.txt")
    created |= {row["purchase-date"][:10] for row in amazon}
    assert (min(created), max(created)) == ("2026-11-16", "2026-11-21")
    promised = {datetime.fromisoformat(row["promise-date"]).date() for row in amazon}
    assert (min(promised), max(promised)) == (date(2026, 11, 24), date(2026, 11, 28))


def test_customers_write_in_many_scripts() -> None:
    told = "".join((SAMPLE / name).read_text(encoding="utf-8") for name in TEXT_FILES[3:])
    scripts = {"Greek": "Ελ", "Cyrillic": "Ок", "Arabic": "ليلى", "Hebrew": "נועה", "Kana": "みのり", "Hangul": "소라"}
    scripts |= {"Chinese": "杭州", "Vietnamese": "ễ", "Polish": "Ż", "Turkish": "ğ", "Irish": "Ó Fathaigh"}
    assert [script for script, sign in scripts.items() if sign not in told] == []
    assert sum("gift message: " in row["Note Attributes"] for name in TEXT_FILES[3:5] for row in rows(name)) == 4


def test_every_address_on_the_net_is_an_example() -> None:
    """RFC 2606: names ending in `.example` can never be registered."""
    addresses = [row["email"] for row in rows("suppliers.csv")] + [row["website"] for row in rows("suppliers.csv")]
    addresses += [row["Email"] for name in TEXT_FILES[3:5] for row in rows(name)]
    addresses += [row["buyer-email"] for row in rows("orders-lumen.txt")] + [brand.website for brand in brands()]
    assert [address for address in addresses if not address.endswith(".example")] == []


def test_no_brand_text_gives_a_supplier_away() -> None:
    supplier_skus = {row["supplier_sku"] for row in rows("products.csv")}
    found = [leaks(brand, rows("suppliers.csv"), supplier_skus) for brand in brands()]
    assert found == [set(), set(), set()]


def test_a_supplier_in_a_brand_text_is_noticed() -> None:
    """The mutation control of the check above."""
    telling = msgspec.structs.replace(brands()[0], thank_you="Made with care by BRIGHTWATER supplies (BW-1000)")
    assert leaks(telling, rows("suppliers.csv"), {"BW-1000"}) == {"Brightwater Supplies", "BW-1000"}


def test_a_brand_answers_only_to_its_own_name() -> None:
    names = {"Northfield", "Kettle", "Lumen"}
    for brand in brands():
        told = msgspec.json.encode(brand).decode().casefold()
        assert sum(name.casefold() in told for name in names) == 1
        assert not [name for name in ("amazon", "shopify", "ebay", "etsy") if name in told]
