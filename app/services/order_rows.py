"""An order of a channel as rows of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert
from sqlalchemy.dialects import postgresql, sqlite

from app.db import tables as t
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.orders import OrderState
from app.domain.requests import Request


class ChannelTerms(Struct, frozen=True):
    """What importing needs to know of a channel."""

    id: int
    days_to_promise: int


def order_row(draft: OrderDraft, channel: ChannelTerms, now: datetime, code: str) -> dict[str, object]:
    """A new order, known to our scanners by `code`."""
    return {
        "channel_id": channel.id,
        "number": draft.number,
        "scan_code": code,
        "state": OrderState.WAITING.value,
        "waiting": sum(line.quantity for line in draft.lines),
        "ordered_at": draft.ordered_at,
        "imported_at": now,
        "shares_tote": 0,
        **changeable(draft, channel),
    }


def changeable(draft: OrderDraft, channel: ChannelTerms) -> dict[str, object]:
    """The columns an edit on the channel may change."""
    return {
        "promise_at": min(promise_of(line, draft, channel) for line in draft.lines),
        "ship_to_name": draft.ship_to.name,
        "ship_to": msgspec.json.encode(draft.ship_to).decode(),
        "service": draft.service,
        "gift_message": draft.gift_message,
        "note": draft.note,
        "content_hash": content_hash(draft),
    }


def content_hash(draft: OrderDraft) -> str:
    """SHA-256 of what the channel says; where it stands in the file does not count."""
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(draft, rows=()))).hexdigest()


def promise_of(line: OrderLineDraft, draft: OrderDraft, channel: ChannelTerms) -> datetime:
    """When a line is due: as it or its order says, or calendar days after the order as its channel promises."""
    return line.promise_at or draft.promise_at or draft.ordered_at + timedelta(days=channel.days_to_promise)


def line_row(
    order_id: int,
    number: int,
    line: OrderLineDraft,
    draft: OrderDraft,
    channel: ChannelTerms,
    products: Mapping[str, int],
) -> dict[str, object]:
    """A new line, all of it still to be bought."""
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
        "promise_at": promise_of(line, draft, channel),
        "allocated": 0,
        "received": 0,
        "packed": 0,
        "shipped": 0,
        "waiting": line.quantity,
        "to_buy": line.quantity,
    }


_ADD = insert(t.OrderLine)
_TASK = {
    "sqlite": sqlite.insert(t.CatalogTask).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(t.CatalogTask).on_conflict_do_nothing(),
}


def add_lines(connection: Connection, request: Request, lines: Sequence[Mapping[str, object]]) -> None:
    """Write lines down; an SKU the catalog does not know becomes one open task, however many orders name it."""
    if lines:
        connection.execute(_ADD, lines)
    tasks = [
        {
            "kind": "unknown_sku",
            "subject": line["sku"] or line["title"],
            "detail": line["title"],
            "state": "open",
            "created_at": request.at,
        }
        for line in lines
        if line["product_id"] is None
    ]
    if tasks:
        connection.execute(_TASK[connection.dialect.name], tasks)
