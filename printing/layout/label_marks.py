"""What stands on a label, as values in printer dots from its top left corner, y downwards."""

from __future__ import annotations

from msgspec import Struct

#: Height of capitals in type sizes (Noto Sans, OS/2 table).
CAPITALS_EM = 0.714


class TextBlock(Struct, frozen=True):
    """Lines `pitch` dots apart in type of `em` dots; the capitals of the first start at (`x`, `y`).

    `centred_in`: each line stands in the middle of that width; 0 leaves it at `x`. `reverse`: white on black.
    `drawn`: never in the printer's own font. `language` (BCP 47) chooses between Chinese, Japanese and Korean forms.
    """

    lines: tuple[str, ...]
    x: int
    y: int
    em: int
    pitch: int = 0
    centred_in: int = 0
    reverse: bool = False
    drawn: bool = False
    language: str = ""


class Bars(Struct, frozen=True):
    """Code 128 of `data` in modules of `module` dots; (`x`, `y`) is the first bar's top, quiet zones lie outside."""

    x: int
    y: int
    height: int
    module: int
    data: str


class Box(Struct, frozen=True):
    """A frame `thickness` dots wide; filled when that is its height, as every line is."""

    x: int
    y: int
    width: int
    height: int
    thickness: int


class Label(Struct, frozen=True):
    """One label, `width` by `length` dots."""

    width: int
    length: int
    marks: tuple[TextBlock | Bars | Box, ...]
