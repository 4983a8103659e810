"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ui.runtime.language import tr

#: Longer than this nobody counts minutes.
_COUNTED = timedelta(hours=2)


def promised(at: datetime, now: datetime) -> str:
    """A promise in the zone of `now`: `promised today 16:00`, `promised Tue 24 Nov`; a broken one: `late since ...`."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    near = {0: tr("today"), 1: tr("tomorrow"), -1: tr("yesterday")}
    when = f"{near[days]} {local:%H:%M}" if days in near else _day(local)
    return tr("late since {when}", when=when) if at < now else tr("promised {when}", when=when)


def expected(on: date, now: datetime) -> str:
    """A day something should come: `today`, `tomorrow`, `Tue 24 Nov`, `since Mon 23 Nov`."""
    days = (on - now.date()).days
    near = {0: tr("today"), 1: tr("tomorrow")}
    return near.get(days) or (_day(on) if days > 0 else tr("since {day}", day=_day(on)))


def arrived(at: datetime, now: datetime) -> str:
    """When a parcel came: `arrived 10:38 · 4 min`, later `arrived 10:38`, on another day `arrived Mon 23 Nov`."""
    local = at.astimezone(now.tzinfo)
    if local.date() != now.date():
        return tr("arrived {when}", when=_day(local))
    waited = now - at
    if waited >= _COUNTED:
        return tr("arrived {when}", when=f"{local:%H:%M}")
    return tr("arrived {when} · {minutes} min", when=f"{local:%H:%M}", minutes=waited // timedelta(minutes=1))


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b}"
