"""What every page of ours has: a head, a foot with page numbers, captions, dates in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from printing.layout.barcodes import code128
from printing.layout.flow import Block, Group, Style, beside, paginate, paragraph, shifted, space, stack, text_line
from printing.layout.marks import Box, Mark, Page, Rule, move
from printing.layout.media import Media
from printing.layout.palette import Palette
from printing.text.shaping import measure
from printing.text.wrapping import fit_size, shorten

_SPRING, _SUMMER = ("March", "April", "May"), ("June", "July", "August")
_MONTHS = ("January", "February", *_SPRING, *_SUMMER, "September", "October", "November", "December")
#: White space above the foot's rule, and between the rule and the words.
_FOOT_GAP_MM, _FOOT_PAD_MM = 2.0, 1.2


class Foot(Struct, frozen=True):
    """The last line of each page. `reprint` stands out: the packer must see that a paper is not the first one."""

    left: str
    size_pt: float
    reprint: str = ""

    @property
    def height_mm(self) -> float:
        return _FOOT_GAP_MM + _FOOT_PAD_MM + Style(self.size_pt).line_mm


def assemble(
    groups: Sequence[Group], first_top: Block, next_top: Block, foot: Foot, media: Media, colours: Palette
) -> tuple[Page, ...]:
    """Deal `groups` onto as many pages as they need, each with its head as letterhead and its foot."""
    inner = media.height_mm - 2 * media.margin_mm - foot.height_mm
    flows = paginate(groups, inner - first_top.height_mm, inner - next_top.height_mm)
    pages = []
    for number, blocks in enumerate(flows, start=1):
        top = first_top if number == 1 else next_top
        marks = _on_page(stack([space(top.height_mm), *blocks]), media)
        foot_marks = _foot(foot, f"Page {number} of {len(flows)}", media, colours)
        pages.append(Page(media.width_mm, media.height_mm, (*marks, *foot_marks), _on_page(top, media)))
    return tuple(pages)


def caption(text: str, width_mm: float, size_pt: float, colours: Palette) -> Block:
    """A small quiet word above what it names."""
    return text_line(text, width_mm, Style(size_pt, bold=True, colour=colours.muted))


def big_number(text: str, width_mm: float, sizes_pt: tuple[float, ...], colours: Palette) -> tuple[Block, ...]:
    """A number as large as fits; at the smallest size it wraps rather than lose a digit."""
    size = fit_size(text, width_mm, sizes_pt, bold=True)
    return paragraph(text, width_mm, Style(size, bold=True, colour=colours.ink, leading=1.2))


def barcode_block(data: str, words: str, width_mm: float, height_mm: float, size_pt: float, dpi: float) -> Block:
    """A Code 128 symbol with its words centred beneath. Its bars start at 0: the quiet zones reach over both edges.

    Raises:
        BarcodeTooWide, BarcodeNotPossible: see `printing.layout.barcodes.code128`.
    """
    symbol = code128(data, width_mm, height_mm, dpi)
    style = Style(size_pt, colour="#000000")
    label = text_line(shorten(words, symbol.bars_mm, size_pt), symbol.bars_mm, style, align="centre")
    return stack([shifted(Block(height_mm + 0.5, (symbol,)), -symbol.quiet_mm), label])


def date_in_words(iso_date: str) -> str:
    """`2026-05-12` as `12 May 2026`, which no country reads wrongly; other text stays as it is."""
    try:
        day = date.fromisoformat(iso_date[:10])
    except ValueError:
        return iso_date
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _foot(foot: Foot, page: str, media: Media, colours: Palette) -> tuple[Mark, ...]:
    width, style = media.content_width_mm, Style(foot.size_pt, colour=colours.muted)
    page_mm = measure(page, foot.size_pt)
    stamp_mm, stamp = _stamp(foot, width - page_mm - 6)
    left = shorten(foot.left, width - page_mm - stamp_mm - 6, foot.size_pt)
    line = beside(
        (0, text_line(left, width, style)),
        (width - page_mm - stamp_mm - 3, stamp),
        (0, text_line(page, width, style, align="right")),
    )
    top = media.height_mm - 2 * media.margin_mm - foot.height_mm + _FOOT_GAP_MM
    rule = Block(_FOOT_PAD_MM, (Rule(0, 0, width, 0.2, colours.line),))
    return _on_page(stack([space(top), rule, line]), media)


def _stamp(foot: Foot, width_mm: float) -> tuple[float, Block]:
    """The reprint mark, white on black, and its width in mm."""
    if not foot.reprint:
        return 0.0, space(0)
    text = foot.reprint if foot.reprint.upper().startswith("REPRINT") else f"REPRINT {foot.reprint}"
    style = Style(foot.size_pt, bold=True, colour="#FFFFFF")
    text = shorten(text, width_mm - 4, foot.size_pt, bold=True)
    inner = measure(text, foot.size_pt, bold=True)
    ground = Box(0, 0, inner + 4, style.line_mm, "#000000", 0.6)
    return inner + 4, beside((0, Block(style.line_mm, (ground,))), (2, text_line(text, inner, style)))


def _on_page(block: Block, media: Media) -> tuple[Mark, ...]:
    return tuple(move(mark, media.margin_mm, media.margin_mm) for mark in block.marks)
