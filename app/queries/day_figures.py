"""How the day and the week go: six figures, each the answer to a question, none told from too little."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, select

from app.db import tables as t
from app.domain.messages import Kind, Message
from app.queries.order_list import Wanted
from app.queries.today import Arrival

WEEK = timedelta(days=6)
#: Below this many parcels a share says more about chance than about the shop.
ENOUGH = 10


class OnTime(Struct, frozen=True):
    """Parcels that left by their promise, of all that left."""

    on_time: int = 0
    all: int = 0

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down so that 100 means every one; None where there are too few to tell."""
        return self.on_time * 100 // self.all if self.all >= ENOUGH else None


class LateSupply(Struct, frozen=True):
    """Units still to come, by how many days they are overdue today: not at all, one or two, more."""

    on_time: int = 0
    few_days: int = 0
    many_days: int = 0

    @property
    def overdue(self) -> int:
        return self.few_days + self.many_days

    @property
    def units(self) -> int:
        return self.on_time + self.overdue


class DayFigures(Struct, frozen=True):
    """`shipped_today` parcels left since midnight, `by_hour` says in which hour; `week` is seven days with today,
    `by_day` each of them; `wrong_scans` were caught today.
    """

    shipped_today: int
    by_hour: dict[int, int]
    week: OnTime
    by_day: tuple[OnTime, ...]
    supply: LateSupply
    wrong_scans: int


def day_figures(connection: Connection, now: datetime, coming: tuple[Arrival, ...]) -> DayFigures:
    """The figures at `now`, whose zone says when the day began. `coming` is what suppliers owe."""
    midnight = Wanted(now).midnight
    left = [
        (row.shipped_at.astimezone(now.tzinfo), row.shipped_at <= row.promise_at)
        for row in connection.execute(_SHIPPED, {"since": midnight - WEEK})
    ]
    hours = Counter(at.hour for at, _ in left if at >= midnight)
    days = tuple(_on_time(left, (midnight - WEEK).date() + timedelta(days=n)) for n in range(WEEK.days + 1))
    week = OnTime(sum(day.on_time for day in days), sum(day.all for day in days))
    return DayFigures(
        hours.total(), dict(hours), week, days, late_supply(coming, now.date()), _wrong_scans(connection, midnight)
    )


def _on_time(left: list[tuple[datetime, bool]], day: date) -> OnTime:
    on_day = [on_time for at, on_time in left if at.date() == day]
    return OnTime(sum(on_day), len(on_day))


def late_supply(coming: tuple[Arrival, ...], today: date) -> LateSupply:
    """The units that are still to come, by how late they are."""
    by_age = Counter[str]()
    for each in coming:
        days = (today - each.expected_on).days
        by_age["on_time" if days <= 0 else "few_days" if days <= 2 else "many_days"] += each.units
    return LateSupply(**by_age)


_SHIPPED: Select[*tuple[Any, ...]] = (
    select(t.Package.shipped_at, t.SalesOrder.promise_at)
    .join(t.SalesOrder, t.SalesOrder.id == t.Package.order_id)
    .where(t.Package.shipped_at >= bindparam("since", type_=t.Package.shipped_at.type))
)
# Commands are numbered as they come: the newest one of yesterday is near the end, and no index is spent on it.
_LAST_BEFORE = (
    select(t.Command.id)
    .where(t.Command.at < bindparam("midnight", type_=t.Command.at.type))
    .order_by(t.Command.id.desc())
    .limit(1)
)
_MAYBE_WRONG = select(t.Command.answer).where(
    t.Command.id > bindparam("last"), t.Command.answer.contains(f'"kind":"{Kind.WRONG.value}"')
)


class _Answered(Struct):
    message: Message


_read = msgspec.json.Decoder(_Answered).decode


def _wrong_scans(connection: Connection, midnight: datetime) -> int:
    """An answer may also hold an older wrong sentence in its state, so those that mention one are read."""
    last = connection.execute(_LAST_BEFORE, {"midnight": midnight}).scalar() or 0
    answers = connection.execute(_MAYBE_WRONG, {"last": last}).scalars()
    return sum(_read(answer).message.kind is Kind.WRONG for answer in answers)
