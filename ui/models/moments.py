"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

#: Longer than this nobody counts minutes.
_COUNTED = timedelta(hours=2)


def promised(at: datetime, now: datetime) -> str:
    """A promise in the zone of `now`: `promised today 16:00`, `promised Tue 24 Nov`; a broken one: `late since ...`."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    words = f"{near[days]} {local:%H:%M}" if days in near else _day(local)
    return f"late since {words}" if at < now else f"promised {words}"


def expected(on: date, now: datetime) -> str:
    """A day something should come: `today`, `tomorrow`, `Tue 24 Nov`, `since Mon 23 Nov`."""
    days = (on - now.date()).days
    return {0: "today", 1: "tomorrow"}.get(days, _day(on) if days > 0 else f"since {_day(on)}")


def arrived(at: datetime, now: datetime) -> str:
    """When a parcel came: `arrived 10:38 · 4 min`, later `arrived 10:38`, on another day `arrived Mon 23 Nov`."""
    local = at.astimezone(now.tzinfo)
    if local.date() != now.date():
        return f"arrived {_day(local)}"
    waited = now - at
    minutes = f" · {waited // timedelta(minutes=1)} min" if waited < _COUNTED else ""
    return f"arrived {local:%H:%M}{minutes}"


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b}"
