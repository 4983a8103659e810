"""What the parts of the two work screens show, as frozen values."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ui.models.columns import Tone


class Progress(StrEnum):
    """How far one thing to do is."""

    OPEN = "open"
    CURRENT = "current"
    DONE = "done"


class CheckStep(Struct, frozen=True):
    """One step of the checklist; `hint` says how it is done, or how far it is."""

    words: str
    hint: str
    progress: Progress


class GoodsRow(Struct, frozen=True):
    """A line of goods or of work: a picture, two lines of words, a muted aside, and a bold number at the right edge.

    `complete` ticks it, None leaves the tick out; `current` lifts it as the one that matters now.
    """

    title: str
    detail: str
    number: str
    aside: str = ""
    picture: str = ""
    icon: str = ""
    complete: bool | None = None
    current: bool = False
    tone: Tone = Tone.PLAIN
