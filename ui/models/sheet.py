"""A printed page as the few shapes a screen draws. Made from the marks that print, so the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from printing.layout.marks import Barcode, Box, Image, Mark, Page, Rule, Text

_BARS = "#000000"
#: A logo is drawn no larger than this on a screen, in dots.
_LARGEST = QSize(1200, 1200)


class Words(Struct, frozen=True):
    """One line of text on the baseline `y_mm`; `x_mm` is its left end, right end or middle, as `align` says."""

    x_mm: float
    y_mm: float
    text: str
    size_pt: float
    bold: bool
    colour: str
    align: Literal["left", "right", "centre"]
    rtl: bool


class Fill(Struct, frozen=True):
    """A filled rectangle in mm."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    colour: str
    radius_mm: float = 0.0


class Picture(Struct, frozen=True):
    """A picture in its place in mm, decoded; empty where the file went away."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    image: QImage


Shape = Words | Fill | Picture


class Sheet(Struct, frozen=True):
    """One side of paper in mm, its shapes in the order they are drawn."""

    width_mm: float
    height_mm: float
    shapes: tuple[Shape, ...]


def sheet_of(page: Page) -> Sheet:
    """The page as it is drawn on a screen. Reads its pictures, so it belongs on a thread of its own."""
    return Sheet(page.width_mm, page.height_mm, tuple(_shapes((*page.letterhead, *page.marks))))


def _shapes(marks: Iterable[Mark]) -> Iterator[Shape]:
    for mark in marks:
        match mark:
            case Text():
                yield Words(mark.x_mm, mark.y_mm, mark.text, mark.size_pt, mark.bold, mark.colour, mark.align, mark.rtl)
            case Rule():
                top = mark.y_mm - mark.thickness_mm / 2
                yield Fill(mark.x_mm, top, mark.length_mm, mark.thickness_mm, mark.colour)
            case Box():
                yield Fill(mark.x_mm, mark.y_mm, mark.width_mm, mark.height_mm, mark.fill, mark.radius_mm)
            case Image():
                yield Picture(mark.x_mm, mark.y_mm, mark.width_mm, mark.height_mm, _decoded(mark.path))
            case Barcode():
                yield from (Fill(left, mark.y_mm, width, mark.height_mm, _BARS) for left, width in mark.bars())


def _decoded(path: str) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    if reader.size().width() > _LARGEST.width() or reader.size().height() > _LARGEST.height():
        reader.setScaledSize(reader.size().scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
