"""One unit comes in: whose is it, which promises move, and every counter that follows. The hot path of receiving."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    Connection,
    Integer,
    Row,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import aliased

from app.db import tables as t
from app.domain.events import Event, GoodsReceived, ReceiptReversed
from app.domain.meanings import Product
from app.domain.orders import OrderState, PurchaseOrderState
from app.domain.receiving import Delivery, Destination, ExpectedLine, Peg, UnitReceived, swap_pegs
from app.domain.requests import Request
from app.services import places


class Received(Struct, frozen=True):
    """What receiving one unit did. `bereft`: an order line lost its promise and must be bought for again."""

    destination: Destination
    made: UnitReceived
    events: tuple[Event, ...]
    bereft: bool


class _Waiting(Struct, frozen=True):
    """The most urgent order line that waits for the product."""

    line_id: int
    order_id: int
    order_number: str
    to_buy: int
    order_waiting: int
    ship_to_name: str
    promise_at: datetime
    tote_id: int
    tote: str
    shares_tote: bool
    peg_id: int | None


# Literals, not parameters: SQLite takes a partial index only where it can read the condition.
_ZERO = literal_column("0", Integer)
_LINE_COLUMNS = (
    t.PurchaseOrderLine.id,
    t.PurchaseOrder.id.label("purchase_order_id"),
    t.PurchaseOrder.number,
    t.PurchaseOrderLine.quantity,
    t.PurchaseOrderLine.received,
    t.PurchaseOrderLine.pegged,
    t.PurchaseOrderLine.closed,
)
_JOINED = select(*_LINE_COLUMNS).join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
_LINES = union_all(
    _JOINED.where(
        t.PurchaseOrderLine.purchase_order_id == bindparam("purchase_order"),
        t.PurchaseOrderLine.product_id == bindparam("product"),
    ),
    select(
        _JOINED.where(
            t.PurchaseOrderLine.product_id == bindparam("product"),
            t.PurchaseOrderLine.closed == _ZERO,
            t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity,
            t.PurchaseOrderLine.purchase_order_id != bindparam("purchase_order"),
        )
        .order_by(t.PurchaseOrderLine.id)
        .limit(1)
        .subquery()
    ),
)


def expected_lines(connection: Connection, delivery: Delivery, product_id: int) -> tuple[ExpectedLine, ...]:
    """The delivery's own lines of the product, and the oldest other line that still expects some."""
    own = delivery.purchase_order_id or 0
    rows = connection.execute(_LINES, {"purchase_order": own, "product": product_id})
    return tuple(
        ExpectedLine(
            row.id,
            row.purchase_order_id,
            row.number,
            row.quantity,
            row.received,
            row.pegged,
            bool(row.closed),
            on_delivery=row.purchase_order_id == own,
        )
        for row in rows
    )


def receive_unit(
    connection: Connection, request: Request, delivery: Delivery, product: Product, line: ExpectedLine | None
) -> Received:
    """Book one unit on `line` and give it to the most urgent waiting order line, or to the shelf when nobody waits."""
    waiting = _most_urgent(connection, product.id, line)
    if waiting is None:
        return _to_shelf(connection, request, delivery, product, line)
    allocation_id, bereft = _promise(connection, product.id, line, waiting)
    movement_id = _move(connection, request, delivery, product.id, line, waiting.tote_id, waiting.line_id)
    _count(connection, product.id, waiting.tote_id, line, allocated=1, unpegged=waiting.peg_id is not None)
    _count_on_order(connection, waiting)
    made = UnitReceived(
        movement_id,
        product.id,
        product.title,
        waiting.tote_id,
        line.id if line else None,
        waiting.line_id,
        waiting.order_id,
        allocation_id,
    )
    event = GoodsReceived(movement_id, product.id, 1, waiting.order_id, line.id if line else None)
    return Received(_destination(connection, product, waiting), made, (event,), bereft)


# --- whose is it? ---------------------------------------------------------------------------------------------------

