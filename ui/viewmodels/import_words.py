"""An import in words: what each kind of file is, what was found in one, and what became of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from app.domain.imports import ImportSummary, Rejection
from ui.models.work import GoodsRow
from ui.runtime.language import mark, sentence_of, tr
from ui.viewmodels.import_work import Preview, What


class FileWords(Struct, frozen=True):
    """What a kind of file is called, how it is asked for, and what it has to look like."""

    name: str
    asks: str
    advice: str


WORDS = {
    What.PRODUCTS: FileWords(
        mark("Products"),
        mark("Which file holds the products?"),
        mark("A CSV or TSV table with sku, title, supplier, cost and currency; barcodes and more if known."),
    ),
    What.SUPPLIERS: FileWords(
        mark("Suppliers"),
        mark("Which file holds the suppliers?"),
        mark("A CSV or TSV table with supplier and lead_time_days; contacts if known."),
    ),
    What.ORDERS: FileWords(
        mark("Orders"),
        mark("Which file holds the orders?"),
        mark("The order export of Shopify or Amazon, as it was downloaded."),
    ),
}


def refused_row(row: Rejection) -> GoodsRow:
    """A row that was not taken, where it stands and why."""
    where = tr("Row {row} · {column}", row=row.row, column=row.column)
    title = tr("{where} · “{value}”", where=where, value=row.value) if row.value else where
    return GoodsRow(title, sentence_of(row.reason), "", icon="triangle-alert")


def counted(summary: ImportSummary) -> str:
    """What became of the rows of a file."""
    counts = {"new": summary.imported, "changed": summary.updated, "same": summary.unchanged}
    told = tr("{new} new, {changed} changed, {same} as they were.", **counts)
    refused = len(summary.rejected)
    return f"{told} {tr('{n} rows were refused.', '{n} row was refused.', refused)}" if refused else told


def found(preview: Preview) -> str:
    """What a file holds, and what of it would be used."""
    return " ".join(_found(preview))


def _found(preview: Preview) -> Iterator[str]:
    if preview.format:
        yield tr("{format}, {n} rows.", "{format}, {n} row.", preview.rows, format=preview.format)
    else:
        yield tr("{n} rows.", "{n} row.", preview.rows)
    if preview.missing:
        missing = ", ".join(preview.missing)
        yield tr("It cannot be imported: the columns {missing} are missing.", missing=missing)
        return
    used = sum(column.used for column in preview.columns)
    yield tr("{used} of {all} columns are recognised.", used=used, all=len(preview.columns))
    if preview.absent:
        yield tr("Not in this file: {absent}.", absent=", ".join(preview.absent))
    if preview.format and not preview.channels:
        yield tr("A channel is made for these orders, the first of their kind. Choose its brand in Settings.")
