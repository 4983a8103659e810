"""The packing slip: the brand's own paper in the parcel, for office paper and for slip printers."""

from __future__ import annotations

from msgspec import Struct

from app.domain.documents import PackingSlip, SlipLine
from printing.layout.address import address_lines, language_of
from printing.layout.barcodes import smallest_width_mm
from printing.layout.flow import Block, Group, Style, beside, paragraph, shifted, space, stack
from printing.layout.letterhead import letterhead
from printing.layout.marks import Align, Barcode, Box, Page, Rule
from printing.layout.media import Media
from printing.layout.palette import Palette, palette
from printing.layout.sheet import Foot, assemble, barcode_block, big_number, caption, date_in_words
from printing.layout.slip_sizes import OFFICE, SMALL, Sizes, tighter
from printing.text.bidi import is_right_to_left
from printing.text.shaping import measure


class _Slip(Struct, frozen=True):
    """Everything the parts of one slip share."""

    document: PackingSlip
    media: Media
    sizes: Sizes
    colours: Palette
    language: str

    @property
    def width(self) -> float:
        return self.media.content_width_mm


def packing_slip(document: PackingSlip, media: Media) -> tuple[Page, ...]:
    """The pages of one slip. An unusable logo is left out (`usable_logo` tells beforehand).

    Raises:
        BarcodeTooWide, BarcodeNotPossible: the order's scan code cannot be printed on this paper.
    """
    sizes = SMALL if media.is_small else OFFICE
    pages = _set(document, media, sizes)
    if len(pages) == 1:
        return pages
    return min(pages, _set(document, media, tighter(sizes)), key=len)


def _set(document: PackingSlip, media: Media, sizes: Sizes) -> tuple[Page, ...]:
    colours = palette(document.brand.colour, media.monochrome)
    slip = _Slip(document, media, sizes, colours, language_of(document.ship_to))
    foot = Foot(f"{document.brand.trading_name} · Order {document.order_number}", sizes.small_pt, document.reprint)
    head = letterhead(document.brand, media, sizes, colours)
    groups = [Group((_identity(slip),)), *_gift(slip), *_table(slip), *_closing(slip)]
    return assemble(groups, head, _short_head(slip), foot, media, colours)


def _short_head(slip: _Slip) -> Block:
    """The head of the second and later pages."""
    sizes, colours = slip.sizes, slip.colours
    name = paragraph(slip.document.brand.trading_name, slip.width * 0.5, Style(sizes.body_pt, True, colours.accent))
    order = f"Order {slip.document.order_number}"
    number = paragraph(order, slip.width * 0.45, Style(sizes.body_pt, True, colours.ink), align="right")
    bar = Block(sizes.gap_mm / 2, (Rule(0, 0, slip.width, 0.6, colours.accent),))
    return stack([beside((0, stack(name)), (slip.width * 0.55, stack(number))), space(sizes.gap_mm / 3), bar])


def _identity(slip: _Slip) -> Block:
    """Who it goes to and which order it is; side by side on office paper, the order above on small paper."""
    if slip.media.is_small:
        return stack([_order_row(slip), space(slip.sizes.gap_mm), _ship_to(slip, slip.width), space(slip.sizes.gap_mm)])
    right_mm = slip.width * 0.46
    needed = smallest_width_mm(slip.document.scan_code, slip.media.dpi)
    if needed > right_mm:
        return stack([_order_row(slip), space(slip.sizes.gap_mm), _ship_to(slip, slip.width), space(slip.sizes.gap_mm)])
    order = stack([_order_words(slip, right_mm), space(slip.sizes.gap_mm / 2), _symbol(slip, right_mm)])
    ship_to = _ship_to(slip, slip.width - right_mm - slip.sizes.gap_mm)
    return stack([beside((0, ship_to), (slip.width - right_mm, order)), space(slip.sizes.gap_mm)])


