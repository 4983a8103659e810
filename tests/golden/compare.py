"""Pages kept as pictures: `python -m tests.golden.compare --update` draws them anew.

The comparison is tolerant of smoothing, so that another build of the rasteriser does not break it, and intolerant of
anything that moved, vanished or changed its shape.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from printing.compose import compose
from printing.render.pdf import render_pdf
from tests.golden.samples import PAGES

FOLDER = Path(__file__).parent / "pages"
DPI = 72
#: A difference of grey levels (0-255), after softening, that smoothing alone does not make.
TOLERANCE = 40


def first_page(pdf: bytes, dpi: int) -> Image.Image:
    """The first page of a PDF in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def drawn(name: str) -> Image.Image:
    """The named sample page as it is drawn now."""
    document, media = PAGES[name]
    return first_page(render_pdf(compose(document, media), title=name), DPI)


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pages differ by more than smoothing."""
    if one.size != other.size:
        return True
    soft = [image.filter(ImageFilter.BoxBlur(1)) for image in (one, other)]
    _, most = ImageChops.difference(*soft).getextrema()
    return bool(most > TOLERANCE)


def main() -> None:
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python -m tests.golden.compare --update")
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        drawn(name).quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
