"""Customer orders come in, change and are cancelled; what they need is pulled in the same transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import Event, OrderCancelled, OrderChanged, OrderImported
from app.domain.imports import ImportSummary, OrderDraft, OrderLineDraft, Rejection
from app.domain.orders import CHANGEABLE_STATES, OrderState, goods_state
from app.domain.own_codes import OwnKind, own_code
from app.domain.requests import Request
from app.errors import NotFound, Refused
from app.services.chunks import chunked
from app.services.pull import days_after, products_by_sku, pull
from app.services.release import OpenLine, release, unpeg_for_stock

#: Orders in one transaction: short enough that a waiting scan does not notice.
ORDERS_PER_TRANSACTION = 100


class ChannelTerms(Struct, frozen=True):
    """What importing needs to know of a channel."""

    id: int
    days_to_promise: int


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


def cancel_order(database: Database, request: Request, order_id: int) -> None:
    """Cancel an order that is in no box yet; its goods and pegs go to whoever waits next.

    Raises:
        NotFound: no such order.
        Refused: it is being packed, or has left.
    """
    with database.write() as connection:
        row = connection.execute(
            select(t.SalesOrder.number, t.SalesOrder.state).where(t.SalesOrder.id == order_id)
        ).first()
        if row is None:
            raise NotFound("order_unknown", order=order_id)
        if row.state not in CHANGEABLE_STATES:
            raise Refused("order_not_cancellable", order=row.number, why=f"it is {row.state}")
        events, products = _cancel(connection, request, order_id)
        events += _serve_again(connection, request, products)
        journal.record(connection, request, events)


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


def _known_orders(connection: Connection, channel_id: int, numbers: Sequence[str]) -> dict[str, _Known]:
    order = t.SalesOrder
    rows = connection.execute(
        select(order.number, order.id, order.state, order.content_hash).where(
            order.channel_id == channel_id, order.number.in_(numbers)
        )
    )
    return {row.number: _Known(row.id, row.state, row.content_hash) for row in rows}


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
    rows = [_order_row(draft, channel, request.at, code) for draft, code in zip(drafts, codes, strict=True)]
    statement = insert(t.SalesOrder).returning(t.SalesOrder.id, sort_by_parameter_order=True)
    ids = connection.execute(statement, rows).scalars().all()
    lines = [
        _line_row(order_id, number, line, draft, channel, products)
        for order_id, draft in zip(ids, drafts, strict=True)
        for number, line in enumerate(draft.lines, start=1)
    ]
    connection.execute(insert(t.OrderLine), lines)
    _ask_for_unknown(connection, request, [row for row in lines if row["product_id"] is None])
    return [OrderImported(order_id, len(draft.lines)) for order_id, draft in zip(ids, drafts, strict=True)]


def _scan_codes(connection: Connection, channel_id: int, numbers: Sequence[str]) -> list[str]:
    """A code for each order: its number as far as barcodes of ours may hold it, made unique where channels agree."""
    bodies = ["".join(filter(_codable, number.upper()))[:30] or "0" for number in numbers]
    wanted = {body: own_code(OwnKind.ORDER, body) for body in bodies}
    taken = set(
        connection.execute(
            select(t.SalesOrder.scan_code).where(t.SalesOrder.scan_code.in_(list(wanted.values())))
        ).scalars()
    )
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


def _order_row(draft: OrderDraft, channel: ChannelTerms, now: datetime, code: str) -> dict[str, object]:
    return {
        "channel_id": channel.id,
        "number": draft.number,
        "scan_code": code,
        "state": OrderState.WAITING.value,
        "waiting": sum(line.quantity for line in draft.lines),
        "ordered_at": draft.ordered_at,
        "imported_at": now,
        "shares_tote": 0,
        **_changeable(draft, channel),
    }


def _changeable(draft: OrderDraft, channel: ChannelTerms) -> dict[str, object]:
    """The columns an edit on the channel may change."""
    return {
        "promise_at": min(_promise_of(line, draft, channel) for line in draft.lines),
        "ship_to_name": draft.ship_to.name,
        "ship_to": msgspec.json.encode(draft.ship_to).decode(),
        "service": draft.service,
        "gift_message": draft.gift_message,
        "note": draft.note,
        "content_hash": _content_hash(draft),
    }


def _content_hash(draft: OrderDraft) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(draft, rows=()))).hexdigest()


def _promise_of(line: OrderLineDraft, draft: OrderDraft, channel: ChannelTerms) -> datetime:
    return line.promise_at or draft.promise_at or days_after(draft.ordered_at, channel.days_to_promise)


def _line_row(
    order_id: int,
    number: int,
    line: OrderLineDraft,
    draft: OrderDraft,
    channel: ChannelTerms,
    products: Mapping[str, int],
) -> dict[str, object]:
    return {
        "order_id": order_id,
        "number": number,
        "external_id": line.external_id,
        "sku": line.sku,
        "title": line.title,
        "product_id": products.get(line.sku),
        "quantity": line.quantity,
        "price_minor": line.price.minor,
        "currency": line.price.currency,
        "promise_at": _promise_of(line, draft, channel),
        "allocated": 0,
        "received": 0,
        "packed": 0,
        "shipped": 0,
        "waiting": line.quantity,
        "to_buy": line.quantity,
    }


def _ask_for_unknown(connection: Connection, request: Request, lines: Sequence[dict[str, object]]) -> None:
    """An SKU the catalog does not know becomes one open task, however many orders name it."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    tasks = [
        {
            "kind": "unknown_sku",
            "subject": line["sku"] or line["title"],
            "detail": line["title"],
            "state": "open",
            "created_at": request.at,
        }
        for line in lines
    ]
    if tasks:
        connection.execute(dialect.insert(t.CatalogTask).on_conflict_do_nothing(), tasks)


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
    if closed or known.content_hash == _content_hash(draft):
        tally.unchanged += 1
        return [], set()
    if known.state not in CHANGEABLE_STATES:
        tally.rejected.append(_too_late(draft, known.state))
        return [], set()
    tally.updated += 1
    if draft.cancelled:
        return _cancel(connection, request, known.id)
    return _edit(connection, request, channel, draft, known.id, products)


