"""What comes out of the PDF: codes that scan, text that can be found, the same bytes every time."""

from __future__ import annotations

import msgspec
import pypdfium2
import pytest
import zxingcpp
from PIL import Image as Pillow

from app.domain.documents import Document
from printing.compose import compose
from printing.layout.media import MEDIA
from printing.render.pdf import render_pdf
from tests.golden.samples import BRAND, COMMANDS, PAGES, purchase_order, slip


def _codes(document: Document, media: str, dpi: int = 300) -> list[str]:
    """Every code a scanner finds on the pages."""
    pdf = pypdfium2.PdfDocument(render_pdf(compose(document, MEDIA[media]), title="t"))
    try:
        pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pdf]
    finally:
        pdf.close()
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("number", ["7", "1042", "11439416898772232", "AB12CD34EF56"])
def test_the_order_scans_on_every_paper(media: str, number: str) -> None:
    code = f"JO:{number}:K"
    assert _codes(slip(scan_code=code, order_number=number), media) == [code]


def test_the_order_scans_from_a_label_printer() -> None:
    assert _codes(slip(), "4x6", dpi=203) == ["JO:1042:K"]


def test_every_command_scans() -> None:
    expected = [entry.scan_code for _, entries in COMMANDS.groups for entry in entries]
    assert sorted(_codes(COMMANDS, "a4")) == sorted(expected)


def test_the_purchase_order_scans() -> None:
    assert _codes(purchase_order(3), "letter") == ["JP:202605120007:Q"]


def test_the_same_pages_give_the_same_bytes() -> None:
    document, media = PAGES["hebrew"]
    first, again = (render_pdf(compose(document, media), title="t") for _ in range(2))
    assert first == again
    assert first != render_pdf(compose(document, media), title="other")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("latin", "Łukasz Żółć"),
        ("greek", "Ελένη Παράδειγμα"),
        ("cyrillic", "Анна Примерова"),
        ("hebrew", "רות דוגמה"),
        ("arabic", "ليلى المثال"),
        ("japanese", "見本 花子"),
        ("chinese", "示例小姐"),
        ("korean", "김보기"),
        ("thai", "คุณตัวอย่าง"),
        ("devanagari", "श्रीमती उदाहरण"),
    ],
)
def test_a_name_can_be_found_in_the_file(name: str, words: str) -> None:
    document, media = PAGES[name]
    assert words in _text(render_pdf(compose(document, media), title="t"))


def test_a_batch_is_one_file_and_stores_the_letterhead_once() -> None:
    pages = [page for number in range(20) for page in compose(slip(order_number=str(number)), MEDIA["a4"])]
    batch = render_pdf(pages, title="batch")
    assert len(_text(batch).split("Page 1 of 1")) == 21
    assert batch.count(b"/Subtype /Form") == 1


def test_a_logo_is_drawn_in_its_colours(tmp_path) -> None:
    path = tmp_path / "logo.png"
    Pillow.new("RGB", (200, 200), "#C00000").save(path)
    document = slip(brand=msgspec.structs.replace(BRAND, logo=str(path)))
    pdf = pypdfium2.PdfDocument(render_pdf(compose(document, MEDIA["a6"]), title="t"))
    try:
        picture = pdf[0].render(scale=2).to_pil()
    finally:
        pdf.close()
    assert picture.getpixel((54, 54)) == (192, 0, 0)
