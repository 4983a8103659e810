"""What a scan does while receiving: state and meaning give one decision, which the service carries out."""

from __future__ import annotations

from msgspec import Struct

from app.domain.conversation import ambiguous, refused, shown, which_product
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
from app.domain.receiving import (
    AwaitingItem,
    AwaitingParcel,
    Blocked,
    ConfirmingExtra,
    Delivery,
    ReceivingState,
    Step,
    TeachingCode,
    prompt,
    unblocked,
)


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
            return _stay(state, refused(meaning))
        case CommandCode():
            return _command(state, meaning)
        case BadgeCode():
            return _stay(state, say("badge_is_no_item", next=prompt(state.step)))
        case ProductMeaning():
            return _item(state, meaning)
        case _ if isinstance(state.step, Blocked):
            return _stay(state, say("wrong_first", before=state.step.message))
        case PurchaseOrderMeaning() | ParcelMeaning() | NewParcelMeaning():
            return _parcel(state, meaning)
        case UnknownMeaning():
            return _unknown(state, meaning)
        case AmbiguousMeaning():
            return _stay(state, ambiguous(meaning))
        case OrderMeaning():
            return _stay(state, say("our_own_order", order=meaning.number))
        case PackageMeaning():
            return _block(state, say("outgoing_label", order=meaning.order_number))
        case PlaceMeaning():
            return ShowPlace(meaning)


def _stay(state: ReceivingState, message: Message) -> Say:
    return Say(state.step, message)


def _block(state: ReceivingState, message: Message, code: str = "") -> Say:
    return Say(Blocked(state.delivery, message, code), message)


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
            return _stay(state, say("wrong_first", before=message))
        case Command.FINISH, (AwaitingItem(delivery=delivery) | ConfirmingExtra(delivery=delivery)):
            return Finish(delivery)
        case Command.QTY, AwaitingItem(delivery=delivery):
            return Say(AwaitingItem(delivery, code.quantity), say("quantity_set", quantity=code.quantity))
        case _:
            return _stay(state, say("command_does_not_fit", command=code.words, next=prompt(step)))


def _item(state: ReceivingState, meaning: ProductMeaning) -> Decision:
    if len(meaning.products) > 1:
        return _stay(state, which_product(meaning))
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
