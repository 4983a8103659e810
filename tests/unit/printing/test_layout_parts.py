"""Addresses, barcodes, and the sheets of office paper."""

from __future__ import annotations

import pytest

from app.domain.address import PostalAddress
from app.domain.documents import ShippingLabel, ToteLabel
from printing.compose import compose
from printing.layout.address import address_lines
from printing.layout.barcodes import MIN_MODULE_MM, code128
from printing.layout.errors import BarcodeNotPossible, BarcodeTooWide, NotAPage, PaperTooSmall
from printing.layout.flow import Block, Group, paginate
from printing.layout.marks import Text
from printing.layout.media import MEDIA
from printing.layout.sheet import date_in_words
from tests.golden.samples import BRAND, COMMANDS, IRISH, purchase_order


def _address(country: str) -> PostalAddress:
    return PostalAddress("A. Example", "", ("12 Example St",), "Springfield", "IL", "62701", country)


def test_each_country_has_its_own_order() -> None:
    assert address_lines(_address("US"))[-2:] == ("SPRINGFIELD, IL 62701", "UNITED STATES")
    assert address_lines(_address("DE"))[-2:] == ("62701 SPRINGFIELD", "GERMANY")
    assert address_lines(_address("AE"))[-3:] == ("Springfield 62701", "IL", "UNITED ARAB EMIRATES")
    japanese = PostalAddress("見本 花子", "", ("見本町1-2-3",), "千代田区", "東京都", "100-0001", "JP")
    assert address_lines(japanese) == ("〒100-0001", "東京都", "千代田区", "見本町1-2-3", "見本 花子", "JAPAN")


@pytest.mark.parametrize("country", ["", "XX", "Germany"])
def test_an_unknown_country_keeps_everything(country: str) -> None:
    expected = ("A. Example", "12 Example St", "Springfield IL 62701", country.upper())
    assert address_lines(_address(country)) == tuple(line for line in expected if line)


def test_bars_are_whole_dots() -> None:
    for data, dpi in (("JO:1042:K", 600), ("JO:1042:K", 203.2), ("JO:11439416898772232:K", 300)):
        symbol = code128(data, 90, 10, dpi)
        dots = symbol.module_mm * dpi / 25.4
        assert dots == pytest.approx(round(dots))
        assert symbol.module_mm >= MIN_MODULE_MM - 1e-9
        assert symbol.quiet_mm == pytest.approx(10 * symbol.module_mm)


def test_a_code_that_cannot_fit_says_what_to_do() -> None:
    with pytest.raises(BarcodeTooWide, match="Choose wider paper"):
        code128("JO:" + "AZ9" * 12, 60, 10, 600)


@pytest.mark.parametrize("data", ["", "größe", "漢"])
def test_a_code_outside_ascii_is_refused(data: str) -> None:
    with pytest.raises(BarcodeNotPossible):
        code128(data, 90, 10, 600)


@pytest.mark.parametrize("document", [COMMANDS, purchase_order(1)])
def test_office_documents_need_office_paper(document) -> None:
    with pytest.raises(PaperTooSmall, match="Choose A4 or Letter"):
        compose(document, MEDIA["a6"])


def test_labels_are_not_pages() -> None:
    label = ShippingLabel(BRAND, "1042", "1", "JL:1:X", "TRACK", IRISH)
    for document in (label, ToteLabel("B3", "JT:B3:X")):
        with pytest.raises(NotAPage):
            compose(document, MEDIA["a4"])


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (12, 1), (60, 3)])
def test_a_purchase_order_counts_its_pages_and_its_money(count: int, pages: int) -> None:
    made = compose(purchase_order(count), MEDIA["a4"])
    words = [mark.text for page in made for mark in page.marks if isinstance(mark, Text)]
    assert len(made) == pages
    assert f"GBP {sum(range(1, count + 1)) * 12.5:.2f}" in words


def test_a_group_is_kept_whole_where_a_page_can_hold_it() -> None:
    row = Block(10)
    pages = paginate([Group((row,) * 3), Group((row,) * 4)], first_mm=50, next_mm=60)
    assert [len(page) for page in pages] == [3, 4]
    too_tall = paginate([Group((row,) * 9)], first_mm=50, next_mm=60)
    assert [len(page) for page in too_tall] == [5, 4]


def test_dates_are_read_the_same_everywhere() -> None:
    assert date_in_words("2026-05-12") == "12 May 2026"
    assert date_in_words("next week") == "next week"
