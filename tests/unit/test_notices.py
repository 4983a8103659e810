"""The answer to a scan in large letters: every sentence of the catalogue has a headline that stands alone."""

from __future__ import annotations

from string import Formatter

import pytest

from app.domain.messages import SENTENCES, Kind, Message, say
from ui.models.feedback import Notice, notice_of


def test_the_first_part_is_the_headline() -> None:
    message = say("not_in_order", product="Red mug", sku="881", order="#1", needs="Blue mug × 1")
    assert notice_of(message) == Notice(
        Kind.WRONG,
        "Not in this order",
        "Red mug (SKU 881). Order #1 still needs Blue mug × 1. Put it back, then scan the right one.",
        "not_in_order",
    )


def test_a_title_with_a_colon_or_a_full_stop_stays_whole() -> None:
    notice = notice_of(say("one_too_many", product="Tea: No. 5", order="#1", quantity=2))
    assert notice.headline == "One Tea: No. 5 too many"


def test_only_what_must_be_dealt_with_is_sticky() -> None:
    assert [kind for kind in Kind if Notice(kind, "").sticky] == [Kind.WRONG, Kind.NOT_ACCEPTED]


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_has_a_headline_and_loses_nothing(key: str) -> None:
    kind, words = SENTENCES[key]
    fields = {name: f"<{name}>" for name in _names(words)}
    notice = notice_of(Message(key, kind, fields))  # type: ignore[arg-type]
    assert notice.headline
    told = f"{notice.headline} {notice.body}".casefold()
    assert [word for word in words.format(**fields).casefold().split() if word.strip(".:?") not in told] == []


def _names(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}
