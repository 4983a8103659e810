import struct
import zlib

import pytest
from PIL import Image

from app.domain.imports import ProductRow, Rejection, SupplierRow
from app.domain.messages import say
from app.domain.money import Money
from app.errors import UnreadableFile
from app.integrations.catalog_files import read_products, read_suppliers

HEADER = (
    "sku,title,barcodes,supplier,supplier_sku,cost,currency,"
    "pack_multiple,minimum_order_quantity,lead_time_days,weight_g,image"
)
GOOD = {
    "sku": "MUG-1",
    "title": "Blue mug",
    "supplier": "Kiln & Co",
    "supplier_sku": "K-77",
    "cost": "3.20",
    "currency": "EUR",
}


@pytest.fixture
def products(tmp_path):
    """Reads a file of the rows given, each a good row with some cells changed."""

    def read(*changes):
        path = tmp_path / "products.csv"
        lines = [",".join((GOOD | change).get(column, "") for column in HEADER.split(",")) for change in changes]
        path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
        return list(read_products(path))

    return read


def test_a_product_row_with_every_cell(products):
    changes = {"barcodes": "4006381333931|box 7", "pack_multiple": "6", "minimum_order_quantity": "12"}
    (row,) = products({**changes, "lead_time_days": "0", "weight_g": "350"})
    assert row == ProductRow(
        row=2,
        sku="MUG-1",
        title="Blue mug",
        barcodes=("04006381333931", "BOX 7"),
        supplier="Kiln & Co",
        supplier_sku="K-77",
        cost=Money(320, "EUR"),
        pack_multiple=6,
        minimum_order_quantity=12,
        lead_time_days=0,
        weight_g=350,
        image="",
    )


def test_empty_cells_mean_one_and_the_suppliers_lead_time(products):
    (row,) = products({})
    assert (row.pack_multiple, row.minimum_order_quantity, row.lead_time_days, row.weight_g) == (1, 1, None, 0)


def test_one_barcode_written_in_two_lengths_is_one(products):
    (row,) = products({"barcodes": "036000291452|0036000291452| "})
    assert row.barcodes == ("00036000291452",)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("sku", "", "is empty"),
        ("sku", "x" * 10_000, "longer than 100 characters"),
        ("sku", "MUG\u200b1", "cannot be seen"),
        ("sku", "MUG\x1b1", "cannot be seen"),
        ("title", "", "is empty"),
        ("supplier", "", "is empty"),
        ("cost", "3;20", "not an amount"),
        ("cost", "3.205", "not an amount"),
        ("cost", "-1", "below zero"),
        ("cost", "30000000", "larger than a price"),
        ("currency", "EURO", "three letters"),
        ("pack_multiple", "0", "not between 1 and"),
        ("pack_multiple", "1.5", "not a whole number of units"),
        ("minimum_order_quantity", "1_0", "not a whole number of units"),
        ("lead_time_days", "soon", "not a whole number of days"),
        ("lead_time_days", "٣", "not a whole number of days"),
        ("weight_g", "-3", "not a whole number of grams"),
        ("barcodes", "4006381333932", "the check digit of this barcode is wrong: expected 1"),
        ("barcodes", "4.00638E+12", "shortened"),
        ("barcodes", "x" * 101, "longer than 100"),
        ("barcodes", "A\x1dB", "cannot be seen"),
    ],
)
def test_a_wrong_cell_refuses_its_row_alone_and_says_why(products, column, value, reason):
    before, refused, after = products({"sku": "A"}, {column: value}, {"sku": "B"})
    assert isinstance(refused, Rejection)
    assert (refused.row, refused.column) == (3, column)
    assert reason in refused.reason.text
    assert len(refused.value) <= 64
    assert (before.sku, after.sku) == ("A", "B")


def test_titles_are_cleaned_and_bounded(products):
    (row,) = products({"title": "Blue\x07  mug\u2028" + "x" * 1000})
    assert row.title.startswith("Blue mug xxx")
    assert len(row.title) == 500


def test_a_row_that_is_no_row_is_refused(products):
    (refused,) = products({"title": '"open'})
    assert (refused.row, refused.column, refused.reason) == (2, "sku", say("quotes_do_not_match"))


def test_a_picture_beside_the_file_is_found(products, tmp_path):
    Image.new("RGB", (4, 4)).save(tmp_path / "mug.png")
    (row,) = products({"image": "mug.png"})
    assert row.image == str((tmp_path / "mug.png").resolve())


def header_of_a_huge_picture():
    """A PNG of 100 bytes that says it is 8000 x 8000 pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8000, 8000, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file"),
        (b"GIF89a" + bytes(20), "not a PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not a PNG or JPEG"),
        (header_of_a_huge_picture(), "not a PNG or JPEG"),
        (b"\x89PNG" + bytes(11 * 2**20), "larger than 10 MB"),
    ],
)
def test_a_picture_that_cannot_be_used_is_told_and_the_product_taken(products, tmp_path, content, reason):
    if content is not None:
        (tmp_path / "mug.png").write_bytes(content)
    told, row = products({"image": "mug.png"})
    assert (told.row, told.column) == (2, "image")
    assert reason in told.reason.text
    assert (row.sku, row.image) == ("MUG-1", "")


def test_columns_in_any_order_and_further_ones_are_read(tmp_path):
    path = tmp_path / "products.csv"
    path.write_text("Colour;COST;Currency;Supplier;Title;SKU\nblue;3.20;eur;Kiln & Co;Blue mug;MUG-1\n")
    (row,) = read_products(path)
    assert (row.sku, row.cost, row.barcodes) == ("MUG-1", Money(320, "EUR"), ())


def test_missing_columns_are_told_before_any_row_is_asked_for(tmp_path):
    path = tmp_path / "products.csv"
    path.write_text("sku,title\nMUG-1,Blue mug\n")
    with pytest.raises(UnreadableFile) as refused:
        read_products(path)
    assert refused.value.values["missing"] == "supplier, cost, currency"
    with pytest.raises(UnreadableFile):
        read_suppliers(path)


def test_suppliers(tmp_path):
    path = tmp_path / "suppliers.csv"
    path.write_text(
        "supplier,email,phone,website,region,lead_time_days\n"
        "Kiln & Co,orders@kiln.example,'+44 20 7946 0000,https://kiln.example,GB,4\n"
        "Late Ltd,,,,,\n"
        "Odd Ltd,two@odd.example;three@odd.example,,,,3\n"
        '"Broken,,,,,3\n'
        ",,,,,3\n"
    )
    good, *refused = read_suppliers(path)
    assert good == SupplierRow(
        2, "Kiln & Co", "orders@kiln.example", "+44 20 7946 0000", "https://kiln.example", "GB", 4
    )
    assert [(row.row, row.column, row.reason.text) for row in refused] == [
        (3, "lead_time_days", "is not a whole number of days"),
        (4, "email", "is not an e-mail address"),
        (5, "supplier", "its quotation marks do not match"),
        (6, "supplier", "is empty"),
    ]
