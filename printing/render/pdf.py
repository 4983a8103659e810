"""Pages as one PDF file, written with ReportLab.

Plain Latin, Greek and Cyrillic text is ordinary embedded text. Everything else is drawn as the glyph outlines
HarfBuzz chose, under invisible text of the same width, so that it can be found and copied. The same pages always
give the same bytes. Importing this module imports ReportLab: do so when the first page is to be printed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from printing.layout.marks import Barcode, Box, Image, Mark, Page, Rule, Text
from printing.render.glyphless import GlyphlessFont
from printing.render.outlines import outline
from printing.text.fonts import FAMILIES, face
from printing.text.shaping import POINT_MM, Glyph, is_plain, plain_width, shape

#: PDF user space units (1/72 inch) in one millimetre.
_UNIT = 1 / POINT_MM
_PLAIN, _PLAIN_BOLD, _GLYPHLESS = "NotoSans", "NotoSans-Bold", "Glyphless"
#: Stroke that turns regular outlines into bold ones, in thousandths of an em.
_THICKEN = 22


def render_pdf(pages: Iterable[Page], *, title: str) -> bytes:
    """All pages as one PDF. A letterhead shared by many pages is stored once.

    Raises:
        OSError: a logo's file vanished or broke after the page was laid out.
    """
    _prepare_reportlab()
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setProducer("Crossdock")
    forms: dict[tuple[Mark, ...], str] = {}
    for page in pages:
        _draw_page(canvas, page, forms)
    canvas.save()
    return target.getvalue()


def _draw_page(canvas: Canvas, page: Page, forms: dict[tuple[Mark, ...], str]) -> None:
    size = (page.width_mm * _UNIT, page.height_mm * _UNIT)
    canvas.setPageSize(size)
    if page.letterhead:
        if page.letterhead not in forms:
            forms[page.letterhead] = name = f"letterhead{len(forms)}"
            canvas.beginForm(name, 0, 0, *size)
            _draw_marks(canvas, page.letterhead, page.height_mm)
            canvas.endForm()
        canvas.doForm(forms[page.letterhead])
    _draw_marks(canvas, page.marks, page.height_mm)
    canvas.showPage()


def _draw_marks(canvas: Canvas, marks: tuple[Mark, ...], page_height_mm: float) -> None:
    for mark in marks:
        match mark:
            case Text():
                _draw_text(canvas, mark, page_height_mm)
            case Rule():
                _draw_rule(canvas, mark, page_height_mm)
            case Box():
                _draw_box(canvas, mark, page_height_mm)
            case Image():
                _draw_image(canvas, mark, page_height_mm)
            case Barcode():
                _draw_barcode(canvas, mark, page_height_mm)


def _draw_text(canvas: Canvas, mark: Text, page_height_mm: float) -> None:
    y = (page_height_mm - mark.y_mm) * _UNIT
    canvas.setFillColor(_colour(mark.colour))
    if is_plain(mark.text) and not mark.rtl:
        x = _left(mark, 0 if mark.align == "left" else plain_width(mark.text, mark.bold))
        canvas.setFont(_PLAIN_BOLD if mark.bold else _PLAIN, mark.size_pt)
        canvas.drawString(x, y, mark.text)
        return
    line = shape(mark.text, mark.bold, mark.rtl, mark.language)
    x = _left(mark, line.width)
    _draw_glyphs(canvas, line.glyphs, x, y, mark)
    _draw_invisible(canvas, line.visual, x, y, line.width * mark.size_pt / 1000, mark.size_pt)


def _left(mark: Text, width: float) -> float:
    """The line's left end in PDF units; `width` in thousandths of an em."""
    shares = {"left": 0.0, "centre": 0.5, "right": 1.0}
    return mark.x_mm * _UNIT - width * mark.size_pt / 1000 * shares[mark.align]


