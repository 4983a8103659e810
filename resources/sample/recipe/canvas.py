"""A small drawing surface for flat pictures, in units of 1/160 of its width."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

GROUND = "#EEF0F4"
WHITE = "#FFFFFF"

_UNITS = 160
_OVERSAMPLING = 4
_PALETTE = 16

Point = tuple[float, float]


def mix(colour: str, other: str, percent: int) -> str:
    """`colour` with `percent` of `other` in it."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{(own * (100 - percent) + foreign * percent) // 100:02X}" for own, foreign in parts)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


class Canvas:
    """Draws larger than the picture and shrinks it at the end: Pillow's own edges are not smooth."""

    def __init__(self, pixels: int, ground: str) -> None:
        self._scale = pixels * _OVERSAMPLING / _UNITS
        self._image = Image.new("RGB", (pixels * _OVERSAMPLING, pixels * _OVERSAMPLING), ground)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, radius: float = 0) -> None:
        self._draw.rounded_rectangle(self._scaled((left, top), (right, bottom)), radius * self._scale, fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.oval(x - radius, y - radius, x + radius, y + radius, fill)

    def oval(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self._draw.ellipse(self._scaled((left, top), (right, bottom)), fill)

    def ring(self, x: float, y: float, radius: float, width: float, colour: str) -> None:
        box = self._scaled((x - radius, y - radius), (x + radius, y + radius))
        self._draw.ellipse(box, outline=colour, width=round(width * self._scale))

    def pie(self, x: float, y: float, radius: float, start: int, end: int, fill: str) -> None:
        """A sector from `start` to `end` degrees, clockwise from three o'clock."""
        self._draw.pieslice(self._scaled((x - radius, y - radius), (x + radius, y + radius)), start, end, fill)

    def shape(self, fill: str, *points: Point) -> None:
        self._draw.polygon(self._scaled(*points), fill)

    def stroke(self, colour: str, width: float, *points: Point) -> None:
        """A line through `points` with round ends and corners."""
        self._draw.line(self._scaled(*points), colour, round(width * self._scale), joint="curve")
        for x, y in points:
            self.disc(x, y, width / 2, colour)

    def save(self, path: Path) -> None:
        small = self._image.reduce(_OVERSAMPLING)
        palette = small.quantize(_PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        palette.save(path, "PNG", optimize=True)

    def _scaled(self, *points: Point) -> Sequence[tuple[int, int]]:
        return [(round(x * self._scale), round(y * self._scale)) for x, y in points]
