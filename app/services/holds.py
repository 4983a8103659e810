"""Orders on hold: goods still come for them, but nobody packs them until they are released."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.events import OrderHeld, OrderReleased
from app.domain.messages import say
from app.domain.orders import CHANGEABLE_STATES
from app.domain.requests import Request
from app.services.order_batch import OrderOutcome


def hold_order(database: Database, request: Request, order_id: int, reason: str) -> OrderOutcome:
    """Put an order on hold; one that is in a box already is left as it is and says so. `release_order` undoes it."""
    with database.write() as connection:
        order = _order(connection, order_id)
        if order.hold_reason is not None:
            return OrderOutcome(order_id, say("order_held_already", order=order.number, reason=order.hold_reason))
        if order.state not in CHANGEABLE_STATES:
            return OrderOutcome(order_id, say("order_not_holdable", order=order.number))
        _set(connection, order_id, reason)
        journal.record(connection, request, [OrderHeld(order_id)])
    return OrderOutcome(order_id, say("order_held", order=order.number, reason=reason))


def release_order(database: Database, request: Request, order_id: int) -> OrderOutcome:
    """Let an order be packed again."""
    with database.write() as connection:
        order = _order(connection, order_id)
        if order.hold_reason is None:
            return OrderOutcome(order_id, say("order_not_held", order=order.number))
        _set(connection, order_id, None)
        journal.record(connection, request, [OrderReleased(order_id)])
    return OrderOutcome(order_id, say("order_released", order=order.number))


_ORDER = select(t.SalesOrder.number, t.SalesOrder.state, t.SalesOrder.hold_reason).where(
    t.SalesOrder.id == bindparam("order")
)


def _order(connection: Connection, order_id: int) -> Row[*tuple[Any, ...]]:
    return connection.execute(_ORDER, {"order": order_id}).one()


def _set(connection: Connection, order_id: int, reason: str | None) -> None:
    connection.execute(update(t.SalesOrder).where(t.SalesOrder.id == order_id).values(hold_reason=reason))