def _draw_glyphs(canvas: Canvas, glyphs: tuple[Glyph, ...], x: float, y: float, mark: Text) -> None:
    scale = mark.size_pt / 1000
    canvas.saveState()
    canvas.setStrokeColor(_colour(mark.colour))
    canvas.setLineWidth(_THICKEN)
    canvas.transform(scale, 0, 0, scale, x, y)
    origin_x = origin_y = 0.0
    for glyph in glyphs:
        path = outline(glyph.face.file, glyph.index)
        if path is None:
            continue
        canvas.translate(glyph.x - origin_x, glyph.y - origin_y)
        origin_x, origin_y = glyph.x, glyph.y
        canvas.drawPath(path, stroke=int(glyph.face.thicken), fill=1, fillMode=1)
    canvas.restoreState()


def _draw_invisible(canvas: Canvas, text: str, x: float, y: float, width: float, size_pt: float) -> None:
    """The characters for search and copy, stretched to the width of the glyphs above them."""
    words: PDFTextObject = canvas.beginText(x, y)
    words.setFont(_GLYPHLESS, size_pt)
    words.setTextRenderMode(3)
    words.setHorizScale(100 * width / max(1e-6, pdfmetrics.stringWidth(text, _GLYPHLESS, size_pt)))
    words.textOut(text)
    words.setTextRenderMode(0)
    words.setHorizScale(100)
    canvas.drawText(words)


def _draw_rule(canvas: Canvas, mark: Rule, page_height_mm: float) -> None:
    y = (page_height_mm - mark.y_mm - mark.thickness_mm / 2) * _UNIT
    canvas.setFillColor(_colour(mark.colour))
    canvas.rect(mark.x_mm * _UNIT, y, mark.length_mm * _UNIT, mark.thickness_mm * _UNIT, stroke=0, fill=1)


def _draw_box(canvas: Canvas, mark: Box, page_height_mm: float) -> None:
    y = (page_height_mm - mark.y_mm - mark.height_mm) * _UNIT
    place = (mark.x_mm * _UNIT, y, mark.width_mm * _UNIT, mark.height_mm * _UNIT)
    canvas.setFillColor(_colour(mark.fill))
    if mark.radius_mm:
        canvas.roundRect(*place, mark.radius_mm * _UNIT, stroke=0, fill=1)
    else:
        canvas.rect(*place, stroke=0, fill=1)


def _draw_image(canvas: Canvas, mark: Image, page_height_mm: float) -> None:
    reader = _image(mark.path, Path(mark.path).stat().st_mtime_ns)
    y = (page_height_mm - mark.y_mm - mark.height_mm) * _UNIT
    canvas.drawImage(reader, mark.x_mm * _UNIT, y, mark.width_mm * _UNIT, mark.height_mm * _UNIT, mask="auto")


def _draw_barcode(canvas: Canvas, mark: Barcode, page_height_mm: float) -> None:
    y, height = (page_height_mm - mark.y_mm - mark.height_mm) * _UNIT, mark.height_mm * _UNIT
    path = canvas.beginPath()
    for x_mm, width_mm in mark.bars():
        path.rect(x_mm * _UNIT, y, width_mm * _UNIT, height)
    canvas.setFillColor(_colour("#000000"))
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=64)
def _colour(text: str) -> Any:
    return HexColor(text)


@lru_cache(maxsize=8)
def _image(path: str, _changed_ns: int) -> ImageReader:
    return ImageReader(path)


@lru_cache(maxsize=1)
def _prepare_reportlab() -> None:
    """Make the fonts known, once in a process, and write streams as bytes: smaller and quicker than as letters."""
    rl_config.useA85 = 0
    for name, bold in ((_PLAIN, False), (_PLAIN_BOLD, True)):
        pdfmetrics.registerFont(TTFont(name, str(face(FAMILIES[0], bold).path)))
    pdfmetrics.registerFont(GlyphlessFont(_GLYPHLESS))
