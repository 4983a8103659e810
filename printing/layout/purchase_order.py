"""A purchase order on office paper."""

from __future__ import annotations

from msgspec import Struct

from app.domain.documents import PurchaseOrderDocument, PurchaseOrderLine
from app.domain.messages import say
from app.domain.money import Money
from printing.layout.address import address_lines, language_of
from printing.layout.errors import PaperTooSmall
from printing.layout.flow import Block, Group, Style, beside, paragraph, space, stack
from printing.layout.marks import Align, Box, Page, Rule
from printing.layout.media import Media
from printing.layout.palette import Palette, palette
from printing.layout.sheet import Foot, assemble, barcode_block, big_number, caption, date_in_words
from printing.text.wrapping import fit_size

_BODY_PT, _SMALL_PT, _CAPTION_PT = 9.5, 8.2, 7.2
_GAP_MM, _ROW_PAD_MM = 7.0, 1.8


class Column(Struct, frozen=True):
    """A column of the table: its heading, its share of the width, and the side its words stand on."""

    heading: str
    share: float
    align: Align = "left"


COLUMNS = (
    Column("YOUR SKU", 0.19),
    Column("OUR SKU", 0.16),
    Column("DESCRIPTION", 0.335),
    Column("QTY", 0.075, "right"),
    Column("UNIT COST", 0.115, "right"),
    Column("LINE TOTAL", 0.125, "right"),
)
_GUTTER_MM = 3.0


def purchase_order(document: PurchaseOrderDocument, media: Media) -> tuple[Page, ...]:
    """The pages of one purchase order.

    Raises:
        PaperTooSmall: the media is not office paper.
        BarcodeTooWide, BarcodeNotPossible: the order's scan code cannot be printed.
    """
    if media.is_small:
        raise PaperTooSmall(say("document_purchase_order"), media.name)
    colours, width = palette("", media.monochrome), media.content_width_mm
    head = _table_head(width, colours)
    rows = [Group(_row(line, width, colours), head) for line in document.lines]
    parties = Group((_parties(document, media, colours),))
    foot = Foot(f"{document.buyer} · Purchase order {document.number} · Revision {document.revision}", _SMALL_PT)
    groups = [parties, *rows, Group((_total(document, width, colours),))]
    return assemble(
        groups, _head(document, media, colours), _small_head(document, width, colours), foot, media, colours
    )


def _head(document: PurchaseOrderDocument, media: Media, colours: Palette) -> Block:
    width = media.content_width_mm
    buyer = paragraph(document.buyer, width * 0.5, Style(15, True, colours.ink, 1.25))
    title = paragraph("Purchase order", width * 0.45, Style(15, colour=colours.muted, leading=1.25), align="right")
    rule = Block(_GAP_MM, (Box(0, 0, width, 0.9, colours.accent),))
    return stack([beside((0, stack(buyer)), (width * 0.55, stack(title))), space(2.5), rule])


def _small_head(document: PurchaseOrderDocument, width: float, colours: Palette) -> Block:
    buyer = paragraph(document.buyer, width * 0.5, Style(_BODY_PT, True, colours.ink))
    words = f"Purchase order {document.number}, revision {document.revision}"
    number = paragraph(words, width * 0.45, Style(_BODY_PT, True, colours.ink), align="right")
    rule = Block(4, (Rule(0, 0, width, 0.4, colours.accent),))
    return stack([beside((0, stack(buyer)), (width * 0.55, stack(number))), space(1.5), rule])


def _parties(document: PurchaseOrderDocument, media: Media, colours: Palette) -> Block:
    """The supplier and where the goods go, left; number, dates and barcode, right."""
    right_mm = media.content_width_mm * 0.46
    left_mm = media.content_width_mm - right_mm - _GAP_MM
    supplier = [document.supplier, *([document.supplier_email] if document.supplier_email else [])]
    language = language_of(document.deliver_to)
    left = [
        *_party("SUPPLIER", supplier, left_mm, colours, ""),
        space(4),
        *_party("DELIVER TO", list(address_lines(document.deliver_to)), left_mm, colours, language),
    ]
    columns = beside(
        (0, stack(left)), (media.content_width_mm - right_mm, _identity(document, right_mm, media, colours))
    )
    return stack([columns, space(_GAP_MM)])


