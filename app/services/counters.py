"""The counters that are kept beside promises, in the same transaction: no question has to add up the past."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, update

from app.db import tables as t

_PROMISE = (
    update(t.OrderLine)
    .where(t.OrderLine.id == bindparam("line"))
    .values(allocated=t.OrderLine.allocated + bindparam("n"), to_buy=t.OrderLine.to_buy - bindparam("n"))
)
_PEG = (
    update(t.PurchaseOrderLine)
    .where(t.PurchaseOrderLine.id == bindparam("line"))
    .values(pegged=t.PurchaseOrderLine.pegged + bindparam("n"))
)


def count_promised(connection: Connection, units: Mapping[int, int]) -> None:
    """Units newly promised to each order line, by its id; fewer than none have to be bought for again."""
    if units:
        connection.execute(_PROMISE, [{"line": line, "n": n} for line, n in units.items()])


def count_pegged(connection: Connection, units: Mapping[int, int]) -> None:
    """Units newly promised of each PO line, by its id; fewer than none are free for others."""
    if units:
        connection.execute(_PEG, [{"line": line, "n": n} for line, n in units.items()])
