"""The packing conversation: where it stands, and what can be taken back.

    awaiting order ──order, tote, only item──▶ packing ──each item──▶ packing ──PAPERS REMOVED──▶ packing
                                                  └──CLOSE BOX──▶ awaiting label ──its label──▶ awaiting order
                                                        (slip and label print)        (shipped)

`blocked` holds a sticky *wrong* over the step it happened in: only OK, the right item or label, or UNDO get past it.
What a scan does is decided in `packing_decisions`.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from app.domain.messages import Message


class PackLine(Struct, frozen=True):
    """A line of the open order: `packed` of `quantity` units are in the box; the rest lies at `place`."""

    order_line_id: int
    product_id: int
    sku: str
    title: str
    quantity: int
    packed: int
    image: str = ""
    place: str = ""

    @property
    def missing(self) -> int:
        return self.quantity - self.packed


class OpenOrder(Struct, frozen=True):
    """The order on the bench and its box, with the channel's paperwork rule."""

    order_id: int
    number: str
    package_id: int
    lines: tuple[PackLine, ...]
    channel: str = ""
    brand: str = ""
    ship_to: str = ""
    country: str = ""
    gift_message: str = ""
    note: str = ""
    tote: str = ""
    inserts: tuple[str, ...] = ()
    papers_required: bool = True
    papers_removed: bool = False

    @property
    def complete(self) -> bool:
        return not any(line.missing for line in self.lines)

    @property
    def papers_done(self) -> bool:
        return self.papers_removed or not self.papers_required

    @property
    def progress(self) -> str:
        """`2 of 3`, in units."""
        return f"{sum(line.packed for line in self.lines)} of {sum(line.quantity for line in self.lines)}"

    @property
    def needs(self) -> str:
        """What is still missing, in words."""
        return ", ".join(f"{line.title} × {line.missing}" for line in self.lines if line.missing) or "nothing more"


class AwaitingOrder(Struct, frozen=True, tag="awaiting_order"):
    """Nothing is on the bench."""


class Packing(Struct, frozen=True, tag="packing"):
    """Items are verified into the open box."""

    order: OpenOrder


class AwaitingLabel(Struct, frozen=True, tag="awaiting_label"):
    """The box is closed; the new label has to be scanned back."""

    order: OpenOrder


Work = AwaitingOrder | Packing | AwaitingLabel


class Blocked(Struct, frozen=True, tag="blocked"):
    """A sticky *wrong* over the step it happened in."""

    before: Work
    message: Message


Step = AwaitingOrder | Packing | AwaitingLabel | Blocked


class Verified(Struct, frozen=True, tag="verified"):
    """A unit went into the box."""

    movement_id: int
    allocation_id: int
    order_line_id: int
    title: str


class PapersOut(Struct, frozen=True, tag="papers_out"):
    """The supplier's papers were reported out."""


class BoxClosed(Struct, frozen=True, tag="box_closed"):
    """The box was closed."""


Done = Verified | PapersOut | BoxClosed


class PackingState(Struct, frozen=True):
    """The whole screen: the step, the checklist it implies, and what can be taken back."""

    step: Step = AwaitingOrder()
    done: tuple[Done, ...] = ()
    last_shipped: str = ""


def prompt(step: Step) -> str:
    """What to do next."""
    match step:
        case AwaitingOrder():
            return "Scan an order, its tote, or the only item of an order."
        case Packing(order=order) if not order.complete:
            return f"Still to verify: {order.needs}."
        case Packing(order=order) if not order.papers_done:
            return "Take the supplier's papers out and scan PAPERS REMOVED."
        case Packing(order=order):
            inserts = f"Put in: {', '.join(order.inserts)}. " if order.inserts else ""
            return f"{inserts}Scan CLOSE BOX."
        case AwaitingLabel():
            return "Scan the new label."
        case Blocked():
            return "Scan OK."


def work(step: Step) -> Work:
    """The step under a sticky *wrong*."""
    return step.before if isinstance(step, Blocked) else step


def with_packed(order: OpenOrder, order_line_id: int, change: int) -> OpenOrder:
    """The order after `change` units of a line went into the box, or came out of it."""
    lines = tuple(
        replace(line, packed=line.packed + change) if line.order_line_id == order_line_id else line
        for line in order.lines
    )
    return replace(order, lines=lines)
