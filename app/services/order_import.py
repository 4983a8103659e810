"""Customer orders come in; what they need is pulled in the same transaction (M1, M2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import Event, OrderImported
from app.domain.imports import ImportSummary, OrderDraft, Rejection
from app.domain.messages import say
from app.domain.orders import CHANGEABLE_STATES, OrderState, state_words
from app.domain.own_codes import OwnKind, own_code
from app.domain.requests import Request
from app.services.chunks import chunked
from app.services.known_products import products_by_sku
from app.services.order_edits import cancel, edit
from app.services.order_rows import ChannelTerms, add_lines, content_hash, line_row, order_row
from app.services.pull import pull
from app.services.release import unpeg_for_stock

#: Orders in one transaction: short enough that a waiting scan does not notice.
ORDERS_PER_TRANSACTION = 100


class _Known(Struct, frozen=True):
    id: int
    state: str
    content_hash: str


def import_orders(
    database: Database, request: Request, channel: ChannelTerms, drafts: Iterable[OrderDraft], *, dry_run: bool = False
) -> ImportSummary:
    """Take orders in, follow edits and cancellations, and pull what they need.

    Idempotent by channel + order + line: the same file again changes nothing. Each order is taken whole with its
    purchase needs or not at all.
    """
    tally = _Tally()
    for chunk in chunked(drafts, ORDERS_PER_TRANSACTION):
        with database.write() as connection:
            _import_chunk(connection, request, channel, chunk, tally)
            if dry_run:
                connection.rollback()
    return tally.summary()


class _Tally:
    """Counts while an import runs."""

    def __init__(self) -> None:
        self.imported = self.updated = self.unchanged = 0
        self.rejected: list[Rejection] = []

    def summary(self) -> ImportSummary:
        return ImportSummary(self.imported, self.updated, self.unchanged, tuple(self.rejected))


def _import_chunk(
    connection: Connection, request: Request, channel: ChannelTerms, drafts: Sequence[OrderDraft], tally: _Tally
) -> None:
    known = _known_orders(connection, channel.id, [draft.number for draft in drafts])
    products = products_by_sku(connection, {line.sku for draft in drafts for line in draft.lines})
    fresh = [draft for draft in drafts if draft.number not in known and not draft.cancelled]
    events = _insert_orders(connection, request, channel, fresh, products)
    tally.imported += len(fresh)
    freed: set[int] = set()
    for draft in drafts:
        if draft.number in known:
            more, touched = _follow(connection, request, channel, draft, known[draft.number], products, tally)
            events += more
            freed |= touched
        elif draft.cancelled:
            tally.unchanged += 1
    wanted = {products[line.sku] for draft in fresh for line in draft.lines if line.sku in products}
    unpeg_for_stock(connection, freed)
    events += pull(connection, request, wanted | freed)
    journal.record(connection, request, events)


_KNOWN = select(t.SalesOrder.number, t.SalesOrder.id, t.SalesOrder.state, t.SalesOrder.content_hash).where(
    t.SalesOrder.channel_id == bindparam("channel"), t.SalesOrder.number.in_(bindparam("numbers", expanding=True))
)


def _known_orders(connection: Connection, channel_id: int, numbers: Sequence[str]) -> dict[str, _Known]:
    rows = connection.execute(_KNOWN, {"channel": channel_id, "numbers": numbers})
    return {row.number: _Known(row.id, row.state, row.content_hash) for row in rows}


# The numbers say which id is whose: asking for the order of the rows would write them one by one.
_ADD = insert(t.SalesOrder).returning(t.SalesOrder.id, t.SalesOrder.number)


def _insert_orders(
    connection: Connection,
    request: Request,
    channel: ChannelTerms,
    drafts: Sequence[OrderDraft],
    products: Mapping[str, int],
) -> list[Event]:
    if not drafts:
        return []
    codes = _scan_codes(connection, channel.id, [draft.number for draft in drafts])
    rows = [order_row(draft, channel, request.at, code) for draft, code in zip(drafts, codes, strict=True)]
    ids = {row.number: row.id for row in connection.execute(_ADD, rows)}
    lines = [
        line_row(ids[draft.number], number, line, draft, channel, products)
        for draft in drafts
        for number, line in enumerate(draft.lines, start=1)
    ]
    add_lines(connection, request, lines)
    return [OrderImported(ids[draft.number], len(draft.lines)) for draft in drafts]


_TAKEN = select(t.SalesOrder.scan_code).where(t.SalesOrder.scan_code.in_(bindparam("codes", expanding=True)))


def _scan_codes(connection: Connection, channel_id: int, numbers: Sequence[str]) -> list[str]:
    """A code for each order: its number as far as barcodes of ours may hold it, made unique where channels agree."""
    bodies = ["".join(filter(_codable, number.upper()))[:30] or "0" for number in numbers]
    wanted = {body: own_code(OwnKind.ORDER, body) for body in bodies}
    taken = set(connection.execute(_TAKEN, {"codes": list(wanted.values())}).scalars())
    codes: list[str] = []
    for number, body in zip(numbers, bodies, strict=True):
        code = wanted[body]
        if code in taken:
            digest = hashlib.sha256(f"{channel_id}/{number}".encode()).hexdigest()[:8].upper()
            code = own_code(OwnKind.ORDER, f"{body}Z{digest}")
        taken.add(code)
        codes.append(code)
    return codes


def _codable(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _follow(
    connection: Connection,
    request: Request,
    channel: ChannelTerms,
    draft: OrderDraft,
    known: _Known,
    products: Mapping[str, int],
    tally: _Tally,
) -> tuple[list[Event], set[int]]:
    """Follow what the channel changed since the last import."""
    closed = known.state in (OrderState.CANCELLED, OrderState.SHIPPED)
    if closed or known.content_hash == content_hash(draft):
        tally.unchanged += 1
        return [], set()
    if known.state not in CHANGEABLE_STATES:
        tally.rejected.append(_too_late(draft, known.state))
        return [], set()
    tally.updated += 1
    if draft.cancelled:
        return cancel(connection, request, known.id)
    return edit(connection, request, channel, draft, known.id, products)


def _too_late(draft: OrderDraft, state: str) -> Rejection:
    key = "cancellation_too_late" if draft.cancelled else "change_too_late"
    return Rejection(draft.rows[0], "order", draft.number, say(key, state=state_words(OrderState(state))))