# Only the dock is ever shared; said here, so that the index of the totes answers.
_CELL = aliased(t.Location)
_HOLDER = aliased(t.SalesOrder)
_TAKEN = exists().where(_HOLDER.tote_id == _CELL.id, _HOLDER.shares_tote == _ZERO)
_FREE_CELL = select(_CELL.id).where(_CELL.kind == "cell", ~_TAKEN).order_by(_CELL.id).limit(1).scalar_subquery()
_PEG = (
    select(t.Allocation.id)
    .where(
        t.Allocation.order_line_id == t.OrderLine.id,
        t.Allocation.purchase_order_line_id == bindparam("line"),
        t.Allocation.quantity > t.Allocation.received,
    )
    .limit(1)
    .correlate(t.OrderLine)
    .scalar_subquery()
)
_URGENT = (
    select(
        t.OrderLine.id.label("line_id"),
        t.OrderLine.to_buy,
        t.OrderLine.promise_at,
        t.SalesOrder.id.label("order_id"),
        t.SalesOrder.number,
        t.SalesOrder.waiting,
        t.SalesOrder.ship_to_name,
        t.Location.id.label("place_id"),
        t.Location.code.label("place"),
        t.Location.kind.label("place_kind"),
        _PEG.label("peg_id"),
    )
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .join(t.Location, t.Location.id == func.coalesce(t.SalesOrder.tote_id, _FREE_CELL, places.id_of("dock")))
    .where(t.OrderLine.product_id == bindparam("product"), t.OrderLine.waiting > _ZERO)
    .order_by(t.OrderLine.promise_at, t.OrderLine.id)
    .limit(1)
)


def _most_urgent(connection: Connection, product_id: int, line: ExpectedLine | None) -> _Waiting | None:
    """The waiting line with the earliest promise; its order's cell is its own, a free one, or the dock when full."""
    row = connection.execute(_URGENT, {"product": product_id, "line": line.id if line else 0}).first()
    if row is None:
        return None
    return _Waiting(
        row.line_id,
        row.order_id,
        row.number,
        row.to_buy,
        row.waiting,
        row.ship_to_name,
        row.promise_at,
        row.place_id,
        row.place,
        row.place_kind != "cell",
        row.peg_id,
    )


# --- promises -------------------------------------------------------------------------------------------------------

_RECEIVE_PEG = (
    update(t.Allocation)
    .where(t.Allocation.id == bindparam("allocation"))
    .values(received=t.Allocation.received + 1, location_id=bindparam("place"))
)


def _promise(connection: Connection, product_id: int, line: ExpectedLine | None, waiting: _Waiting) -> tuple[int, bool]:
    """Turn the expected promise into goods on hand; says which allocation holds it, and whether a line lost its own."""
    if waiting.peg_id is not None:
        connection.execute(_RECEIVE_PEG, {"allocation": waiting.peg_id, "place": waiting.tote_id})
        return waiting.peg_id, False
    had_peg, bereft = _swap(connection, line, waiting, product_id)
    _count_on_line(connection, waiting.line_id, allocated=0 if had_peg else 1)
    values = {
        "order_line_id": waiting.line_id,
        "product_id": product_id,
        "purchase_order_line_id": line.id if line else None,
        "location_id": waiting.tote_id,
        "quantity": 1,
        "received": 1,
        "packed": 0,
    }
    id = connection.execute(insert(t.Allocation).returning(t.Allocation.id), values).scalar_one()
    return id, bereft


_PEGS = (
    select(
        t.Allocation.id,
        t.Allocation.order_line_id,
        t.Allocation.purchase_order_line_id,
        (t.Allocation.quantity - t.Allocation.received).label("expected"),
    )
    .join(t.OrderLine, t.OrderLine.id == t.Allocation.order_line_id)
    .where(
        (t.Allocation.order_line_id == bindparam("order_line"))
        | (t.Allocation.purchase_order_line_id == bindparam("line")),
        t.Allocation.quantity > t.Allocation.received,
        t.Allocation.purchase_order_line_id.is_not(None),
    )
    .order_by(t.OrderLine.promise_at, t.OrderLine.id)
)


