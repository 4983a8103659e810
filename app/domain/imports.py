"""What a file brought, before it touches the database: parsed rows, and rows refused with their reason."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from app.domain.address import PostalAddress
from app.domain.messages import Message
from app.domain.money import Money


class Rejection(Struct, frozen=True):
    """A row that was not taken. `row` counts from 1 with the header as row 1, as a spreadsheet shows it."""

    row: int
    column: str
    value: str
    reason: Message


class ImportSummary(Struct, frozen=True):
    """What an import did, in records (suppliers, products, orders)."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Rejection, ...] = ()


class SupplierRow(Struct, frozen=True):
    row: int
    name: str
    email: str
    phone: str
    website: str
    region: str
    lead_time_days: int


class ProductRow(Struct, frozen=True):
    """A product and one supplier's offer of it; several rows may carry the same `sku`. `barcodes` are normalised."""

    row: int
    sku: str
    title: str
    barcodes: tuple[str, ...]
    supplier: str
    supplier_sku: str
    cost: Money
    pack_multiple: int
    minimum_order_quantity: int
    lead_time_days: int | None
    weight_g: int
    image: str


class OrderLineDraft(Struct, frozen=True):
    """A line as the channel tells it. `external_id` names it within its order for good."""

    external_id: str
    sku: str
    title: str
    quantity: int
    price: Money
    promise_at: datetime | None


class OrderDraft(Struct, frozen=True):
    """An order as the channel tells it, from these `rows` of the file; `cancelled` follows the channel's word."""

    rows: tuple[int, ...]
    number: str
    ordered_at: datetime
    promise_at: datetime | None
    ship_to: PostalAddress
    lines: tuple[OrderLineDraft, ...]
    service: str = ""
    gift_message: str = ""
    note: str = ""
    cancelled: bool = False
