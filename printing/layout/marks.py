"""A page as values: marks in millimetres from the top left corner, y downwards.

The PDF writer and the preview on screen draw the same marks, so they cannot disagree about what will print.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

Align = Literal["left", "right", "centre"]

INK = "#14171C"


class Text(Struct, frozen=True):
    """One line on the baseline `y_mm`. `x_mm` is its left end, right end or middle, as `align` says.

    `rtl` is the direction of its paragraph; `language` (BCP 47) chooses between Chinese, Japanese and Korean forms.
    """

    x_mm: float
    y_mm: float
    text: str
    size_pt: float
    bold: bool = False
    colour: str = INK
    align: Align = "left"
    rtl: bool = False
    language: str = ""


class Rule(Struct, frozen=True):
    """A horizontal line; `y_mm` is its middle."""

    x_mm: float
    y_mm: float
    length_mm: float
    thickness_mm: float = 0.2
    colour: str = INK


class Box(Struct, frozen=True):
    """A filled rectangle."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    fill: str
    radius_mm: float = 0.0


class Image(Struct, frozen=True):
    """A PNG or JPEG file, already in proportion."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    path: str


class Barcode(Struct, frozen=True):
    """A linear symbol with its quiet zones. `modules` is one character a module, `1` for a bar."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    data: str
    module_mm: float
    modules: str

    @property
    def bars_mm(self) -> float:
        """From the first bar's left edge to the last one's right edge."""
        return len(self.modules) * self.module_mm

    @property
    def quiet_mm(self) -> float:
        """The white needed on each side."""
        return (self.width_mm - self.bars_mm) / 2

    def bars(self) -> tuple[tuple[float, float], ...]:
        """Left edge and width of each bar in mm, from the page's left edge."""
        bars, position = [], 0
        for run in self.modules.replace("10", "1 0").replace("01", "0 1").split():
            if run[0] == "1":
                bars.append((self.x_mm + self.quiet_mm + position * self.module_mm, len(run) * self.module_mm))
            position += len(run)
        return tuple(bars)


Mark = Text | Rule | Box | Image | Barcode


class Page(Struct, frozen=True):
    """One side of paper. `letterhead` are marks that many pages share; a writer may store them once."""

    width_mm: float
    height_mm: float
    marks: tuple[Mark, ...]
    letterhead: tuple[Mark, ...] = ()


def move(mark: Mark, right_mm: float, down_mm: float) -> Mark:
    """The same mark elsewhere."""
    return msgspec.structs.replace(mark, x_mm=mark.x_mm + right_mm, y_mm=mark.y_mm + down_mm)
