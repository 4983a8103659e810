"""What a worker is told: what happened, what it means, what to do.

A message is a key, a kind and values; its words stand in `app.domain.sentences`, so wording, translation and tests have
one home.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from string import Formatter

import msgspec
from msgspec import Struct

from app.domain.sentences import SENTENCES, Kind

__all__ = ["SENTENCES", "Kind", "Message", "Value", "listed", "read_message", "say"]


class Message(Struct, frozen=True):
    """One sentence for one moment. `kind` decides colour and sound, `values` fill the words: data, or a sentence."""

    key: str
    kind: Kind
    values: dict[str, Value] = {}

    @property
    def text(self) -> str:
        """The words, in the language of the catalogue."""
        return SENTENCES[self.key][1].format(**self.values)

    def __str__(self) -> str:
        return self.text


Value = str | int | Message

#: What is stored of a message, read back (docs/decisions/0011).
read_message = msgspec.json.Decoder(Message).decode


def say(key: str, **values: Value) -> Message:
    """The message for `key`.

    Raises:
        KeyError: no such sentence, or a value its words need is missing; a fault of the program, not of people.
    """
    kind, words = SENTENCES[key]
    missing = _fields(words) - values.keys()
    if missing:
        raise KeyError(f"{key} needs {sorted(missing)}")
    return Message(key, kind, values)


def listed(parts: Iterable[Message]) -> Message:
    """Several parts as one: `a, b, c`."""
    return reduce(lambda some, more: say("and_also", some=some, more=more), parts)


def _fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}
