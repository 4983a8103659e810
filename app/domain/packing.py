"""The packing conversation: where it stands, and what can be taken back.

    awaiting order ──order, tote, only item──▶ packing ──each item──▶ packing ──PAPERS REMOVED──▶ packing
                                                  └──CLOSE BOX──▶ awaiting label ──its label──▶ awaiting order
                                                        (slip and label print)        (shipped)

DAMAGED asks for the damaged item, SHORT means all that is not in the box: either way the order leaves the bench without
these units and waits for others.

`blocked` holds a sticky *wrong* over the step it happened in: only OK, the right item or label, or UNDO get past it.
What a scan does is decided in `packing_decisions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from app.domain.conversation import shown
from app.domain.messages import Message, say

#: So many goods are named in a sentence.
_NAMED = 3


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

    @property
    def name(self) -> str:
        """The title as a sentence has room for it."""
        return shown(self.title)


class Problem(StrEnum):
    """Why a unit cannot go into the box."""

    DAMAGED = "damaged"
    SHORT = "short"


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
    def progress(self) -> Message:
        """`2 of 3`, in units."""
        counts = {"packed": sum(line.packed for line in self.lines), "all": sum(line.quantity for line in self.lines)}
        return say("progress", **counts)

    @property
    def needs(self) -> str:
        """What is still missing: `Blue mug × 1, Green tea × 2`."""
        return counted((line, line.missing) for line in self.lines if line.missing)


class AwaitingOrder(Struct, frozen=True, tag="awaiting_order"):
    """Nothing is on the bench."""


class Packing(Struct, frozen=True, tag="packing"):
    """Items are verified into the open box."""

    order: OpenOrder


class FindingDamaged(Struct, frozen=True, tag="finding_damaged"):
    """An item is damaged: the next scan says which."""

    order: OpenOrder


class AwaitingLabel(Struct, frozen=True, tag="awaiting_label"):
    """The box is closed; the new label has to be scanned back."""

    order: OpenOrder


Work = AwaitingOrder | Packing | FindingDamaged | AwaitingLabel


class Blocked(Struct, frozen=True, tag="blocked"):
    """A sticky *wrong* over the step it happened in."""

    before: Work
    message: Message


Step = AwaitingOrder | Packing | FindingDamaged | AwaitingLabel | Blocked


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


class SetAside(Struct, frozen=True, tag="set_aside"):
    """Units turned out to be damaged or missing; the movements of this request took them out of the order."""

    order_id: int
    number: str
    request_id: str


#: What can be taken back of a box, and what can be taken back at the bench.
BoxStep = Verified | PapersOut | BoxClosed
Done = BoxStep | SetAside


class PackingState(Struct, frozen=True):
    """The whole screen: the step, the checklist it implies, and what can be taken back."""

    step: Step = AwaitingOrder()
    done: tuple[Done, ...] = ()
    last_shipped: str = ""


def prompt(step: Step) -> Message:
    """What to do next."""
    match step:
        case AwaitingOrder():
            return say("next_order")
        case Packing(order=order) if not order.complete:
            return say("next_to_verify", needs=order.needs)
        case Packing(order=order) if not order.papers_done:
            return say("next_papers")
        case Packing(order=order) if order.inserts:
            return say("next_inserts", inserts=", ".join(order.inserts))
        case Packing():
            return say("next_close")
        case FindingDamaged():
            return say("next_damaged")
        case AwaitingLabel():
            return say("next_label")
        case Blocked():
            return say("next_clear")


def counted(units: Iterable[tuple[PackLine, int]]) -> str:
    """Lines and how many of each, in words: the first few, and how many lines are not named."""
    words = [f"{line.name} × {count}" for line, count in units]
    more = len(words) - _NAMED
    return ", ".join(words[:_NAMED]) + (f" +{more}" if more > 0 else "")


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
