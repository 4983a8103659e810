"""Whose unit is it? Which PO line it came on, and how promises move when a more urgent order takes it (M13).

Values in, values out: `app/services/whose_unit.py` reads the facts, `app/services/peg_swap.py` carries the moves out.
"""

from __future__ import annotations

from msgspec import Struct

from app.domain.meanings import Product
from app.domain.messages import Message, say
from app.domain.receiving import Delivery


class ExpectedLine(Struct, frozen=True):
    """A PO line that could bring the item. `on_delivery`: it is of the purchase order that stands open."""

    id: int
    purchase_order_id: int
    purchase_order: str
    quantity: int
    received: int
    pegged: int
    closed: bool
    on_delivery: bool

    @property
    def awaited(self) -> int:
        """Units this line still expects."""
        return 0 if self.closed else max(self.quantity - self.received, 0)


class Source(Struct, frozen=True):
    """The PO line a unit is booked on (None: on no order at all), or the question to ask first."""

    line: ExpectedLine | None
    question: Message | None = None


def choose_line(delivery: Delivery, product: Product, lines: tuple[ExpectedLine, ...]) -> Source:
    """Book on the open delivery's own line first; on another order, beyond the order or on none only after asking.

    `lines` are the delivery's lines of the product, and every other line that still expects some, oldest first.
    """
    own = [line for line in lines if line.on_delivery]
    waiting = [line for line in lines if line.awaited]
    if own_waiting := next((line for line in own if line.awaited), None):
        return Source(own_waiting)
    if waiting and delivery.purchase_order_id is None:
        return Source(waiting[0])
    if own:
        expected = sum(line.quantity for line in own)
        return Source(own[0], say("too_many", product=product.title, expected=expected))
    if waiting:
        other = waiting[0]
        values = {"purchase_order": delivery.name, "other": other.purchase_order}
        return Source(other, say("on_other_purchase_order", product=product.title, **values))
    return Source(None, say("not_ordered", product=product.title))


class Peg(Struct, frozen=True):
    """An allocation of a PO line to an order line, with the units of it still expected."""

    allocation_id: int
    order_line_id: int
    purchase_order_line_id: int
    expected: int


class PegMove(Struct, frozen=True):
    """Take one expected unit from `peg` and give it to `order_line_id` on `purchase_order_line_id` (0: to nobody)."""

    peg: Peg
    order_line_id: int = 0
    purchase_order_line_id: int = 0


class Swap(Struct, frozen=True):
    """How pegs change when the most urgent line takes a unit that was pegged to somebody else.

    `bereft_line_id` lost its promise and must be bought for again; 0 when nobody did.
    """

    moves: tuple[PegMove, ...]
    bereft_line_id: int = 0


def swap_pegs(line: ExpectedLine | None, order_line_id: int, pegs: tuple[Peg, ...]) -> Swap:
    """Rearrange promises so that `order_line_id` gets this unit and nobody is promised a unit twice.

    Its own peg elsewhere is given in exchange to the line that loses the unit; if it had none, the loser must be bought
    for again. `pegs` are the expected pegs of the order line and of the PO line; the least urgent come last.
    """
    own = next((peg for peg in pegs if peg.order_line_id == order_line_id), None)
    moves = [PegMove(own)] if own else []
    if line is None or line.pegged < line.awaited or not line.awaited:
        return Swap(tuple(moves))
    loser = next(peg for peg in reversed(pegs) if peg.purchase_order_line_id == line.id)
    if own:
        moves = [PegMove(own, loser.order_line_id, own.purchase_order_line_id)]
    return Swap((*moves, PegMove(loser)), 0 if own else loser.order_line_id)
