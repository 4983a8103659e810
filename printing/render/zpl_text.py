"""A line of text for a label printer: in its resident font where that surely can, as a picture everywhere else."""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz as hb
from msgspec import Struct
from PIL import Image

from printing.layout.label_marks import CAPITALS_EM, TextBlock
from printing.text.bidi import is_right_to_left
from printing.text.fonts import harfbuzz_font
from printing.text.shaping import POINT_MM, clean, measure, shape


class Text(Struct, frozen=True):
    """Printable ASCII in the resident font 0, `height` dots; the rest as in `TextBlock`."""

    x: int
    y: int
    height: int
    text: str
    centred_in: int = 0
    reverse: bool = False


class Picture(Struct, frozen=True):
    """One-bit dots, rows padded to whole bytes, 1 = black."""

    x: int
    y: int
    bytes_per_row: int
    dots: bytes
    reverse: bool = False


#: Height of capitals of font 0, in its own heights.
_CAPITALS_FONT_0 = 0.75

#: Upper bounds for the advances of font 0, in heights. No backslash: inside ^FB it would start an escape.
_FONT_0_ADVANCES = (
    (0.29, " !'(),./:;I[]`fijlt"),
    (0.48, '"#$*0123456789?JLaceokrsvxyz'),
    (0.54, "CEFSTVZ^_bdghnpqu{|}"),
    (0.60, "ABDGKOPQRXY"),
    (0.66, "&HNUw"),
    (0.82, "MWm"),
    (1.00, "%+-<=>@~"),
)
_ADVANCE = {character: advance for advance, characters in _FONT_0_ADVANCES for character in characters}


def fits_resident_font(text: str) -> bool:
    """Whether font 0 has every character and draws `text` no wider than it was measured, in bold Noto Sans."""
    ems_high = CAPITALS_EM / _CAPITALS_FONT_0
    if any(character not in _ADVANCE for character in text):
        return False
    return sum(_ADVANCE[character] for character in text) * ems_high <= measure(text, 1 / POINT_MM, bold=True) + 1e-6


def text_fields(block: TextBlock) -> tuple[Text | Picture, ...]:
    """The lines of a block in one typeface: a single line that the printer cannot set makes pictures of all."""
    lines = [(clean(line), block.y + index * block.pitch) for index, line in enumerate(block.lines)]
    if not block.drawn and all(fits_resident_font(line) for line, _ in lines):
        height = round(block.em * CAPITALS_EM / _CAPITALS_FONT_0)
        return tuple(Text(block.x, y, height, line, block.centred_in, block.reverse) for line, y in lines if line)
    drawn = ((_ink(line, block.em, block.language), y) for line, y in lines)
    return tuple(_placed(ink, y, block) for ink, y in drawn if ink)


def _placed(ink: _Ink, y: int, block: TextBlock) -> Picture:
    """The picture on the baseline that resident text has there."""
    middle = block.x + (block.centred_in - ink.width) // 2
    start = middle if block.centred_in else block.x + max(0, ink.left)  # a J would hang over the margin
    top = y + round(block.em * CAPITALS_EM) - ink.above
    return Picture(max(0, start), max(0, top), (ink.width + 7) // 8, ink.dots, block.reverse)


class _Ink(Struct, frozen=True):
    """Dots cut to what is black: `left` of it from the line's start, `above` the baseline its top."""

    left: int
    above: int
    width: int
    dots: bytes


@lru_cache(maxsize=512)
def _ink(text: str, em: int, language: str) -> _Ink | None:
    """The line in black and white, or None when it has no ink."""
    pen, scale = hb.RasterDraw(), em / 1000
    for glyph in shape(text, True, is_right_to_left(text), language).glyphs:
        for shift in (0.0, 0.02, 0.04) if glyph.face.thicken else (0.0,):
            pen.transform = (scale, 0, 0, scale, glyph.x * scale + shift * em, glyph.y * scale)
            pen.draw_glyph(harfbuzz_font(glyph.face.file), glyph.index)
    image = pen.render()
    place = image.extents
    if not place.width or not place.height:
        return None
    grey = Image.frombytes("L", (place.width, place.height), image.buffer, "raw", "L", place.stride, -1)
    black = grey.point(lambda value: 255 * (value > 127), "1")
    return _Ink(place.x_origin, place.y_origin + place.height, place.width, black.tobytes())
