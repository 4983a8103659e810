"""Suppliers and products come in from tables.

Importing is an upsert: the same file again changes nothing. Rows are written in short transactions, so a scan never
waits long behind an import, and an interrupted import is finished by running it again.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from app.db.engine import Database
from app.domain.catalog import Outcome, plan_products, products_told_once, suppliers_told_once
from app.domain.imports import ImportSummary, ProductRow, Rejection, SupplierRow
from app.domain.requests import Request
from app.services.catalog_rows import close_tasks, known_catalog, write_products, write_suppliers
from app.services.chunks import chunked

_log = logging.getLogger(__name__)

#: Rows in one transaction: short enough that a waiting scan does not notice.
_PER_TRANSACTION = 200

Record = TypeVar("Record", SupplierRow, ProductRow)


def import_suppliers(database: Database, request: Request, rows: Iterable[SupplierRow | Rejection]) -> ImportSummary:
    """Take suppliers in by name. Rejections among `rows` are passed on in the summary."""
    tally = _Tally()
    for chunk in chunked(tally.taken(suppliers_told_once(rows)), _PER_TRANSACTION):
        with database.write() as connection:
            tally.count(write_suppliers(connection, chunk))
    return tally.close(request, "suppliers")


def import_products(database: Database, request: Request, rows: Iterable[ProductRow | Rejection]) -> ImportSummary:
    """Take products in by SKU, each with its offers and codes; a product is counted once, however many rows it has.

    Codes are only added: one that stands on goods is never dropped because a file no longer names it. Open tasks that
    asked for an unknown SKU are closed when it is known now. Rejections among `rows` are passed on in the summary.
    """
    tally = _Tally()
    for chunk in chunked(tally.taken(products_told_once(rows)), _PER_TRANSACTION):
        with database.write() as connection:
            plan = plan_products(chunk, known_catalog(connection, chunk))
            write_products(connection, plan)
        tally.count(plan.outcomes)
        tally.rejected += plan.rejected
    with database.write() as connection:
        close_tasks(connection)
    return tally.close(request, "products")


class _Tally:
    """Counts while an import runs. A record that several transactions touch counts once, by the most they did."""

    def __init__(self) -> None:
        self.rejected: list[Rejection] = []
        self._outcomes: dict[str, Outcome] = {}

    def taken(self, rows: Iterable[Record | Rejection]) -> Iterator[Record]:
        """The rows that are none of `rejected`, where the others are kept."""
        for row in rows:
            if isinstance(row, Rejection):
                self.rejected.append(row)
            else:
                yield row

    def count(self, outcomes: Mapping[str, Outcome]) -> None:
        for name, outcome in outcomes.items():
            self._outcomes[name] = max(outcome, self._outcomes.get(name, outcome))

    def close(self, request: Request, what: str) -> ImportSummary:
        by_outcome = Counter(self._outcomes.values())
        imported, updated, unchanged = (by_outcome[outcome] for outcome in reversed(Outcome))
        _log.info(
            "request %s of %s imported %s: %d new, %d updated, %d unchanged, %d rejected",
            *(request.id, request.station, what, imported, updated, unchanged, len(self.rejected)),
        )
        rejected = sorted(self.rejected, key=lambda rejection: rejection.row)
        return ImportSummary(imported, updated, unchanged, tuple(rejected))
