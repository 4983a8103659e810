"""Files in, in the same way from the command line and from the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from app.db.engine import Database
from app.domain.imports import ImportSummary, OrderDraft, ProductRow, Rejection
from app.domain.requests import Request
from app.integrations.order_files import OrderFile
from app.services.catalog import import_products
from app.services.order_import import import_orders
from app.services.pull import pull_everything
from app.services.shop import channel_for_import, known_channel

#: Passes orders on as they are read: to count them, or to end early.
Watch = Callable[[Iterator[OrderDraft]], Iterator[OrderDraft]]


def take_products_in(
    database: Database, new_request: Callable[[], Request], rows: Iterable[ProductRow | Rejection]
) -> ImportSummary:
    """Take products in, and buy at once what orders waited for."""
    summary = import_products(database, new_request(), rows)
    pull_everything(database, new_request())
    return summary


def take_orders_in(
    database: Database,
    request: Request,
    orders: OrderFile,
    channel: str = "",
    watch: Watch = iter,
    *,
    dry_run: bool = False,
) -> ImportSummary:
    """Take the orders of a file in; rows its reader refused or skipped are part of the summary.

    Without a `channel` they are of the only one of the file's kind, which is made where there is none.

    Raises:
        UnreadableFile: the file cannot be read any more.
        Refused: it could be of several channels, or is of another kind than the channel.
    """
    find = known_channel if dry_run else channel_for_import
    terms = find(database, orders.kind, channel, orders.file)
    if terms is None:
        # A channel that is not there yet has no orders either: all of the file is new.
        summary = ImportSummary(imported=sum(1 for draft in orders.drafts() if not draft.cancelled))
    else:
        summary = import_orders(database, request, terms, watch(orders.drafts()), dry_run=dry_run)
    return replace(
        summary,
        unchanged=summary.unchanged + len(orders.skipped),
        rejected=tuple(sorted((*orders.rejected, *summary.rejected), key=lambda each: each.row)),
    )
