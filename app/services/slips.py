"""The packing slip of an order once more."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.messages import say
from app.domain.orders import OrderState
from app.domain.requests import Request
from app.services.order_batch import OrderOutcome
from app.services.paper import print_for
from app.services.print_jobs import SLIP

#: A slip tells what is in a box, so there is none before its box is closed.
_WITH_SLIP = (OrderState.PACKED, OrderState.SHIPPED)
_ORDER = (
    select(t.SalesOrder.number, t.SalesOrder.state, t.Package.id.label("package_id"))
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & (t.Package.state != "void"))
    .where(t.SalesOrder.id == bindparam("order"))
)


def print_slip(database: Database, request: Request, order_id: int, reason: str) -> OrderOutcome:
    """Print the slip of an order again, marked as a reprint; an order without one says so."""
    with database.write() as connection:
        order = connection.execute(_ORDER, {"order": order_id}).one()
        if order.package_id is None or order.state not in _WITH_SLIP:
            return OrderOutcome(order_id, say("no_slip_yet", order=order.number))
        [event] = print_for(connection, request, order.package_id, SLIP, reason=reason)
        journal.record(connection, request, [event])
    if event.copy > 1:
        return OrderOutcome(order_id, say("slip_asked_again", order=order.number, copy=event.copy))
    return OrderOutcome(order_id, say("slip_asked", order=order.number))
