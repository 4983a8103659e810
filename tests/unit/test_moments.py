"""Moments as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ui.models.moments import arrived, expected, promised

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (6, "promised today 15:30"),
        (24, "promised tomorrow 09:30"),
        (72, "promised Thu 26 Nov"),
        (-1, "late since today 08:30"),
        (-24, "late since yesterday 09:30"),
        (-48, "late since Sat 21 Nov"),
    ],
)
def test_a_promise(hours: int, words: str) -> None:
    assert promised(NOW + timedelta(hours=hours), NOW) == words


def test_a_promise_is_told_in_the_zone_of_the_reader() -> None:
    here = NOW.astimezone(timezone(timedelta(hours=9)))
    assert promised(NOW + timedelta(hours=6), here) == "promised tomorrow 00:30"


@pytest.mark.parametrize(
    ("on", "words"), [(23, "today"), (24, "tomorrow"), (25, "Wed 25 Nov"), (20, "since Fri 20 Nov")]
)
def test_an_expected_day(on: int, words: str) -> None:
    assert expected(date(2026, 11, on), NOW) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (4, "arrived 09:26 · 4 min"),
        (119, "arrived 07:31 · 119 min"),
        (120, "arrived 07:30"),
        (1440, "arrived Sun 22 Nov"),
    ],
)
def test_an_arrival(minutes: int, words: str) -> None:
    assert arrived(NOW - timedelta(minutes=minutes), NOW) == words
