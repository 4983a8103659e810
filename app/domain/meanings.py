"""What a scanned code belongs to in this shop, found by exact match (M13)."""

from __future__ import annotations

from msgspec import Struct

from app.domain.messages import Message
from app.domain.own_codes import BadgeCode, CommandCode


class Product(Struct, frozen=True):
    """A product as a screen shows it. `image` is a file, empty for none."""

    id: int
    sku: str
    title: str
    image: str = ""


class ProductMeaning(Struct, frozen=True):
    """An item, always one unit of it: a count on a label is its maker's claim. Several products: ask."""

    text: str
    products: tuple[Product, ...]


class ParcelMeaning(Struct, frozen=True):
    """A parcel that was announced or opened before."""

    parcel_id: int
    tracking: str
    purchase_order_id: int | None


class NewParcelMeaning(Struct, frozen=True):
    """Looks like a carrier's tracking number, but nobody announced it."""

    tracking: str
    carrier: str


class PurchaseOrderMeaning(Struct, frozen=True):
    purchase_order_id: int
    number: str


class OrderMeaning(Struct, frozen=True):
    order_id: int
    number: str


class PackageMeaning(Struct, frozen=True):
    """A shipping label of ours, by its code or its tracking number."""

    package_id: int
    order_id: int
    order_number: str


class PlaceMeaning(Struct, frozen=True):
    """A cell or another location, with the orders that keep goods in it."""

    location_id: int
    code: str
    order_ids: tuple[int, ...]
    order_numbers: tuple[str, ...]


class AmbiguousMeaning(Struct, frozen=True):
    """Fits several things of different kinds; never guessed."""

    text: str
    meanings: tuple[Message, ...]


class UnknownMeaning(Struct, frozen=True):
    """Fits nothing here. Only a `teachable` code can be tied to a product."""

    text: str
    teachable: bool = True


class RefusedMeaning(Struct, frozen=True):
    """Must not do anything; `message_key` says why."""

    text: str
    message_key: str


Meaning = (
    ProductMeaning
    | ParcelMeaning
    | NewParcelMeaning
    | PurchaseOrderMeaning
    | OrderMeaning
    | PackageMeaning
    | PlaceMeaning
    | AmbiguousMeaning
    | UnknownMeaning
    | RefusedMeaning
    | CommandCode
    | BadgeCode
)
