"""The receiving conversation: a scan and the facts about it give the next state, what to do, and what to say.

    awaiting parcel ──parcel, PO──▶ awaiting item ──item──▶ awaiting item  (one unit received, "whose is it?")
                                        │ extra item ──▶ confirming extra ──same item──▶ awaiting item
                                        │ unknown code ──▶ blocked ──TEACH──▶ teaching ──item──▶ awaiting item
                                        └──FINISH──▶ awaiting parcel

`blocked` holds a sticky *wrong*: only OK, the right item, TEACH or UNDO get past it (ux §2.2, §3.3).
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from app.domain.codes import LONGEST_PLAIN
from app.domain.meanings import (
    AmbiguousMeaning,
    Meaning,
    NewParcelMeaning,
    OrderMeaning,
    PackageMeaning,
    ParcelMeaning,
    PlaceMeaning,
    Product,
    ProductMeaning,
    PurchaseOrderMeaning,
    RefusedMeaning,
    UnknownMeaning,
)
from app.domain.messages import Message, say
from app.domain.own_codes import BadgeCode, Command, CommandCode

#: Scans that can be taken back one after the other.
UNDO_DEPTH = 10


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
    next: str = ""


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


# --- what a decision asks the service to do -------------------------------------------------------------------------


class OpenPurchaseOrder(Struct, frozen=True):
    """Open the delivery of a purchase order; a parcel that stood open without one is linked to it."""

    purchase_order_id: int
    parcel: ParcelMeaning | None = None
    link_parcel_id: int | None = None


class OpenParcel(Struct, frozen=True):
    """Open a parcel that belongs to no purchase order known here."""

    tracking: str
    carrier: str = ""
    parcel_id: int | None = None


class Receive(Struct, frozen=True):
    """Take units of a product in; `extra` allows more than was ordered."""

    delivery: Delivery
    product: Product
    quantity: int
    extra: bool = False


class Teach(Struct, frozen=True):
    """Tie a code to a product, then go on with `delivery`."""

    code: str
    product: Product
    delivery: Delivery | None


class TakeBack(Struct, frozen=True):
    """Reverse the newest scan."""


class Finish(Struct, frozen=True):
    """Close the delivery and say what is missing."""

    delivery: Delivery


class ShowPlace(Struct, frozen=True):
    """Say what a cell holds."""

    place: PlaceMeaning


class Say(Struct, frozen=True):
    """Nothing to do in the database: the next step and the sentence."""

    step: Step
    message: Message


Decision = OpenPurchaseOrder | OpenParcel | Receive | Teach | TakeBack | Finish | ShowPlace | Say


def decide(state: ReceivingState, meaning: Meaning) -> Decision:
    """What a scan does here."""
    match meaning:
        case RefusedMeaning():
            return _stay(state, _refusal(meaning))
        case CommandCode():
            return _command(state, meaning)
        case BadgeCode():
            return _stay(state, say("command_does_not_fit", command="A badge", next=prompt(state.step)))
        case ProductMeaning():
            return _item(state, meaning)
        case _ if isinstance(state.step, Blocked):
            return _stay(state, say("wrong_first", before=state.step.message.text))
        case PurchaseOrderMeaning() | ParcelMeaning() | NewParcelMeaning():
            return _parcel(state, meaning)
        case UnknownMeaning():
            return _unknown(state, meaning)
        case AmbiguousMeaning():
            return _stay(state, say("ambiguous_code", code=meaning.text, meanings=", ".join(meaning.meanings)))
        case OrderMeaning():
            return _stay(state, say("our_own_order", order=meaning.number))
        case PackageMeaning():
            return _block(state, say("outgoing_label", order=meaning.order_number))
        case PlaceMeaning():
            return ShowPlace(meaning)


def prompt(step: Step) -> str:
    """What to scan next."""
    match step:
        case AwaitingParcel():
            return "Scan a parcel."
        case AwaitingItem(quantity=1):
            return "Scan the next item."
        case AwaitingItem(quantity=quantity):
            return f"Scan the item: it counts {quantity}."
        case ConfirmingExtra():
            return "Scan the item again, or OK."
        case TeachingCode():
            return "Scan a code of the product, or CANCEL."
        case Blocked():
            return "Scan OK."


def unblocked(step: Step) -> Step:
    """The step to go on with when a question or a *wrong* is settled."""
    delivery = None if isinstance(step, AwaitingParcel) else step.delivery
    return AwaitingItem(delivery) if delivery else AwaitingParcel()


def _stay(state: ReceivingState, message: Message) -> Say:
    return Say(state.step, message)


def _block(state: ReceivingState, message: Message, code: str = "") -> Say:
    return Say(Blocked(state.delivery, message, code), message)


def _refusal(meaning: RefusedMeaning) -> Message:
    return say(meaning.message_key, code=meaning.text, limit=LONGEST_PLAIN)


def _command(state: ReceivingState, code: CommandCode) -> Decision:
    step = state.step
    match code.command, step:
        case Command.UNDO, _:
            return TakeBack()
        case Command.TEACH, Blocked(code=unknown, delivery=delivery) if unknown:
            return Say(TeachingCode(delivery, unknown), say("teach_which", code=unknown))
        case ((Command.OK | Command.CANCEL), (Blocked() | ConfirmingExtra() | TeachingCode())):
            after = unblocked(step)
            return Say(after, say("cleared", next=prompt(after)))
        case Command.OK, _:
            return _stay(state, say("nothing_to_clear", next=prompt(step)))
        case _, Blocked(message=message):
            return _stay(state, say("wrong_first", before=message.text))
        case Command.FINISH, (AwaitingItem(delivery=delivery) | ConfirmingExtra(delivery=delivery)):
            return Finish(delivery)
        case Command.QTY, AwaitingItem(delivery=delivery):
            return Say(AwaitingItem(delivery, code.quantity), say("quantity_set", quantity=code.quantity))
        case _:
            return _stay(state, say("command_does_not_fit", command=code.words, next=prompt(step)))


def _item(state: ReceivingState, meaning: ProductMeaning) -> Decision:
    if len(meaning.products) > 1:
        titles = ", ".join(f"{product.title} ({product.sku})" for product in meaning.products)
        count = len(meaning.products)
        return _stay(state, say("several_products", code=meaning.text, count=count, products=titles))
    product = meaning.products[0]
    match state.step:
        case TeachingCode(delivery=delivery, code=code):
            return Teach(code, product, delivery)
        case ConfirmingExtra(delivery=delivery, product=asked, quantity=quantity) if asked.id == product.id:
            return Receive(delivery, product, quantity, extra=True)
        case AwaitingItem(delivery=delivery, quantity=quantity) if quantity > 1:
            return Receive(delivery, product, quantity)
        case _:
            return Receive(state.delivery or Delivery(), product, 1)


def _parcel(state: ReceivingState, meaning: PurchaseOrderMeaning | ParcelMeaning | NewParcelMeaning) -> Decision:
    delivery = state.delivery
    if delivery is None or isinstance(state.step, AwaitingParcel):
        return _open(meaning)
    if _is_open(delivery, meaning):
        return _stay(state, say("same_delivery"))
    if isinstance(meaning, PurchaseOrderMeaning) and delivery.purchase_order_id is None and not delivery.received:
        return OpenPurchaseOrder(meaning.purchase_order_id, link_parcel_id=delivery.parcel_id)
    return _stay(state, say("delivery_still_open", delivery=delivery.name))


def _is_open(delivery: Delivery, meaning: PurchaseOrderMeaning | ParcelMeaning | NewParcelMeaning) -> bool:
    match meaning:
        case PurchaseOrderMeaning(purchase_order_id=id):
            return id == delivery.purchase_order_id
        case ParcelMeaning(parcel_id=id):
            return id == delivery.parcel_id
        case NewParcelMeaning(tracking=tracking):
            return tracking == delivery.tracking


def _open(meaning: PurchaseOrderMeaning | ParcelMeaning | NewParcelMeaning) -> Decision:
    match meaning:
        case PurchaseOrderMeaning(purchase_order_id=id):
            return OpenPurchaseOrder(id)
        case ParcelMeaning(purchase_order_id=int(id)):
            return OpenPurchaseOrder(id, parcel=meaning)
        case ParcelMeaning(parcel_id=id, tracking=tracking):
            return OpenParcel(tracking, parcel_id=id)
        case NewParcelMeaning(tracking=tracking, carrier=carrier):
            return OpenParcel(tracking, carrier)


def _unknown(state: ReceivingState, meaning: UnknownMeaning) -> Decision:
    message = say("unknown_code", code=shown(meaning.text))
    return _block(state, message, meaning.text if meaning.teachable else "")


def shown(text: str) -> str:
    """A code as a sentence shows it: long ones are cut."""
    return text if len(text) <= 40 else f"{text[:40]}…"


# --- whose is it? ---------------------------------------------------------------------------------------------------


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


def remember(state: ReceivingState, units: tuple[UnitReceived, ...]) -> tuple[tuple[UnitReceived, ...], ...]:
    """The undo stack with the newest scan on top."""
    return (*state.done, units)[-UNDO_DEPTH:]


def received(delivery: Delivery, units: int) -> AwaitingItem:
    """The step after `units` more of a delivery were counted."""
    return AwaitingItem(replace(delivery, received=delivery.received + units))
