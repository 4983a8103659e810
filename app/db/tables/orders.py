"""What customers bought."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table

_OPEN = text("state IN ('waiting', 'ready', 'packing', 'packed')")
_HELD = text("hold_reason IS NOT NULL")
_WAITING = text("waiting > 0")
_ON_HAND = text("received > packed")
_TO_BUY = text("to_buy > 0")


class SalesOrder(Table):
    """An order on one channel. `ship_to` is an `address.PostalAddress` as JSON; `waiting` counts units not yet here.

    While `hold_reason` is set the order is on hold: goods still come for it, but it cannot be packed.
    """

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("channel_id", "number"),
        Index("ix_orders_number", "number"),
        Index("ix_orders_open", "promise_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_orders_held", "promise_at", "id", sqlite_where=_HELD, postgresql_where=_HELD),
        Index(
            "ix_orders_tote",
            "tote_id",
            unique=True,
            sqlite_where=text("tote_id IS NOT NULL AND shares_tote = 0"),
            postgresql_where=text("tote_id IS NOT NULL AND shares_tote = 0"),
        ),
        CheckConstraint("waiting >= 0", name="waiting"),
    )

    id: Mapped[Key]
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    number: Mapped[str]
    scan_code: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    waiting: Mapped[int]
    ordered_at: Mapped[Moment]
    promise_at: Mapped[Moment]
    imported_at: Mapped[Moment]
    ship_to_name: Mapped[str]
    ship_to: Mapped[str]
    service: Mapped[str] = mapped_column(default="")
    gift_message: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    content_hash: Mapped[str]
    tote_id: Mapped[int | None] = mapped_column(ForeignKey("locations.id"))
    shares_tote: Mapped[int] = mapped_column(default=0)
    hold_reason: Mapped[str | None]


class OrderLine(Table):
    """One product of an order. Counters in units, kept in the transaction that changes them:

    `allocated` promised from stock or a PO line, `received` on hand for this line, `packed` verified into a package,
    `shipped` handed over; `waiting` = quantity - received and `to_buy` = quantity - allocated while the line is open.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("order_id", "number"),
        UniqueConstraint("order_id", "external_id"),
        Index(
            "ix_order_lines_waiting", "product_id", "promise_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index(
            "ix_order_lines_to_buy", "product_id", "promise_at", "id", sqlite_where=_TO_BUY, postgresql_where=_TO_BUY
        ),
        Index(
            "ix_order_lines_on_hand", "product_id", "promise_at", "id", sqlite_where=_ON_HAND, postgresql_where=_ON_HAND
        ),
        CheckConstraint("0 <= shipped AND shipped <= packed AND packed <= received", name="progress"),
        CheckConstraint("received <= allocated AND allocated <= quantity", name="promised"),
        CheckConstraint("waiting >= 0 AND to_buy >= 0", name="open"),
    )

    id: Mapped[Key]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    number: Mapped[int]
    external_id: Mapped[str]
    sku: Mapped[str]
    title: Mapped[str]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int]
    price_minor: Mapped[int]
    currency: Mapped[str]
    promise_at: Mapped[Moment]
    allocated: Mapped[int] = mapped_column(default=0)
    received: Mapped[int] = mapped_column(default=0)
    packed: Mapped[int] = mapped_column(default=0)
    shipped: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int]
    to_buy: Mapped[int]
