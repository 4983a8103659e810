"""A line of text as positioned glyphs, in visual order, with HarfBuzz.

Distances are in thousandths of an em; `measure` gives millimetres. Everything here is a pure function of the text,
so results are cached and layout, preview and PDF agree on every width.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb
from msgspec import Struct

from printing.text.bidi import EXPLICIT_CONTROLS, levels, visual_order
from printing.text.fonts import (
    FAMILIES,
    Face,
    Family,
    face,
    family_of,
    harfbuzz_font,
    has,
    is_invisible,
    plain_characters,
)

#: One typographic point (1/72 inch) in millimetres.
POINT_MM = 25.4 / 72

_DROPPED = dict.fromkeys(map(ord, EXPLICIT_CONTROLS))


class Glyph(Struct, frozen=True):
    """A glyph of `face` with its origin at (`x`, `y`) from the start of the line; y upwards."""

    face: Face
    index: int
    x: float
    y: float


class Run(Struct, frozen=True):
    """Characters of one face and one direction, as stored (logical order)."""

    text: str
    family: Family
    level: int


class ShapedLine(Struct, frozen=True):
    """`visual` is the text from left to right, for readers of the PDF that expect that order."""

    width: float
    glyphs: tuple[Glyph, ...]
    visual: str


def clean(text: str) -> str:
    """Text fit for one line: composed (NFC), control characters as spaces, no direction overrides."""
    composed = unicodedata.normalize("NFC", text).translate(_DROPPED)
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in composed).strip()


def is_plain(text: str) -> bool:
    """Whether `text` is set one character, one glyph, left to right in the house face."""
    return plain_characters().issuperset(text)


@lru_cache(maxsize=8192)
def measure(text: str, size_pt: float, bold: bool = False, language: str = "") -> float:
    """The width of one line in millimetres at `size_pt` points."""
    units = plain_width(text, bold) if is_plain(text) else shape(text, bold, language=language).width
    return units * size_pt * POINT_MM / 1000


def plain_width(text: str, bold: bool) -> float:
    """The width of a plain text: the sum of its advances, as the PDF's own text operator adds them."""
    file = face(FAMILIES[0], bold).file
    return sum(_advance(file, character) for character in text)


@lru_cache(maxsize=2048)
def shape(text: str, bold: bool, rtl: bool = False, language: str = "") -> ShapedLine:
    """Glyphs of one line from left to right. `rtl` is the paragraph's direction; `language` a BCP 47 tag or empty."""
    runs = split_runs(text, rtl)
    x, glyphs, visual = 0.0, [], []
    for index in visual_order(tuple(run.level for run in runs)):
        run = runs[index]
        width, run_glyphs = _shape_run(run, bold, language)
        glyphs += [Glyph(g.face, g.index, g.x + x, g.y) for g in run_glyphs]
        visual.append(run.text[::-1] if run.level % 2 else run.text)
        x += width
    return ShapedLine(x, tuple(glyphs), "".join(visual))


def split_runs(text: str, rtl: bool) -> tuple[Run, ...]:
    """Cut a line where the face or the direction changes."""
    keys = zip(_families(text), levels(text, rtl), strict=True)
    marked = list(zip(text, keys, strict=True))
    return tuple(
        Run("".join(character for character, _ in group), *key) for key, group in groupby(marked, lambda pair: pair[1])
    )


def _families(text: str) -> list[Family]:
    """A family for each character; marks, joiners and shared punctuation stay with the character before them."""
    families: list[Family] = []
    for character in text:
        previous = families[-1] if families else None
        families.append(_family(character, previous))
    return families


def _family(character: str, previous: Family | None) -> Family:
    sticks = is_invisible(character) or unicodedata.category(character)[0] == "M"
    if previous and (sticks or (_is_shared(character) and has(previous, character))):
        return previous
    return family_of(character) or previous or FAMILIES[0]


def _is_shared(character: str) -> bool:
    return unicodedata.category(character)[0] in "PZ"


@lru_cache(maxsize=4096)
def _shape_run(run: Run, bold: bool, language: str) -> tuple[float, tuple[Glyph, ...]]:
    used = face(run.family, bold)
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    if language:
        buffer.language = language
    hb.shape(harfbuzz_font(used.file), buffer)
    x, glyphs = 0.0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(used, info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return x, tuple(glyphs)


@lru_cache(maxsize=4096)
def _advance(file: str, character: str) -> float:
    font = harfbuzz_font(file)
    return float(font.get_glyph_h_advance(font.get_nominal_glyph(ord(character)) or 0))
