"""A font without glyphs, for the invisible text over shapes that were drawn as outlines."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFStreamFilterZCompress,
    PDFString,
)

#: Every character is this wide, in thousandths of an em.
_WIDTH = 500


class GlyphlessFont:
    """A composite font whose codes are UTF-16 units (ISO 32000-1, 9.7.4 and 9.10.3). Nothing of it can be seen.

    It speaks ReportLab's protocol for multi-byte fonts, so that a canvas uses it like any other.
    """

    _multiByte = 1  # noqa: N815
    _dynamicFont = 0  # noqa: N815

    def __init__(self, name: str) -> None:
        self.fontName = name
        self.substitutionFonts: list[Any] = []

    def formatForPdf(self, text: str) -> str:
        """The text as the inside of a PDF string."""
        return "".join(f"\\{byte:03o}" for byte in text.encode("utf-16-be", "replace"))

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:
        """Width in points at `size` points."""
        return len(text.encode("utf-16-be", "replace")) / 2 * _WIDTH * size / 1000

    def addObjects(self, document: Any) -> None:
        """Put the font into a document, as ReportLab asks at its first use there."""
        internal = f"F{len(document.fontMapping) + 1}"
        unicode_map = PDFStream(content=_identity_map(), filters=[PDFStreamFilterZCompress()])
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(self.fontName),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(self._descendant(document))]),
                "ToUnicode": document.Reference(unicode_map, f"toUnicode:{self.fontName}"),
            }
        )
        document.idToObject["BasicFonts"].dict[internal] = document.Reference(font, internal)
        document.fontMapping[self.fontName] = f"/{internal}"

    def _descendant(self, document: Any) -> PDFDictionary:
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(self.fontName),
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "DW": _WIDTH,
                "FontDescriptor": document.Reference(self._descriptor()),
            }
        )

    def _descriptor(self) -> PDFDictionary:
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(self.fontName),
                "Flags": 4,
                "FontBBox": PDFArray([0, -300, _WIDTH, 1100]),
                "ItalicAngle": 0,
                "Ascent": 1069,
                "Descent": -293,
                "CapHeight": 714,
                "StemV": 80,
            }
        )


def _identity_map() -> str:
    """A ToUnicode map that says each code is its own character, in the blocks of at most 100 ranges PDF allows."""
    blocks = []
    for first in range(0, 256, 64):
        ranges = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in range(first, first + 64))
        blocks.append(f"64 beginbfrange\n{ranges}endbfrange\n")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Glyphless def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{''.join(blocks)}endcmap CMapName currentdict /CMap defineresource pop end end"
    )
