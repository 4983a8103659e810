"""Orders on hold: goods still come for them, but nobody packs them until they are released."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import OrderHeld, OrderReleased
from app.domain.orders import CHANGEABLE_STATES
from app.domain.requests import Request


class OrderOutcome(Struct, frozen=True):
    """What became of one order of several; `words` say it for people."""

    order_id: int
    number: str
    done: bool
    words: str


Decide = Callable[[Row[*tuple[Any, ...]]], OrderOutcome]


def hold_orders(
    database: Database, request: Request, order_ids: Sequence[int], reason: str
) -> tuple[OrderOutcome, ...]:
    """Put orders on hold, each by itself: one that is in a box already is left as it is and says so.

    Undone by `release_orders` for those that are `done`.
    """

    def decide(row: Row[*tuple[Any, ...]]) -> OrderOutcome:
        if row.hold_reason is not None:
            return OrderOutcome(row.id, row.number, False, f"is on hold already: {row.hold_reason}")
        if row.state not in CHANGEABLE_STATES:
            return OrderOutcome(row.id, row.number, False, f"cannot be held: it is {row.state}")
        return OrderOutcome(row.id, row.number, True, f"is on hold: {reason}")

    return _set_each(database, request, order_ids, decide, reason)


def release_orders(database: Database, request: Request, order_ids: Sequence[int]) -> tuple[OrderOutcome, ...]:
    """Let orders be packed again."""

    def decide(row: Row[*tuple[Any, ...]]) -> OrderOutcome:
        if row.hold_reason is None:
            return OrderOutcome(row.id, row.number, False, "was not on hold")
        return OrderOutcome(row.id, row.number, True, "is released")

    return _set_each(database, request, order_ids, decide, None)


def _set_each(
    database: Database, request: Request, order_ids: Sequence[int], decide: Decide, reason: str | None
) -> tuple[OrderOutcome, ...]:
    with database.write() as connection:
        outcomes = tuple(decide(row) for row in _orders(connection, order_ids))
        changed = [outcome.order_id for outcome in outcomes if outcome.done]
        connection.execute(update(t.SalesOrder).where(t.SalesOrder.id.in_(changed)).values(hold_reason=reason))
        fact = OrderReleased if reason is None else OrderHeld
        journal.record(connection, request, [fact(id) for id in changed])
    return outcomes


def _orders(connection: Connection, order_ids: Sequence[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    order = t.SalesOrder
    wanted = select(order.id, order.number, order.state, order.hold_reason).where(order.id.in_(order_ids))
    return connection.execute(wanted.order_by(order.promise_at, order.id)).all()
