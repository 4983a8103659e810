"""What we asked suppliers for, and the parcels that bring it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table

_OPEN = text("state IN ('draft', 'sent', 'acknowledged', 'shipped', 'partly_received')")
_OPEN_LINE = text("closed = 0 AND received < quantity")
_ARRIVED = text("arrived_at IS NOT NULL")


class PurchaseOrder(Table):
    __tablename__ = "purchase_orders"
    __table_args__ = (
        Index("ix_purchase_orders_supplier_id_ordered_on", "supplier_id", "ordered_on"),
        Index("ix_purchase_orders_open", "expected_on", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    scan_code: Mapped[str] = mapped_column(unique=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    state: Mapped[str]
    currency: Mapped[str]
    ordered_on: Mapped[date] = mapped_column(Date())
    expected_on: Mapped[date] = mapped_column(Date())
    revision: Mapped[int] = mapped_column(default=1)
    sent_revision: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[Moment | None]


class PurchaseOrderLine(Table):
    """`pegged` counts expected units promised to order lines; `closed` is 1 when nothing more is expected."""

    __tablename__ = "purchase_order_lines"
    __table_args__ = (
        UniqueConstraint("purchase_order_id", "number"),
        Index("ix_purchase_order_lines_open", "product_id", "id", sqlite_where=_OPEN_LINE, postgresql_where=_OPEN_LINE),
        CheckConstraint("quantity > 0 AND received >= 0 AND pegged >= 0", name="counts"),
        CheckConstraint("pegged = 0 OR pegged + received <= quantity", name="promised_once"),
    )

    id: Mapped[Key]
    purchase_order_id: Mapped[int] = mapped_column(ForeignKey("purchase_orders.id"))
    number: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    supplier_sku: Mapped[str]
    quantity: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    pegged: Mapped[int] = mapped_column(default=0)
    cost_minor: Mapped[int]
    currency: Mapped[str]
    closed: Mapped[int] = mapped_column(default=0)


class InboundParcel(Table):
    """A delivery at the dock or on its way; without a purchase order a mystery parcel, which blocks nobody (M12)."""

    __tablename__ = "inbound_parcels"
    __table_args__ = (
        Index("ix_inbound_parcels_purchase_order_id", "purchase_order_id"),
        Index("ix_inbound_parcels_arrived_at", "arrived_at", sqlite_where=_ARRIVED, postgresql_where=_ARRIVED),
    )

    id: Mapped[Key]
    tracking_number: Mapped[str] = mapped_column(unique=True)
    carrier: Mapped[str] = mapped_column(default="")
    purchase_order_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_orders.id"))
    announced_at: Mapped[Moment]
    arrived_at: Mapped[Moment | None]
