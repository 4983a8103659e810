"""The bundled font faces, and which of them has a given character.

All faces are Noto under the SIL Open Font License 1.1; see `resources/fonts/README.md`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from msgspec import Struct

FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"


class Family(Struct, frozen=True):
    """One typeface. Without a `bold` file, bold is drawn by thickening the outlines of `regular`."""

    name: str
    regular: str
    bold: str = ""


#: Asked in this order for each character; the first is the house face, whose text is embedded as real text.
FAMILIES = (
    Family("NotoSans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    Family("NotoSansArabic", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    Family("NotoSansHebrew", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    Family("NotoSansThai", "NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    Family("NotoSansDevanagari", "NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    Family("NotoSansCJK", "NotoSansCJK-Subset-Regular.otf"),
    Family("NotoEmoji", "NotoEmoji-Regular.ttf"),
)


class Face(Struct, frozen=True):
    """One font file at one weight. `thicken` asks for bold from outlines that have no bold of their own."""

    family: str
    file: str
    thicken: bool = False

    @property
    def path(self) -> Path:
        return FONT_FOLDER / self.file


def face(family: Family, bold: bool) -> Face:
    """The face of `family` for normal or bold text."""
    if not bold:
        return Face(family.name, family.regular)
    return Face(family.name, family.bold or family.regular, thicken=not family.bold)


@lru_cache(maxsize=32)
def harfbuzz_font(file: str) -> Any:
    """The font file opened by HarfBuzz, scaled so that 1000 units are one em. Opened once per process."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONT_FOLDER / file))))
    font.scale = (1000, 1000)
    return font


@lru_cache(maxsize=32)
def _characters(file: str) -> frozenset[int]:
    return frozenset(harfbuzz_font(file).face.unicodes)


@lru_cache(maxsize=16_384)
def family_of(character: str) -> Family | None:
    """The first family that has this character, or None."""
    return next((family for family in FAMILIES if ord(character) in _characters(family.regular)), None)


def has(family: Family, character: str) -> bool:
    """Whether `family` can draw this character."""
    return ord(character) in _characters(family.regular)


@lru_cache(maxsize=1)
def plain_characters() -> frozenset[str]:
    """Characters that stand for themselves, left to right, one glyph each, in the house face: no shaping is needed."""
    covered = (chr(code) for code in _characters(FAMILIES[0].regular))
    return frozenset(c for c in covered if unicodedata.category(c)[0] not in "MC" and not _right_to_left(c))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of `text` that no bundled face can draw, once each, in the order they occur."""
    return tuple(dict.fromkeys(c for c in text if not is_invisible(c) and family_of(c) is None))


def is_invisible(character: str) -> bool:
    """Spaces, controls, joiners and variation selectors: nothing is drawn, so no face needs to have them."""
    return unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf") or "\ufe00" <= character <= "\ufe0f"


def _right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")
