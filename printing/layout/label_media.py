"""The labels that label printers hold, as data."""

from __future__ import annotations

from msgspec import Struct

#: Print heads are made in whole dots per mm: 8 is sold as "203 dpi", 12 as "300 dpi".
DOTS_PER_MM = {203: 8, 300: 12}


class LabelMedia(Struct, frozen=True):
    """One label size in mm; `margin_mm` is kept free on every side, because rolls are never fed exactly."""

    key: str
    title: str
    width_mm: float
    height_mm: float
    margin_mm: float = 3.0

    @property
    def holds_shipping(self) -> bool:
        """Large enough for a shipping label: A6 is the smallest in common use."""
        return self.width_mm >= 100 and self.height_mm >= 148


_ALL = (
    LabelMedia("label-4x6", "4 x 6 inch shipping label", 101.6, 152.4, 4.0),
    LabelMedia("label-a6", "A6 shipping label", 105.0, 148.0, 4.0),
    LabelMedia("tote-100x50", "100 x 50 mm tote label", 100.0, 50.0),
    LabelMedia("tote-57x32", "57 x 32 mm tote label", 57.0, 32.0, 2.0),
)
LABEL_MEDIA = {media.key: media for media in _ALL}