def _swap(connection: Connection, line: ExpectedLine | None, waiting: _Waiting, product_id: int) -> tuple[bool, bool]:
    """Carry out `swap_pegs`; says whether the waiting line had a peg, and whether another line lost its own."""
    rows = connection.execute(_PEGS, {"order_line": waiting.line_id, "line": line.id if line else 0}).all()
    pegs = tuple(Peg(row.id, row.order_line_id, row.purchase_order_line_id, row.expected) for row in rows)
    swap = swap_pegs(line, waiting.line_id, pegs)
    for move in swap.moves:
        _withdraw_one(connection, move.peg)
        if move.order_line_id:
            values = {
                "order_line_id": move.order_line_id,
                "product_id": product_id,
                "purchase_order_line_id": move.purchase_order_line_id,
                "quantity": 1,
                "received": 0,
                "packed": 0,
            }
            connection.execute(insert(t.Allocation), values)
            _count_pegs(connection, move.purchase_order_line_id, 1)
    if swap.bereft_line_id:
        _count_on_line(connection, swap.bereft_line_id, allocated=-1)
    return any(peg.order_line_id == waiting.line_id for peg in pegs), bool(swap.bereft_line_id)


def _withdraw_one(connection: Connection, peg: Peg) -> None:
    allocation = t.Allocation
    own = allocation.id == peg.allocation_id
    if connection.execute(delete(allocation).where(own, allocation.quantity == 1)).rowcount == 0:
        connection.execute(update(allocation).where(own).values(quantity=allocation.quantity - 1))
    _count_pegs(connection, peg.purchase_order_line_id, -1)


def _count_pegs(connection: Connection, line_id: int, change: int) -> None:
    line = t.PurchaseOrderLine
    connection.execute(update(line).where(line.id == line_id).values(pegged=line.pegged + change))


def _count_on_line(connection: Connection, line_id: int, *, allocated: int) -> None:
    line = t.OrderLine
    if allocated:
        connection.execute(
            update(line)
            .where(line.id == line_id)
            .values(allocated=line.allocated + allocated, to_buy=line.to_buy - allocated)
        )


# --- goods and counters ---------------------------------------------------------------------------------------------

_MOVE = insert(t.Movement).returning(t.Movement.id)
_COME_IN = _MOVE.values(from_location_id=places.id_of("supplier"))


def _move(
    connection: Connection,
    request: Request,
    delivery: Delivery,
    product_id: int,
    line: ExpectedLine | None,
    place_id: int,
    order_line_id: int | None,
) -> int:
    values = {
        "product_id": product_id,
        "quantity": 1,
        "to_location_id": place_id,
        "reason": "receipt",
        "at": request.at,
        "request_id": request.id,
        "order_line_id": order_line_id,
        "purchase_order_line_id": line.id if line else None,
        "inbound_parcel_id": delivery.parcel_id,
        "reverses_id": None,
    }
    return connection.execute(_COME_IN, values).scalar_one()


_RECEIVE_LINE = (
    update(t.PurchaseOrderLine)
    .where(t.PurchaseOrderLine.id == bindparam("line"))
    .values(
        received=t.PurchaseOrderLine.received + bindparam("n"), pegged=t.PurchaseOrderLine.pegged - bindparam("pegs")
    )
)
_OPEN_UNITS = (
    select(func.count())
    .select_from(t.PurchaseOrderLine)
    .where(
        t.PurchaseOrderLine.purchase_order_id == bindparam("own"),
        t.PurchaseOrderLine.closed == _ZERO,
        t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity,
    )
    .scalar_subquery()
)
_RECEIVED_UNITS = (
    select(func.coalesce(func.sum(t.PurchaseOrderLine.received), 0))
    .where(t.PurchaseOrderLine.purchase_order_id == bindparam("own"))
    .scalar_subquery()
)
_ADVANCE_PURCHASE_ORDER = (
    update(t.PurchaseOrder)
    .where(
        t.PurchaseOrder.id == bindparam("own"),
        t.PurchaseOrder.state != PurchaseOrderState.CANCELLED.value,
        t.PurchaseOrder.state != PurchaseOrderState.CLOSED_SHORT.value,
    )
    .values(
        state=case(
            (_OPEN_UNITS == 0, PurchaseOrderState.RECEIVED.value),
            (_RECEIVED_UNITS > 0, PurchaseOrderState.PARTLY_RECEIVED.value),
            (t.PurchaseOrder.sent_revision > 0, PurchaseOrderState.SENT.value),
            else_=PurchaseOrderState.DRAFT.value,
        )
    )
)


