"""I9: money is whole minor units, and a purchase order adds up in one currency."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, cast, literal, select, type_coerce
from sqlalchemy.types import NullType

from app.db import tables as t
from app.queries.checks.rules import Finder, rule


def _whole(column: Any) -> Finder:
    """SQLite keeps a fraction in an integer column when it is given one; a changed column of PostgreSQL would too."""
    table = column.class_.__tablename__
    amount = type_coerce(column, NullType())
    return rule(
        "{table} {id}: {column} is {amount}, not a whole number of minor units",
        select(
            literal(table).label("table"), column.class_.id, literal(column.key).label("column"), amount.label("amount")
        ).where(column != cast(column, BigInteger)),
    )


_OTHER_CURRENCY = (
    select(t.PurchaseOrder.number.label("order"), t.PurchaseOrder.currency.label("total"), t.PurchaseOrderLine)
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .where(t.PurchaseOrderLine.currency != t.PurchaseOrder.currency)
)

FINDERS = (
    _whole(t.Offer.cost_minor),
    _whole(t.OrderLine.price_minor),
    _whole(t.PurchaseOrderLine.cost_minor),
    rule(
        "{order} line {number} costs {currency} on a purchase order in {total}: its lines have no total",
        _OTHER_CURRENCY,
    ),
)
