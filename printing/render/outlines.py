"""Glyph outlines as PDF paths."""

from __future__ import annotations

from functools import lru_cache

from reportlab.pdfgen.pathobject import PDFPathObject

from printing.text.fonts import harfbuzz_font


class _Pen:
    """Takes HarfBuzz's drawing calls (the fontTools pen protocol) and builds a PDF path from them."""

    def __init__(self) -> None:
        self.path = PDFPathObject()
        self.is_empty = True
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self.path.moveTo(*point)
        self._at, self.is_empty = point, False

    def lineTo(self, point: tuple[float, float]) -> None:
        self.path.lineTo(*point)
        self._at = point

    def curveTo(self, *points: tuple[float, float]) -> None:
        self.path.curveTo(*(value for point in points for value in point))
        self._at = points[-1]

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """A quadratic curve as the cubic one PDF knows: its handles reach two thirds of the way to `control`."""
        first, second = (
            (start[0] + 2 / 3 * (control[0] - start[0]), start[1] + 2 / 3 * (control[1] - start[1]))
            for start in (self._at, end)
        )
        self.curveTo(first, second, end)

    def closePath(self) -> None:
        self.path.close()

    def endPath(self) -> None:
        """An open contour has nothing to fill."""


@lru_cache(maxsize=8192)
def outline(file: str, glyph: int) -> PDFPathObject | None:
    """The glyph of a font file at 1000 units to the em; None for one with no ink, such as a space."""
    pen = _Pen()
    harfbuzz_font(file).draw_glyph_with_pen(glyph, pen)
    return None if pen.is_empty else pen.path
