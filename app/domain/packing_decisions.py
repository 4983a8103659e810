"""What a scan does at the bench: state and meaning give one decision, which the service carries out."""

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
from app.domain.messages import Message, listed, say
from app.domain.own_codes import BadgeCode, Command, CommandCode
from app.domain.packing import (
    AwaitingLabel,
    AwaitingOrder,
    Blocked,
    FindingDamaged,
    OpenOrder,
    Packing,
    PackingState,
    PackLine,
    Problem,
    Step,
    prompt,
    work,
)


class Open(Struct, frozen=True):
    """Bring an order to the bench."""

    order_id: int


class OpenFor(Struct, frozen=True):
    """Bring the most urgent ready order to the bench that needs only this product, and verify the unit."""

    product: Product


class Verify(Struct, frozen=True):
    """Put one unit of a line into the box."""

    order: OpenOrder
    line: PackLine


class RemovePapers(Struct, frozen=True):
    order: OpenOrder


class CloseBox(Struct, frozen=True):
    order: OpenOrder


class ScanBack(Struct, frozen=True):
    """Ship the package whose label was scanned; the service says no where it is not closed."""

    package: PackageMeaning


class PutBack(Struct, frozen=True):
    """Leave the order: everything verified goes back to its place."""

    order: OpenOrder


class Withdraw(Struct, frozen=True):
    """Leave the order without units that are damaged or not there; they are lines and how many of each."""

    order: OpenOrder
    units: tuple[tuple[PackLine, int], ...]
    problem: Problem


class Reprint(Struct, frozen=True):
    """Print another copy, marked as such; `kind` is `slip` or `label`."""

    order: OpenOrder
    kind: str


class TakeBack(Struct, frozen=True):
    """Reverse the newest scan."""


class Say(Struct, frozen=True):
    """Nothing to do in the database."""

    step: Step
    message: Message


Decision = Open | OpenFor | Verify | RemovePapers | CloseBox | ScanBack | PutBack | Withdraw | Reprint | TakeBack | Say


def decide(state: PackingState, meaning: Meaning) -> Decision:
    """What a scan does here."""
    step = state.step
    match meaning:
        case RefusedMeaning():
            return Say(step, refused(meaning))
        case CommandCode():
            return _command(state, meaning)
        case BadgeCode():
            return Say(step, say("badge_is_no_item", next=prompt(step)))
        case ProductMeaning():
            return _item(step, meaning)
        case PackageMeaning():
            return _label(step, meaning)
        case _ if isinstance(step, Blocked):
            return Say(step, say("wrong_first", before=step.message))
        case OrderMeaning(order_id=order_id, number=number):
            return _order(step, order_id, number)
        case PlaceMeaning():
            return _place(step, meaning)
        case PurchaseOrderMeaning() | ParcelMeaning():
            return _wrong(step, say("supplier_papers_scanned"))
        case AmbiguousMeaning():
            return Say(step, ambiguous(meaning))
        case NewParcelMeaning(tracking=text) | UnknownMeaning(text=text):
            return _wrong(step, say("pack_unknown_code", code=shown(text)))


def _wrong(step: Step, message: Message) -> Say:
    return Say(Blocked(work(step), message), message)


def _command(state: PackingState, code: CommandCode) -> Decision:
    step = state.step
    match code.command, step:
        case Command.UNDO, _:
            return TakeBack()
        case ((Command.OK | Command.CANCEL), Blocked(before=before)):
            return Say(before, say("cleared", next=prompt(before)))
        case ((Command.OK | Command.CANCEL), FindingDamaged(order=order)):
            return Say(Packing(order), say("cleared", next=prompt(Packing(order))))
        case Command.OK, _:
            return Say(step, say("nothing_to_clear", next=prompt(step)))
        case _, Blocked(message=message):
            return Say(step, say("wrong_first", before=message))
        case Command.CANCEL, Packing(order=order):
            return PutBack(order)
        case Command.PAPERS_REMOVED, Packing(order=order):
            done = order.papers_removed
            return Say(step, say("papers_already_removed", next=prompt(step))) if done else RemovePapers(order)
        case Command.CLOSE_BOX, Packing(order=order):
            return _close(step, order)
        case Command.DAMAGED, Packing(order=order):
            return Say(FindingDamaged(order), say("which_is_damaged"))
        case Command.SHORT, Packing(order=order):
            return _short(step, order)
        case Command.REPRINT_SLIP, AwaitingLabel(order=order):
            return Reprint(order, "slip")
        case Command.REPRINT_LABEL, AwaitingLabel(order=order):
            return Reprint(order, "label")
        case ((Command.REPRINT_SLIP | Command.REPRINT_LABEL), _):
            return Say(step, say("nothing_to_reprint"))
        case Command.QTY, _:
            return Say(step, say("quantity_not_here"))
        case _:
            return Say(step, say("command_does_not_fit", command=code.words, next=prompt(step)))


