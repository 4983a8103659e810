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
from ui.viewmodels.order_columns import promise, why
from ui.viewmodels.order_panel import PRINT_WORDS, STAGE_WORDS, moment

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


def sections(work: Work, now: datetime) -> tuple[Section, ...]:
    """The work list; a section without work is left out."""
    return tuple(section for section in _sections(work, now) if section.count)


def _sections(work: Work, now: datetime) -> Iterator[Section]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    late = [job for job in work.orders if job.order.promise_at < now]
    today = [job for job in work.orders if now <= job.order.promise_at < midnight]
    later = [job for job in work.orders if job.order.promise_at >= midnight]
    count, view = work.promised, VIEW + View.LATE.value
    yield Section("Late", "timer", count.late, _orders(late, now), ORDERS, view, Tone.WRONG)
    yield Section("Ship today", "truck", count.today, _orders(today, now), ORDERS, VIEW + View.OPEN.value)
    due = work.due(now.date())
    arrivals = tuple(_arrival(each, now) for each in due[:LINES])
    yield Section("Arriving today", "package-open", len(due), arrivals, RECEIVING)
    to_buy = tuple(_to_buy(each, now) for each in work.to_buy[:LINES])
    yield Section("To buy", "shopping-cart", len(work.to_buy), to_buy, PURCHASING)
    problems = tuple(_problems(work))
    yield Section("Problems", "triangle-alert", len(problems), problems[:LINES], ORDERS, tone=Tone.ATTENTION)
    prints = tuple(_unsure(each, now) for each in work.unsure[:LINES])
    yield Section("Prints to confirm", "printer", len(work.unsure), prints, PRINTS, tone=Tone.ATTENTION)
    more = count.open - count.late - count.today
    yield Section("Coming up", "calendar", more, _orders(later, now), ORDERS, VIEW + View.OPEN.value)


def _orders(jobs: list[OrderJob], now: datetime) -> tuple[Job, ...]:
    return tuple(_order(job, now) for job in jobs[:LINES])


def _order(job: OrderJob, now: datetime) -> Job:
    order = job.order
    packable = order.state in _PACKABLE and order.hold_reason is None
    screen, select = (PACK, order.scan_code) if packable else (ORDERS, str(order.id))
    late = order.promise_at < now
    risk = "On hold" if order.hold_reason is not None else "At risk" if job.at_risk else ""
    return Job(
        f"{order.number} · {order.customer}",
        why(order, now),
        promise(order.promise_at, now).text,
        screen,
        select,
        STAGES.index(job.stage),
        STAGE_WORDS[job.stage],
        Tone.WRONG if late else Tone.ATTENTION if risk else Tone.PLAIN,
        risk or ("late" if late else ""),
    )


def _arrival(arrival: Arrival, now: datetime) -> Job:
    overdue = arrival.expected_on < now.date()
    waiting = f"{_count(arrival.orders, 'order waits', 'orders wait')} for it" if arrival.orders else "for the shelf"
    return Job(
        arrival.supplier,
        f"{arrival.number} · {_count(arrival.units, 'unit')} · {waiting}",
        expected(arrival.expected_on, now),
        RECEIVING,
        arrival.scan_code,
        tone=Tone.WRONG if overdue else Tone.PLAIN,
    )


def _to_buy(need: ToBuy, now: datetime) -> Job:
    days = (now - need.since).days
    age = "today" if days < 1 else f"{_count(days, 'day')} ago"
    return Job(
        need.title,
        f"{need.sku} · {_count(need.units, 'unit')} for {_count(need.orders, 'order')}",
        age,
        PURCHASING,
        need.sku,
    )


def _problems(work: Work) -> Iterator[Job]:
    if work.at_risk:
        words = _count(work.at_risk, "order is at risk", "orders are at risk")
        yield Job(words, "Their goods are expected after the promised day", "", ORDERS, VIEW + View.AT_RISK.value)
    if work.promised.held:
        words = _count(work.promised.held, "order is on hold", "orders are on hold")
        yield Job(words, "Not to be packed until released", "", ORDERS, VIEW + View.HELD.value)
    for gap in work.gaps:
        yield Job(f"{gap.subject} is not in the catalog", gap.detail or "An order names it", "", PRODUCTS, gap.subject)


