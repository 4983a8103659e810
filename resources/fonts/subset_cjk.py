"""Make `NotoSansCJK-Subset-Regular.otf` from the Debian collection; run by hand when the source font changes.

Needs fontTools, which the product itself does not use: `uvx --with fonttools python resources/fonts/subset_cjk.py`.
"""

from fontTools import subset
from fontTools.ttLib import TTCollection

SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
TARGET = "resources/fonts/NotoSansCJK-Subset-Regular.otf"
RANGES = (
    (0x0020, 0x007E),  # Latin, so that a face can stand alone
    (0x2010, 0x2027),  # general punctuation
    (0x2030, 0x205E),
    (0x3000, 0x30FF),  # CJK punctuation, hiragana, katakana
    (0x3100, 0x312F),  # bopomofo
    (0x3131, 0x318E),  # hangul compatibility jamo
    (0x31A0, 0x31BF),
    (0x31F0, 0x33FF),  # katakana extensions, enclosed and squared forms
    (0x4E00, 0x9FFF),  # CJK unified ideographs
    (0xAC00, 0xD7A3),  # hangul syllables
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF00, 0xFFEF),  # full-width and half-width forms
)


def main() -> None:
    font = TTCollection(SOURCE, lazy=True).fonts[0]  # the Japanese face; `locl` gives the others' forms
    options = subset.Options()
    options.layout_features = ["locl", "ccmp"]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline, options.glyph_names, options.hinting = True, False, False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={code for first, last in RANGES for code in range(first, last + 1)})
    subsetter.subset(font)
    subset.save_font(font, TARGET, options)


if __name__ == "__main__":
    main()
