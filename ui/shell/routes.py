"""Where a scan belongs that the screen in front has no use for (ux §3.4): pure, from what the code means."""

from __future__ import annotations

from msgspec import Struct

from app.domain.conversation import refused
from app.domain.meanings import (
    AmbiguousMeaning,
    Meaning,
    NewParcelMeaning,
    OrderMeaning,
    PackageMeaning,
    ParcelMeaning,
    PlaceMeaning,
    ProductMeaning,
    PurchaseOrderMeaning,
    RefusedMeaning,
    UnknownMeaning,
)
from app.domain.messages import listed
from app.domain.own_codes import BadgeCode, CommandCode
from ui.models.columns import Tone
from ui.runtime.language import sentence_of, tr


class Route(Struct, frozen=True):
    """`words` say what the code is. `screen`, empty for none, is given the scan itself, or what to `select` on it."""

    words: str
    screen: str = ""
    select: str = ""
    tone: Tone = Tone.ACCENT

    @property
    def scans(self) -> bool:
        """The scan itself goes to the screen's conversation."""
        return bool(self.screen) and not self.select


def route_of(meaning: Meaning) -> Route:
    """Where to go with a code of this meaning, from a screen that does not take it."""
    match meaning:
        case ParcelMeaning() | NewParcelMeaning():
            return Route(tr("A delivery"), "receiving")
        case PurchaseOrderMeaning(number=number):
            return Route(tr("Purchase order {number}", number=number), "receiving")
        case OrderMeaning(order_id=id, number=number):
            return Route(tr("Order {number}", number=number), "orders", str(id))
        case PackageMeaning(order_id=id, order_number=number):
            return Route(tr("Shipping label of order {number}", number=number), "orders", str(id))
        case PlaceMeaning():
            return _place(meaning)
        case ProductMeaning(products=(product,)):
            return Route(product.title, "products", str(product.id))
        case ProductMeaning(products=products):
            names = ", ".join(product.sku for product in products)
            words = tr("Several products have this code: {names}. Scan the SKU.", names=names)
            return Route(words, tone=Tone.ATTENTION)
        case CommandCode():
            words = tr("{command} does nothing here. Open Receiving or Pack first.", command=meaning.words)
            return Route(words, tone=Tone.ATTENTION)
        case BadgeCode(user=user):
            return Route(tr("The badge of {user}", user=user))
        case AmbiguousMeaning(meanings=meanings):
            names = sentence_of(listed(meanings))
            words = tr("This code fits several things: {names}. Scan another code.", names=names)
            return Route(words, tone=Tone.WRONG)
        case RefusedMeaning():
            return Route(sentence_of(refused(meaning)), tone=Tone.WRONG)
        case UnknownMeaning():
            return Route(tr("Nobody here knows this code. Press Ctrl+K to search for it."), tone=Tone.WRONG)


def _place(place: PlaceMeaning) -> Route:
    if not place.order_ids:
        return Route(tr("{place} is empty", place=place.code))
    numbers = ", ".join(place.order_numbers)
    return Route(tr("{place} holds {orders}", place=place.code, orders=numbers), "orders", str(place.order_ids[0]))
