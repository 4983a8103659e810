"""A column of a table, declared once as data: its title, its words, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

Row = TypeVar("Row", bound=Struct)


class Tone(StrEnum):
    """What a colour means (ux §2.2). Never the only sign: the words say the same."""

    PLAIN = "plain"
    QUIET = "quiet"
    OK = "ok"
    ACCENT = "accent"
    ATTENTION = "attention"
    WRONG = "wrong"


class Style(StrEnum):
    """How a cell is drawn: on one line, bold, smaller on two lines, a chip on a ground of its tone, or six dots."""

    TEXT = "text"
    STRONG = "strong"
    WORDS = "words"
    CHIP = "chip"
    STAGES = "stages"


class Cell(Struct, frozen=True):
    """What stands in one cell; `detail` is the smaller second line.

    `icon` is the name of an icon before the text, `picture` the path of a small image there, `stage` how many of the
    six stages of an order lie behind the one named by `text`.
    """

    text: str
    detail: str = ""
    tone: Tone = Tone.PLAIN
    icon: str = ""
    picture: str = ""
    stage: int = 0


class Column(Struct, Generic[Row], frozen=True):
    """`width` in px, 0 for the column that takes what is left; `numeric` stands at the right edge."""

    title: str
    cell: Callable[[Row], Cell]
    width: int = 0
    style: Style = Style.TEXT
    numeric: bool = False
