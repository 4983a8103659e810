"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime


def promised(at: datetime, now: datetime) -> str:
    """A promise in the zone of `now`: `today 16:00`, `tomorrow 16:00`, `Tue 24 Nov`; a broken one says `late`."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    words = f"{near[days]} {local:%H:%M}" if days in near else f"{local:%a} {local.day} {local:%b}"
    return f"late: {words}" if at < now else words


def expected(on: date, now: datetime) -> str:
    """A day something should come: `today`, `tomorrow`, `Tue 24 Nov`, `since Mon 23 Nov`."""
    days = (on - now.date()).days
    words = f"{on:%a} {on.day} {on:%b}"
    return {0: "today", 1: "tomorrow"}.get(days, words if days > 0 else f"since {words}")
