"""Suppliers as a buyer sees them: contacts, what they offer, what is on order, and how they deliver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, func, or_, select

from app.db import tables as t
from app.domain.catalog import SupplierFacts
from app.domain.money import Money
from app.domain.orders import OPEN_PURCHASES
from app.queries.paging import PAGE_ROWS, Page, Position, comes_after, page_of
from app.queries.purchase_orders import PurchaseOrderRow, PurchaseView, purchase_order_page
from app.queries.scorecard import Scorecard, scorecard

_SHOWN_OFFERS = 50


class SupplierRow(Struct, frozen=True):
    """A supplier as a list shows it; `next_on` is when its next goods are expected."""

    id: int
    name: str
    region: str
    lead_time_days: int
    offers: int = 0
    open_orders: int = 0
    next_on: date | None = None


class OfferedProduct(Struct, frozen=True):
    """One product of a supplier's offer; `cost` is of one unit."""

    product_id: int
    sku: str
    title: str
    cost: Money
    lead_time_days: int


class SupplierDetail(Struct, frozen=True):
    """One supplier; `offered` are the first of `offers` products."""

    id: int
    name: str
    facts: SupplierFacts
    offers: int
    offered: tuple[OfferedProduct, ...]
    open_orders: tuple[PurchaseOrderRow, ...]
    score: Scorecard


def supplier_page(
    connection: Connection, text: str = "", after: Position | None = None, limit: int = PAGE_ROWS
) -> Page[SupplierRow]:
    """The suppliers that follow `after`, by name; with a `text` those that have it in name, region or e-mail."""
    supplier = t.Supplier
    statement = select(supplier).order_by(supplier.name, supplier.id).limit(limit + 1)
    if words := text.strip():
        columns = (supplier.name, supplier.region, supplier.email)
        statement = statement.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    if after is not None:
        statement = statement.where(comes_after(after, supplier.name, supplier.id))
    rows = connection.execute(statement).all()
    ids = [row.id for row in rows]
    offers, orders = _offer_counts(connection, ids), _open_orders(connection, ids)
    shown = [
        SupplierRow(row.id, row.name, row.region, row.lead_time_days, offers.get(row.id, 0), *orders.get(row.id, ()))
        for row in rows
    ]
    return page_of(shown, limit, lambda row: (row.name, row.id))


def supplier_detail(connection: Connection, supplier_id: int, now: datetime) -> SupplierDetail | None:
    """One supplier, its score in the zone of `now`; None where there is none."""
    row = connection.execute(select(t.Supplier).where(t.Supplier.id == supplier_id)).first()
    if row is None:
        return None
    facts = SupplierFacts(row.email, row.phone, row.website, row.region, row.lead_time_days)
    open_orders = purchase_order_page(connection, PurchaseView.OPEN, now.date(), supplier_id=supplier_id).rows
    return SupplierDetail(
        supplier_id,
        row.name,
        facts,
        _offer_counts(connection, [supplier_id]).get(supplier_id, 0),
        _offered(connection, supplier_id),
        open_orders,
        scorecard(connection, supplier_id, now),
    )


def _offer_counts(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    offer = t.Offer
    counted = select(offer.supplier_id, func.count(offer.id)).where(offer.supplier_id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(counted.group_by(offer.supplier_id))}


def _open_orders(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, date]]:
    order = t.PurchaseOrder
    rows = connection.execute(
        select(order.supplier_id, func.count(order.id), func.min(order.expected_on))
        .where(order.supplier_id.in_(ids), order.state.in_([state.value for state in OPEN_PURCHASES]))
        .group_by(order.supplier_id)
    )
    return {id: (count, next_on) for id, count, next_on in rows}


def _offered(connection: Connection, supplier_id: int) -> tuple[OfferedProduct, ...]:
    rows: Sequence[Row[*tuple[Any, ...]]] = connection.execute(
        select(t.Product.id, t.Product.sku, t.Product.title, t.Offer)
        .join(t.Product, t.Product.id == t.Offer.product_id)
        .where(t.Offer.supplier_id == supplier_id)
        .order_by(t.Product.title, t.Product.id)
        .limit(_SHOWN_OFFERS)
    ).all()
    return tuple(
        OfferedProduct(row.id, row.sku, row.title, Money(row.cost_minor, row.currency), row.lead_time_days)
        for row in rows
    )