def _order_row(slip: _Slip) -> Block:
    """Number left and barcode right; under each other when the row is too narrow for both."""
    needed = smallest_width_mm(slip.document.scan_code, slip.media.dpi)
    symbol_mm = slip.width - _least_words_mm(slip) - slip.sizes.gap_mm
    if symbol_mm < needed:
        return stack([_order_words(slip, slip.width), space(slip.sizes.gap_mm / 2), _symbol(slip, slip.width)])
    symbol = _symbol(slip, max(needed, min(symbol_mm, slip.width / 2)))
    bars = next(mark for mark in symbol.marks if isinstance(mark, Barcode))
    left_mm = slip.width - bars.bars_mm
    words = _order_words(slip, left_mm - max(slip.sizes.gap_mm, bars.quiet_mm))
    return beside((0, words), (left_mm, symbol))


def _least_words_mm(slip: _Slip) -> float:
    """The narrowest place for the order number: it must not wrap, and must not become small print."""
    least_pt = slip.sizes.number_pt[-2]
    return max(slip.width * 0.3, measure(slip.document.order_number, least_pt, bold=True))


def _order_words(slip: _Slip, width_mm: float) -> Block:
    document, sizes, colours = slip.document, slip.sizes, slip.colours
    dated = f"Ordered {date_in_words(document.ordered_on)}" if document.ordered_on else ""
    package = f"Package {document.package_number}" if document.package_number else ""
    details = " · ".join(part for part in (dated, package) if part)
    return stack(
        [
            caption("ORDER", width_mm, sizes.caption_pt, colours),
            *big_number(document.order_number, width_mm, sizes.number_pt, colours),
            *paragraph(details, width_mm, Style(sizes.small_pt, colour=colours.muted)),
        ]
    )


def _symbol(slip: _Slip, width_mm: float) -> Block:
    document, sizes = slip.document, slip.sizes
    number = document.order_number
    return barcode_block(document.scan_code, number, width_mm, sizes.barcode_mm, sizes.small_pt, slip.media.dpi)


def _ship_to(slip: _Slip, width_mm: float) -> Block:
    """The address in the largest type that keeps it within a third of the page."""
    limit = slip.media.height_mm / 3
    for size in slip.sizes.address_pt:
        block = _address(slip, width_mm, size)
        if block.height_mm <= limit:
            return block
    return _cut(_address(slip, width_mm, slip.sizes.address_pt[-1]), limit)


def _address(slip: _Slip, width_mm: float, size_pt: float) -> Block:
    document = slip.document
    blocks = [caption("SHIP TO", width_mm, slip.sizes.caption_pt, slip.colours), space(0.6)]
    for line in address_lines(document.ship_to):
        style = Style(size_pt, bold=line == document.ship_to.name, colour=slip.colours.ink)
        blocks += paragraph(line, width_mm, style, language=slip.language)
    return stack(blocks)


def _cut(block: Block, height_mm: float) -> Block:
    """The part of an absurdly long address that fits; the shipping label carries the address that counts."""
    return Block(height_mm, tuple(mark for mark in block.marks if mark.y_mm <= height_mm - 1))


def _gift(slip: _Slip) -> list[Group]:
    """The gift message on a tinted ground with a bar at its side; long ones run on to the next page."""
    message, sizes, colours = slip.document.gift_message, slip.sizes, slip.colours
    pad = sizes.gap_mm * 0.6
    inner = slip.width - 2 * pad - 1
    align: Align = "right" if is_right_to_left(message) else "left"
    style = Style(sizes.body_pt * 1.1, colour=colours.ink, leading=1.45)
    words = [
        paragraph(part, inner, style, align=align, language=slip.language) or (space(style.line_mm / 2),)
        for part in message.strip().splitlines()
    ]
    if not words:
        return []
    title = caption("A MESSAGE FOR YOU", inner, sizes.caption_pt, colours)
    rows = [space(pad), title, space(0.8), *(line for part in words for line in part), space(pad)]
    return [Group((*(_on_ground(shifted(row, pad + 1), slip) for row in rows), space(sizes.gap_mm)))]


def _on_ground(block: Block, slip: _Slip) -> Block:
    """The block before a ground that overlaps the row above a little, so that no seam shows."""
    tint, bar = slip.colours.tint, Box(0, -0.05, 1, block.height_mm + 0.05, slip.colours.accent)
    ground = (Box(0, -0.05, slip.width, block.height_mm + 0.05, tint),) if tint else ()
    return Block(block.height_mm, (*ground, bar, *block.marks))