def _unsure(job: Unsure, now: datetime) -> Job:
    of_order = f" of {job.order}" if job.order else ""
    return Job(
        f"{job.kind.capitalize()}{of_order}", PRINT_WORDS[job.state], moment(job.created_at, now), PRINTS, str(job.id)
    )


# --- figures ---------------------------------------------------------------------------------------------------------


def figures(work: Work, day: DayFigures) -> tuple[Figure, ...]:
    """The six tiles (ux §4.9). Where there is too little to tell, a dash and how little it is."""
    return (_shipped(work, day), _risk(work), _on_time(day), _by_hour(day), _supply(day), _caught(day))


def _shipped(work: Work, day: DayFigures) -> Figure:
    left = work.promised.late + work.promised.today
    total = day.shipped_today + left
    late = f", {work.promised.late} late" if work.promised.late else " today"
    words = f"{left} more due{late}" if left else "nothing more is due"
    share = day.shipped_today / total if total else None
    return Figure("Shipped today", str(day.shipped_today), words, ORDERS, VIEW + View.SHIPPED_TODAY.value, share=share)


def _risk(work: Work) -> Figure:
    words = "goods come too late" if work.at_risk else "all goods come in time"
    tone = Tone.ATTENTION if work.at_risk else Tone.PLAIN
    return Figure("At risk", str(work.at_risk), words, ORDERS, VIEW + View.AT_RISK.value, tone)


def _on_time(day: DayFigures) -> Figure:
    if day.week.percent is None:
        return Figure(
            "On time, 7 days", "–", f"not enough data ({day.week.all})", ORDERS, VIEW + View.SHIPPED_TODAY.value
        )
    words = f"{day.week.on_time} of {day.week.all} parcels"
    percent, share = f"{day.week.percent} %", day.week.on_time / day.week.all
    return Figure("On time, 7 days", percent, words, ORDERS, VIEW + View.SHIPPED_TODAY.value, share=share)


def _by_hour(day: DayFigures) -> Figure:
    if not day.by_hour:
        return Figure("Best hour", "–", "nothing has left today", ORDERS, VIEW + View.SHIPPED_TODAY.value)
    first, last = min(day.by_hour), max(day.by_hour)
    hours = tuple(day.by_hour.get(hour, 0) for hour in range(first, last + 1))
    best = max(day.by_hour.values())
    words = f"at best, since {first:02d}:00" if len(hours) > 1 else f"since {first:02d}:00"
    return Figure("Best hour", str(best), words, ORDERS, VIEW + View.SHIPPED_TODAY.value, bars=hours)


def _supply(day: DayFigures) -> Figure:
    supply = day.supply
    if not supply.units:
        return Figure("On order", "0", "nothing is on order", PURCHASING)
    words = f"units, {supply.overdue} overdue" if supply.overdue else "units, none overdue"
    tone = Tone.WRONG if supply.many_days else Tone.PLAIN
    bars = (supply.on_time, supply.few_days, supply.many_days) if supply.overdue else ()
    return Figure("On order", str(supply.units), words, PURCHASING, tone=tone, bars=bars)


def _caught(day: DayFigures) -> Figure:
    words = "caught before they left" if day.wrong_scans else "no wrong scan today"
    return Figure("Scan errors", str(day.wrong_scans), words, PACK)


# --- the foot, and nothing to do -------------------------------------------------------------------------------------


def backup_words(newest: datetime | None, now: datetime) -> tuple[str, Tone]:
    """How old the newest backup is, and whether that is a worry."""
    if newest is None:
        return "No backup yet. Make one under Settings, Data.", Tone.ATTENTION
    age = now - newest
    if age >= _OLD_BACKUP:
        return f"The newest backup is {_count(age.days, 'day')} old.", Tone.ATTENTION
    hours = int(age / timedelta(hours=1))
    ago = f"{_count(hours, 'hour')} ago" if hours else "less than an hour ago"
    return f"Backed up {ago}.", Tone.OK


def coming_words(work: Work, now: datetime) -> str:
    """When there will be work again."""
    coming = work.next_after(now.date())
    if coming is None:
        return "No delivery is expected."
    units = _count(coming.units, "unit")
    return f"Next delivery expected {expected(coming.expected_on, now)} ({coming.supplier}, {units})."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