def _party(title: str, lines: list[str], width: float, colours: Palette, language: str) -> list[Block]:
    words = [
        paragraph(line, width, Style(_BODY_PT, bold=number == 0, colour=colours.ink), language=language)
        for number, line in enumerate(lines)
    ]
    return [caption(title, width, _CAPTION_PT, colours), space(0.6), *(block for line in words for block in line)]


def _identity(document: PurchaseOrderDocument, width: float, media: Media, colours: Palette) -> Block:
    details = [f"Revision {document.revision}", f"Ordered {date_in_words(document.ordered_on)}"]
    details += [f"Expected {date_in_words(document.expected_on)}"] if document.expected_on else []
    style = Style(_BODY_PT, colour=colours.ink)
    return stack(
        [
            caption("ORDER NUMBER", width, _CAPTION_PT, colours),
            *big_number(document.number, width, (24, 20, 16, 13), colours),
            *(block for detail in details for block in paragraph(detail, width, style)),
            space(3),
            barcode_block(document.scan_code, document.number, width, 13, _SMALL_PT, media.dpi),
        ]
    )


def _table_head(width: float, colours: Palette) -> Block:
    cells = [column.heading for column in COLUMNS]
    words = _cells(cells, width, Style(_CAPTION_PT, True, colours.muted))
    return stack([*words, space(0.8), Block(0.4, (Rule(0, 0.2, width, 0.4, colours.ink),))])


def _row(line: PurchaseOrderLine, width: float, colours: Palette) -> tuple[Block, ...]:
    total = line.unit_cost.times(line.quantity)
    cells = [line.supplier_sku, line.sku, line.title, str(line.quantity), line.unit_cost.decimal(), total.decimal()]
    rule = Rule(0, _ROW_PAD_MM, width, 0.15, colours.line)
    words = _cells(cells, width, Style(_BODY_PT, colour=colours.ink))
    return (space(_ROW_PAD_MM), *words, Block(_ROW_PAD_MM + 0.15, (rule,)))


def _cells(texts: list[str], width: float, style: Style) -> tuple[Block, ...]:
    """Cells beside each other as rows a line high. Amounts shrink rather than wrap: half an amount would mislead."""
    placed: list[list[tuple[float, Block]]] = []
    left = 0.0
    for column, text in zip(COLUMNS, texts, strict=True):
        inner = width * column.share - (_GUTTER_MM if column is not COLUMNS[-1] else 0)
        for number, block in enumerate(_cell(text, inner, style, column.align)):
            placed.extend([] for _ in range(number + 1 - len(placed)))
            placed[number].append((left, block))
        left += width * column.share
    return tuple(beside(*line) for line in placed)


def _cell(text: str, width: float, style: Style, align: Align) -> tuple[Block, ...]:
    if align == "left":
        return paragraph(text, width, style)
    size = fit_size(text, width, (style.size_pt, 8, 7, 6, 5), style.bold)
    small = Style(size, style.bold, style.colour, style.leading * style.size_pt / size)
    return paragraph(text, width, small, align=align)


def _total(document: PurchaseOrderDocument, width: float, colours: Palette) -> Block:
    total = sum((line.unit_cost.times(line.quantity) for line in document.lines), Money(0, document.currency))
    units = sum(line.quantity for line in document.lines)
    amount = paragraph(
        f"{document.currency} {total.decimal()}", width * 0.6, Style(14, True, colours.ink), align="right"
    )
    words = paragraph(f"Total, {units} units", width * 0.35, Style(14, colour=colours.muted))
    return stack([space(4), beside((0, stack(words)), (width * 0.4, stack(amount)))])