def _count(
    connection: Connection, product_id: int, place_id: int, line: ExpectedLine | None, *, allocated: int, unpegged: bool
) -> None:
    places.change_balance(connection, product_id, place_id, on_hand=1, allocated=allocated)
    if line is not None:
        connection.execute(_RECEIVE_LINE, {"line": line.id, "n": 1, "pegs": int(unpegged)})
        connection.execute(_ADVANCE_PURCHASE_ORDER, {"own": line.purchase_order_id})


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


def _count_on_order(connection: Connection, waiting: _Waiting) -> None:
    connection.execute(_FILL_LINE, {"line": waiting.line_id})
    values = {"order": waiting.order_id, "tote": waiting.tote_id, "shared": int(waiting.shares_tote)}
    connection.execute(_FILL_ORDER, values)


def _to_shelf(
    connection: Connection, request: Request, delivery: Delivery, product: Product, line: ExpectedLine | None
) -> Received:
    shelf = places.only(connection, "shelf")
    movement_id = _move(connection, request, delivery, product.id, line, shelf.id, None)
    _count(connection, product.id, shelf.id, line, allocated=0, unpegged=False)
    line_id = line.id if line else None
    destination = Destination("", shelf.code, product.title, product.sku, product.image, next="Scan the next item.")
    made = UnitReceived(movement_id, product.id, product.title, shelf.id, line_id, None, None, None)
    return Received(destination, made, (GoodsReceived(movement_id, product.id, 1, None, line_id),), bereft=False)


_OTHERS = (
    select(t.OrderLine.title, t.OrderLine.waiting)
    .where(t.OrderLine.order_id == bindparam("order"), t.OrderLine.waiting > 0)
    .order_by(t.OrderLine.number)
)


def _destination(connection: Connection, product: Product, waiting: _Waiting) -> Destination:
    """The answer on the screen; read after the counters moved, so that it says what is still missing."""
    rows = connection.execute(_OTHERS, {"order": waiting.order_id}).all() if waiting.order_waiting > 1 else []
    waits_for = tuple(f"{row.waiting} × {row.title}" for row in rows)
    told = f"It also waits for {', '.join(waits_for[:3])}." if waits_for else "Scan the next item."
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
        next=told,
    )


# --- taking back ----------------------------------------------------------------------------------------------------

_AVAILABLE = select(t.Balance.on_hand - t.Balance.allocated).where(
    t.Balance.product_id == bindparam("product"), t.Balance.location_id == bindparam("place")
)
# The whole promise is compared, not its id alone: SQLite gives the id of a deleted promise to the next one.
_HELD = (
    select(t.SalesOrder.state, func.coalesce(t.Allocation.received - t.Allocation.packed, 0))
    .select_from(t.OrderLine)
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .outerjoin(
        t.Allocation,
        (t.Allocation.id == bindparam("allocation"))
        & (t.Allocation.order_line_id == t.OrderLine.id)
        & (t.Allocation.location_id == bindparam("place"))
        & t.Allocation.purchase_order_line_id.is_not_distinct_from(bindparam("bought", type_=Integer)),
    )
    .where(t.OrderLine.id == bindparam("line"))
)
_TOO_LATE = {
    OrderState.PACKING: "is in a box already",
    OrderState.PACKED: "is in a box already",
    OrderState.SHIPPED: "has left already",
}


def hindrance(connection: Connection, units: tuple[UnitReceived, ...]) -> str:
    """Why these units cannot be taken back any more; empty when they can."""
    alike = Counter(replace(unit, movement_id=0) for unit in units)
    return next((why for unit, count in alike.items() if (why := _hindrance(connection, unit, count))), "")


