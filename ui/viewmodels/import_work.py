"""What an import does on a thread of its own: look into a file, take it in, write down what it refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from app.domain.imports import ImportSummary, OrderDraft, Rejection
from app.errors import Cancelled
from app.integrations.catalog_files import (
    MORE_PRODUCT_COLUMNS,
    MORE_SUPPLIER_COLUMNS,
    PRODUCT_COLUMNS,
    SUPPLIER_COLUMNS,
    read_products,
    read_suppliers,
)
from app.integrations.file_imports import take_orders_in, take_products_in
from app.integrations.files import write_atomically
from app.integrations.order_files import read_orders
from app.integrations.text_tables import TextTable, read_table, write_csv
from app.queries.channels import channels_of_kind
from app.services.catalog import import_suppliers
from ui.runtime.language import sentence_of
from ui.runtime.progress import Progress

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

Item = TypeVar("Item")

_PREVIEW_ROWS = 5


class What(StrEnum):
    """What a file holds."""

    PRODUCTS = "products"
    SUPPLIERS = "suppliers"
    ORDERS = "orders"


_CATALOG_COLUMNS = {
    What.PRODUCTS: (PRODUCT_COLUMNS, MORE_PRODUCT_COLUMNS),
    What.SUPPLIERS: (SUPPLIER_COLUMNS, MORE_SUPPLIER_COLUMNS),
}


class FileColumn(Struct, frozen=True):
    """A column of the file: `used` by the import or left alone; `values` of its first rows."""

    name: str
    used: bool
    values: tuple[str, ...]


class Preview(Struct, frozen=True):
    """What a file holds. `missing` are columns it must have; `absent` are columns it may have.

    An order file also has a `format`, and could be of each of `channels`.
    """

    path: Path
    rows: int
    columns: tuple[FileColumn, ...]
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    format: str = ""
    channels: tuple[str, ...] = ()


class Imported(Struct, frozen=True):
    """What an import did with the first `done` rows of its file; `stopped` before the others."""

    summary: ImportSummary
    done: int
    stopped: bool


def look_into(place: Workplace, what: What, path: Path) -> Preview:
    """The columns and first rows of a file, and what it lacks.

    Raises:
        UnreadableFile: it is no table, or no export of a channel that is known.
    """
    if what is What.ORDERS:
        orders = read_orders(path)
        with place.database.read() as connection:
            channels = channels_of_kind(connection, orders.kind)
        return _preview(read_table(path), orders.columns, (), sentence_of(orders.title), channels)
    return _preview(read_table(path), *_CATALOG_COLUMNS[what])


def _preview(
    table: TextTable,
    required: tuple[str, ...],
    more: tuple[str, ...],
    title: str = "",
    channels: tuple[str, ...] = (),
) -> Preview:
    first = tuple(islice(table.rows(), _PREVIEW_ROWS))
    used = {*required, *more}
    columns = tuple(
        FileColumn(name, name in used, tuple(row.cells[name] for row in first)) for name in table.header if name
    )
    return Preview(
        table.path,
        sum(1 for _ in table.rows()),
        columns,
        tuple(name for name in required if name not in table.header),
        tuple(name for name in more if name not in table.header),
        title,
        channels,
    )


def run_import(place: Workplace, what: What, preview: Preview, channel: str, progress: Progress) -> Imported:
    """Take a file in, and buy at once what orders wait for. Stopped, it says what it has done; the rest is for later.

    Raises:
        Cancelled: it was stopped before it began.
        UnreadableFile: the file changed meanwhile.
        Refused: the channel of an order file is not clear.
    """
    progress(0, preview.rows)
    rows = _Rows(progress, preview.rows)
    summary = _take_in(place, what, preview.path, channel, rows)
    return Imported(summary, rows.done, rows.stopped)


def _take_in(place: Workplace, what: What, path: Path, channel: str, rows: _Rows) -> ImportSummary:
    database = place.database
    match what:
        case What.SUPPLIERS:
            return import_suppliers(database, place.new_request(), rows.watched(read_suppliers(path)))
        case What.PRODUCTS:
            return take_products_in(database, place.new_request, rows.watched(read_products(path)))
        case What.ORDERS:
            return take_orders_in(database, place.new_request(), read_orders(path), channel, rows.watched_orders)


class _Rows:
    """Counts the rows an import takes. Stopped, the file ends early: the transaction that is begun is stored whole."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.done = 0
        self.stopped = False
        self._progress, self._total = progress, total

    def watched(self, items: Iterator[Item], weigh: Callable[[Item], int] = lambda _: 1) -> Iterator[Item]:
        """The same items; `weigh` says of how many rows each is."""
        for item in items:
            if self._progress.stopped:
                self.stopped = True
                return
            self.done += weigh(item)
            with suppress(Cancelled):
                self._progress(self.done, self._total)
            yield item

    def watched_orders(self, drafts: Iterator[OrderDraft]) -> Iterator[OrderDraft]:
        """The same orders; each may have several rows."""
        return self.watched(drafts, lambda draft: len(draft.rows))


def write_rejected(source: Path, rejected: tuple[Rejection, ...], target: Path) -> None:
    """The refused rows as they stood in the file, and before each what is wrong with it.

    Raises:
        UnreadableFile: the file is gone.
        Refused: the error file cannot be written.
    """
    table = read_table(source)
    wanted = {each.row for each in rejected}
    cells = {row.number: row.cells for row in table.rows() if row.number in wanted}
    header = ("row", "column", "problem", *table.header)
    lines = (
        (
            str(each.row),
            each.column,
            each.reason.text,
            *(cells.get(each.row, {}).get(name, "") for name in table.header),
        )
        for each in rejected
    )
    write_atomically(target, write_csv(header, lines).encode("utf-8-sig"))
