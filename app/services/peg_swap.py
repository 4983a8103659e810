"""Promises change hands: a unit that was pegged to one order line goes to a more urgent one (M13)."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from app.db import tables as t
from app.domain.cross_dock import ExpectedLine, Peg, PegMove, swap_pegs
from app.services.counters import count_pegged, count_promised


class Swapped(Struct, frozen=True):
    """What a swap left behind: the waiting line `had_peg` of its own; `bereft`: another line lost its promise."""

    had_peg: bool
    bereft: bool


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


_NEW_PEG = insert(t.Allocation)


def swap(connection: Connection, line: ExpectedLine | None, order_line_id: int, product_id: int) -> Swapped:
    """Rearrange the promises so that a unit booked on `line` can go to an order line that had no peg on it."""
    rows = connection.execute(_PEGS, {"order_line": order_line_id, "line": line.id if line else 0}).all()
    pegs = tuple(Peg(row.id, row.order_line_id, row.purchase_order_line_id, row.expected) for row in rows)
    plan = swap_pegs(line, order_line_id, pegs)
    for move in plan.moves:
        _withdraw_one(connection, move.peg)
        if move.order_line_id:
            _give(connection, move, product_id)
    if plan.bereft_line_id:
        count_promised(connection, {plan.bereft_line_id: -1})
    return Swapped(any(peg.order_line_id == order_line_id for peg in pegs), bool(plan.bereft_line_id))


def _withdraw_one(connection: Connection, peg: Peg) -> None:
    allocation = t.Allocation
    own = allocation.id == peg.allocation_id
    if connection.execute(delete(allocation).where(own, allocation.quantity == 1)).rowcount == 0:
        connection.execute(update(allocation).where(own).values(quantity=allocation.quantity - 1))
    count_pegged(connection, {peg.purchase_order_line_id: -1})


def _give(connection: Connection, move: PegMove, product_id: int) -> None:
    values = {
        "order_line_id": move.order_line_id,
        "product_id": product_id,
        "purchase_order_line_id": move.purchase_order_line_id,
        "quantity": 1,
        "received": 0,
        "packed": 0,
    }
    connection.execute(_NEW_PEG, values)
    count_pegged(connection, {move.purchase_order_line_id: 1})
