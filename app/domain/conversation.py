"""What the conversations of receiving and of packing have in common."""

from __future__ import annotations

from typing import TypeVar

from app.domain.codes import LONGEST_PLAIN
from app.domain.meanings import AmbiguousMeaning, ProductMeaning, RefusedMeaning
from app.domain.messages import Message, listed, say

#: Scans that can be taken back one after the other.
UNDO_DEPTH = 10
#: Characters of a code that a sentence has room for.
_SHOWN = 40
Done = TypeVar("Done")


def remember(done: tuple[Done, ...], newest: Done) -> tuple[Done, ...]:
    """The undo stack with the newest scan on top; the oldest falls off."""
    return (*done, newest)[-UNDO_DEPTH:]


def shown(text: str) -> str:
    """A code as a sentence shows it: long ones are cut."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def refused(meaning: RefusedMeaning) -> Message:
    """Why a scan is no code at all."""
    return say(meaning.message_key, code=meaning.text, limit=LONGEST_PLAIN)


def ambiguous(meaning: AmbiguousMeaning) -> Message:
    """A code that stands for several kinds of things."""
    return say("ambiguous_code", code=shown(meaning.text), meanings=listed(meaning.meanings))


def which_product(meaning: ProductMeaning) -> Message:
    """A code that stands for several products: another code of the right one is needed."""
    titles = ", ".join(f"{product.title} ({product.sku})" for product in meaning.products)
    return say("several_products", code=shown(meaning.text), count=len(meaning.products), products=titles)
