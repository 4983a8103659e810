"""The brands' marks, on white paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from recipe.brands import Brand
from recipe.canvas import WHITE, Canvas, mix

_PIXELS = 320


def draw_logo(brand: Brand, path: Path) -> None:
    canvas = Canvas(_PIXELS, WHITE)
    _MARKS[brand["key"]](canvas, brand["colour"])
    canvas.save(path)


def _house(canvas: Canvas, colour: str) -> None:
    canvas.disc(80, 80, 72, colour)
    canvas.shape(WHITE, (80, 34), (126, 76), (34, 76))
    canvas.box(46, 74, 114, 118, WHITE, 3)
    canvas.box(70, 86, 90, 118, colour)
    canvas.disc(80, 62, 7, colour)


def _kite_over_cup(canvas: Canvas, colour: str) -> None:
    canvas.shape(colour, (104, 6), (136, 40), (92, 82), (72, 28))
    canvas.shape(mix(colour, WHITE, 45), (104, 6), (136, 40), (96, 46))
    canvas.stroke(colour, 4, (92, 82), (80, 90), (92, 98))
    canvas.ring(112, 116, 20, 8, colour)
    canvas.pie(74, 100, 46, 0, 180, colour)
    canvas.box(28, 96, 120, 108, colour, 5)


def _rays(canvas: Canvas, colour: str) -> None:
    canvas.pie(80, 96, 40, 180, 360, colour)
    for start, end in (((80, 42), (80, 18)), ((42, 58), (25, 41)), ((118, 58), (135, 41))):
        canvas.stroke(mix(colour, WHITE, 35), 9, start, end)
    canvas.box(16, 104, 144, 118, colour, 7)
    canvas.box(40, 126, 120, 136, mix(colour, WHITE, 35), 5)


_MARKS: dict[str, Callable[[Canvas, str], None]] = {
    "northfield": _house,
    "kite-and-kettle": _kite_over_cup,
    "lumen-desk": _rays,
}
