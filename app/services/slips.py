"""Packing slips of several orders at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.orders import OrderState
from app.domain.requests import Request
from app.services.holds import OrderOutcome
from app.services.paper import print_for
from app.services.print_jobs import SLIP

REASON = "asked in Orders"
#: A slip tells what is in a box, so there is none before its box is closed.
_WITH_SLIP = (OrderState.PACKED, OrderState.SHIPPED)


def print_slips(database: Database, request: Request, order_ids: Sequence[int]) -> tuple[OrderOutcome, ...]:
    """Print the slip of each order again, marked as a reprint; an order without one says so.

    Each order has a transaction of its own, so that a scan elsewhere waits for one slip at most.
    """
    outcomes = []
    for order_id in order_ids:
        with database.write() as connection:
            outcomes.append(_print_slip(connection, request, order_id))
    return tuple(outcomes)


_ORDER = (
    select(t.SalesOrder.number, t.SalesOrder.state, t.Package.id.label("package_id"))
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & (t.Package.state != "void"))
    .where(t.SalesOrder.id == bindparam("order"))
)


def _print_slip(connection: Connection, request: Request, order_id: int) -> OrderOutcome:
    row = connection.execute(_ORDER, {"order": order_id}).one()
    if row.package_id is None or row.state not in _WITH_SLIP:
        return OrderOutcome(order_id, row.number, False, "has no slip yet: it prints when the box is closed")
    [event] = print_for(connection, request, row.package_id, SLIP, reason=REASON)
    journal.record(connection, request, [event])
    words = f"prints again, marked REPRINT {event.copy}" if event.copy > 1 else "prints"
    return OrderOutcome(order_id, row.number, True, words)
