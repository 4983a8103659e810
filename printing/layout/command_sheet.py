"""The sheet beside the bench: every command as a barcode with its word in large type."""

from __future__ import annotations

from app.domain.documents import CommandCodeEntry, CommandSheet
from app.domain.messages import say
from printing.layout.barcodes import code128, smallest_width_mm
from printing.layout.errors import PaperTooSmall
from printing.layout.flow import Block, Group, Style, beside, paragraph, shifted, space, stack
from printing.layout.marks import Box, Page, Rule
from printing.layout.media import Media
from printing.layout.palette import Palette, palette
from printing.layout.sheet import Foot, assemble
from printing.text.wrapping import fit_size

#: White space between two cards: wide enough that a scanner aimed at one cannot catch its neighbour.
_GUTTER_MM = 10.0
_PAD_MM = 3.0
_BARCODE_MM = 13.0
_FOOT_PT = 8.2


def command_sheet(document: CommandSheet, media: Media) -> tuple[Page, ...]:
    """The pages of the sheet, groups in their order, two or three cards beside each other.

    Raises:
        PaperTooSmall: the media is not office paper.
        BarcodeTooWide, BarcodeNotPossible: a command's code cannot be printed.
    """
    if media.is_small:
        raise PaperTooSmall(say("document_command_sheet"), media.name)
    colours = palette("", media.monochrome)
    foot = Foot("Scan a word instead of touching the keyboard or the mouse", _FOOT_PT)
    groups = [_group(name, entries, media, colours) for name, entries in document.groups]
    return assemble(
        groups, _head(document, media, colours), _small_head(document, media, colours), foot, media, colours
    )


def _head(document: CommandSheet, media: Media, colours: Palette) -> Block:
    width = media.content_width_mm
    title = paragraph("Command codes", width * 0.5, Style(24, True, colours.ink, 1.2))
    shop = paragraph(document.shop, width * 0.45, Style(10.5, colour=colours.muted, leading=2.4), align="right")
    rule = Block(5, (Box(0, 0, width, 0.9, colours.accent),))
    return stack([beside((0, stack(title)), (width * 0.55, stack(shop))), space(2), rule])


def _small_head(document: CommandSheet, media: Media, colours: Palette) -> Block:
    words = " · ".join(part for part in ("Command codes", document.shop) if part)
    return stack([*paragraph(words, media.content_width_mm, Style(10.5, True, colours.ink)), space(4)])


def _group(name: str, entries: tuple[CommandCodeEntry, ...], media: Media, colours: Palette) -> Group:
    """The group's name and its rows of cards; kept on one page where a page can hold them."""
    columns = _columns(entries, media)
    title = [*paragraph(name.upper(), media.content_width_mm, Style(9, True, colours.muted)), space(1.5)]
    rows = [
        stack([_row(entries[start : start + columns], columns, media, colours), space(9)])
        for start in range(0, len(entries), columns)
    ]
    return Group((stack([*title, *rows[:1]]), *rows[1:]))


def _columns(entries: tuple[CommandCodeEntry, ...], media: Media) -> int:
    """Three columns where every code fits, else two."""
    widest = max((smallest_width_mm(entry.scan_code, media.dpi) for entry in entries), default=0.0)
    return 3 if widest <= _symbol_mm(_card_mm(3, media)) else 2


def _card_mm(columns: int, media: Media) -> float:
    return (media.content_width_mm - (columns - 1) * _GUTTER_MM) / columns


def _symbol_mm(card_mm: float) -> float:
    """Room for a symbol: its quiet zones may reach into the white around the card, but not into the next symbol's."""
    return card_mm + _GUTTER_MM / 2


def _row(entries: tuple[CommandCodeEntry, ...], columns: int, media: Media, colours: Palette) -> Block:
    """Cards beside each other, their symbols on one line."""
    width = _card_mm(columns, media)
    words = [_words(entry, width, colours) for entry in entries]
    tallest = max(block.height_mm for block in words)
    cards = [
        stack([block, space(tallest - block.height_mm), _symbol(entry, width, media)])
        for entry, block in zip(entries, words, strict=True)
    ]
    return beside(*((column * (width + _GUTTER_MM), card) for column, card in enumerate(cards)))


def _words(entry: CommandCodeEntry, width_mm: float, colours: Palette) -> Block:
    size = fit_size(entry.command, width_mm, (20, 17, 14, 12), bold=True)
    return stack(
        [
            Block(_PAD_MM, (Rule(0, 0, width_mm, 0.4, colours.ink),)),
            *paragraph(entry.command, width_mm, Style(size, True, colours.ink, 1.2)),
            *paragraph(entry.help, width_mm, Style(8.8, colour=colours.muted)),
            space(2),
        ]
    )


def _symbol(entry: CommandCodeEntry, width_mm: float, media: Media) -> Block:
    symbol = code128(entry.scan_code, _symbol_mm(width_mm), _BARCODE_MM, media.dpi)
    return shifted(Block(symbol.height_mm, (symbol,)), -symbol.quiet_mm)
