"""The day in words: the work list in sections, and six figures that say nothing where there is too little to tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.domain.orders import OrderState
from app.domain.stages import STAGES
from app.queries.day_figures import DayFigures
from app.queries.order_list import View
from app.queries.today import Arrival, OrderJob, ToBuy, Unsure, Work
from ui.models.columns import Tone
from ui.models.moments import expected
from ui.models.worklist import Figure, Job, Section
from ui.runtime.language import tr
from ui.viewmodels.order_columns import why
from ui.viewmodels.order_panel import STAGE_WORDS
from ui.viewmodels.order_words import promise
from ui.viewmodels.print_words import kind_words, moment, state_cell

ORDERS, PURCHASING, RECEIVING, PACK, PRODUCTS, PRINTS = (
    "orders",
    "purchasing",
    "receiving",
    "pack",
    "products",
    "print_queue",
)
#: What `Screen.select` of Orders takes beside an id: a saved view.
VIEW = "view:"
#: Lines of one section; the rest is on the screen behind it.
LINES = 12
_PACKABLE = (OrderState.READY, OrderState.PACKING, OrderState.PACKED)
_OLD_BACKUP = timedelta(days=1)
_SHIPPED = VIEW + View.SHIPPED_TODAY.value
#: Stands for a number there is too little to tell.
_NOTHING = "–"


def sections(work: Work, now: datetime) -> tuple[Section, ...]:
    """The work list; a section without work is left out."""
    return tuple(section for section in _sections(work, now) if section.count)


def _sections(work: Work, now: datetime) -> Iterator[Section]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    late = [job for job in work.orders if job.order.promise_at < now]
    today = [job for job in work.orders if now <= job.order.promise_at < midnight]
    later = [job for job in work.orders if job.order.promise_at >= midnight]
    count, view = work.promised, VIEW + View.LATE.value
    yield Section(tr("Late"), "timer", count.late, _orders(late, now), ORDERS, view, Tone.WRONG)
    yield Section(tr("Ship today"), "truck", count.today, _orders(today, now), ORDERS, VIEW + View.OPEN.value)
    due = work.due(now.date())
    arrivals = tuple(_arrival(each, now) for each in due[:LINES])
    yield Section(tr("Arriving today"), "package-open", len(due), arrivals, RECEIVING)
    to_buy = tuple(_to_buy(each, now) for each in work.to_buy[:LINES])
    yield Section(tr("To buy"), "shopping-cart", len(work.to_buy), to_buy, PURCHASING)
    problems = tuple(_problems(work))
    yield Section(tr("Problems"), "triangle-alert", len(problems), problems[:LINES], ORDERS, tone=Tone.ATTENTION)
    prints = tuple(_unsure(each, now) for each in work.unsure[:LINES])
    yield Section(tr("Prints to confirm"), "printer", len(work.unsure), prints, PRINTS, tone=Tone.ATTENTION)
    more = count.open - count.late - count.today
    yield Section(tr("Coming up"), "calendar", more, _orders(later, now), ORDERS, VIEW + View.OPEN.value)


def _orders(jobs: list[OrderJob], now: datetime) -> tuple[Job, ...]:
    return tuple(_order(job, now) for job in jobs[:LINES])


def _order(job: OrderJob, now: datetime) -> Job:
    order = job.order
    packable = order.state in _PACKABLE and order.hold_reason is None
    screen, select = (PACK, order.scan_code) if packable else (ORDERS, str(order.id))
    late = order.promise_at < now
    risk = tr("On hold") if order.hold_reason is not None else tr("At risk") if job.at_risk else ""
    return Job(
        f"{order.number} · {order.customer}",
        why(order, now),
        promise(order.promise_at, now).text,
        screen,
        select,
        STAGES.index(job.stage),
        tr(STAGE_WORDS[job.stage]),
        Tone.WRONG if late else Tone.ATTENTION if risk else Tone.PLAIN,
        risk or (tr("late") if late else ""),
    )


def _arrival(arrival: Arrival, now: datetime) -> Job:
    overdue = arrival.expected_on < now.date()
    waiting = tr("{n} orders wait for it", "{n} order waits for it", arrival.orders)
    parts = (arrival.number, _units(arrival.units), waiting if arrival.orders else tr("for the shelf"))
    return Job(
        arrival.supplier,
        " · ".join(parts),
        expected(arrival.expected_on, now),
        RECEIVING,
        arrival.scan_code,
        tone=Tone.WRONG if overdue else Tone.PLAIN,
    )


def _to_buy(need: ToBuy, now: datetime) -> Job:
    days = (now.date() - need.since.astimezone(now.tzinfo).date()).days
    age = tr("{n} days ago", "{n} day ago", days) if days else tr("today")
    orders = tr("for {n} orders", "for {n} order", need.orders)
    return Job(need.title, " · ".join((need.sku, _units(need.units), orders)), age, PURCHASING, need.sku)


def _problems(work: Work) -> Iterator[Job]:
    if work.at_risk:
        words = tr("{n} orders are at risk", "{n} order is at risk", work.at_risk)
        yield Job(words, tr("Their goods are expected after the promised day"), "", ORDERS, VIEW + View.AT_RISK.value)
    if work.promised.held:
        words = tr("{n} orders are on hold", "{n} order is on hold", work.promised.held)
        yield Job(words, tr("Not to be packed until released"), "", ORDERS, VIEW + View.HELD.value)
    for gap in work.gaps:
        words = tr("{sku} is not in the catalog", sku=gap.subject)
        yield Job(words, gap.detail or tr("An order names it"), "", PRODUCTS, gap.subject)


def _unsure(job: Unsure, now: datetime) -> Job:
    paper = kind_words(job.kind)
    words = tr("{paper} of {order}", paper=paper, order=job.order) if job.order else paper
    return Job(words, state_cell(job.state).text, moment(job.created_at, now), PRINTS, str(job.id))


def _units(count: int) -> str:
    return tr("{n} units", "{n} unit", count)


# --- figures ---------------------------------------------------------------------------------------------------------


def figures(work: Work, day: DayFigures) -> tuple[Figure, ...]:
    """The six tiles (ux §4.9). Where there is too little to tell, a dash and how little it is."""
    return (_shipped(work, day), _risk(work), _on_time(day), _by_hour(day), _supply(day), _caught(day))


def _shipped(work: Work, day: DayFigures) -> Figure:
    late, left = work.promised.late, work.promised.late + work.promised.today
    total = day.shipped_today + left
    words = tr("{left} more due, {late} late", left=left, late=late) if late else tr("{left} more due today", left=left)
    share = day.shipped_today / total if total else None
    said = words if left else tr("nothing more is due")
    return Figure(tr("Shipped today"), str(day.shipped_today), said, ORDERS, _SHIPPED, share=share)


def _risk(work: Work) -> Figure:
    words = tr("goods come too late") if work.at_risk else tr("all goods come in time")
    tone = Tone.ATTENTION if work.at_risk else Tone.PLAIN
    return Figure(tr("At risk"), str(work.at_risk), words, ORDERS, VIEW + View.AT_RISK.value, tone)


def _on_time(day: DayFigures) -> Figure:
    title, week = tr("On time, 7 days"), day.week
    if week.percent is None:
        return Figure(title, _NOTHING, tr("not enough data ({parcels})", parcels=week.all), ORDERS, _SHIPPED)
    words = tr("{on_time} of {n} parcels", "{on_time} of {n} parcel", week.all, on_time=week.on_time)
    percent = tr("{percent} %", percent=week.percent)
    return Figure(title, percent, words, ORDERS, _SHIPPED, share=week.on_time / week.all)


def _by_hour(day: DayFigures) -> Figure:
    if not day.by_hour:
        return Figure(tr("Best hour"), _NOTHING, tr("nothing has left today"), ORDERS, _SHIPPED)
    first, last = min(day.by_hour), max(day.by_hour)
    hours = tuple(day.by_hour.get(hour, 0) for hour in range(first, last + 1))
    best, since = max(day.by_hour.values()), f"{first:02d}:00"
    if len(hours) == 1:
        return Figure(tr("Best hour"), str(best), tr("since {time}", time=since), ORDERS, _SHIPPED)
    return Figure(tr("Best hour"), str(best), tr("at best, since {time}", time=since), ORDERS, _SHIPPED, bars=hours)


def _supply(day: DayFigures) -> Figure:
    title, supply = tr("On order"), day.supply
    if not supply.units:
        return Figure(title, "0", tr("nothing is on order"), PURCHASING)
    words = tr("units, {overdue} overdue", overdue=supply.overdue) if supply.overdue else tr("units, none overdue")
    tone = Tone.WRONG if supply.many_days else Tone.PLAIN
    bars = (supply.on_time, supply.few_days, supply.many_days) if supply.overdue else ()
    return Figure(title, str(supply.units), words, PURCHASING, tone=tone, bars=bars)


def _caught(day: DayFigures) -> Figure:
    words = tr("caught before they left") if day.wrong_scans else tr("no wrong scan today")
    return Figure(tr("Scan errors"), str(day.wrong_scans), words, PACK)


# --- the foot, and nothing to do -------------------------------------------------------------------------------------


def backup_words(newest: datetime | None, now: datetime) -> tuple[str, Tone]:
    """How old the newest backup is, and whether that is a worry."""
    if newest is None:
        return tr("No backup yet. Make one under Settings, Data."), Tone.ATTENTION
    age = now - newest
    if age >= _OLD_BACKUP:
        return tr("The newest backup is {n} days old.", "The newest backup is {n} day old.", age.days), Tone.ATTENTION
    hours = int(age / timedelta(hours=1))
    if not hours:
        return tr("Backed up less than an hour ago."), Tone.OK
    return tr("Backed up {n} hours ago.", "Backed up {n} hour ago.", hours), Tone.OK


def coming_words(work: Work, now: datetime) -> str:
    """When there will be work again."""
    coming = work.next_after(now.date())
    if coming is None:
        return tr("No delivery is expected.")
    when, units = expected(coming.expected_on, now), _units(coming.units)
    return tr("Next delivery expected {day} ({supplier}, {units}).", day=when, supplier=coming.supplier, units=units)