def _hindrance(connection: Connection, unit: UnitReceived, count: int) -> str:
    """The same for `count` units that came to the same place for the same order."""
    if unit.order_line_id is None:
        values = {"product": unit.product_id, "place": unit.location_id}
        available = connection.execute(_AVAILABLE, values).scalar() or 0
        return "" if available >= count else f"{unit.product} was promised to an order meanwhile"
    state, held = connection.execute(
        _HELD,
        {
            "line": unit.order_line_id,
            "allocation": unit.allocation_id,
            "place": unit.location_id,
            "bought": unit.purchase_order_line_id,
        },
    ).one()
    if too_late := _TOO_LATE.get(OrderState(state)):
        return f"{unit.product} {too_late}"
    return "" if held >= count else f"{unit.product} was given to somebody else meanwhile"


def reverse_unit(connection: Connection, request: Request, unit: UnitReceived) -> ReceiptReversed:
    """A reversing movement, and every counter back: the promise is expected again."""
    movement = t.Movement
    original: Row[Any] = connection.execute(select(movement).where(movement.id == unit.movement_id)).one()
    values = {
        "product_id": original.product_id,
        "quantity": original.quantity,
        "from_location_id": original.to_location_id,
        "to_location_id": original.from_location_id,
        "reason": "receipt_reversed",
        "at": request.at,
        "request_id": request.id,
        "order_line_id": original.order_line_id,
        "purchase_order_line_id": original.purchase_order_line_id,
        "inbound_parcel_id": original.inbound_parcel_id,
        "reverses_id": original.id,
    }
    reversed_id = connection.execute(_MOVE, values).scalar_one()
    promised = unit.order_line_id is not None
    places.change_balance(connection, unit.product_id, unit.location_id, on_hand=-1, allocated=-int(promised))
    expected = _expect_again(connection, unit) if promised else False
    if unit.purchase_order_line_id is not None:
        line_id = unit.purchase_order_line_id
        connection.execute(_RECEIVE_LINE, {"line": line_id, "n": -1, "pegs": -int(expected)})
        owner = select(t.PurchaseOrderLine.purchase_order_id).where(t.PurchaseOrderLine.id == line_id)
        connection.execute(_ADVANCE_PURCHASE_ORDER, {"own": connection.execute(owner).scalar_one()})
    return ReceiptReversed(reversed_id, original.id, unit.order_id)


_UNFILL_LINE = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(
        received=t.OrderLine.received - 1,
        waiting=t.OrderLine.waiting + 1,
        allocated=t.OrderLine.allocated - bindparam("lost"),
        to_buy=t.OrderLine.to_buy + bindparam("lost"),
    )
)
_UNFILL_ORDER = (
    update(t.SalesOrder)
    .where(t.SalesOrder.id == bindparam("order"))
    .values(waiting=t.SalesOrder.waiting + 1, state=OrderState.WAITING.value)
)
_STILL_COMES = select(t.PurchaseOrderLine.quantity - t.PurchaseOrderLine.received).where(
    t.PurchaseOrderLine.id == bindparam("line"), t.PurchaseOrderLine.closed == 0
)


def _expect_again(connection: Connection, unit: UnitReceived) -> bool:
    """Make the unit expected again where its PO line still owes it; otherwise it has to be bought again."""
    left = None
    if unit.purchase_order_line_id is not None:
        left = connection.execute(_STILL_COMES, {"line": unit.purchase_order_line_id}).scalar()
    owed = left is not None and left + 1 > 0
    allocation = t.Allocation
    own = allocation.id == unit.allocation_id
    if owed:
        connection.execute(update(allocation).where(own).values(received=allocation.received - 1))
    elif connection.execute(delete(allocation).where(own, allocation.quantity == 1)).rowcount == 0:
        connection.execute(
            update(allocation).where(own).values(received=allocation.received - 1, quantity=allocation.quantity - 1)
        )
    connection.execute(_UNFILL_LINE, {"line": unit.order_line_id, "lost": int(not owed)})
    connection.execute(_UNFILL_ORDER, {"order": unit.order_id})
    _free_empty_tote(connection, unit)
    return owed


def _free_empty_tote(connection: Connection, unit: UnitReceived) -> None:
    held = select(func.coalesce(func.sum(t.OrderLine.received), 0)).where(t.OrderLine.order_id == unit.order_id)
    if not connection.execute(held).scalar_one():
        connection.execute(
            update(t.SalesOrder).where(t.SalesOrder.id == unit.order_id).values(tote_id=None, shares_tote=0)
        )
