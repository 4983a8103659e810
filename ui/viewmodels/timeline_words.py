"""What happened to an order, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from app.domain import events as e
from app.domain.print_ledger import JobState
from app.queries.timeline import Happening
from ui.models.order_panel import PanelEntry
from ui.runtime.language import mark, tr
from ui.viewmodels.print_words import kind_words, moment

_PLAIN: dict[type, str] = {
    e.OrderHeld: mark("Put on hold"),
    e.OrderReleased: mark("Released from hold"),
    e.PackageOpened: mark("Packing began"),
    e.PapersRemoved: mark("Supplier papers taken out"),
    e.PapersLeftIn: mark("Supplier papers put back in"),
    e.PackageClosed: mark("Box closed"),
    e.PackageReopened: mark("Box opened again"),
    e.PackagePutBack: mark("Put back: the box was emptied"),
    e.ShipmentDispatched: mark("Shipped: its label was scanned back"),
    e.ReceiptReversed: mark("A receipt was taken back"),
}
_PRINTED = {
    JobState.HANDED_OFF: mark("{paper} handed to the printer"),
    JobState.CONFIRMED: mark("{paper} came out"),
    JobState.UNKNOWN: mark("Not sure whether it came out: {paper}"),
    JobState.NOT_PRINTED: mark("{paper} did not come out"),
    JobState.FAILED: mark("{paper} could not be printed"),
    JobState.CANCELLED: mark("{paper} withdrawn before it was printed"),
}

_DAMAGED = mark("{quantity} × {product} damaged, set aside")
_NOT_THERE = mark("{quantity} × {product} not there")


def told(happenings: Iterable[Happening], now: datetime) -> Iterator[PanelEntry]:
    """A line for each fact; the same fact several times in a row is one line, with the time of the newest."""
    worded = [(words_of(each), each) for each in happenings]
    same_by_same = groupby(
        (pair for pair in worded if pair[0]), key=lambda pair: (pair[0], pair[1].user, pair[1].station)
    )
    for (words, user, station), pairs in same_by_same:
        (_, newest), *earlier = pairs
        if earlier:
            words = tr("{what} ({times}×)", what=words, times=len(earlier) + 1)
        yield PanelEntry(words, f"{user} · {station}", moment(newest.at, now))


def words_of(happening: Happening) -> str:
    """A fact in words; empty for one that tells people nothing."""
    match happening.event:
        case e.GoodsSetAside(why=why):
            words = _DAMAGED if why == "damaged" else _NOT_THERE
            return tr(words, quantity=happening.event.quantity, product=_product(happening))
        case e.GoodsReceived() | e.GoodsPutAway() | e.OrderAllocated() | e.OrderBackordered():
            return _goods(happening.event, happening)
        case e.PrintRequested() | e.PrintJobChanged():
            return _paper(happening.event, happening.what)
        case e.ItemPacked():
            return tr("{product} verified into the box", product=_product(happening))
        case e.ItemUnpacked():
            return tr("{product} taken out of the box", product=_product(happening))
        case e.OrderImported(lines=lines):
            return tr("Order came in with {n} lines", "Order came in with {n} line", lines)
        case e.OrderChanged(added=added, removed=removed):
            return tr(
                "The channel changed the order: {added} units more, {removed} units less", added=added, removed=removed
            )
        case e.OrderCancelled(released=released):
            return tr("Order cancelled: {units} units are free for other orders", units=released)
        case _:
            words = _PLAIN.get(type(happening.event), "")
            return tr(words) if words else ""


def _product(happening: Happening) -> str:
    return happening.what or tr("unknown product")


def _goods(event: e.GoodsReceived | e.GoodsPutAway | e.OrderAllocated | e.OrderBackordered, told: Happening) -> str:
    fields = {"quantity": event.quantity, "product": _product(told), "place": told.place}
    match event:
        case e.GoodsReceived():
            return tr("{quantity} × {product} received, put in {place}", **fields)
        case e.GoodsPutAway():
            return tr("{quantity} × {product} moved to {place}", **fields)
        case e.OrderBackordered():
            return tr("{quantity} × {product} not bought: no supplier offers it", **fields)
        case e.OrderAllocated(purchase_order_line_id=line) if line:
            return tr("{quantity} × {product} bought with {place} from {supplier}", supplier=told.supplier, **fields)
        case _:
            return tr("{quantity} × {product} promised from {place}", **fields)


def _paper(event: e.PrintRequested | e.PrintJobChanged, kind: str) -> str:
    paper = kind_words(kind)
    if isinstance(event, e.PrintJobChanged):
        words = _PRINTED.get(JobState(event.state), "")
        return tr(words, paper=paper) if words else ""
    if event.copy > 1:
        return tr("{paper} asked for again, marked REPRINT {copy}", paper=paper, copy=event.copy)
    return tr("{paper} asked for", paper=paper)
