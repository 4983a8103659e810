"""A slip keeps its words on the paper, apart from each other, whatever a shop's export brings."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from app.domain.address import PostalAddress
from app.domain.documents import SlipLine
from printing.compose import compose, shortcomings
from printing.layout.images import MAX_PIXELS, usable_logo
from printing.layout.marks import Barcode, Box, Image, Page, Text
from printing.layout.media import MEDIA, Media
from printing.layout.palette import palette
from printing.text.shaping import POINT_MM, measure
from tests.golden.samples import BRAND, COMMANDS, numbered_lines, purchase_order, slip

_Rectangle = tuple[float, float, float, float]


def _rectangle(mark: Text) -> _Rectangle:
    """Left, top, right, bottom of the ink of ordinary letters."""
    width, em = measure(mark.text, mark.size_pt, mark.bold, mark.language), mark.size_pt * POINT_MM
    left = mark.x_mm - width * {"left": 0, "centre": 0.5, "right": 1}[mark.align]
    return left, mark.y_mm - 0.75 * em, left + width, mark.y_mm + 0.2 * em


def _covered(page: Page, quiet: bool) -> list[_Rectangle]:
    """Words, symbols and pictures; symbols with their quiet zones if `quiet`."""
    rectangles = []
    for mark in (*page.letterhead, *page.marks):
        if isinstance(mark, Text):
            rectangles.append(_rectangle(mark))
        elif isinstance(mark, Barcode):
            left = mark.x_mm + (0 if quiet else mark.quiet_mm)
            width = mark.width_mm if quiet else mark.bars_mm
            rectangles.append((left, mark.y_mm, left + width, mark.y_mm + mark.height_mm))
        elif isinstance(mark, Image):
            rectangles.append((mark.x_mm, mark.y_mm, mark.x_mm + mark.width_mm, mark.y_mm + mark.height_mm))
    return rectangles


def outside(page: Page, media: Media) -> list[_Rectangle]:
    """What leaves the printable area."""
    least, right, bottom = media.margin_mm - 0.01, media.width_mm - media.margin_mm, media.height_mm - media.margin_mm
    found = _covered(page, quiet=False)
    return [r for r in found if r[0] < least or r[1] < least or r[2] > right + 0.01 or r[3] > bottom + 0.01]


def overlapping(page: Page) -> list[tuple[_Rectangle, _Rectangle]]:
    """Words or symbols that cover each other, or reach into a symbol's quiet zone."""
    found = _covered(page, quiet=True)
    return [
        (a, b)
        for index, a in enumerate(found)
        for b in found[index + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.05 and min(a[3], b[3]) - max(a[1], b[1]) > 0.05
    ]


words = st.text(st.sampled_from("abc XYZ-ÄłЖΩשلم漢字한ก12 ,.()"), max_size=60)
addresses = st.builds(
    PostalAddress,
    name=words,
    company=words,
    lines=st.lists(words, max_size=3).map(tuple),
    city=words,
    region=words,
    postcode=st.text("0123456789 AB", max_size=10),
    country=st.sampled_from(["GB", "US", "DE", "JP", "IL", "CN", "BR", "", "XX", "AQ"]),
)
order_lines = st.lists(
    st.builds(SlipLine, quantity=st.integers(1, 9999), title=st.text("Wide title 漢ש", max_size=200), sku=words),
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(
    media=st.sampled_from(list(MEDIA.values())),
    ship_to=addresses,
    lines=order_lines,
    number=st.text("0123456789-", min_size=1, max_size=24),
    gift=st.text("Gift 贈 מתנה\n", max_size=400),
    reprint=st.sampled_from(["", "REPRINT 2"]),
)
def test_nothing_leaves_the_paper_or_covers_another(media, ship_to, lines, number, gift, reprint) -> None:
    document = slip(ship_to, tuple(lines), order_number=number, gift_message=gift, reprint=reprint)
    for page in compose(document, media):
        assert not outside(page, media)
        assert not overlapping(page)


@pytest.mark.parametrize("media", ["a4", "letter"])
@pytest.mark.parametrize("document", [COMMANDS, purchase_order(45)])
def test_office_papers_keep_their_words_apart(document, media: str) -> None:
    for page in compose(document, MEDIA[media]):
        assert not outside(page, MEDIA[media])
        assert not overlapping(page)


def test_a_word_off_the_paper_or_over_another_is_seen() -> None:
    media = MEDIA["a6"]
    page = Page(media.width_mm, media.height_mm, (Text(90, 20, "too far right", 12),))
    assert outside(page, media)
    twice = Page(media.width_mm, media.height_mm, (Text(20, 20, "one", 12), Text(22, 20, "two", 12)))
    assert overlapping(twice)


@pytest.mark.parametrize(
    ("media", "count", "pages"),
    [("a4", 1, 1), ("a4", 12, 1), ("a4", 60, 3), ("letter", 60, 3), ("a6", 1, 1), ("4x6", 12, 2)],
)
def test_the_number_of_pages(media: str, count: int, pages: int) -> None:
    assert len(compose(slip(lines=numbered_lines(count)), MEDIA[media])) == pages


@pytest.mark.parametrize("media", MEDIA)
def test_every_line_is_printed_once_and_the_table_head_repeats(media: str) -> None:
    pages = compose(slip(lines=numbered_lines(40)), MEDIA[media])
    words = [[mark.text for mark in page.marks if isinstance(mark, Text)] for page in pages]
    flat = [text for page in words for text in page]
    assert all(flat.count(f"Stoneware cup no. {number}") == 1 for number in range(40))
    assert all("QTY" in page for page in words if any(text.startswith("Stoneware") for text in page))
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(words, start=1)] == [True] * len(pages)


def test_a_title_longer_than_a_page_is_whole() -> None:
    title = " ".join(f"word{number}" for number in range(900))
    pages = compose(slip(lines=(SlipLine(1, title, "X"),)), MEDIA["a6"])
    printed = " ".join(mark.text for page in pages for mark in page.marks if isinstance(mark, Text))
    assert all(f"word{number}" in printed.split() for number in range(900))


def test_a_reprint_is_marked_on_every_page() -> None:
    for page in compose(slip(lines=numbered_lines(60), reprint="2"), MEDIA["a4"]):
        assert "REPRINT 2" in [mark.text for mark in page.marks if isinstance(mark, Text)]
    for page in compose(slip(), MEDIA["a4"]):
        assert not [mark for mark in page.marks if isinstance(mark, Text) and "REPRINT" in mark.text]


def test_a_broken_logo_is_left_out(tmp_path: Path) -> None:
    whole, cut, text = tmp_path / "logo.png", tmp_path / "cut.png", tmp_path / "text.png"
    Pillow.effect_noise((300, 100), 60).convert("RGB").save(whole)
    cut.write_bytes(whole.read_bytes()[:2000])
    text.write_text("not a picture")
    usable = {path.name: usable_logo(str(path)) for path in (whole, cut, text, tmp_path / "none.png")}
    assert usable == {"logo.png": True, "cut.png": False, "text.png": False, "none.png": False}
    for path in (whole, cut):
        brand = msgspec.structs.replace(BRAND, logo=str(path))
        (page,) = compose(slip(brand=brand), MEDIA["a6"])
        assert [isinstance(mark, Image) for mark in page.letterhead].count(True) == (path is whole)


def test_a_logo_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    Pillow.new("1", (MAX_PIXELS // 1000 + 1, 1000)).save(path)
    assert not usable_logo(str(path))


def test_a_pale_brand_colour_is_not_used_for_words() -> None:
    assert palette("#1F4D3A", monochrome=False).accent == "#1F4D3A"
    assert palette("#F2D21B", monochrome=False).accent == palette("no colour", monochrome=False).accent == "#14171C"


def test_thermal_paper_gets_black_only() -> None:
    for page in compose(slip(gift_message="Enjoy!", reprint="2"), MEDIA["4x6"]):
        inked = [mark for mark in (*page.letterhead, *page.marks) if isinstance(mark, Text | Box)]
        colours = {mark.colour if isinstance(mark, Text) else mark.fill for mark in inked}
        assert colours <= {"#000000", "#FFFFFF"}


def test_what_the_paper_will_lack_is_told(tmp_path: Path) -> None:
    good = slip(gift_message="Happy birthday 🎉")
    assert shortcomings(good, compose(good, MEDIA["a4"])) == ()
    poor = slip(gift_message="ᚠ", brand=msgspec.structs.replace(BRAND, logo=str(tmp_path / "gone.png")))
    logo, glyph = shortcomings(poor, compose(poor, MEDIA["a4"]))
    assert "gone.png cannot be read" in logo
    assert "No font here has ᚠ" in glyph
