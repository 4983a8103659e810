"""Suppliers in words: the columns of the list, and the panel of one with its score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.catalog import SupplierFacts
from app.domain.requests import Clock
from app.queries.scorecard import PERIOD_DAYS, Scorecard
from app.queries.suppliers import SupplierDetail, SupplierRow
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.moments import expected
from ui.models.panel import Entry, Fact, Panel, Section
from ui.runtime.language import mark, tr
from ui.viewmodels.product_words import days

#: More than one damaged unit in so many is worth a word with the supplier.
_DAMAGED_ONE_IN = 100


def supplier_columns(clock: Clock) -> tuple[Column[SupplierRow], ...]:
    """The columns of the supplier list."""
    return (
        Column(mark("Supplier"), lambda row: Cell(row.name, row.region), style=Style.STRONG),
        Column(mark("Offers"), lambda row: Cell(str(row.offers or "–")), 84, Style.STRONG, numeric=True),
        Column(mark("Lead time"), lambda row: Cell(days(row.lead_time_days)), 120, Style.STRONG, numeric=True),
        Column(mark("Open orders"), lambda row: Cell(str(row.open_orders or "–")), 110, Style.STRONG, numeric=True),
        Column(mark("Next goods"), lambda row: _next(row, clock()), 150),
    )


def supplier_panel(detail: SupplierDetail, now: datetime) -> Panel:
    """Everything the side panel says of a supplier."""
    return Panel(
        detail.id,
        detail.name,
        detail.facts.region,
        (
            Section(tr("Deliveries of the last {days} days", days=PERIOD_DAYS), tuple(_score(detail))),
            Section(tr("Contact"), tuple(_contact(detail.facts)), empty=tr("No contact is known yet.")),
            Section(tr("Open purchase orders"), entries=tuple(_orders(detail, now)), empty=tr("Nothing is on order.")),
            Section(
                _offer_title(detail), entries=tuple(_offers(detail)), empty=tr("This supplier offers nothing yet.")
            ),
        ),
    )


def _next(row: SupplierRow, now: datetime) -> Cell:
    if row.next_on is None:
        return Cell(tr("nothing on order"), tone=Tone.QUIET)
    late = row.next_on < now.date()
    return Cell(expected(row.next_on, now), tr("late") if late else "", Tone.WRONG if late else Tone.PLAIN)


def _score(detail: SupplierDetail) -> Iterator[Fact]:
    score = detail.score
    yield Fact(tr("Says it needs"), days(detail.facts.lead_time_days))
    plain = Tone.PLAIN if score.enough else Tone.QUIET
    yield Fact(tr("Deliveries"), _count(score), plain)
    if not score.deliveries:
        return
    yield Fact(tr("On time"), _share(score.on_time, score.deliveries), _grade(score.on_time, score))
    yield Fact(tr("In full"), _share(score.in_full, score.deliveries), _grade(score.in_full, score))
    if score.units:
        sound = _DAMAGED_ONE_IN * score.damaged <= score.units
        yield Fact(tr("Damaged units"), _share(score.damaged, score.units), _tone(sound, score))
    if score.lead_time_median is not None and score.lead_time_p90 is not None:
        slow = score.lead_time_p90 > detail.facts.lead_time_days
        yield Fact(tr("Lead time, median"), days(score.lead_time_median), plain)
        yield Fact(tr("9 of 10 within"), days(score.lead_time_p90), _tone(not slow, score))


def _count(score: Scorecard) -> str:
    if not score.deliveries:
        return tr("none yet")
    return str(score.deliveries) if score.enough else tr("{count}: too few to judge", count=score.deliveries)


def _share(some: int, all: int) -> str:
    return tr("{percent} %  ({good} of {all})", percent=100 * some // all, good=some, all=all)


def _grade(good: int, score: Scorecard) -> Tone:
    return _tone(10 * good >= 9 * score.deliveries, score)


def _tone(good: bool, score: Scorecard) -> Tone:
    if not score.enough:
        return Tone.QUIET
    return Tone.OK if good else Tone.WRONG


def _contact(facts: SupplierFacts) -> Iterator[Fact]:
    told = {tr("E-mail"): facts.email, tr("Phone"): facts.phone, tr("Website"): facts.website}
    yield from (Fact(words, _breakable(value)) for words, value in told.items() if value)


def _breakable(address: str) -> str:
    """Allows new lines in an address that has no spaces: it would be wider than the panel."""
    return address.replace("@", "@\u200b").replace(".", ".\u200b")


def _orders(detail: SupplierDetail, now: datetime) -> Iterator[Entry]:
    for order in detail.open_orders:
        late = order.expected_on < now.date()
        waiting = tr("{n} orders wait", "{n} order waits", len(order.waiting))
        coming = tr("expected {day}", day=expected(order.expected_on, now))
        aside = f"{order.received}/{order.units}"
        yield Entry(order.number, f"{coming} · {waiting}", aside, tone=Tone.WRONG if late else Tone.PLAIN)


def _offer_title(detail: SupplierDetail) -> str:
    shown, all = len(detail.offered), detail.offers
    if shown < all:
        return tr("Offers {all} products, the first {shown}", all=all, shown=shown)
    return tr("Offers {n} products", "Offers {n} product", all)


def _offers(detail: SupplierDetail) -> Iterator[Entry]:
    for offer in detail.offered:
        cost = f"{offer.cost.currency} {offer.cost.decimal()}"
        yield Entry(offer.title, f"{offer.sku} · {days(offer.lead_time_days)}", cost)
