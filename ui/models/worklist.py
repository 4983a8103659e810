"""A list of jobs in sections, and the tiles beside it, as frozen values."""

from __future__ import annotations

from msgspec import Struct

from ui.models.columns import Tone


class Job(Struct, frozen=True):
    """One line of work. `stage` counts the six dots from 0, None where there are none; `stage_words` names it.

    Enter goes to `screen`, to what `select` names there: an id, a saved view, or for a work screen the code to scan.
    """

    title: str
    detail: str
    aside: str
    screen: str
    select: str = ""
    stage: int | None = None
    stage_words: str = ""
    tone: Tone = Tone.PLAIN
    chip: str = ""


class Section(Struct, frozen=True):
    """Jobs of one kind. `count` may be more than the jobs shown; the rest is in `screen` under `select`."""

    title: str
    icon: str
    count: int
    jobs: tuple[Job, ...]
    screen: str
    select: str = ""
    tone: Tone = Tone.PLAIN


class Figure(Struct, frozen=True):
    """A tile: one number that answers a question, and the list behind it.

    `share` (0 to 1) is drawn as a bar; `bars` as columns, whose heights are parts of their highest.
    """

    title: str
    number: str
    words: str
    screen: str
    select: str = ""
    tone: Tone = Tone.PLAIN
    share: float | None = None
    bars: tuple[int, ...] = ()
