"""Suppliers and products from tables a person keeps. Columns may stand in any order; others are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from app.domain.codes import normalise_code
from app.domain.gs1 import check_digit, gtin14
from app.domain.imports import ProductRow, Rejection, SupplierRow
from app.domain.messages import Message, say
from app.integrations.table_row import LONGEST_CODE, RowRejected, TableRow
from app.integrations.text_tables import TextTable, read_table

SUPPLIER_COLUMNS = ("supplier", "lead_time_days")
PRODUCT_COLUMNS = ("sku", "title", "supplier", "cost", "currency")
#: What may stand in such a table besides.
MORE_SUPPLIER_COLUMNS = ("email", "phone", "website", "region")
MORE_PRODUCT_COLUMNS = (
    "barcodes",
    "supplier_sku",
    "pack_multiple",
    "minimum_order_quantity",
    "lead_time_days",
    "weight_g",
    "image",
)
_LONGEST_LEAD_TIME = 365
_MOST_UNITS = 100_000
_HEAVIEST_G = 1_000_000
_LARGEST_IMAGE = 10 * 2**20
_MOST_PIXELS = 40_000_000

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_GTIN_LENGTHS = (8, 12, 13, 14)
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)


def read_suppliers(path: Path) -> Iterator[SupplierRow | Rejection]:
    """Each row as a supplier, or why it was refused; read while it is asked for.

    Raises:
        UnreadableFile: at once, when the file is no table with the columns `supplier` and `lead_time_days`.
    """
    table = read_table(path)
    table.require(SUPPLIER_COLUMNS)
    return _suppliers(table)


def read_products(path: Path) -> Iterator[ProductRow | Rejection]:
    """Each row as a product with one supplier's offer, or why it was refused; read while it is asked for.

    `image` names a PNG or JPEG file, relative to the table's folder. One that cannot be used is reported in a
    rejection of its own, and the product is taken without a picture.

    Raises:
        UnreadableFile: at once, when the file is no table with the columns sku, title, supplier, cost and currency.
    """
    table = read_table(path)
    table.require(PRODUCT_COLUMNS)
    return _products(table)


def _suppliers(table: TextTable) -> Iterator[SupplierRow | Rejection]:
    for row in table.rows():
        try:
            _refuse_broken(row, "supplier")
            yield supplier_of(row)
        except RowRejected as refused:
            yield refused.rejection


def supplier_of(row: TableRow) -> SupplierRow:
    """The supplier of a row, of a file or of a form.

    Raises:
        RowRejected: a cell does not hold what it should.
    """
    email = row.text("email")
    if email and not (_EMAIL.fullmatch(email) and email.isprintable()):
        raise row.refuse("email", say("is_no_email"))
    return SupplierRow(
        row=row.number,
        name=row.text("supplier", required=True),
        email=email,
        phone=row.text("phone"),
        website=row.text("website"),
        region=row.text("region"),
        lead_time_days=row.whole_number("lead_time_days", "days", least=0, most=_LONGEST_LEAD_TIME),
    )


def _products(table: TextTable) -> Iterator[ProductRow | Rejection]:
    folder = table.path.parent
    for row in table.rows():
        try:
            _refuse_broken(row, "sku")
            product = product_of(row)
        except RowRejected as refused:
            yield refused.rejection
            continue
        image, fault = usable_image(folder, row.text("image"))
        if fault:
            yield row.rejection("image", say("without_picture", fault=fault))
        yield replace(product, image=image)


def _refuse_broken(row: TableRow, column: str) -> None:
    if row.fault:
        raise row.refuse(column, row.fault)


def product_of(row: TableRow) -> ProductRow:
    """The product and the offer of a row, of a file or of a form, without its picture.

    Raises:
        RowRejected: a cell does not hold what it should.
    """
    has_lead_time = bool(row.text("lead_time_days"))
    return ProductRow(
        row=row.number,
        sku=row.code("sku", required=True),
        title=row.text("title", required=True),
        barcodes=_barcodes(row),
        supplier=row.text("supplier", required=True),
        supplier_sku=row.code("supplier_sku"),
        cost=row.money("cost", row.currency("currency")),
        pack_multiple=_units(row, "pack_multiple"),
        minimum_order_quantity=_units(row, "minimum_order_quantity"),
        lead_time_days=_lead_time(row) if has_lead_time else None,
        weight_g=row.whole_number("weight_g", "grams", least=0, most=_HEAVIEST_G, empty=0),
        image="",
    )


def _units(row: TableRow, column: str) -> int:
    return row.whole_number(column, "units", least=1, most=_MOST_UNITS, empty=1)


def _lead_time(row: TableRow) -> int:
    return row.whole_number("lead_time_days", "days", least=0, most=_LONGEST_LEAD_TIME)


def _barcodes(row: TableRow) -> tuple[str, ...]:
    """The codes between `|`, normalised, each once."""
    codes = filter(None, (code.strip() for code in row.cells.get("barcodes", "").split("|")))
    return tuple(dict.fromkeys(_barcode(row, code) for code in codes))


def _barcode(row: TableRow, code: str) -> str:
    if len(code) > LONGEST_CODE:
        raise row.refuse("barcodes", say("barcode_too_long", limit=LONGEST_CODE), code)
    if not code.isprintable():
        raise row.refuse("barcodes", say("barcode_unprintable"), code)
    if _SHORTENED.fullmatch(code):
        raise row.refuse("barcodes", say("barcode_shortened"), code)
    is_number = code.isascii() and code.isdigit()
    if is_number and len(code) in _GTIN_LENGTHS and code.strip("0") and not gtin14(code):
        raise row.refuse("barcodes", say("barcode_check_digit", expected=check_digit(code[:-1])), code)
    return normalise_code(code)


def usable_image(folder: Path, name: str) -> tuple[str, Message | None]:
    """The absolute path of a usable picture, and what is wrong with it otherwise."""
    if not name:
        return "", None
    path = (folder / name).resolve()
    try:
        if not path.is_file():
            return "", say("picture_missing")
        if path.stat().st_size > _LARGEST_IMAGE:
            return "", say("picture_too_big", limit=_LARGEST_IMAGE // 2**20)
        _verify_image(path)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", say("picture_unreadable")
    return str(path), None


def _verify_image(path: Path) -> None:
    with Image.open(path, formats=("PNG", "JPEG")) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise ValueError("small as a file, but huge in memory")
        image.verify()
