"""Taking promises back: an edited or cancelled sale gives its goods to whoever waits next (M6)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from app.db import tables as t
from app.domain.events import Event, GoodsPutAway
from app.domain.requests import Request
from app.services import places
from app.services.counters import count_pegged, count_promised


class OpenLine(Struct, frozen=True):
    """An order line and how many of its units are in no package and may be taken back."""

    id: int
    order_id: int
    product_id: int | None
    to_buy: int


def release(connection: Connection, request: Request, line: OpenLine, quantity: int) -> list[Event]:
    """Take `quantity` units back from a line: first what nobody supplies yet, then expected units, then goods on hand.

    Goods in the order's tote go back to the shelf. Counters of line, order, PO lines and balances follow; the line's
    own `quantity` is the caller's. Returns the events to record.
    """
    unsupplied = min(quantity, line.to_buy)
    expected = _withdraw_expected(connection, line, quantity - unsupplied)
    events, on_hand = _withdraw_on_hand(connection, request, line, quantity - unsupplied - expected)
    connection.execute(
        update(t.OrderLine)
        .where(t.OrderLine.id == line.id)
        .values(
            to_buy=t.OrderLine.to_buy - unsupplied,
            waiting=t.OrderLine.waiting - unsupplied - expected,
            allocated=t.OrderLine.allocated - expected - on_hand,
            received=t.OrderLine.received - on_hand,
        )
    )
    connection.execute(
        update(t.SalesOrder)
        .where(t.SalesOrder.id == line.order_id)
        .values(waiting=t.SalesOrder.waiting - unsupplied - expected)
    )
    return events


def unpeg_for_stock(connection: Connection, product_ids: Iterable[int]) -> None:
    """Let free stock serve the most urgent waiting lines although they are pegged to goods that come later.

    Their pegs are withdrawn, so that the next pull takes the stock, and the PO units are free for later orders.
    """
    for product_id in sorted(set(product_ids)):
        free = _free_stock(connection, product_id)
        line = t.OrderLine
        waiting = connection.execute(
            select(line.id, line.order_id, line.waiting - line.to_buy)
            .where(line.product_id == product_id, line.waiting > 0)
            .order_by(line.promise_at, line.id)
        )
        for line_id, order_id, expected in waiting.all():
            if free <= 0:
                break
            taken = _withdraw_expected(connection, OpenLine(line_id, order_id, product_id, 0), min(free, expected))
            count_promised(connection, {line_id: -taken})
            free -= taken


def withdraw_pegs(connection: Connection, purchase_order_line_id: int) -> None:
    """Withdraw every peg of a PO line that will bring nothing more; its order lines are to be bought for again."""
    allocation = t.Allocation
    rows = connection.execute(
        select(allocation.id, allocation.order_line_id, allocation.quantity, allocation.received).where(
            allocation.purchase_order_line_id == purchase_order_line_id, allocation.quantity > allocation.received
        )
    ).all()
    for row in rows:
        lost = row.quantity - row.received
        shrink(connection, row.id, row.received)
        count_promised(connection, {row.order_line_id: -lost})
    connection.execute(
        update(t.PurchaseOrderLine).where(t.PurchaseOrderLine.id == purchase_order_line_id).values(pegged=0)
    )


def _free_stock(connection: Connection, product_id: int) -> int:
    rows = connection.execute(
        select(t.Balance.on_hand - t.Balance.allocated)
        .join(t.Location, t.Location.id == t.Balance.location_id)
        .where(t.Balance.product_id == product_id, t.Location.kind == "shelf")
    )
    return sum(rows.scalars())


def _withdraw_expected(connection: Connection, line: OpenLine, quantity: int) -> int:
    """Withdraw up to `quantity` pegs of units that have not come yet, latest supply first; says how many."""
    allocation = t.Allocation
    rows = connection.execute(
        select(allocation.id, allocation.purchase_order_line_id, allocation.quantity, allocation.received)
        .where(allocation.order_line_id == line.id, allocation.quantity > allocation.received)
        .order_by(allocation.purchase_order_line_id.desc())
    ).all()
    left = quantity
    for row in rows:
        taken = min(left, row.quantity - row.received)
        if taken:
            shrink(connection, row.id, row.quantity - taken)
            count_pegged(connection, {row.purchase_order_line_id: -taken})
            left -= taken
    return quantity - left


def _withdraw_on_hand(
    connection: Connection, request: Request, line: OpenLine, quantity: int
) -> tuple[list[Event], int]:
    """Unpromise goods on hand and bring them from the tote back to the shelf."""
    allocation = t.Allocation
    rows = connection.execute(
        select(allocation.id, allocation.location_id, allocation.quantity, allocation.received, t.Location.kind)
        .join(t.Location, t.Location.id == allocation.location_id)
        .where(allocation.order_line_id == line.id, allocation.received > allocation.packed)
        .order_by(allocation.id.desc())
    ).all()
    events: list[Event] = []
    left = quantity
    for row in rows:
        taken = min(left, row.received)
        if not taken:
            continue
        shrink(connection, row.id, row.quantity - taken, received=row.received - taken)
        assert line.product_id is not None
        places.change_balance(connection, line.product_id, row.location_id, allocated=-taken)
        if row.kind != "shelf":
            events.append(_put_away(connection, request, line, row.location_id, taken))
        left -= taken
    return events, quantity - left


def shrink(connection: Connection, allocation_id: int, quantity: int, **received: int) -> None:
    """Leave an allocation with so many units, and with so many of them received; without any it is gone."""
    own = t.Allocation.id == allocation_id
    if quantity:
        connection.execute(update(t.Allocation).where(own).values(quantity=quantity, **received))
    else:
        connection.execute(delete(t.Allocation).where(own))


def _put_away(connection: Connection, request: Request, line: OpenLine, from_id: int, quantity: int) -> GoodsPutAway:
    assert line.product_id is not None
    shelf_id = places.only(connection, "shelf").id
    places.change_balance(connection, line.product_id, from_id, on_hand=-quantity)
    places.change_balance(connection, line.product_id, shelf_id, on_hand=quantity)
    values = {
        "product_id": line.product_id,
        "quantity": quantity,
        "from_location_id": from_id,
        "to_location_id": shelf_id,
        "reason": "put_away",
        "at": request.at,
        "request_id": request.id,
        "order_line_id": line.id,
    }
    id = connection.execute(insert(t.Movement).returning(t.Movement.id), values).scalar_one()
    return GoodsPutAway(id, line.product_id, quantity, line.order_id)
