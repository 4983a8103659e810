"""The kinds of feedback, and the shape of a catalogue."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The six kinds of feedback (ux §2.2): each has its own colour, shape, word and sound."""

    OK = "ok"
    DONE = "done"
    NOTE = "note"
    ATTENTION = "attention"
    WRONG = "wrong"
    NOT_ACCEPTED = "not_accepted"


#: What is said under a key: its kind, and its words with their fields.
Sentences = dict[str, tuple[Kind, str]]
