"""Packages, what is in them, and what the channel is told."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table

_LIVE = text("state IN ('open', 'closed')")
_SHIPPED = text("shipped_at IS NOT NULL")


class Package(Table):
    """A parcel to one customer: open while packed, closed when its paper prints, shipped when its label is scanned."""

    __tablename__ = "packages"
    __table_args__ = (
        Index("uq_packages_live", "order_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_packages_order_id", "order_id"),
        Index("ix_packages_shipped_at", "shipped_at", "id", sqlite_where=_SHIPPED, postgresql_where=_SHIPPED),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    state: Mapped[str]
    label_scan_code: Mapped[str] = mapped_column(unique=True)
    tracking_number: Mapped[str] = mapped_column(unique=True)
    station: Mapped[str]
    opened_at: Mapped[Moment]
    papers_removed_at: Mapped[Moment | None]
    papers_removed_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[Moment | None]
    shipped_at: Mapped[Moment | None]


class PackageLine(Table):
    """Units of an order line verified into a package."""

    __tablename__ = "package_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    package_id: Mapped[int] = mapped_column(ForeignKey("packages.id"), primary_key=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    quantity: Mapped[int]


class Confirmation(Table):
    """One line of a shipment told to the channel; `written_at` is empty while it waits to be written to a file."""

    __tablename__ = "confirmations"
    __table_args__ = (
        Index("ix_confirmations_channel_id_shipped_at", "channel_id", "shipped_at"),
        Index("uq_confirmations_package_line", "package_id", "order_line_id", unique=True),
        Index(
            "ix_confirmations_pending",
            "channel_id",
            "id",
            sqlite_where=text("written_at IS NULL"),
            postgresql_where=text("written_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    package_id: Mapped[int] = mapped_column(ForeignKey("packages.id"))
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"))
    quantity: Mapped[int]
    shipped_at: Mapped[Moment]
    written_at: Mapped[Moment | None]
    file: Mapped[str] = mapped_column(default="")
