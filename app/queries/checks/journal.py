"""I7: every change of goods, paper and parcels has one event, every such event has its change, and the chain holds."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, literal, select, union_all

from app.db import tables as t
from app.db.journal import broken_links
from app.domain.events import (
    GoodsPutAway,
    GoodsReceived,
    GoodsSetAside,
    ItemPacked,
    ItemUnpacked,
    PrintRequested,
    ReceiptReversed,
    ShipmentDispatched,
)
from app.queries.checks.rules import AnySelect, Finder, json_of, rule


def _told_once(what: str, changes: AnySelect, key: str, *kinds: type) -> Finder:
    """Every id of `changes` stands once under `key` of events of `kinds`, and no such event stands alone."""
    event = t.Event
    facts = select(json_of(event.data)[key].as_integer(), literal(0), literal(1)).where(
        event.kind.in_([kind.__name__ for kind in kinds])
    )
    entries = union_all(changes.add_columns(literal(1).label("changes"), literal(0).label("facts")), facts).subquery()
    made, told = func.sum(entries.c.changes), func.sum(entries.c.facts)
    differing = select(entries.c.id, made.label("made"), told.label("told")).group_by(entries.c.id)
    return rule(what + " {id}: {told} events tell of {made}", differing.having((made != 1) | (told != 1)))


def _broken_chain(connection: Connection) -> Iterator[str]:
    for station, sequence in broken_links(connection):
        yield f"Event {sequence} of {station} does not follow from the one before it"


#: The movements of a shipment are told by one event of their package.
_MOVEMENTS = select(t.Movement.id.label("id")).where(t.Movement.reason != "ship")
_SHIPPED = select(t.Package.id.label("id")).where(t.Package.state == "shipped")

FINDERS = (
    _broken_chain,
    _told_once(
        "Movement",
        _MOVEMENTS,
        "movement_id",
        *(GoodsReceived, ReceiptReversed, GoodsPutAway, GoodsSetAside, ItemPacked, ItemUnpacked),
    ),
    _told_once("Print job", select(t.PrintJob.id.label("id")), "print_job_id", PrintRequested),
    _told_once("Shipped package", _SHIPPED, "package_id", ShipmentDispatched),
)
