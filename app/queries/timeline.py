"""What happened to an order: the facts of the journal, with the names of what they know by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, get_args

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, select

from app.db import tables as t
from app.domain import events as e


class Happening(Struct, frozen=True):
    """One fact: when, what, by whom and where.

    `what` names the goods it is about, or the kind of paper; `place` is where goods went or what they are promised
    from, a location or a purchase order at a `supplier`.
    """

    at: datetime
    event: e.Event
    user: str
    station: str
    what: str = ""
    place: str = ""
    supplier: str = ""


def timeline(connection: Connection, order_id: int, limit: int = 200) -> tuple[Happening, ...]:
    """The newest `limit` facts about an order, the newest first. Kinds this version does not know are left out."""
    rows = connection.execute(_EVENTS, {"order": order_id, "limit": limit}).all()
    known = [(row, _READ(row.data)) for row in rows if row.kind in _KINDS]
    names = _Names(connection, [event for _, event in known])
    return tuple(Happening(row.at, event, row.user, row.station, *names.of(event)) for row, event in known)


_EVENTS = (
    select(t.Event.at, t.Event.user, t.Event.station, t.Event.kind, t.Event.data)
    .where(t.Event.order_id == bindparam("order"))
    .order_by(t.Event.id.desc())
    .limit(bindparam("limit"))
)
_READ = msgspec.json.Decoder(e.Event).decode
_KINDS = frozenset(kind.__name__ for kind in get_args(e.Event))


# --- the names of what events know by id -----------------------------------------------------------------------------

_LINE_TITLES = select(t.OrderLine.id, t.OrderLine.title)
_PRODUCT_TITLES = select(t.Product.id, t.Product.title)
_PLACES = select(t.Location.id, t.Location.code)
_JOB_KINDS = select(t.PrintJob.id, t.PrintJob.kind)
_MOVED_TO = select(t.Movement.id, t.Location.code).join(t.Location, t.Location.id == t.Movement.to_location_id)
_PURCHASES = (
    select(t.PurchaseOrderLine.id, t.PurchaseOrder.number, t.Supplier.name)
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
)


#: Goods whose line or product is gone; a place may follow.
_NAMELESS = ("",)


class _Names:
    """One statement for each sort of thing that the events of a timeline name."""

    def __init__(self, connection: Connection, events: Sequence[e.Event]) -> None:
        def named(statement: Select[*tuple[Any, ...]], field: str) -> dict[int, tuple[str, ...]]:
            ids = {getattr(event, field, None) for event in events} - {None, 0}
            rows: Iterable[Row[*tuple[Any, ...]]] = _by_id(connection, statement, ids) if ids else ()
            return {row[0]: tuple(row[1:]) for row in rows}

        self._line = named(_LINE_TITLES, "order_line_id")
        self._product = named(_PRODUCT_TITLES, "product_id")
        self._place = named(_PLACES, "location_id")
        self._paper = named(_JOB_KINDS, "print_job_id")
        self._moved_to = named(_MOVED_TO, "movement_id")
        self._purchase = named(_PURCHASES, "purchase_order_line_id")

    def of(self, event: e.Event) -> tuple[str, ...]:
        """What, place and supplier of an event, as far as it has them."""
        match event:
            case e.GoodsReceived() | e.GoodsPutAway() | e.GoodsSetAside():
                return (*self._product.get(event.product_id, _NAMELESS), *self._moved_to.get(event.movement_id, ()))
            case e.PrintRequested() | e.PrintJobChanged():
                return self._paper.get(event.print_job_id, ())
            case e.OrderAllocated(purchase_order_line_id=line) if line:
                return (*self._line.get(event.order_line_id, _NAMELESS), *self._purchase.get(line, ()))
            case e.OrderAllocated():
                return (*self._line.get(event.order_line_id, _NAMELESS), *self._place.get(event.location_id, ()))
            case e.ItemPacked() | e.ItemUnpacked() | e.OrderBackordered():
                return self._line.get(event.order_line_id, ())
            case _:
                return ()


def _by_id(
    connection: Connection, statement: Select[*tuple[Any, ...]], ids: set[Any]
) -> Iterable[Row[*tuple[Any, ...]]]:
    return connection.execute(statement.where(statement.selected_columns[0].in_(sorted(ids))))
