"""A label as the few shapes a screen draws, made from the marks that print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from printing.layout.barcodes import code128_modules
from printing.layout.label_marks import CAPITALS_EM, Bars, Box, Label, TextBlock
from printing.layout.marks import Barcode
from printing.text.shaping import POINT_MM
from ui.models.sheet import Fill, Shape, Sheet, Words

_BLACK, _WHITE = "#000000", "#FFFFFF"


def sheet_of_label(label: Label, dots_per_mm: int) -> Sheet:
    """The label as it is drawn on a screen."""
    shapes = (shape for mark in label.marks for shape in _shapes(mark, dots_per_mm))
    return Sheet(label.width / dots_per_mm, label.length / dots_per_mm, tuple(shapes))


def _shapes(mark: TextBlock | Bars | Box, dots_per_mm: int) -> Iterator[Shape]:
    match mark:
        case TextBlock():
            yield from _words(mark, dots_per_mm)
        case Bars():
            modules = code128_modules(mark.data)
            x, y, height, module = (dots / dots_per_mm for dots in (mark.x, mark.y, mark.height, mark.module))
            code = Barcode(x, y, len(modules) * module, height, mark.data, module, modules)
            yield from (Fill(left, y, width, height, _BLACK) for left, width in code.bars())
        case Box():
            for x, y, width, height in _strokes(mark):
                yield Fill(x / dots_per_mm, y / dots_per_mm, width / dots_per_mm, height / dots_per_mm, _BLACK)


def _words(block: TextBlock, dots_per_mm: int) -> Iterator[Words]:
    """Labels print bold; the capitals of the first line begin at `y`, so its baseline is their height below."""
    size_pt = block.em / dots_per_mm / POINT_MM
    x = (block.x + block.centred_in / 2) / dots_per_mm
    align: Literal["centre", "left"] = "centre" if block.centred_in else "left"
    colour = _WHITE if block.reverse else _BLACK
    for number, text in enumerate(block.lines):
        baseline = (block.y + CAPITALS_EM * block.em + number * block.pitch) / dots_per_mm
        yield Words(x, baseline, text, size_pt, True, colour, align, rtl=False)


def _strokes(box: Box) -> Iterator[tuple[int, int, int, int]]:
    """A frame as four bars; one that is as thick as it is high is filled."""
    if box.thickness >= min(box.width, box.height):
        yield box.x, box.y, box.width, box.height
        return
    thick, right, bottom = box.thickness, box.x + box.width, box.y + box.height
    yield box.x, box.y, box.width, thick
    yield box.x, bottom - thick, box.width, thick
    yield box.x, box.y, thick, box.height
    yield right - thick, box.y, thick, box.height
