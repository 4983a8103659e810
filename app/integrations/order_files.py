"""Order exports of the channels, recognised by their header.

An order is taken whole or not at all, because a missing line would send an incomplete parcel: when one of its rows is
wrong, all are refused and each says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path

from app.domain.imports import OrderDraft, Rejection
from app.domain.messages import say
from app.errors import UnreadableFile
from app.integrations.amazon_orders import AMAZON
from app.integrations.order_format import OrderFormat, SkippedOrder
from app.integrations.shopify_orders import SHOPIFY
from app.integrations.table_row import RowRejected, TableRow
from app.integrations.text_tables import TextTable, read_table

_FORMATS = (SHOPIFY, AMAZON)
#: The kinds of channels whose exports are read, and what the export of each is called.
CHANNEL_KINDS = {known.kind: known.title for known in _FORMATS}


class OrderFile:
    """A `file` that is a known export of the channel `kind`, called `title`, and is read while `drafts` are taken.

    `rejected` and `skipped` are complete when `drafts` has come to its end.
    """

    def __init__(self, table: TextTable, order_format: OrderFormat) -> None:
        self.file = table.path.name
        self.kind = order_format.kind
        self.title = order_format.title
        self.columns = order_format.required
        self.rejected: list[Rejection] = []
        self.skipped: list[SkippedOrder] = []
        self._table = table
        self._format = order_format

    def drafts(self) -> Iterator[OrderDraft]:
        """Each open or cancelled order of the file, in the order in which they are complete."""
        self.rejected.clear()
        self.skipped.clear()
        for rows in _orders(self._table, self._format):
            try:
                order = _read(rows, self._format)
            except RowRejected as refused:
                self.rejected += _refuse_all(rows, refused.rejection, self._format.order_column)
                continue
            if isinstance(order, SkippedOrder):
                self.skipped.append(order)
            else:
                yield order


def recognise(header: Sequence[str]) -> str | None:
    """The kind of channel whose export has these column names; None for any other table."""
    found = _format_of(header)
    return found.kind if found else None


def read_orders(path: Path) -> OrderFile:
    """Recognise an export; its orders are read when they are asked for.

    Raises:
        UnreadableFile: not a readable table, not an export we know, or columns are missing.
    """
    table = read_table(path)
    order_format = _format_of(table.header)
    if order_format is None:
        known = reduce(lambda some, more: say("one_or_other", some=some, more=more), CHANNEL_KINDS.values())
        raise UnreadableFile("header_unknown", file=path.name, expected=known)
    table.require(order_format.required)
    return OrderFile(table, order_format)


def _format_of(header: Sequence[str]) -> OrderFormat | None:
    names = {name.strip().casefold() for name in header}
    return next((known for known in _FORMATS if known.signature <= names), None)


def _orders(table: TextTable, order_format: OrderFormat) -> Iterator[list[TableRow]]:
    """All rows of one order after the other, also where they do not stand together.

    The file is read twice, first to count: so an order is known to be complete and only open ones are in memory.
    """
    column = order_format.order_column
    missing = Counter(row.cells[column].strip() for row in table.rows(quoted=order_format.quoted))
    gathered: dict[str, list[TableRow]] = {}
    for row in table.rows(quoted=order_format.quoted):
        number = row.cells[column].strip()
        gathered.setdefault(number, []).append(row)
        missing[number] -= 1
        if not missing[number]:
            yield gathered.pop(number)


def _read(rows: Sequence[TableRow], order_format: OrderFormat) -> OrderDraft | SkippedOrder:
    for row in rows:
        if row.fault:
            raise row.refuse(order_format.order_column, row.fault)
    return order_format.read(rows)


def _refuse_all(rows: Sequence[TableRow], fault: Rejection, column: str) -> Iterator[Rejection]:
    reason = say("order_taken_whole", row=fault.row)
    for row in rows:
        yield fault if row.number == fault.row else row.rejection(column, reason)
