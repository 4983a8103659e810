"""Customer orders change and are cancelled; what they gave up goes to whoever waits next (M6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import Event, OrderCancelled, OrderChanged
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.messages import say
from app.domain.orders import CHANGEABLE_STATES, OrderState, goods_state, state_words
from app.domain.requests import Request
from app.errors import NotFound, Refused
from app.services.order_rows import ChannelTerms, add_lines, changeable, line_row, promise_of
from app.services.pull import pull
from app.services.release import OpenLine, release, unpeg_for_stock

_STATE = select(t.SalesOrder.number, t.SalesOrder.state).where(t.SalesOrder.id == bindparam("order"))


def cancel_order(database: Database, request: Request, order_id: int) -> None:
    """Cancel an order that is in no box yet; its goods and pegs go to whoever waits next.

    Raises:
        NotFound: no such order.
        Refused: it is being packed, or has left.
    """
    with database.write() as connection:
        row = connection.execute(_STATE, {"order": order_id}).first()
        if row is None:
            raise NotFound("order_unknown", order=order_id)
        if row.state not in CHANGEABLE_STATES:
            raise Refused(
                "order_not_cancellable", order=row.number, why=say("it_is", state=state_words(OrderState(row.state)))
            )
        events, products = cancel(connection, request, order_id)
        unpeg_for_stock(connection, products)
        events += pull(connection, request, products)
        journal.record(connection, request, events)


_CANCEL = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"))
    .values(state=OrderState.CANCELLED.value, tote_id=None, shares_tote=0)
)


def cancel(connection: Connection, request: Request, order_id: int) -> tuple[list[Event], set[int]]:
    """End an order; returns the facts, and the products that others may get now."""
    events: list[Event] = []
    released, products = 0, set()
    for line, held in _open_lines(connection, order_id):
        events += release(connection, request, line, held)
        released += held
        if line.product_id is not None:
            products.add(line.product_id)
    connection.execute(_CANCEL, {"order": order_id})
    return [*events, OrderCancelled(order_id, released)], products


def _open_lines(connection: Connection, order_id: int) -> list[tuple[OpenLine, int]]:
    """The lines of an order, each with the units it waits for or holds."""
    line = t.OrderLine
    rows = connection.execute(
        select(line.id, line.product_id, line.to_buy, line.waiting + line.received).where(line.order_id == order_id)
    )
    return [(OpenLine(id, order_id, product_id, to_buy), held) for id, product_id, to_buy, held in rows]


class _LineChange(Struct, frozen=True):
    """A line of ours, and what the channel says of it now; None: it ends. `renamed`: its name goes to a new line."""

    row: Row[*tuple[Any, ...]]
    wanted: OrderLineDraft | None
    renamed: bool = False

    @property
    def more(self) -> int:
        """Units more than before; below 0: fewer."""
        units: int = (self.wanted.quantity if self.wanted else 0) - self.row.quantity
        return units


_LINES = select(t.OrderLine).where(t.OrderLine.order_id == bindparam("order")).order_by(t.OrderLine.number)


def edit(
    connection: Connection,
    request: Request,
    channel: ChannelTerms,
    draft: OrderDraft,
    order_id: int,
    products: Mapping[str, int],
) -> tuple[list[Event], set[int]]:
    """Bring lines, address and promise to what the channel says now; returns the facts and the products touched."""
    rows = connection.execute(_LINES, {"order": order_id}).all()
    changes, fresh = _compared(rows, draft)
    events: list[Event] = []
    for change in changes:
        events += _change(connection, request, change, draft, channel)
    numbered = enumerate(fresh, start=len(rows) + 1)
    lines = [line_row(order_id, number, wanted, draft, channel, products) for number, wanted in numbered]
    add_lines(connection, request, lines)
    added = sum(max(change.more, 0) for change in changes) + sum(wanted.quantity for wanted in fresh)
    removed = sum(max(-change.more, 0) for change in changes)
    _update_order(connection, channel, draft, order_id, added)
    known = {row.product_id for row in rows if row.product_id is not None}
    touched = known | {products[wanted.sku] for wanted in fresh if wanted.sku in products}
    return [*events, OrderChanged(order_id, added, removed)], touched


def _compared(
    rows: Sequence[Row[*tuple[Any, ...]]], draft: OrderDraft
) -> tuple[list[_LineChange], list[OrderLineDraft]]:
    """Each line beside what the channel says of it now, and the lines that are new."""
    told = {wanted.external_id: wanted for wanted in draft.lines}
    changes = []
    for row in rows:
        wanted = told.get(row.external_id)
        if wanted is None:
            changes.append(_LineChange(row, None))
        elif wanted.sku == row.sku:
            changes.append(_LineChange(row, told.pop(row.external_id)))
        else:
            # Another product is another line: this one ends, and gives its name to the new one.
            changes.append(_LineChange(row, None, renamed=True))
    return changes, list(told.values())


_RENAME_LINE = update(t.OrderLine).where(t.OrderLine.id == bindparam("line")).values(external_id=bindparam("name"))
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


def _change(
    connection: Connection, request: Request, change: _LineChange, draft: OrderDraft, channel: ChannelTerms
) -> list[Event]:
    row, wanted = change.row, change.wanted
    if change.renamed:
        connection.execute(_RENAME_LINE, {"line": row.id, "name": f"{row.external_id}~{row.number}"})
    events: list[Event] = []
    if change.more < 0:
        events += release(connection, request, OpenLine(row.id, row.order_id, row.product_id, row.to_buy), -change.more)
    values = {
        "line": row.id,
        "more": change.more,
        "pending": max(change.more, 0),
        "new_title": wanted.title if wanted else row.title,
        "promised": promise_of(wanted, draft, channel) if wanted else row.promise_at,
    }
    connection.execute(_SET_LINE, values)
    return events


def _update_order(connection: Connection, channel: ChannelTerms, draft: OrderDraft, order_id: int, added: int) -> None:
    order = t.SalesOrder
    waiting = connection.execute(select(order.waiting).where(order.id == order_id)).scalar_one() + added
    connection.execute(
        update(order)
        .where(order.id == order_id)
        .values(waiting=waiting, state=goods_state(waiting).value, **changeable(draft, channel))
    )
