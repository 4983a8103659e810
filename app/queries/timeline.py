"""What happened to an order, from the journal, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, get_args

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, bindparam, select

from app.db import tables as t
from app.domain import events as e
from app.domain.print_ledger import JobState


class Happening(Struct, frozen=True):
    """One fact, or the same fact several times in a row: when it was last so, what, by whom and where."""

    at: datetime
    words: str
    user: str
    station: str


def timeline(connection: Connection, order_id: int, limit: int = 200) -> tuple[Happening, ...]:
    """The newest `limit` facts about an order, the newest first. Kinds this version does not know are left out."""
    rows = connection.execute(_EVENTS, {"order": order_id, "limit": limit}).all()
    known = [(row, _READ(row.data)) for row in rows if row.kind in _KINDS]
    names = _Names(connection, [event for _, event in known])
    told = [Happening(row.at, words, row.user, row.station) for row, event in known if (words := _say(event, names))]
    return tuple(_together(told))


_EVENTS = (
    select(t.Event.at, t.Event.user, t.Event.station, t.Event.kind, t.Event.data)
    .where(t.Event.order_id == bindparam("order"))
    .order_by(t.Event.id.desc())
    .limit(bindparam("limit"))
)
_READ = msgspec.json.Decoder(e.Event).decode
_KINDS = frozenset(kind.__name__ for kind in get_args(e.Event))


def _together(told: Iterable[Happening]) -> Iterable[Happening]:
    for _, same in groupby(told, key=lambda each: (each.words, each.user, each.station)):
        newest, *earlier = same
        yield msgspec.structs.replace(newest, words=f"{newest.words} ({len(earlier) + 1} ×)") if earlier else newest


# --- the names of what events know by id -----------------------------------------------------------------------------

_LINE_TITLES = select(t.OrderLine.id, t.OrderLine.title)
_PRODUCT_TITLES = select(t.Product.id, t.Product.title)
_PLACES = select(t.Location.id, t.Location.code)
_JOB_KINDS = select(t.PrintJob.id, t.PrintJob.kind)
_MOVED_TO = select(t.Movement.id, t.Location.code).join(t.Location, t.Location.id == t.Movement.to_location_id)
_PURCHASES = (
    select(t.PurchaseOrderLine.id, t.PurchaseOrder.number + " from " + t.Supplier.name)
    .join(t.PurchaseOrder, t.PurchaseOrder.id == t.PurchaseOrderLine.purchase_order_id)
    .join(t.Supplier, t.Supplier.id == t.PurchaseOrder.supplier_id)
)


class _Names:
    """One statement for each sort of thing that the events of a timeline name."""

    def __init__(self, connection: Connection, events: Sequence[e.Event]) -> None:
        def named(statement: Select[*tuple[Any, ...]], field: str) -> dict[int, str]:
            ids = {getattr(event, field, None) for event in events} - {None, 0}
            rows: Iterable[Row[*tuple[Any, ...]]] = _by_id(connection, statement, ids) if ids else ()
            return {row[0]: row[1] for row in rows}

        self.line = named(_LINE_TITLES, "order_line_id")
        self.product = named(_PRODUCT_TITLES, "product_id")
        self.place = named(_PLACES, "location_id")
        self.paper = named(_JOB_KINDS, "print_job_id")
        self.moved_to = named(_MOVED_TO, "movement_id")
        self.purchase = named(_PURCHASES, "purchase_order_line_id")


def _by_id(
    connection: Connection, statement: Select[*tuple[Any, ...]], ids: set[Any]
) -> Iterable[Row[*tuple[Any, ...]]]:
    return connection.execute(statement.where(statement.selected_columns[0].in_(sorted(ids))))


# --- words -----------------------------------------------------------------------------------------------------------

_CAME = {
    JobState.HANDED_OFF: "{paper} handed to the printer",
    JobState.CONFIRMED: "{paper} came out",
    JobState.UNKNOWN: "Not sure whether the {paper} came out",
    JobState.NOT_PRINTED: "{paper} did not come out",
    JobState.FAILED: "{paper} could not be printed",
    JobState.CANCELLED: "{paper} withdrawn before it was printed",
}


def _say(event: e.Event, names: _Names) -> str:
    """A fact in words; empty for one that tells people nothing."""
    match event:
        case e.GoodsReceived() | e.GoodsPutAway() | e.ReceiptReversed():
            return _say_goods(event, names)
        case e.PrintRequested() | e.PrintJobChanged():
            return _say_paper(event, names)
        case e.ItemPacked():
            return f"{names.line.get(event.order_line_id, 'A unit')} verified into the box"
        case e.ItemUnpacked():
            return f"{names.line.get(event.order_line_id, 'A unit')} taken out of the box"
        case e.OrderAllocated() | e.OrderBackordered():
            return _say_promise(event, names)
        case e.OrderImported():
            return f"Order came in with {event.lines} {'line' if event.lines == 1 else 'lines'}"
        case e.OrderChanged():
            return f"The channel changed the order: {event.added} units more, {event.removed} units less"
        case e.OrderCancelled():
            return f"Order cancelled: {event.released} units are free for other orders"
        case _:
            return _PLAIN.get(type(event), "")


_PLAIN: dict[type, str] = {
    e.OrderHeld: "Put on hold",
    e.OrderReleased: "Released from hold",
    e.PackageOpened: "Packing began",
    e.PapersRemoved: "Supplier papers taken out",
    e.PapersLeftIn: "Supplier papers put back in",
    e.PackageClosed: "Box closed",
    e.PackageReopened: "Box opened again",
    e.PackagePutBack: "Put back: the box was emptied",
    e.ShipmentDispatched: "Shipped: its label was scanned back",
}


def _say_goods(event: e.GoodsReceived | e.GoodsPutAway | e.ReceiptReversed, names: _Names) -> str:
    if isinstance(event, e.ReceiptReversed):
        return "A receipt was taken back"
    what = f"{event.quantity} × {names.product.get(event.product_id, 'unknown product')}"
    place = names.moved_to.get(event.movement_id, "")
    if isinstance(event, e.GoodsPutAway):
        return f"{what} moved to {place}"
    return f"{what} received, put in {place}"


def _say_promise(event: e.OrderAllocated | e.OrderBackordered, names: _Names) -> str:
    what = f"{event.quantity} × {names.line.get(event.order_line_id, 'unknown product')}"
    if isinstance(event, e.OrderBackordered):
        return f"{what} not bought: no supplier offers it"
    if event.purchase_order_line_id:
        return f"{what} bought with {names.purchase.get(event.purchase_order_line_id, 'a purchase order')}"
    return f"{what} promised from {names.place.get(event.location_id, 'the shelf')}"


def _say_paper(event: e.PrintRequested | e.PrintJobChanged, names: _Names) -> str:
    paper = names.paper.get(event.print_job_id, "paper")
    if isinstance(event, e.PrintRequested):
        reprint = f"Reprint {event.copy} of the {paper} asked for"
        return reprint if event.copy > 1 else f"{paper.capitalize()} asked for"
    words = _CAME.get(JobState(event.state), "")
    return words.format(paper=paper if words.startswith("Not") else paper.capitalize())
