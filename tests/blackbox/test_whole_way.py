"""The whole way of the sample shop, from the channels' files to parcels, as programs and scanners drive it."""

import csv
import io
import re
from collections import Counter

import pytest

from tests.blackbox.shop import SAMPLE, SAMPLE_ORDERS, Shop

FIELDS = {
    "orders": "order_number channel brand state promise_at tote scan_code ship_to_name",
    "order-lines": "order_number line sku quantity allocated received packed shipped",
    "purchase-orders": "po_number supplier state scan_code",
    "purchase-order-lines": "po_number line sku supplier_sku quantity received order_number",
    "packages": "package order_number state label_scan_code tracking_number",
    "stock": "sku location on_hand allocated",
    "print-jobs": "job kind order_number state copy file",
    "receipts": "sku quantity po_number order_number at",
    "allocations": "order_number line sku po_number quantity",
    "movements": "sku quantity from to reason at",
    "events": "event kind order_number at station",
    "confirmations": "channel order_number sku quantity shipped_at",
}
WHOLE_NUMBERS = {"quantity", "allocated", "received", "packed", "shipped", "on_hand", "line", "copy", "job", "event"}
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def test_from_files_to_parcels_in_processes_of_their_own(tmp_path):
    shop = Shop(tmp_path / "shop")
    shop.does("set-up", SAMPLE / "shop.json", cold=True)
    shop.does("import-suppliers", SAMPLE / "suppliers.csv", cold=True)
    shop.does("import-products", SAMPLE / "products.csv", cold=True)
    for file, channel, orders in SAMPLE_ORDERS:
        told = shop.does("import-orders", SAMPLE / file, "--channel", channel, "--json")
        assert told.json == {"imported": orders, "updated": 0, "unchanged": 0, "rejected": []}

    shop.receive_everything()
    boxes = shop.boxes()
    assert len(boxes) == 39
    with shop.station("packing", cold=True) as bench:
        for order, scans in boxes:
            assert bench.hears(*scans) == "box_closed"
            assert bench.hears(shop.printed_label_of(order["order_number"])) == "shipped"

    assert sorted({order["state"] for order in shop.rows("orders")}) == ["shipped", "waiting"]
    shop.is_sound()
    _assert_confirmed(shop)
    _assert_printed(shop)


def _assert_confirmed(shop):
    """Each channel's files name exactly what left, and Amazon's items by their own ids."""
    files = list((shop.folder / "outbox" / "confirmations").iterdir())
    tables = [
        list(csv.reader(io.StringIO(file.read_text()), delimiter="\t" if file.suffix == ".txt" else ","))
        for file in files
    ]
    amazon = [row for table in tables for row in table[1:] if "order-id" in table[0]]
    shopify = [row for table in tables for row in table[1:] if "order-id" not in table[0]]

    wanted = shop.rows("confirmations")
    assert len(amazon) + len(shopify) == len(wanted)
    told = {(row[0], row[1]) for row in amazon}
    assert told == {(row["order_number"], row["order_item"]) for row in wanted if "Amazon" in row["channel"]}
    assert {row[0] for row in shopify} == {row["order_number"] for row in wanted if "Shopify" in row["channel"]}
    shipped = {row["order_number"] for row in shop.rows("orders") if row["state"] == "shipped"}
    assert {row["order_number"] for row in wanted} == shipped


def _assert_printed(shop):
    """Every slip and label came out once, as a file that is there."""
    jobs = shop.rows("print-jobs")
    assert sorted(job["kind"] for job in jobs) == ["label"] * 39 + ["slip"] * 39
    assert {job["copy"] for job in jobs} == {1}
    assert [job for job in jobs if not (shop.folder / "paper" / job["file"]).is_file()] == []


def test_a_single_item_is_packed_with_four_scans(sample):
    sample.receive_everything()
    lines = sample.rows("order-lines")
    orders, skus = (Counter(line[name] for line in lines) for name in ("order_number", "sku"))
    line = next(line for line in lines if orders[line["order_number"]] == skus[line["sku"]] == line["quantity"] == 1)
    with sample.station("packing") as bench:
        opened = bench.scan(sample.barcodes[line["sku"]])
        assert (opened["message"], opened["kind"]) == ("order_opened_by_item", "ok")
        assert bench.hears(sample.commands["PAPERS REMOVED"]) == "papers_removed"
        assert bench.hears(sample.commands["CLOSE BOX"]) == "box_closed"
        shipped = bench.scan(sample.printed_label_of(opened["state"]["order_number"]))
    assert (shipped["message"], shipped["kind"]) == ("shipped", "done")
    assert shipped["state"]["last_shipped"] == opened["state"]["order_number"]
    assert isinstance(shipped["ms"], float)


@pytest.mark.parametrize(("file", "channel", "orders"), SAMPLE_ORDERS)
def test_importing_a_file_twice_changes_nothing_and_says_so(sample, file, channel, orders):
    before = sample.rows("order-lines"), sample.rows("purchase-order-lines"), len(sample.rows("events"))

    again = sample.does("import-orders", SAMPLE / file, "--channel", channel)

    assert again.out == f"Nothing new: all {orders} orders of this file are here already.\n"
    assert (sample.rows("order-lines"), sample.rows("purchase-order-lines"), len(sample.rows("events"))) == before


def test_a_dry_run_says_what_would_happen_and_changes_nothing(tmp_path):
    shop = Shop(tmp_path / "shop")
    shop.does("set-up", SAMPLE / "shop.json")

    told = shop.does("import-orders", SAMPLE / "orders-lumen.txt", "--dry-run")

    assert told.out.startswith("Nothing was changed: this was a dry run. 11 orders imported")
    assert shop.rows("orders") == []
    summary = shop.does("import-orders", SAMPLE / "orders-lumen.txt", "--dry-run", "--json").json
    assert summary["imported"] == 11


def test_exports_have_their_fields_whole_numbers_and_utc_times(sample):
    sample.receive_everything()
    order, scans = sample.boxes()[0]
    with sample.station("packing") as bench:
        bench.scan(*scans)
        bench.scan(sample.printed_label_of(order["order_number"]))

    for kind, fields in FIELDS.items():
        rows = sample.rows(kind)
        assert rows, kind
        assert set(fields.split()) <= set(rows[0]), kind
        for row in rows:
            assert all(type(row[name]) is int for name in WHOLE_NUMBERS & set(row)), row
            moments = [value for name, value in row.items() if name.endswith("at") and value]
            assert all(UTC.fullmatch(moment) for moment in moments), row


def test_csv_and_json_tell_the_same(sample):
    table = list(csv.DictReader(io.StringIO(sample.does("export", "order-lines", "--format", "csv").out)))
    rows = sample.rows("order-lines")

    assert [row["title"] for row in table] == [row["title"] for row in rows]
    assert [int(row["quantity"]) for row in table] == [row["quantity"] for row in rows]
