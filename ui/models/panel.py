"""What a panel beside a list says of one thing, as frozen values."""

from __future__ import annotations

from msgspec import Struct

from ui.models.columns import Tone


class Fact(Struct, frozen=True):
    """A muted word and its value at the right edge."""

    words: str
    value: str
    tone: Tone = Tone.PLAIN


class Entry(Struct, frozen=True):
    """One thing of a list: an icon or a picture, a line over a smaller one, and a bold aside at the right edge."""

    title: str
    detail: str = ""
    aside: str = ""
    icon: str = ""
    picture: str = ""
    tone: Tone = Tone.PLAIN


class Section(Struct, frozen=True):
    """A titled part of the panel; `empty` stands there when it has nothing to show."""

    title: str
    facts: tuple[Fact, ...] = ()
    entries: tuple[Entry, ...] = ()
    empty: str = ""


class Panel(Struct, frozen=True):
    """Everything a panel shows of the thing `id`; `chips` are words on a ground of their tone."""

    id: int
    title: str
    detail: str
    sections: tuple[Section, ...]
    chips: tuple[tuple[str, Tone], ...] = ()
