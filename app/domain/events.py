"""Facts in the past tense, as they are written to the journal. They hold ids and counts, never personal data."""

from __future__ import annotations

from msgspec import Struct


class OrderImported(Struct, frozen=True, tag=True):
    order_id: int
    lines: int


class OrderChanged(Struct, frozen=True, tag=True):
    """The channel told of an edit: `removed` and `added` count units."""

    order_id: int
    added: int
    removed: int


class OrderCancelled(Struct, frozen=True, tag=True):
    order_id: int
    released: int


class OrderHeld(Struct, frozen=True, tag=True):
    """Nobody packs it until it is released. Why stands at the order: it may name a person."""

    order_id: int


class OrderReleased(Struct, frozen=True, tag=True):
    order_id: int


class OrderAllocated(Struct, frozen=True, tag=True):
    """A line was promised `quantity` units of stock or of a PO line (the other is 0)."""

    order_id: int
    order_line_id: int
    quantity: int
    purchase_order_line_id: int = 0
    location_id: int = 0


class OrderBackordered(Struct, frozen=True, tag=True):
    """No supplier offers what is missing; the line waits under *to buy*."""

    order_id: int
    order_line_id: int
    quantity: int


class PurchaseOrderRaised(Struct, frozen=True, tag=True):
    purchase_order_id: int
    revision: int


class PurchaseOrderSent(Struct, frozen=True, tag=True):
    purchase_order_id: int
    revision: int


class PurchaseOrderAcknowledged(Struct, frozen=True, tag=True):
    """The supplier said yes and named a day (ISO); `before` is the day that was expected until then."""

    purchase_order_id: int
    expected_on: str
    before: str


class ShipNoticeRecorded(Struct, frozen=True, tag=True):
    """The supplier named the parcel, and the days (ISO) as with `PurchaseOrderAcknowledged`."""

    purchase_order_id: int
    inbound_parcel_id: int
    expected_on: str
    before: str


class PurchaseOrderClosedShort(Struct, frozen=True, tag=True):
    purchase_order_id: int
    missing: int


class PurchaseOrderCancelled(Struct, frozen=True, tag=True):
    purchase_order_id: int
    missing: int


class ParcelArrived(Struct, frozen=True, tag=True):
    inbound_parcel_id: int
    purchase_order_id: int | None


class GoodsReceived(Struct, frozen=True, tag=True):
    """One movement from a supplier; `order_id` is None when nobody waited."""

    movement_id: int
    product_id: int
    quantity: int
    order_id: int | None
    purchase_order_line_id: int | None


class ReceiptReversed(Struct, frozen=True, tag=True):
    movement_id: int
    reverses_id: int
    order_id: int | None


class GoodsPutAway(Struct, frozen=True, tag=True):
    movement_id: int
    product_id: int
    quantity: int
    order_id: int | None


class GoodsSetAside(Struct, frozen=True, tag=True):
    """Units of an order turned out to be damaged or not to be there; `why` is a `packing.Problem`."""

    movement_id: int
    product_id: int
    quantity: int
    order_id: int
    why: str


class CodeTaught(Struct, frozen=True, tag=True):
    product_id: int
    code: str


class CodeRemoved(Struct, frozen=True, tag=True):
    product_id: int
    code: str


class SupplierChanged(Struct, frozen=True, tag=True):
    """`fields` names what was edited; the values stay in the catalog: they may be those of a person."""

    supplier_id: int
    fields: tuple[str, ...]


class ProductChanged(Struct, frozen=True, tag=True):
    product_id: int
    fields: tuple[str, ...]


class OfferChanged(Struct, frozen=True, tag=True):
    """The terms of a supplier for a product; the costs are of one unit, in minor units of the offer's currency."""

    product_id: int
    supplier_id: int
    fields: tuple[str, ...]
    cost_minor: int
    cost_minor_before: int


class PackageOpened(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int


class ItemPacked(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int
    order_line_id: int
    movement_id: int


class ItemUnpacked(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int
    order_line_id: int
    movement_id: int


class PapersRemoved(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int


class PapersLeftIn(Struct, frozen=True, tag=True):
    """*Papers removed* was taken back: they are in the box again."""

    order_id: int
    package_id: int


class PackageClosed(Struct, frozen=True, tag=True):
    """Closing confirms that slip and `inserts` are in; their jobs are in the print ledger."""

    order_id: int
    package_id: int
    inserts: tuple[str, ...]


class PackageReopened(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int


class PackagePutBack(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int


class ShipmentDispatched(Struct, frozen=True, tag=True):
    order_id: int
    package_id: int


class PrintRequested(Struct, frozen=True, tag=True):
    print_job_id: int
    order_id: int | None
    copy: int


class PrintJobChanged(Struct, frozen=True, tag=True):
    print_job_id: int
    order_id: int | None
    state: str


class SettingChanged(Struct, frozen=True, tag=True):
    """`what` names the part of the set-up: `brand`, `channel`, `printer` or `put wall`, and which, or how large."""

    what: str
    name: str


Event = (
    OrderImported
    | OrderChanged
    | OrderCancelled
    | OrderHeld
    | OrderReleased
    | OrderAllocated
    | OrderBackordered
    | PurchaseOrderRaised
    | PurchaseOrderSent
    | PurchaseOrderAcknowledged
    | ShipNoticeRecorded
    | PurchaseOrderClosedShort
    | PurchaseOrderCancelled
    | ParcelArrived
    | GoodsReceived
    | ReceiptReversed
    | GoodsPutAway
    | GoodsSetAside
    | CodeTaught
    | CodeRemoved
    | SupplierChanged
    | ProductChanged
    | OfferChanged
    | PackageOpened
    | ItemPacked
    | ItemUnpacked
    | PapersRemoved
    | PapersLeftIn
    | PackageClosed
    | PackageReopened
    | PackagePutBack
    | ShipmentDispatched
    | PrintRequested
    | PrintJobChanged
    | SettingChanged
)
