"""Purchasing in words: what is to buy, the list of purchase orders, the panel of one, and what ending one does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from app.domain.orders import PurchaseOrderState
from app.domain.requests import Clock
from app.queries.purchase_orders import PurchaseOrderDetail, PurchaseOrderRow, PurchaseView, WaitingOrder
from app.queries.to_buy import ToBuyGroup, ToBuyRow, Why
from app.services.purchase_order_ends import Ended, Fate
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.moments import expected, promised
from ui.models.panel import Entry, Fact, Panel, Section
from ui.models.work import GoodsRow

TO_BUY = "to_buy"
TABS = {
    TO_BUY: "To buy",
    PurchaseView.OPEN.value: "Open orders",
    PurchaseView.LATE.value: "Late",
    PurchaseView.UNANSWERED.value: "Not acknowledged",
    PurchaseView.ON_THE_WAY.value: "On the way",
    PurchaseView.ENDED.value: "Finished",
}
EMPTY = {
    TO_BUY: ("Everything is bought", "Each unit that was ordered is here or on a purchase order."),
    PurchaseView.OPEN.value: ("Nothing is on order", "A purchase order is made here as soon as a customer orders."),
    PurchaseView.LATE.value: ("No supplier is late", "Every open order is expected today or later."),
    PurchaseView.UNANSWERED.value: ("Every supplier has answered", "No order that was sent waits to be acknowledged."),
    PurchaseView.ON_THE_WAY.value: ("No parcel is announced", "Orders appear here with their tracking number."),
    PurchaseView.ENDED.value: ("Nothing is finished yet", "Orders appear here when they are received or ended."),
}
STATES = {
    PurchaseOrderState.DRAFT: ("To be sent", Tone.ATTENTION),
    PurchaseOrderState.SENT: ("Sent", Tone.QUIET),
    PurchaseOrderState.ACKNOWLEDGED: ("Acknowledged", Tone.ACCENT),
    PurchaseOrderState.SHIPPED: ("Shipped", Tone.ACCENT),
    PurchaseOrderState.PARTLY_RECEIVED: ("Partly here", Tone.ACCENT),
    PurchaseOrderState.RECEIVED: ("Received", Tone.OK),
    PurchaseOrderState.CLOSED_SHORT: ("Closed short", Tone.QUIET),
    PurchaseOrderState.CANCELLED: ("Cancelled", Tone.QUIET),
}
_SHOWN = 3


class BuyCard(Struct, frozen=True):
    """What can be bought from one supplier, or cannot be bought for one reason."""

    title: str
    aside: str
    advice: str
    rows: tuple[GoodsRow, ...]
    buyable: bool


class Ending(Struct, frozen=True):
    """What ending a purchase order would do, before it is done. `verb` is what the button says."""

    number: str
    title: str
    advice: str
    verb: str
    rows: tuple[GoodsRow, ...]


def buy_card(group: ToBuyGroup, now: datetime) -> BuyCard:
    """A group of things to buy."""
    count = len(group.rows)
    aside = f"{count} {'product' if count == 1 else 'products'} · {_units(group.units)}"
    title, advice = {
        Why.NOT_BOUGHT_YET: (group.supplier, ""),
        Why.NO_OFFER: ("No supplier offers these", "Add an offer in the product file: they are bought by themselves."),
        Why.UNKNOWN_PRODUCT: ("Not in the catalog", "Import these products: they are bought by themselves."),
    }[group.why]
    rows = tuple(_buy_row(row, now) for row in group.rows)
    return BuyCard(title, aside, advice, rows, group.why is Why.NOT_BOUGHT_YET)


def _buy_row(row: ToBuyRow, now: datetime) -> GoodsRow:
    more = row.order_count - len(row.orders)
    orders = ", ".join(row.orders) + (f" and {more} more" if more > 0 else "")
    parts = [row.sku, f"for {orders}"]
    if row.arrives_on is not None:
        parts.append(
            f"{row.quantity} cost {row.cost.currency} {row.cost.decimal()}, here {expected(row.arrives_on, now)}"
        )
    aside = "comes after the promise" if row.late else promised(row.promise_at, now)
    tone = Tone.WRONG if row.late or row.promise_at < now else Tone.PLAIN
    return GoodsRow(row.title or row.sku, " · ".join(parts), f"{row.units} ×", aside, row.image, "package", tone=tone)


def purchase_columns(clock: Clock) -> tuple[Column[PurchaseOrderRow], ...]:
    """The columns of the list of purchase orders."""
    return (
        Column("Purchase order", lambda row: Cell(row.number, row.supplier), 190, Style.STRONG),
        Column("State", _state, 150, Style.CHIP),
        Column("Expected", lambda row: _expected(row, clock()), 140),
        Column("Here", lambda row: Cell(f"{row.received}/{row.units}"), 72, Style.STRONG, numeric=True),
        Column("Cost", lambda row: Cell(row.cost.decimal(), row.cost.currency), 92, Style.STRONG, numeric=True),
        Column("Orders that wait", lambda row: _waits(row, clock()), style=Style.WORDS),
    )


def _state(row: PurchaseOrderRow) -> Cell:
    words, tone = STATES[row.state]
    return Cell(words, tone=tone)


def _expected(row: PurchaseOrderRow, now: datetime) -> Cell:
    late = row.is_open and row.expected_on < now.date()
    words = expected(row.expected_on, now) if row.is_open else f"{row.expected_on.day} {row.expected_on:%b}"
    return Cell(words, "late" if late else "", Tone.WRONG if late else Tone.PLAIN)


def at_risk(row: PurchaseOrderRow, now: datetime) -> tuple[WaitingOrder, ...]:
    """The orders that wait for goods expected after the day they are promised for."""
    return tuple(
        order
        for order in row.waiting
        if max(row.expected_on, now.date()) > order.promise_at.astimezone(now.tzinfo).date()
    )


def _waits(row: PurchaseOrderRow, now: datetime) -> Cell:
    return Cell(_waiting_words(row, now), tone=Tone.WRONG if at_risk(row, now) else Tone.QUIET)


def _waiting_words(row: PurchaseOrderRow, now: datetime) -> str:
    if not row.waiting:
        return "nobody waits for it" if row.is_open else ""
    more = len(row.waiting) - _SHOWN
    words = ", ".join(order.number for order in row.waiting[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
    late = len(at_risk(row, now))
    return f"{words}: {late} will be late" if late else words


def purchase_panel(detail: PurchaseOrderDetail, now: datetime) -> Panel:
    """Everything the side panel says of a purchase order."""
    row = detail.row
    words, tone = STATES[row.state]
    return Panel(
        row.id,
        row.number,
        row.supplier,
        (
            Section("Order", tuple(_facts(detail, now))),
            Section("Orders that wait", entries=tuple(_waiting(row, now)), empty="Nobody waits for it."),
            Section("Lines", entries=tuple(_lines(detail))),
            Section("Parcels", entries=tuple(_parcels(detail, now)), empty="No parcel is announced."),
        ),
        ((words, tone),),
    )


def _facts(detail: PurchaseOrderDetail, now: datetime) -> Iterator[Fact]:
    row = detail.row
    expectation = _expected(row, now)
    yield Fact("Expected", expectation.text, expectation.tone)
    yield Fact("Ordered", f"{row.ordered_on:%a} {row.ordered_on.day} {row.ordered_on:%b}")
    sent = f"{detail.sent_at.astimezone(now.tzinfo):%d %b %H:%M}".lstrip("0") if detail.sent_at else "not yet"
    yield Fact("Sent", f"{sent} · revision {detail.revision}" if detail.revision > 1 else sent)
    yield Fact("Here", f"{row.received} of {row.units}")
    yield Fact("Cost", f"{row.cost.currency} {row.cost.decimal()}")


def _waiting(row: PurchaseOrderRow, now: datetime) -> Iterator[Entry]:
    risky = {order.id for order in at_risk(row, now)}
    for order in row.waiting:
        words = promised(order.promise_at, now)
        risk = order.id in risky and order.promise_at >= now
        told = f"{words}: will be late" if risk else words
        yield Entry(order.number, told, f"{order.units} ×", tone=_tone(order.id in risky))


def _lines(detail: PurchaseOrderDetail) -> Iterator[Entry]:
    for line in detail.lines:
        closed = " · nothing more expected" if line.closed and line.received < line.quantity else ""
        words = f"{line.supplier_sku or line.sku} · {line.cost.currency} {line.cost.decimal()}{closed}"
        done = line.received >= line.quantity
        yield Entry(
            line.title,
            words,
            f"{line.received}/{line.quantity}",
            "package",
            line.image,
            Tone.OK if done else Tone.PLAIN,
        )


def _parcels(detail: PurchaseOrderDetail, now: datetime) -> Iterator[Entry]:
    for parcel in detail.parcels:
        at = parcel.arrived_at or parcel.announced_at
        words = "arrived" if parcel.arrived_at else "announced"
        when = f"{at.astimezone(now.tzinfo):%d %b %H:%M}".lstrip("0")
        yield Entry(parcel.tracking_number, f"{parcel.carrier or 'unknown carrier'} · {words} {when}", icon="truck")


def ending(ended: Ended, *, cancel: bool, now: datetime) -> Ending:
    """The consequences of ending a purchase order."""
    verb = "Cancel the order" if cancel else "Close short"
    title = f"{'Cancel' if cancel else 'Close'} {ended.purchase_order} from {ended.supplier}?"
    lost = f"{_units(ended.missing)} will not come. "
    advice = lost + (
        "This is what happens to the orders that wait:" if ended.fates else "No customer's order waits for them."
    )
    return Ending(ended.purchase_order, title, advice, verb, tuple(_fate(fate, ended, now) for fate in ended.fates))


def ended_words(ended: Ended, *, cancel: bool) -> str:
    """What was done."""
    orders = len({fate.order_id for fate in ended.fates})
    served = f"{orders} {'order is' if orders == 1 else 'orders are'} served otherwise." if orders else "Nobody waited."
    return f"{ended.purchase_order} is {'cancelled' if cancel else 'closed short'}. {served}"


def _fate(fate: Fate, ended: Ended, now: datetime) -> GoodsRow:
    title = f"{fate.order} · {fate.units} × {fate.title}"
    if fate.shelf:
        return GoodsRow(title, f"taken from {fate.shelf}", "in stock", icon="warehouse", tone=Tone.OK)
    if fate.expected_on is None:
        detail = "no supplier offers it: it waits under To buy"
        return GoodsRow(title, detail, "not bought", icon="triangle-alert", tone=Tone.WRONG)
    late = fate.expected_on > fate.promise_at.astimezone(now.tzinfo).date()
    again = "again from the same supplier" if fate.supplier == ended.supplier else f"from {fate.supplier}"
    detail = f"bought {again}, with {fate.purchase_order or 'a new order'}"
    aside = "after the promise" if late else ""
    return GoodsRow(title, detail, expected(fate.expected_on, now), aside, icon="shopping-cart", tone=_tone(late))


def _tone(bad: bool) -> Tone:
    return Tone.WRONG if bad else Tone.PLAIN


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count} units"