def _close(step: Packing, order: OpenOrder) -> Decision:
    """The paperwork-swap gate (M18): nothing prints before every unit is in and the supplier's papers are out."""
    if not order.complete:
        return _wrong(step, say("items_first", missing=order.needs))
    if not order.papers_done:
        return _wrong(step, say("papers_first"))
    return CloseBox(order)


def _short(step: Packing, order: OpenOrder) -> Decision:
    """What is there was verified before, so the rest is not there."""
    missing = tuple((line, line.missing) for line in order.lines if line.missing)
    if not missing:
        return Say(step, say("nothing_is_short", order=order.number, next=prompt(step)))
    return Withdraw(order, missing, Problem.SHORT)


def _item(step: Step, meaning: ProductMeaning) -> Decision:
    match work(step):
        case AwaitingOrder():
            return _only_item(step, meaning)
        case AwaitingLabel(order=order):
            return _wrong(step, say("scan_the_label", order=order.number))
        case FindingDamaged(order=order):
            return _damaged(step, order, meaning)
        case Packing(order=order):
            return _verify(step, order, meaning)


def _only_item(step: Step, meaning: ProductMeaning) -> Decision:
    if isinstance(step, Blocked):
        return Say(step, say("wrong_first", before=step.message))
    if len(meaning.products) > 1:
        return Say(step, which_product(meaning))
    return OpenFor(meaning.products[0])


def _damaged(step: Step, order: OpenOrder, meaning: ProductMeaning) -> Decision:
    """One unit of the order's, in the box or not yet: the whole order leaves the bench anyway."""
    lines = _lines_of(order, meaning)
    if len({line.product_id for line in lines}) > 1:
        return Say(step, which_product(meaning))
    if lines:
        return Withdraw(order, ((lines[0], 1),), Problem.DAMAGED)
    return _wrong(step, _foreign(order, meaning.products[0]))


def _lines_of(order: OpenOrder, meaning: ProductMeaning) -> list[PackLine]:
    ids = {product.id for product in meaning.products}
    return [line for line in order.lines if line.product_id in ids]


def _verify(step: Step, order: OpenOrder, meaning: ProductMeaning) -> Decision:
    """Fill the first open line of the product, then the next; what does not fit is refused and stays on the screen."""
    lines = _lines_of(order, meaning)
    if len({line.product_id for line in lines}) > 1:
        return Say(step, which_product(meaning))
    if open_line := next((line for line in lines if line.missing), None):
        return Verify(order, open_line)
    if lines:
        quantity = sum(line.quantity for line in lines)
        return _wrong(step, say("one_too_many", product=lines[0].name, order=order.number, quantity=quantity))
    return _wrong(step, _foreign(order, meaning.products[0]))


def _foreign(order: OpenOrder, product: Product) -> Message:
    values = {"product": shown(product.title), "sku": product.sku, "order": order.number}
    if order.complete:
        return say("not_in_full_order", **values)
    return say("not_in_order", needs=order.needs, **values)


def _label(step: Step, meaning: PackageMeaning) -> Decision:
    match work(step):
        case AwaitingLabel(order=order) if order.package_id == meaning.package_id:
            return ScanBack(meaning)
        case AwaitingLabel(order=order):
            return _wrong(step, say("other_label", order=order.number, other=meaning.order_number))
        case Packing(order=order) | FindingDamaged(order=order) if order.package_id != meaning.package_id:
            return _wrong(step, say("other_label", order=order.number, other=meaning.order_number))
        case Packing(order=order) | FindingDamaged(order=order):
            return _wrong(step, say("label_not_expected", order=order.number))
        case AwaitingOrder() if isinstance(step, Blocked):
            return Say(step, say("wrong_first", before=step.message))
        case AwaitingOrder():
            return ScanBack(meaning)


def _order(step: Step, order_id: int, number: str) -> Decision:
    match step:
        case Packing(order=order) | FindingDamaged(order=order) | AwaitingLabel(order=order) if (
            order.order_id == order_id
        ):
            return Say(step, say("same_order", order=number, progress=order.progress))
        case Packing(order=order) | FindingDamaged(order=order):
            return Say(step, say("other_order_open", order=order.number, other=number))
        case AwaitingLabel(order=order):
            return _wrong(step, say("scan_the_label", order=order.number))
        case _:
            return Open(order_id)


def _place(step: Step, meaning: PlaceMeaning) -> Decision:
    if not meaning.order_ids:
        return Say(step, say("cell_empty", place=meaning.code))
    if len(meaning.order_ids) > 1:
        orders = listed(say("order_number", order=number) for number in meaning.order_numbers)
        return Say(step, say("ambiguous_code", code=meaning.code, meanings=orders))
    return _order(step, meaning.order_ids[0], meaning.order_numbers[0])
