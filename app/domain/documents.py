"""What a piece of paper says, as frozen values.

A use case builds the document from the rows it has just written and stores it in the print job of the same
transaction: a rolled-back package takes its slip with it, and a reprint says exactly what the original said
(invariant I8). Where each thing stands on the page is decided in `printing`.

Customer documents (`PackingSlip`, `ShippingLabel`) have no field for anything of the supplier: no name, supplier SKU,
purchase order number or cost can be passed to them (M19).
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from app.domain.address import PostalAddress
from app.domain.money import Money


class Brand(Struct, frozen=True):
    """The seller of record as the customer sees it. `colour` is `#RRGGBB`; `logo` an image file, empty for none."""

    key: str
    trading_name: str
    return_address: PostalAddress
    colour: str = "#1F5FD6"
    logo: str = ""
    thank_you: str = ""
    returns_note: str = ""
    website: str = ""


class SlipLine(Struct, frozen=True):
    quantity: int
    title: str
    sku: str


class PackingSlip(Struct, frozen=True, tag="packing_slip"):
    """The paper inside the parcel: what the customer bought from this brand. Never a price, never a supplier."""

    brand: Brand
    order_number: str
    scan_code: str
    ordered_on: str
    ship_to: PostalAddress
    lines: tuple[SlipLine, ...]
    gift_message: str = ""
    package_number: str = ""
    reprint: str = ""


class ShippingLabel(Struct, frozen=True, tag="shipping_label"):
    """The label outside the parcel. Scanning `scan_code` back proves that it came out and stuck on the right box."""

    brand: Brand
    order_number: str
    package_number: str
    scan_code: str
    tracking_number: str
    ship_to: PostalAddress
    weight_g: int = 0
    service: str = ""
    reprint: str = ""


class ToteLabel(Struct, frozen=True, tag="tote_label"):
    """A label for a cell of the put wall or a tote."""

    code: str
    scan_code: str


class CommandCodeEntry(Struct, frozen=True):
    command: str
    scan_code: str
    help: str


class CommandSheet(Struct, frozen=True, tag="command_sheet"):
    """The A4 sheet beside the bench: each command as a barcode, so that hands stay on the goods."""

    groups: tuple[tuple[str, tuple[CommandCodeEntry, ...]], ...]
    shop: str = ""


class PurchaseOrderLine(Struct, frozen=True):
    number: int
    supplier_sku: str
    sku: str
    title: str
    quantity: int
    unit_cost: Money


class PurchaseOrderDocument(Struct, frozen=True, tag="purchase_order"):
    """What we ask a supplier for. `expected_on` and `ordered_on` are ISO dates; `revision` counts from 1."""

    number: str
    scan_code: str
    revision: int
    buyer: str
    deliver_to: PostalAddress
    supplier: str
    supplier_email: str
    ordered_on: str
    expected_on: str
    lines: tuple[PurchaseOrderLine, ...]
    currency: str


Document = PackingSlip | ShippingLabel | ToteLabel | CommandSheet | PurchaseOrderDocument

#: What is stored of a brand, of a document, and of what else goes into a box, read back (docs/decisions/0011).
read_brand = msgspec.json.Decoder(Brand).decode
read_inserts = msgspec.json.Decoder(tuple[str, ...]).decode
read_document: Callable[[str | bytes], Document] = msgspec.json.Decoder(Document).decode
