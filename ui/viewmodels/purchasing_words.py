"""Purchasing in words: what is to buy, the list of purchase orders, and the panel of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from app.domain.money import Money
from app.domain.orders import PurchaseOrderState
from app.domain.requests import Clock
from app.queries.purchase_orders import PurchaseOrderDetail, PurchaseOrderRow, PurchaseView, WaitingOrder
from app.queries.to_buy import ToBuyGroup, ToBuyRow, Why
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.moments import expected, promised
from ui.models.panel import Entry, Fact, Panel, Section
from ui.models.work import GoodsRow
from ui.runtime.language import mark, tr
from ui.viewmodels.order_words import day
from ui.viewmodels.print_words import moment

TO_BUY = "to_buy"
TABS = {
    TO_BUY: mark("To buy"),
    PurchaseView.OPEN.value: mark("Open orders"),
    PurchaseView.LATE.value: mark("Late"),
    PurchaseView.UNANSWERED.value: mark("Not acknowledged"),
    PurchaseView.ON_THE_WAY.value: mark("On the way"),
    PurchaseView.ENDED.value: mark("Finished"),
}
EMPTY = {
    TO_BUY: (mark("Everything is bought"), mark("Each unit that was ordered is here or on a purchase order.")),
    PurchaseView.OPEN.value: (
        mark("Nothing is on order"),
        mark("A purchase order is made here as soon as a customer orders."),
    ),
    PurchaseView.LATE.value: (mark("No supplier is late"), mark("Every open order is expected today or later.")),
    PurchaseView.UNANSWERED.value: (
        mark("Every supplier has answered"),
        mark("No order that was sent waits to be acknowledged."),
    ),
    PurchaseView.ON_THE_WAY.value: (
        mark("No parcel is announced"),
        mark("Orders appear here with their tracking number."),
    ),
    PurchaseView.ENDED.value: (
        mark("Nothing is finished yet"),
        mark("Orders appear here when they are received or ended."),
    ),
}
STATES = {
    PurchaseOrderState.DRAFT: (mark("To be sent"), Tone.ATTENTION),
    PurchaseOrderState.SENT: (mark("Sent"), Tone.QUIET),
    PurchaseOrderState.ACKNOWLEDGED: (mark("Acknowledged"), Tone.ACCENT),
    PurchaseOrderState.SHIPPED: (mark("Shipped"), Tone.ACCENT),
    PurchaseOrderState.PARTLY_RECEIVED: (mark("Partly here"), Tone.ACCENT),
    PurchaseOrderState.RECEIVED: (mark("Received"), Tone.OK),
    PurchaseOrderState.CLOSED_SHORT: (mark("Closed short"), Tone.QUIET),
    PurchaseOrderState.CANCELLED: (mark("Cancelled"), Tone.QUIET),
}
_CANNOT = {
    Why.NO_OFFER: (
        mark("No supplier offers these"),
        mark("Add an offer in the product file: after that they are bought without asking."),
    ),
    Why.UNKNOWN_PRODUCT: (
        mark("Not in the catalog"),
        mark("Import these products: after that they are bought without asking."),
    ),
}
_SHOWN = 3


class BuyCard(Struct, frozen=True):
    """What can be bought from one supplier, or cannot be bought for one reason."""

    title: str
    aside: str
    advice: str
    rows: tuple[GoodsRow, ...]
    buyable: bool


def buy_card(group: ToBuyGroup, now: datetime) -> BuyCard:
    """A group of things to buy."""
    aside = f"{tr('{n} products', '{n} product', len(group.rows))} · {_units(group.units)}"
    title, advice = (tr(words) for words in _CANNOT[group.why]) if group.why in _CANNOT else (group.supplier, "")
    rows = tuple(_buy_row(row, now) for row in group.rows)
    return BuyCard(title, aside, advice, rows, group.why is Why.NOT_BOUGHT_YET)


def _buy_row(row: ToBuyRow, now: datetime) -> GoodsRow:
    parts = [row.sku, tr("for {orders}", orders=_named(row.orders, row.order_count))]
    if row.arrives_on is not None:
        arrives = expected(row.arrives_on, now)
        parts.append(tr("{units} cost {cost}, here {day}", units=row.quantity, cost=_money(row.cost), day=arrives))
    aside = tr("comes after the promise") if row.late else promised(row.promise_at, now)
    tone = Tone.WRONG if row.late or row.promise_at < now else Tone.PLAIN
    return GoodsRow(row.title or row.sku, " · ".join(parts), f"{row.units} ×", aside, row.image, "package", tone=tone)


def purchase_columns(clock: Clock) -> tuple[Column[PurchaseOrderRow], ...]:
    """The columns of the list of purchase orders."""
    return (
        Column(mark("Purchase order"), lambda row: Cell(row.number, row.supplier), 190, Style.STRONG),
        Column(mark("State"), _state, 150, Style.CHIP),
        Column(mark("Expected"), lambda row: _expected(row, clock()), 140),
        Column(mark("Here"), lambda row: Cell(f"{row.received}/{row.units}"), 72, Style.STRONG, numeric=True),
        Column(mark("Cost"), lambda row: Cell(row.cost.decimal(), row.cost.currency), 92, Style.STRONG, numeric=True),
        Column(mark("Orders that wait"), lambda row: _waits(row, clock()), style=Style.WORDS),
    )


def _state(row: PurchaseOrderRow) -> Cell:
    words, tone = STATES[row.state]
    return Cell(tr(words), tone=tone)


def _expected(row: PurchaseOrderRow, now: datetime) -> Cell:
    late = row.is_open and row.expected_on < now.date()
    words = expected(row.expected_on, now) if row.is_open else day(row.expected_on)
    return Cell(words, tr("late") if late else "", Tone.WRONG if late else Tone.PLAIN)


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
        return tr("nobody waits for it") if row.is_open else ""
    orders = _named([order.number for order in row.waiting[:_SHOWN]], len(row.waiting))
    late = len(at_risk(row, now))
    return tr("{orders}: {late} will be late", orders=orders, late=late) if late else orders


def _named(numbers: Sequence[str], count: int) -> str:
    """The first numbers of `count` orders: `#1, #2 and 3 more`."""
    named, more = ", ".join(numbers), count - len(numbers)
    return tr("{orders} and {more} more", orders=named, more=more) if more > 0 else named


def purchase_panel(detail: PurchaseOrderDetail, now: datetime) -> Panel:
    """Everything the side panel says of a purchase order."""
    row = detail.row
    words, tone = STATES[row.state]
    return Panel(
        row.id,
        row.number,
        row.supplier,
        (
            Section(tr("Order"), tuple(_facts(detail, now))),
            Section(tr("Orders that wait"), entries=tuple(_waiting(row, now)), empty=tr("Nobody waits for it.")),
            Section(tr("Lines"), entries=tuple(_lines(detail))),
            Section(tr("Parcels"), entries=tuple(_parcels(detail, now)), empty=tr("No parcel is announced.")),
        ),
        ((tr(words), tone),),
    )


def _facts(detail: PurchaseOrderDetail, now: datetime) -> Iterator[Fact]:
    row = detail.row
    expectation = _expected(row, now)
    yield Fact(tr("Expected"), expectation.text, expectation.tone)
    yield Fact(tr("Ordered"), f"{row.ordered_on:%a} {day(row.ordered_on)}")
    yield Fact(tr("Sent"), _sent(detail, now))
    yield Fact(tr("Here"), tr("{received} of {units}", received=row.received, units=row.units))
    yield Fact(tr("Cost"), _money(row.cost))


def _sent(detail: PurchaseOrderDetail, now: datetime) -> str:
    if detail.sent_at is None:
        return tr("not yet")
    when = moment(detail.sent_at, now)
    return tr("{when} · revision {revision}", when=when, revision=detail.revision) if detail.revision > 1 else when


def _waiting(row: PurchaseOrderRow, now: datetime) -> Iterator[Entry]:
    risky = {order.id for order in at_risk(row, now)}
    for order in row.waiting:
        promise = promised(order.promise_at, now)
        risk = order.id in risky and order.promise_at >= now
        told = tr("{promise}: will be late", promise=promise) if risk else promise
        yield Entry(order.number, told, f"{order.units} ×", tone=_tone(order.id in risky))


def _lines(detail: PurchaseOrderDetail) -> Iterator[Entry]:
    for line in detail.lines:
        parts = [line.supplier_sku or line.sku, _money(line.cost)]
        if line.closed and line.received < line.quantity:
            parts.append(tr("nothing more expected"))
        done = line.received >= line.quantity
        yield Entry(
            line.title,
            " · ".join(parts),
            f"{line.received}/{line.quantity}",
            "package",
            line.image,
            Tone.OK if done else Tone.PLAIN,
        )


def _parcels(detail: PurchaseOrderDetail, now: datetime) -> Iterator[Entry]:
    for parcel in detail.parcels:
        when = moment(parcel.arrived_at or parcel.announced_at, now)
        words = tr("arrived {when}", when=when) if parcel.arrived_at else tr("announced {when}", when=when)
        yield Entry(parcel.tracking_number, f"{parcel.carrier or tr('unknown carrier')} · {words}", icon="truck")


def _tone(bad: bool) -> Tone:
    return Tone.WRONG if bad else Tone.PLAIN


def _units(count: int) -> str:
    return tr("{n} units", "{n} unit", count)


def _money(amount: Money) -> str:
    return f"{amount.currency} {amount.decimal()}"
