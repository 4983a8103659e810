"""Where goods are: an append-only ledger of movements, and the balances kept beside it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table


class Location(Table):
    """Anything goods can be at: `kind` is supplier, dock, cell, shelf, bench, customer or lost_and_found; a
    former_cell was taken away from the put wall, but movements still name it."""

    __tablename__ = "locations"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    scan_code: Mapped[str] = mapped_column(unique=True)


class Movement(Table):
    """`quantity` units went from one location to another. Never changed; undone by a reversing movement."""

    __tablename__ = "movements"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("from_location_id <> to_location_id", name="moves"),
        Index("ix_movements_request_id", "request_id"),
        Index(
            "ix_movements_purchase_order_line_id",
            "purchase_order_line_id",
            sqlite_where=text("purchase_order_line_id IS NOT NULL"),
            postgresql_where=text("purchase_order_line_id IS NOT NULL"),
        ),
        Index(
            "uq_movements_reverses_id",
            "reverses_id",
            unique=True,
            sqlite_where=text("reverses_id IS NOT NULL"),
            postgresql_where=text("reverses_id IS NOT NULL"),
        ),
    )

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int]
    from_location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    to_location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    reason: Mapped[str]
    at: Mapped[Moment]
    request_id: Mapped[str]
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))
    purchase_order_line_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order_lines.id"))
    inbound_parcel_id: Mapped[int | None] = mapped_column(ForeignKey("inbound_parcels.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("movements.id"))


class Balance(Table):
    """On hand and allocated units at one of our own locations; recomputable from movements and allocations."""

    __tablename__ = "balances"
    __table_args__ = (
        CheckConstraint("on_hand >= 0 AND 0 <= allocated AND allocated <= on_hand", name="never_negative"),
        Index(
            "ix_balances_available",
            "product_id",
            sqlite_where=text("on_hand > allocated"),
            postgresql_where=text("on_hand > allocated"),
        ),
        Index(
            "ix_balances_location_id",
            "location_id",
            sqlite_where=text("on_hand > 0"),
            postgresql_where=text("on_hand > 0"),
        ),
    )

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"), primary_key=True)
    on_hand: Mapped[int]
    allocated: Mapped[int]


class Allocation(Table):
    """A quantity of one supply promised to an order line.

    The supply is a PO line (the peg) or stock. Of `quantity` units, quantity - received are still expected; the
    received ones stand at `location_id` until they are `packed`.
    """

    __tablename__ = "allocations"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND received <= quantity AND packed <= received AND packed >= 0", name="counts"),
        CheckConstraint("purchase_order_line_id IS NOT NULL OR location_id IS NOT NULL", name="supply"),
        Index("ix_allocations_order_line_id", "order_line_id"),
        Index("ix_allocations_purchase_order_line_id", "purchase_order_line_id"),
    )

    id: Mapped[Key]
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    purchase_order_line_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_order_lines.id"))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("locations.id"))
    quantity: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    packed: Mapped[int] = mapped_column(default=0)
