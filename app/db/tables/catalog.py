"""What can be sold, by whom it can be bought, and under whose name it is shipped."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table


class Supplier(Table):
    __tablename__ = "suppliers"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    lead_time_days: Mapped[int]


class Product(Table):
    __tablename__ = "products"

    id: Mapped[Key]
    sku: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    weight_g: Mapped[int] = mapped_column(default=0)
    image: Mapped[str] = mapped_column(default="")


class ProductCode(Table):
    """A code a product is scanned by, made by `codes.normalise_code`; a supplier SKU names its supplier."""

    __tablename__ = "product_codes"
    __table_args__ = (
        UniqueConstraint("code", "product_id", "supplier_id"),
        Index("ix_product_codes_product_id", "product_id"),
    )

    id: Mapped[Key]
    code: Mapped[str]
    kind: Mapped[str]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("suppliers.id"))


class Offer(Table):
    """A supplier's offer of a product: cost in minor units, pack multiple and minimum order quantity in units."""

    __tablename__ = "offers"
    __table_args__ = (UniqueConstraint("product_id", "supplier_id"),)

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    supplier_sku: Mapped[str]
    cost_minor: Mapped[int]
    currency: Mapped[str]
    pack_multiple: Mapped[int] = mapped_column(default=1)
    minimum_order_quantity: Mapped[int] = mapped_column(default=1)
    lead_time_days: Mapped[int]


class Brand(Table):
    """The seller of record: `content` is a `documents.Brand` as JSON."""

    __tablename__ = "brands"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    content: Mapped[str]


class Channel(Table):
    """A store that takes orders; `papers_rule` and `inserts` are its paperwork-swap policy (M18)."""

    __tablename__ = "channels"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    brand_id: Mapped[int] = mapped_column(ForeignKey("brands.id"))
    papers_rule: Mapped[str] = mapped_column(default="required")
    inserts: Mapped[str] = mapped_column(default="[]")
    days_to_promise: Mapped[int] = mapped_column(default=7)


class CatalogTask(Table):
    """Something the catalog does not know yet and a person has to settle: never guessed."""

    __tablename__ = "catalog_tasks"
    __table_args__ = (
        Index(
            "uq_catalog_tasks_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[Moment]