def _table(slip: _Slip) -> list[Group]:
    head = _table_head(slip)
    rows = [Group(_row(line, slip), head) for line in slip.document.lines]
    count = sum(line.quantity for line in slip.document.lines)
    words = f"{count} item in this parcel" if count == 1 else f"{count} items in this parcel"
    total = paragraph(words, slip.width, Style(slip.sizes.small_pt, True, slip.colours.ink))
    return [*rows, Group((space(slip.sizes.gap_mm / 3), *(shifted(b, slip.sizes.quantity_mm) for b in total)))]


def _columns(slip: _Slip) -> tuple[float, float]:
    """Widths of title and SKU in mm; on small paper the SKU stands under the title."""
    rest = slip.width - slip.sizes.quantity_mm
    return (rest, rest) if slip.media.is_small else (rest * 0.72, rest * 0.26)


def _table_head(slip: _Slip) -> Block:
    sizes, colours = slip.sizes, slip.colours
    title_mm, sku_mm = _columns(slip)
    words = [(0.0, caption("QTY", sizes.quantity_mm, sizes.caption_pt, colours))]
    words.append((sizes.quantity_mm, caption("ITEM", title_mm, sizes.caption_pt, colours)))
    if not slip.media.is_small:
        style = Style(sizes.caption_pt, True, colours.muted)
        words.append((slip.width - sku_mm, stack(paragraph("SKU", sku_mm, style, align="right"))))
    rule = Block(0.4, (Rule(0, 0.2, slip.width, 0.4, colours.ink),))
    return stack([beside(*words), space(0.8), rule])


def _row(line: SlipLine, slip: _Slip) -> tuple[Block, ...]:
    """One line of the order as blocks a line high, so that even a title longer than a page is whole."""
    sizes, colours = slip.sizes, slip.colours
    title_mm, sku_mm = _columns(slip)
    body, small = Style(sizes.body_pt, colour=colours.ink), Style(sizes.small_pt, colour=colours.muted)
    title = list(paragraph(line.title, title_mm, body, language=slip.language))
    if slip.media.is_small:
        lines = [shifted(b, sizes.quantity_mm) for b in [*title, *paragraph(line.sku, title_mm, small)]]
    else:
        sku = list(
            paragraph(
                line.sku,
                sku_mm,
                Style(sizes.small_pt, colour=colours.muted, leading=1.36 * sizes.body_pt / sizes.small_pt),
                align="right",
            )
        )
        lines = _side_by_side(title, sku, sizes.quantity_mm, slip.width - sku_mm)
    quantity = paragraph(str(line.quantity), sizes.quantity_mm - 1, Style(sizes.body_pt, True, colours.ink))
    lines = _side_by_side(list(quantity), lines, 0, 0)
    rule = Rule(0, sizes.row_pad_mm, slip.width, 0.15, colours.line)
    return (space(sizes.row_pad_mm), *lines, Block(sizes.row_pad_mm + 0.15, (rule,)))


def _side_by_side(left: list[Block], right: list[Block], left_mm: float, right_mm: float) -> list[Block]:
    """Two columns of lines as one column of rows."""
    rows = max(len(left), len(right))
    pairs = zip(left + [space(0)] * (rows - len(left)), right + [space(0)] * (rows - len(right)), strict=True)
    return [beside((left_mm, one), (right_mm, other)) for one, other in pairs]


def _closing(slip: _Slip) -> list[Group]:
    """Thanks and the way back, at the foot of the last page."""
    brand, sizes, colours = slip.document.brand, slip.sizes, slip.colours
    language = language_of(brand.return_address)
    thanks = Style(sizes.body_pt * 1.15, True, colours.accent)
    note = Style(sizes.small_pt, colour=colours.muted, leading=1.45)
    width = slip.width * (1 if slip.media.is_small else 0.75)
    blocks = [
        *_by_lines(brand.thank_you, width, thanks, language),
        *_by_lines(brand.returns_note, width, note, language),
    ]
    return [Group((space(sizes.gap_mm), *blocks, space(sizes.gap_mm * 0.4)), at_foot=True)] if blocks else []


def _by_lines(text: str, width_mm: float, style: Style, language: str) -> list[Block]:
    return [b for part in text.strip().splitlines() for b in paragraph(part, width_mm, style, language=language)]
