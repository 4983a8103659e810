"""What suppliers ask for products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from app.db import tables as t
from app.domain.money import Money
from app.domain.purchasing import OfferTerms

_OF_PRODUCTS = select(t.Offer).where(t.Offer.product_id.in_(bindparam("products", expanding=True))).order_by(t.Offer.id)


def offers_of(connection: Connection, products: Sequence[int]) -> list[OfferTerms]:
    """Every offer for these products, oldest first."""
    return [terms(row) for row in connection.execute(_OF_PRODUCTS, {"products": products})]


def terms(row: Row[*tuple[Any, ...]]) -> OfferTerms:
    """The terms in a row that has the columns of an offer."""
    return OfferTerms(
        row.supplier_id,
        row.product_id,
        row.supplier_sku,
        Money(row.cost_minor, row.currency),
        row.pack_multiple,
        row.minimum_order_quantity,
        row.lead_time_days,
    )
