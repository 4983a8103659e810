"""Paper as data."""

from __future__ import annotations

from msgspec import Struct


class Media(Struct, frozen=True):
    """A sheet in mm. `dpi` is that of the coarsest printer expected: bars are whole dots of it.

    On `monochrome` media (direct thermal) grey would turn into scattered dots, so everything is printed black.
    """

    name: str
    width_mm: float
    height_mm: float
    margin_mm: float
    dpi: float = 600.0
    monochrome: bool = False

    @property
    def content_width_mm(self) -> float:
        return self.width_mm - 2 * self.margin_mm

    @property
    def is_small(self) -> bool:
        """Slip-sized rather than office paper."""
        return self.width_mm < 180


A4 = Media("a4", 210.0, 297.0, 16.0)
LETTER = Media("letter", 215.9, 279.4, 16.0)
A6 = Media("a6", 105.0, 148.0, 7.0)
#: Printed on label printers, whose heads sold as 203 dpi have 8 dots/mm.
SLIP_4X6 = Media("4x6", 101.6, 152.4, 5.0, dpi=203.2, monochrome=True)

MEDIA = {media.name: media for media in (A4, LETTER, A6, SLIP_4X6)}
