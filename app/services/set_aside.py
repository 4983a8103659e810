"""Units of an order that are damaged or not there: they leave it for the lost goods, and others are got for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, exists, func, insert, literal_column, select, update

from app.db import tables as t
from app.domain.events import Event, GoodsPutAway, GoodsSetAside
from app.domain.messages import Message, say
from app.domain.orders import CHANGEABLE_STATES, OrderState, goods_state, state_words
from app.domain.packing import OpenOrder, PackLine, Problem, SetAside
from app.domain.requests import Request
from app.services import places
from app.services.pull import pull
from app.services.release import OpenLine, release, shrink, unpeg_for_stock

_Row = Row[*tuple[Any, ...]]
#: Why a unit found again leaves the lost goods.
_FOUND = "set_aside_reversed"


def set_aside(
    connection: Connection, request: Request, order: OpenOrder, units: Iterable[tuple[PackLine, int]], problem: Problem
) -> tuple[list[Event], bool]:
    """Take units out of an order that is in no box, and pull for it again; says whether it is complete all the same."""
    events: list[Event] = []
    products = set()
    for line, quantity in units:
        events += _lose(connection, request, order, line, quantity, problem)
        products.add(line.product_id)
    connection.execute(_FREE_EMPTY_CELL, {"order": order.order_id})
    events += pull(connection, request, products)
    return events, connection.execute(_STATE, {"order": order.order_id}).scalar() == OrderState.READY


def hindrance(connection: Connection, done: SetAside) -> Message | None:
    """Why these units cannot come back to their order any more; None when they can."""
    order = connection.execute(_ORDER, {"order": done.order_id}).one()
    if order.state not in CHANGEABLE_STATES:
        return say("order_became", order=done.number, state=state_words(OrderState(order.state)))
    moved = _moved(connection, done)
    lost: Counter[int] = Counter()
    for row in moved:
        lost[row.order_line_id] += row.quantity
    if any(lost[row.order_line_id] > row.open for row in moved):
        return say("order_changed", order=done.number)
    homes = {row.from_location_id for row in moved if row.kind != "shelf"}
    if homes - {order.tote_id} and (order.tote_id is not None or _taken(connection, homes)):
        return say("cell_given", order=done.number)
    return None


def bring_back(connection: Connection, request: Request, done: SetAside) -> list[Event]:
    """The units lie where they were before, and what was got for the order instead is free for others."""
    events: list[Event] = []
    moved = _moved(connection, done)
    for row in moved:
        # Its counters are read anew: an order may have two lines of a product, or a line two places.
        to_buy = connection.execute(_TO_BUY, {"line": row.order_line_id}).scalar_one()
        line = OpenLine(row.order_line_id, done.order_id, row.product_id, to_buy)
        events += release(connection, request, line, row.quantity)
        events.append(_find(connection, request, done, row))
    waiting = connection.execute(_WAITING, {"order": done.order_id}).scalar_one()
    connection.execute(_SET_STATE, {"order": done.order_id, "new_state": goods_state(waiting).value})
    products = {row.product_id for row in moved}
    unpeg_for_stock(connection, products)
    return events + pull(connection, request, products)


_HELD = (
    select(t.Allocation)
    .where(t.Allocation.order_line_id == bindparam("line"), t.Allocation.received > t.Allocation.packed)
    .order_by(t.Allocation.id)
)
_MOVE = insert(t.Movement).returning(t.Movement.id)
_LOSE_UNITS = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(
        allocated=t.OrderLine.allocated - bindparam("n"),
        received=t.OrderLine.received - bindparam("n"),
        waiting=t.OrderLine.waiting + bindparam("n"),
        to_buy=t.OrderLine.to_buy + bindparam("n"),
    )
)
_WAIT_AGAIN = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"))
    .values(waiting=t.SalesOrder.waiting + bindparam("n"), state=OrderState.WAITING.value)
)


def _lose(
    connection: Connection, request: Request, order: OpenOrder, line: PackLine, quantity: int, problem: Problem
) -> list[Event]:
    events: list[Event] = []
    left = quantity
    for held in connection.execute(_HELD, {"line": line.order_line_id}).all():
        taken = min(left, held.received - held.packed)
        if taken:
            movement_id = _move_to_lost(connection, request, held, taken, problem)
            events.append(GoodsSetAside(movement_id, line.product_id, taken, order.order_id, problem.value))
            left -= taken
    connection.execute(_LOSE_UNITS, {"line": line.order_line_id, "n": quantity})
    connection.execute(_WAIT_AGAIN, {"order": order.order_id, "n": quantity})
    return events


def _move_to_lost(connection: Connection, request: Request, held: _Row, taken: int, problem: Problem) -> int:
    shrink(connection, held.id, held.quantity - taken, received=held.received - taken)
    lost = places.only(connection, "lost_and_found").id
    places.change_balance(connection, held.product_id, held.location_id, on_hand=-taken, allocated=-taken)
    places.change_balance(connection, held.product_id, lost, on_hand=taken)
    values = {
        "product_id": held.product_id,
        "quantity": taken,
        "from_location_id": held.location_id,
        "to_location_id": lost,
        "reason": problem.value,
        "at": request.at,
        "request_id": request.id,
        "order_line_id": held.order_line_id,
        "purchase_order_line_id": held.purchase_order_line_id,
        "reverses_id": None,
    }
    return connection.execute(_MOVE, values).scalar_one()


_IN_CELL = (
    exists()
    .where(t.OrderLine.order_id == t.SalesOrder.id, t.Allocation.order_line_id == t.OrderLine.id)
    .where(t.Allocation.location_id == t.SalesOrder.tote_id, t.Allocation.received > 0)
)
_FREE_EMPTY_CELL = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"), t.SalesOrder.tote_id.is_not(None), ~_IN_CELL)
    .values(tote_id=None, shares_tote=0)
    .execution_options(synchronize_session=False)
)
_STATE = select(t.SalesOrder.state).where(t.SalesOrder.id == bindparam("order"))


# --- taking it back -------------------------------------------------------------------------------------------------

_ORDER = select(t.SalesOrder.state, t.SalesOrder.tote_id).where(t.SalesOrder.id == bindparam("order"))
_WAITING = select(t.SalesOrder.waiting).where(t.SalesOrder.id == bindparam("order"))
_TO_BUY = select(t.OrderLine.to_buy).where(t.OrderLine.id == bindparam("line"))
_MOVED = (
    select(t.Movement, t.Location.kind, (t.OrderLine.waiting + t.OrderLine.received).label("open"))
    .join(t.Location, t.Location.id == t.Movement.from_location_id)
    .join(t.OrderLine, t.OrderLine.id == t.Movement.order_line_id)
    .where(t.Movement.request_id == bindparam("request"), t.Movement.reason.in_([each.value for each in Problem]))
    .order_by(t.Movement.id)
)
_SET_STATE = update(t.SalesOrder).where(t.SalesOrder.id == bindparam("order")).values(state=bindparam("new_state"))
_HOLD = insert(t.Allocation)
# A literal, not a parameter: SQLite takes the index of the totes only where it can read the condition.
_OWN_CELL = t.SalesOrder.shares_tote == literal_column("0", Integer)
_GET_UNITS = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(allocated=t.OrderLine.allocated + bindparam("n"), received=t.OrderLine.received + bindparam("n"))
)
_GET_CELL = update(t.SalesOrder).where(t.SalesOrder.id == bindparam("order"))


def _moved(connection: Connection, done: SetAside) -> Sequence[_Row]:
    return connection.execute(_MOVED, {"request": done.request_id}).all()


def _taken(connection: Connection, homes: set[int]) -> bool:
    """Whether another order has its cell there; the dock is shared."""
    holders = select(func.count()).where(t.SalesOrder.tote_id.in_(homes), _OWN_CELL)
    return bool(connection.execute(holders).scalar_one())


def _find(connection: Connection, request: Request, done: SetAside, row: _Row) -> GoodsPutAway:
    """Reverse the movement of a unit, and promise it to its line again."""
    values = {
        "product_id": row.product_id,
        "quantity": row.quantity,
        "from_location_id": row.to_location_id,
        "to_location_id": row.from_location_id,
        "reason": _FOUND,
        "at": request.at,
        "request_id": request.id,
        "order_line_id": row.order_line_id,
        "purchase_order_line_id": row.purchase_order_line_id,
        "reverses_id": row.id,
    }
    movement_id = connection.execute(_MOVE, values).scalar_one()
    places.change_balance(connection, row.product_id, row.to_location_id, on_hand=-row.quantity)
    back = {"on_hand": row.quantity, "allocated": row.quantity}
    places.change_balance(connection, row.product_id, row.from_location_id, **back)
    promise = {
        "order_line_id": row.order_line_id,
        "product_id": row.product_id,
        "purchase_order_line_id": row.purchase_order_line_id,
        "location_id": row.from_location_id,
        "quantity": row.quantity,
        "received": row.quantity,
        "packed": 0,
    }
    connection.execute(_HOLD, promise)
    connection.execute(_GET_UNITS, {"line": row.order_line_id, "n": row.quantity})
    if row.kind != "shelf":
        shares = int(row.kind == "dock")
        connection.execute(_GET_CELL.values(tote_id=row.from_location_id, shares_tote=shares), {"order": done.order_id})
    return GoodsPutAway(movement_id, row.product_id, row.quantity, done.order_id)
