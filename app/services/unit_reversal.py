"""One received unit is taken back: whether it still can be, and every counter it had moved (M14)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Integer, Row, bindparam, delete, func, insert, select, update

from app.db import tables as t
from app.domain.events import ReceiptReversed
from app.domain.messages import Message, say
from app.domain.orders import OrderState
from app.domain.receiving import UnitReceived
from app.domain.requests import Request
from app.services import places
from app.services.purchase_progress import count_received

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
    OrderState.PACKING: "unit_in_box",
    OrderState.PACKED: "unit_in_box",
    OrderState.SHIPPED: "unit_left",
}


def hindrance(connection: Connection, units: tuple[UnitReceived, ...]) -> Message | None:
    """Why these units cannot be taken back any more; None when they can."""
    alike = Counter(replace(unit, movement_id=0) for unit in units)
    return next((why for unit, count in alike.items() if (why := _hindrance(connection, unit, count))), None)


def _hindrance(connection: Connection, unit: UnitReceived, count: int) -> Message | None:
    """The same for `count` units that came to the same place for the same order."""
    if unit.order_line_id is None:
        values = {"product": unit.product_id, "place": unit.location_id}
        available = connection.execute(_AVAILABLE, values).scalar() or 0
        return None if available >= count else say("unit_promised", product=unit.product)
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
        return say(too_late, product=unit.product)
    return None if held >= count else say("unit_given", product=unit.product)


_BOOKED = (
    select(t.Movement, t.PurchaseOrderLine.purchase_order_id)
    .outerjoin(t.PurchaseOrderLine, t.PurchaseOrderLine.id == t.Movement.purchase_order_line_id)
    .where(t.Movement.id == bindparam("movement"))
)
_GO_BACK = insert(t.Movement).returning(t.Movement.id)


def reverse_unit(connection: Connection, request: Request, unit: UnitReceived) -> ReceiptReversed:
    """A reversing movement, and every counter back: the promise is expected again."""
    booked = connection.execute(_BOOKED, {"movement": unit.movement_id}).one()
    reversed_id = _go_back(connection, request, booked)
    promised = unit.order_line_id is not None
    places.change_balance(connection, unit.product_id, unit.location_id, on_hand=-1, allocated=-int(promised))
    expected = _expect_again(connection, unit) if promised else False
    if unit.purchase_order_line_id is not None:
        line_id = unit.purchase_order_line_id
        count_received(connection, line_id, booked.purchase_order_id, units=-1, pegs=-int(expected))
    return ReceiptReversed(reversed_id, booked.id, unit.order_id)


def _go_back(connection: Connection, request: Request, booked: Row[*tuple[Any, ...]]) -> int:
    values = {
        "product_id": booked.product_id,
        "quantity": booked.quantity,
        "from_location_id": booked.to_location_id,
        "to_location_id": booked.from_location_id,
        "reason": "receipt_reversed",
        "at": request.at,
        "request_id": request.id,
        "order_line_id": booked.order_line_id,
        "purchase_order_line_id": booked.purchase_order_line_id,
        "inbound_parcel_id": booked.inbound_parcel_id,
        "reverses_id": booked.id,
    }
    return connection.execute(_GO_BACK, values).scalar_one()


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