def _too_late(draft: OrderDraft, state: str) -> Rejection:
    what = "cancellation" if draft.cancelled else "change"
    reason = f"this order is {state} already, so the {what} was not taken; settle it with the packer"
    return Rejection(draft.rows[0], "order", draft.number, reason)


def _cancel(connection: Connection, request: Request, order_id: int) -> tuple[list[Event], set[int]]:
    events: list[Event] = []
    released, products = 0, set()
    for line, held in _open_lines(connection, order_id):
        events += release(connection, request, line, held)
        released += held
        if line.product_id is not None:
            products.add(line.product_id)
    connection.execute(
        update(t.SalesOrder)
        .where(t.SalesOrder.id == order_id)
        .values(state=OrderState.CANCELLED.value, tote_id=None, shares_tote=0)
    )
    return [*events, OrderCancelled(order_id, released)], products


def _open_lines(connection: Connection, order_id: int) -> list[tuple[OpenLine, int]]:
    """The lines of an order, each with the units it waits for or holds."""
    line = t.OrderLine
    rows = connection.execute(
        select(line.id, line.product_id, line.to_buy, line.waiting + line.received).where(line.order_id == order_id)
    )
    return [(OpenLine(id, order_id, product_id, to_buy), held) for id, product_id, to_buy, held in rows]


def _serve_again(connection: Connection, request: Request, products: set[int]) -> list[Event]:
    unpeg_for_stock(connection, products)
    return pull(connection, request, products)


_SET_LINE = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(
        quantity=t.OrderLine.quantity + bindparam("more"),
        waiting=t.OrderLine.waiting + bindparam("pending"),
        to_buy=t.OrderLine.to_buy + bindparam("pending"),
        title=bindparam("new_title"),
        promise_at=bindparam("promised"),
    )
)


_RENAME_LINE = update(t.OrderLine).where(t.OrderLine.id == bindparam("line")).values(external_id=bindparam("name"))


def _edit(
    connection: Connection,
    request: Request,
    channel: ChannelTerms,
    draft: OrderDraft,
    order_id: int,
    products: Mapping[str, int],
) -> tuple[list[Event], set[int]]:
    """Bring lines, address and promise to what the channel says now."""
    line = t.OrderLine
    rows = connection.execute(select(line).where(line.order_id == order_id).order_by(line.number)).all()
    told = {wanted.external_id: wanted for wanted in draft.lines}
    events: list[Event] = []
    touched: set[int] = set()
    added = removed = 0
    for row in rows:
        wanted = told.get(row.external_id)
        if wanted is not None and wanted.sku != row.sku:
            # Another product is another line: this one ends, and gives its name to the new one.
            connection.execute(_RENAME_LINE, {"line": row.id, "name": f"{row.external_id}~{row.number}"})
            wanted = None
        else:
            told.pop(row.external_id, None)
        more = (wanted.quantity if wanted else 0) - row.quantity
        if more < 0:
            events += release(connection, request, OpenLine(row.id, order_id, row.product_id, row.to_buy), -more)
            removed -= more
        added += max(more, 0)
        connection.execute(
            _SET_LINE,
            {
                "line": row.id,
                "more": more,
                "pending": max(more, 0),
                "new_title": wanted.title if wanted else row.title,
                "promised": _promise_of(wanted, draft, channel) if wanted else row.promise_at,
            },
        )
        if row.product_id is not None:
            touched.add(row.product_id)
    fresh = [
        _line_row(order_id, len(rows) + number, wanted, draft, channel, products)
        for number, wanted in enumerate(told.values(), start=1)
    ]
    if fresh:
        connection.execute(insert(t.OrderLine), fresh)
        _ask_for_unknown(connection, request, [row for row in fresh if row["product_id"] is None])
        added += sum(wanted.quantity for wanted in told.values())
        touched |= {products[wanted.sku] for wanted in told.values() if wanted.sku in products}
    _update_order(connection, channel, draft, order_id, added)
    return [*events, OrderChanged(order_id, added, removed)], touched


def _update_order(connection: Connection, channel: ChannelTerms, draft: OrderDraft, order_id: int, added: int) -> None:
    order = t.SalesOrder
    waiting = connection.execute(select(order.waiting).where(order.id == order_id)).scalar_one() + added
    connection.execute(
        update(order)
        .where(order.id == order_id)
        .values(waiting=waiting, state=goods_state(waiting).value, **_changeable(draft, channel))
    )
