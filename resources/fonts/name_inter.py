"""Make `InterCrossdock-*.otf` from Debian's Inter: the same faces under a family name of their own.

A system may have Inter in other weights or as one variable file. Under one name Qt mixes the two, and takes now this
face, now that: the same screen would look different from one computer to the next.

Needs fontTools, which the product itself does not use: `uvx --with fonttools python resources/fonts/name_inter.py`.
"""

from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/opentype/inter")
TARGET = Path("resources/fonts")
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
FAMILY = "Inter Crossdock"
#: Numbers of the OpenType `name` table that hold the family, the whole name and the PostScript name.
FAMILY_ID, FULL_ID, POSTSCRIPT_ID, TYPOGRAPHIC_ID = 1, 4, 6, 16


def main() -> None:
    for weight in WEIGHTS:
        font = TTFont(SOURCE / f"Inter-{weight}.otf")
        names = font["name"]
        for record in list(names.names):
            if record.nameID in (FAMILY_ID, FULL_ID, TYPOGRAPHIC_ID):
                names.setName(str(record).replace("Inter", FAMILY, 1), record.nameID, *_platform(record))
            elif record.nameID == POSTSCRIPT_ID:
                names.setName(f"InterCrossdock-{weight}", POSTSCRIPT_ID, *_platform(record))
        face = font["CFF "].cff
        face.fontNames[0] = f"InterCrossdock-{weight}"
        face.topDictIndex[0].FamilyName = FAMILY
        face.topDictIndex[0].FullName = f"{FAMILY} {weight}"
        font.save(TARGET / f"InterCrossdock-{weight}.otf")


def _platform(record: Any) -> tuple[int, int, int]:
    return record.platformID, record.platEncID, record.langID


if __name__ == "__main__":
    main()
