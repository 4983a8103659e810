"""Packing slips as files of their own and as one batch, beside ReportLab's canvas drawing the same marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PIL import Image as Pillow
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.domain.address import PostalAddress
from app.domain.documents import Brand, PackingSlip, SlipLine
from printing.compose import compose
from printing.layout.marks import Barcode, Box, Image, Mark, Page, Rule, Text
from printing.layout.media import A4
from printing.render.pdf import render_pdf
from tests.performance.measure import Action, Figure, Goal, Timing, alternately, compared
from tests.performance.sizes import Sizes

_MM = 72 / 25.4
_BATCHES = 3


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Slips of three lines on A4 with a logo; the floor gets its marks ready laid out."""
    folder.mkdir(parents=True)
    brand = _brand(folder / "logo.png")
    count = sizes.slips + 20
    one, floor = alternately(_single(brand, count), _single_floor(brand, count))
    yield from compared("packing slip, one file", one, "canvas, same fonts", floor, Goal("ratio", 1.25))
    batch, batch_floor = alternately(_batches(brand, sizes.batch), _batch_floor(brand, sizes.batch), block=1, warm_up=1)
    ours, theirs = (_each(timing, sizes.batch) for timing in (batch, batch_floor))
    name = f"packing slip in a batch of {sizes.batch}"
    yield from compared(name, ours, "canvas with a form", theirs, Goal("ratio", 1.5))


def _each(timing: Timing, count: int) -> Timing:
    return Timing(tuple(value / count for value in timing.values))


def _brand(logo: Path) -> Brand:
    Pillow.new("RGB", (600, 200), "#1F5FD6").save(logo)
    address = PostalAddress("Sample Shop", "", ("Unit 4",), "Sampleton", "", "12345", "DE")
    note = "Something not right? Send it back within 30 days."
    return Brand(
        "sample", "Sample Shop", address, "#1F5FD6", str(logo), "Thank you for your order.", note, "shop.example"
    )


def _slip(brand: Brand, number: int) -> PackingSlip:
    name = f"Customer {number}"
    ship_to = PostalAddress(name, "", (f"Sample Street {number}",), "Sampleton", "", "12345", "DE")
    lines = tuple(SlipLine(1, f"Stoneware cup no. {number + step}", f"SKU-{number + step}") for step in range(3))
    return PackingSlip(
        brand, f"#{number}", f"JO:{number}:K", "2026-11-20", ship_to, lines, package_number=f"PK-{number}"
    )


def _single(brand: Brand, count: int) -> Iterator[Action]:
    return (partial(_print, _slip(brand, number)) for number in range(count))


def _print(slip: PackingSlip) -> bytes:
    return render_pdf(compose(slip, A4), title="slip")


def _single_floor(brand: Brand, count: int) -> Iterator[Action]:
    return (partial(_draw, compose(_slip(brand, number), A4)) for number in range(count))


def _batches(brand: Brand, size: int) -> Iterator[Action]:
    slips = [_slip(brand, number) for number in range(size)]

    def batch() -> bytes:
        return render_pdf((page for slip in slips for page in compose(slip, A4)), title="slips")

    return (batch for _ in range(_BATCHES + 1))


def _batch_floor(brand: Brand, size: int) -> Iterator[Action]:
    pages = tuple(page for number in range(size) for page in compose(_slip(brand, number), A4))
    return (partial(_draw, pages) for _ in range(_BATCHES + 1))


# --- the floor: nothing but calls of the canvas, with the fonts `render_pdf` registered ---


def _draw(pages: tuple[Page, ...]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    pictures: dict[str, ImageReader] = {}
    letterhead = pages[0].letterhead
    canvas.beginForm("letterhead", 0, 0, 210 * _MM, 297 * _MM)
    for mark in letterhead:
        _mark(canvas, mark, pictures)
    canvas.endForm()
    for page in pages:
        canvas.setPageSize((210 * _MM, 297 * _MM))
        canvas.doForm("letterhead")
        for mark in page.marks:
            _mark(canvas, mark, pictures)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _mark(canvas: Canvas, mark: Mark, pictures: dict[str, ImageReader]) -> None:
    y = (297 - mark.y_mm) * _MM
    match mark:
        case Text():
            canvas.setFillColor(mark.colour)
            canvas.setFont("NotoSans-Bold" if mark.bold else "NotoSans", mark.size_pt)
            draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
            draw[mark.align](mark.x_mm * _MM, y, mark.text)
        case Rule():
            canvas.setFillColor(mark.colour)
            canvas.rect(mark.x_mm * _MM, y, mark.length_mm * _MM, mark.thickness_mm * _MM, stroke=0, fill=1)
        case Box():
            canvas.setFillColor(mark.fill)
            height = mark.height_mm * _MM
            canvas.rect(mark.x_mm * _MM, y - height, mark.width_mm * _MM, height, stroke=0, fill=1)
        case Image():
            picture = pictures.setdefault(mark.path, ImageReader(mark.path))
            height = mark.height_mm * _MM
            canvas.drawImage(picture, mark.x_mm * _MM, y - height, mark.width_mm * _MM, height, mask="auto")
        case Barcode():
            path = canvas.beginPath()
            for x_mm, width_mm in mark.bars():
                path.rect(x_mm * _MM, y - mark.height_mm * _MM, width_mm * _MM, mark.height_mm * _MM)
            canvas.drawPath(path, stroke=0, fill=1)
