"""One unit comes in: it is booked, given to the order it is for, and every counter follows (M12-M14)."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, insert, select, update

from app.db import tables as t
from app.domain.cross_dock import ExpectedLine
from app.domain.events import GoodsReceived
from app.domain.meanings import Product
from app.domain.orders import OrderState
from app.domain.receiving import Delivery, Destination, UnitReceived
from app.domain.requests import Request
from app.services import places
from app.services.counters import count_promised
from app.services.peg_swap import swap
from app.services.purchase_progress import count_received
from app.services.whose_unit import Waiting, most_urgent


class Arrival(Struct, frozen=True):
    """One unit of a product on the dock, and the PO line it is booked on; None: it is on no order."""

    delivery: Delivery
    product: Product
    line: ExpectedLine | None

    @property
    def line_id(self) -> int | None:
        """The PO line's id."""
        return self.line.id if self.line else None


class Received(Struct, frozen=True):
    """What receiving one unit did. `bereft`: an order line lost its promise and must be bought for again."""

    destination: Destination
    made: UnitReceived
    event: GoodsReceived
    bereft: bool


def receive_unit(connection: Connection, request: Request, arrival: Arrival) -> Received:
    """Give one unit to the most urgent waiting order line, or to the shelf when nobody waits."""
    waiting = most_urgent(connection, arrival.product.id, arrival.line)
    if waiting is None:
        return _to_shelf(connection, request, arrival)
    return _to_order(connection, request, arrival, waiting)


def _to_order(connection: Connection, request: Request, arrival: Arrival, waiting: Waiting) -> Received:
    product, line_id = arrival.product, arrival.line_id
    allocation_id, bereft = _promise(connection, arrival, waiting)
    movement_id = _move(connection, request, arrival, waiting.tote_id, waiting.line_id)
    places.change_balance(connection, product.id, waiting.tote_id, on_hand=1, allocated=1)
    _count_on_purchase(connection, arrival, pegs=int(waiting.peg_id is not None))
    _count_on_order(connection, waiting)
    made = UnitReceived(
        movement_id,
        product.id,
        product.title,
        waiting.tote_id,
        line_id,
        waiting.line_id,
        waiting.order_id,
        allocation_id,
    )
    event = GoodsReceived(movement_id, product.id, 1, waiting.order_id, line_id)
    return Received(_destination(connection, product, waiting), made, event, bereft)


def _to_shelf(connection: Connection, request: Request, arrival: Arrival) -> Received:
    product, line_id = arrival.product, arrival.line_id
    shelf = places.only(connection, "shelf")
    movement_id = _move(connection, request, arrival, shelf.id, None)
    places.change_balance(connection, product.id, shelf.id, on_hand=1)
    _count_on_purchase(connection, arrival, pegs=0)
    destination = Destination("", shelf.code, product.title, product.sku, product.image)
    made = UnitReceived(movement_id, product.id, product.title, shelf.id, line_id, None, None, None)
    return Received(destination, made, GoodsReceived(movement_id, product.id, 1, None, line_id), bereft=False)


_RECEIVE_PEG = (
    update(t.Allocation)
    .where(t.Allocation.id == bindparam("allocation"))
    .values(received=t.Allocation.received + 1, location_id=bindparam("place"))
)


_HOLD = insert(t.Allocation).returning(t.Allocation.id)


def _promise(connection: Connection, arrival: Arrival, waiting: Waiting) -> tuple[int, bool]:
    """Turn the expected promise into goods on hand; says which allocation holds it, and whether a line lost its own."""
    if waiting.peg_id is not None:
        connection.execute(_RECEIVE_PEG, {"allocation": waiting.peg_id, "place": waiting.tote_id})
        return waiting.peg_id, False
    swapped = swap(connection, arrival.line, waiting.line_id, arrival.product.id)
    if not swapped.had_peg:
        count_promised(connection, {waiting.line_id: 1})
    values = {
        "order_line_id": waiting.line_id,
        "product_id": arrival.product.id,
        "purchase_order_line_id": arrival.line_id,
        "location_id": waiting.tote_id,
        "quantity": 1,
        "received": 1,
        "packed": 0,
    }
    return connection.execute(_HOLD, values).scalar_one(), swapped.bereft


_COME_IN = insert(t.Movement).values(from_location_id=places.id_of("supplier")).returning(t.Movement.id)


def _move(connection: Connection, request: Request, arrival: Arrival, place_id: int, order_line_id: int | None) -> int:
    values = {
        "product_id": arrival.product.id,
        "quantity": 1,
        "to_location_id": place_id,
        "reason": "receipt",
        "at": request.at,
        "request_id": request.id,
        "order_line_id": order_line_id,
        "purchase_order_line_id": arrival.line_id,
        "inbound_parcel_id": arrival.delivery.parcel_id,
        "reverses_id": None,
    }
    return connection.execute(_COME_IN, values).scalar_one()


def _count_on_purchase(connection: Connection, arrival: Arrival, *, pegs: int) -> None:
    if line := arrival.line:
        count_received(connection, line.id, line.purchase_order_id, units=1, pegs=pegs)


_FILL_LINE = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(received=t.OrderLine.received + 1, waiting=t.OrderLine.waiting - 1)
)
_FILL_ORDER = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"))
    .values(
        waiting=t.SalesOrder.waiting - 1,
        state=case((t.SalesOrder.waiting == 1, OrderState.READY.value), else_=t.SalesOrder.state),
        tote_id=bindparam("tote"),
        shares_tote=bindparam("shared"),
    )
)


def _count_on_order(connection: Connection, waiting: Waiting) -> None:
    connection.execute(_FILL_LINE, {"line": waiting.line_id})
    values = {"order": waiting.order_id, "tote": waiting.tote_id, "shared": int(waiting.shares_tote)}
    connection.execute(_FILL_ORDER, values)


_OTHERS = (
    select(t.OrderLine.title, t.OrderLine.waiting)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.waiting > 0)
    .order_by(t.OrderLine.number)
)


def _destination(connection: Connection, product: Product, waiting: Waiting) -> Destination:
    """The answer on the screen; read after the counters moved, so that it says what is still missing."""
    rows = connection.execute(_OTHERS, {"order": waiting.order_id}).all() if waiting.order_waiting > 1 else []
    waits_for = tuple(f"{row.waiting} × {row.title}" for row in rows)
    return Destination(
        waiting.order_number,
        waiting.tote,
        product.title,
        product.sku,
        product.image,
        waiting.ship_to_name,
        waiting.promise_at,
        waits_for,
        complete=not waits_for,
    )
