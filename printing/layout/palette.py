"""The few colours of a page, from the brand's one."""

from __future__ import annotations

import re

from msgspec import Struct

from printing.layout.marks import INK

_WHITE = (255, 255, 255)


class Palette(Struct, frozen=True):
    """`accent` is readable as text on white; `tint` is a ground that dark text is readable on, None for no ground."""

    ink: str
    muted: str
    line: str
    accent: str
    tint: str | None


def palette(brand_colour: str, monochrome: bool) -> Palette:
    """Colours for a brand (`#RRGGBB`; anything else counts as no colour), black only on monochrome media."""
    if monochrome:
        return Palette("#000000", "#000000", "#000000", "#000000", None)
    rgb = _rgb(brand_colour)
    accent = brand_colour if rgb and contrast(rgb, _WHITE) >= 4.5 else INK
    return Palette(INK, "#5B6472", "#D5DAE1", accent, _mixed_with_white(rgb or _rgb(INK) or _WHITE, 0.07))


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"); 4.5 is the least for small text."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: tuple[int, int, int]) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = ((v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4) for v in (c / 255 for c in rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> tuple[int, int, int] | None:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return None
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed_with_white(rgb: tuple[int, int, int], share: float) -> str:
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in rgb)
