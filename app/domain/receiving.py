"""The receiving conversation: where it stands, and what can be taken back.

    awaiting parcel ──parcel, PO──▶ awaiting item ──item──▶ awaiting item  (one unit received, "whose is it?")
                                        │ extra item ──▶ confirming extra ──same item──▶ awaiting item
                                        │ unknown code ──▶ blocked ──TEACH──▶ teaching ──item──▶ awaiting item
                                        └──FINISH──▶ awaiting parcel

`blocked` holds a sticky *wrong*: only OK, the right item, TEACH or UNDO get past it (ux §2.2, §3.3). What a scan does
is decided in `receiving_decisions`.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from app.domain.meanings import Product
from app.domain.messages import Message, say


class Delivery(Struct, frozen=True):
    """What stands open on the dock. Without a purchase order it is a mystery parcel or loose goods."""

    purchase_order_id: int | None = None
    purchase_order: str = ""
    supplier_id: int | None = None
    supplier: str = ""
    parcel_id: int | None = None
    tracking: str = ""
    received: int = 0

    @property
    def name(self) -> str:
        return self.purchase_order or self.tracking or "without a purchase order"


class AwaitingParcel(Struct, frozen=True, tag="awaiting_parcel"):
    """Nothing is open."""


class AwaitingItem(Struct, frozen=True, tag="awaiting_item"):
    """A delivery is open; the next item counts `quantity` units."""

    delivery: Delivery
    quantity: int = 1


class ConfirmingExtra(Struct, frozen=True, tag="confirming_extra"):
    """More than ordered, or not ordered: the same item again takes it in."""

    delivery: Delivery
    product: Product
    quantity: int


class TeachingCode(Struct, frozen=True, tag="teaching_code"):
    """An unknown code waits for the product it belongs to."""

    delivery: Delivery | None
    code: str


class Blocked(Struct, frozen=True, tag="blocked"):
    """A sticky *wrong* stands on the screen; `code` is the unknown code, empty for other faults."""

    delivery: Delivery | None
    message: Message
    code: str = ""


Step = AwaitingParcel | AwaitingItem | ConfirmingExtra | TeachingCode | Blocked


class Destination(Struct, frozen=True):
    """The answer to "whose is it?": one unit's order, its cell, and what the order still waits for."""

    order_number: str
    tote: str
    product: str
    sku: str
    image: str = ""
    ship_to: str = ""
    promise_at: datetime | None = None
    waits_for: tuple[str, ...] = ()
    complete: bool = False


class UnitReceived(Struct, frozen=True):
    """What one received unit changed, so that it can be taken back."""

    movement_id: int
    product_id: int
    product: str
    location_id: int
    purchase_order_line_id: int | None
    order_line_id: int | None
    order_id: int | None
    allocation_id: int | None


class ReceivingState(Struct, frozen=True):
    """The whole screen: where the conversation stands, the last answer, and what can be taken back."""

    step: Step = AwaitingParcel()
    last: tuple[Destination, ...] = ()
    done: tuple[tuple[UnitReceived, ...], ...] = ()

    @property
    def delivery(self) -> Delivery | None:
        return None if isinstance(self.step, AwaitingParcel) else self.step.delivery


def prompt(step: Step) -> Message:
    """What to scan next."""
    match step:
        case AwaitingParcel():
            return say("next_parcel")
        case AwaitingItem(quantity=1):
            return say("next_item")
        case AwaitingItem(quantity=quantity):
            return say("next_items", quantity=quantity)
        case ConfirmingExtra():
            return say("next_extra")
        case TeachingCode():
            return say("next_taught")
        case Blocked():
            return say("next_clear")


def unblocked(step: Step) -> Step:
    """The step to go on with when a question or a *wrong* is settled."""
    delivery = None if isinstance(step, AwaitingParcel) else step.delivery
    return AwaitingItem(delivery) if delivery else AwaitingParcel()


def received(delivery: Delivery, units: int) -> AwaitingItem:
    """The step after `units` more of a delivery were counted."""
    return AwaitingItem(replace(delivery, received=delivery.received + units))
