"""Locations, and the balances kept beside the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from msgspec import Struct
from sqlalchemy import BindParameter, Connection, Insert, ScalarSelect, Select, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.db import tables as t
from app.domain.own_codes import OwnKind, own_code

#: Everything goods can be at beside the cells: code and kind. Supplier and customer are outside: no balance is kept.
_FIXED = (
    ("SUPPLIER", "supplier"),
    ("DOCK", "dock"),
    ("STOCK", "shelf"),
    ("BENCH", "bench"),
    ("CUSTOMER", "customer"),
    ("LOST", "lost_and_found"),
)
OUTSIDE = ("supplier", "customer")


class Place(Struct, frozen=True):
    """A location by its id, and the code people read on it."""

    id: int
    code: str


def _first(kind: str | BindParameter[str]) -> Select[int, str]:
    return select(t.Location.id, t.Location.code).where(t.Location.kind == kind).order_by(t.Location.id).limit(1)


_ONLY = _first(bindparam("kind"))
_CHANGE = (
    update(t.Balance)
    .where(t.Balance.product_id == bindparam("product"), t.Balance.location_id == bindparam("location"))
    .values(on_hand=t.Balance.on_hand + bindparam("more"), allocated=t.Balance.allocated + bindparam("promised"))
)


def _adding(row: sqlite.Insert | postgresql.Insert) -> Insert:
    balance, more = t.Balance, row.excluded
    sums = {"on_hand": balance.on_hand + more.on_hand, "allocated": balance.allocated + more.allocated}
    return row.on_conflict_do_update(index_elements=[balance.product_id, balance.location_id], set_=sums)


_ADD = {"sqlite": _adding(sqlite.insert(t.Balance)), "postgresql": _adding(postgresql.insert(t.Balance))}


def id_of(kind: str) -> ScalarSelect[int]:
    """The id of the one location of a kind, to stand in a statement of its own."""
    return _first(kind).with_only_columns(t.Location.id).correlate(None).scalar_subquery()


def only(connection: Connection, kind: str) -> Place:
    """The one location of a kind there is one of: dock, shelf, bench, supplier, customer."""
    row = connection.execute(_ONLY, {"kind": kind}).one()
    return Place(row.id, row.code)


def change_balance(
    connection: Connection, product_id: int, location_id: int, *, on_hand: int = 0, allocated: int = 0
) -> None:
    """Add to the balance of a product at one of our own locations; the table refuses to go negative."""
    # The table checks what is added before it sees that there is a row: what could not stand alone changes that row.
    if not 0 <= allocated <= on_hand:
        values = {"product": product_id, "location": location_id, "more": on_hand, "promised": allocated}
        if connection.execute(_CHANGE, values).rowcount:
            return
    added = {"product_id": product_id, "location_id": location_id, "on_hand": on_hand, "allocated": allocated}
    connection.execute(_ADD[connection.dialect.name], added)


def lay_out(connection: Connection, rows: int, columns: int) -> None:
    """Make the fixed locations and a put wall of `rows` x `columns` cells; those that exist are left alone."""
    existing = set(connection.execute(select(t.Location.code)).scalars())
    wanted = [*_FIXED, *((code, "cell") for code in cell_codes(rows, columns))]
    missing = [
        {"code": code, "kind": kind, "scan_code": own_code(OwnKind.TOTE, code)}
        for code, kind in wanted
        if code not in existing
    ]
    if missing:
        connection.execute(insert(t.Location), missing)


def cell_codes(rows: int, columns: int) -> Iterator[str]:
    """`A1`, `A2` ... row by row."""
    return (f"{ascii_uppercase[row]}{column}" for row in range(rows) for column in range(1, columns + 1))
