"""Edits of suppliers, products and offers at the desk.

An edit gives the values it found and leaves; putting the first in the place of the second is its undo, and is recorded
as an edit of its own.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, select, update

from app.db import journal
from app.db import tables as t
from app.db.engine import Database
from app.domain.catalog import OfferFacts, ProductFacts, SupplierFacts
from app.domain.events import Event, OfferChanged, ProductChanged, SupplierChanged
from app.domain.messages import Value, say
from app.domain.money import Money
from app.domain.requests import Request
from app.errors import Conflict, NotFound, Refused

Facts = TypeVar("Facts", SupplierFacts, ProductFacts, OfferFacts, "NamedSupplier")


class NamedSupplier(Struct, frozen=True):
    """What is known of a supplier, with its name."""

    name: str
    facts: SupplierFacts


class Edit(Struct, Generic[Facts], frozen=True):
    """What somebody saw and what shall stand there instead. It fits only while the first is still so."""

    before: Facts
    after: Facts

    @property
    def undo(self) -> Edit[Facts]:
        return Edit(self.after, self.before)


def change_supplier(database: Database, request: Request, supplier_id: int, edit: Edit[NamedSupplier]) -> None:
    """Change a supplier's name, contacts or lead time.

    Raises:
        NotFound: no such supplier.
        Refused: another supplier has the name.
        Conflict: it is no longer as it was seen.
    """
    supplier = t.Supplier
    with database.write() as connection:
        row = connection.execute(select(supplier).where(supplier.id == supplier_id)).first()
        if row is None:
            raise NotFound("supplier_unknown")
        before, after = _flat(edit.before), _flat(edit.after)
        _refuse_changed(row._mapping, before, row.name)
        if connection.execute(
            select(supplier.id).where(supplier.name == after["name"], supplier.id != supplier_id)
        ).first():
            raise Refused("supplier_name_taken", supplier=edit.after.name)
        if fields := _write(connection, t.Supplier, supplier.id == supplier_id, before, after):
            journal.record(connection, request, [SupplierChanged(supplier_id, fields)])


def change_product(database: Database, request: Request, product_id: int, edit: Edit[ProductFacts]) -> None:
    """Change a product's title, weight or picture.

    Raises:
        NotFound: no such product.
        Conflict: it is no longer as it was seen.
    """
    with database.write() as connection:
        row = connection.execute(select(t.Product).where(t.Product.id == product_id)).first()
        if row is None:
            raise NotFound("product_unknown")
        before, after = msgspec.structs.asdict(edit.before), msgspec.structs.asdict(edit.after)
        _refuse_changed(row._mapping, before, row.title)
        if fields := _write(connection, t.Product, t.Product.id == product_id, before, after):
            journal.record(connection, request, [ProductChanged(product_id, fields)])


def change_offer(
    database: Database, request: Request, product_id: int, supplier_id: int, edit: Edit[OfferFacts]
) -> None:
    """Change the terms of a supplier for a product. Purchase orders that are out keep the terms they were made with.

    Raises:
        NotFound: the supplier does not offer the product.
        Conflict: the offer is no longer as it was seen.
    """
    own = (t.Offer.product_id == product_id) & (t.Offer.supplier_id == supplier_id)
    with database.write() as connection:
        row = connection.execute(select(t.Offer).where(own)).first()
        if row is None:
            raise NotFound("offer_unknown")
        before, after = _terms(edit.before), _terms(edit.after)
        _refuse_changed(row._mapping, before, say("the_offer"))
        if fields := _write(connection, t.Offer, own, before, after):
            costs = edit.after.cost.minor, edit.before.cost.minor
            event: Event = OfferChanged(product_id, supplier_id, fields, *costs)
            journal.record(connection, request, [event])


def _flat(supplier: NamedSupplier) -> dict[str, Any]:
    return {"name": supplier.name, **msgspec.structs.asdict(supplier.facts)}


def _terms(facts: OfferFacts) -> dict[str, Any]:
    columns = msgspec.structs.asdict(facts)
    cost: Money = columns.pop("cost")
    return {**columns, "cost_minor": cost.minor, "currency": cost.currency}


def _refuse_changed(found: Any, seen: dict[str, Any], what: Value) -> None:
    if any(found[column] != value for column, value in seen.items()):
        raise Conflict("changed_meanwhile", what=what)


def _write(
    connection: Connection,
    table: type[t.Table],
    own: ColumnElement[bool],
    before: dict[str, Any],
    after: dict[str, Any],
) -> tuple[str, ...]:
    """Write what differs, and name it."""
    changed = {column: value for column, value in after.items() if before[column] != value}
    if changed:
        connection.execute(update(table).where(own).values(changed))
    return tuple(changed)
