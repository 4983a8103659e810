"""What stands where on the labels of a label printer.

Distances are mm from the label's top left corner and points for type, until `_Sheet` turns them into printer dots.
Text shrinks first, then wraps. What still does not fit is an error where a parcel could go astray (address, numbers,
codes) and is cut with an ellipsis where it could not (the sender).
"""

from __future__ import annotations

import math

from msgspec import Struct

from app.domain.documents import Brand, ShippingLabel, ToteLabel
from app.domain.messages import Value, say
from printing.layout.address import address_lines, language_of
from printing.layout.barcodes import MIN_MODULE_MM, QUIET_MODULES, code128_modules
from printing.layout.errors import BarcodeTooWide, LayoutError
from printing.layout.label_marks import CAPITALS_EM, Bars, Box, Label, TextBlock
from printing.layout.label_media import DOTS_PER_MM, LabelMedia
from printing.text.shaping import POINT_MM, clean, is_plain, measure
from printing.text.wrapping import shorten, wrap

_Marks = tuple[TextBlock | Bars | Box, ...]
#: Line to line, in type sizes: for Latin, Greek and Cyrillic, and for scripts with deep or stacked marks.
_LEADING, _DEEP_LEADING = 1.22, 1.45
#: Height to reserve for a cell code with accents or descenders, in type sizes; plain capitals need just themselves.
_FULL_HEIGHT = 1.25
#: Wider modules than this, in mm, make a symbol too long for one sweep of a hand scanner.
_MAX_MODULE_MM = 0.5
_ADDRESS_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0)
_NUMBER_SIZES = (15.0, 13.0, 11.0, 10.0, 9.0, 8.0, 7.0)
_CELL_SIZES = (110.0, 96.0, 84.0, 72.0, 64.0, 56.0, 48.0, 40.0, 34.0, 28.0, 24.0, 20.0, 16.0, 14.0, 12.0)
_CAPTION_PT = 7.0
#: No block holds more; beyond it nothing is measured, because shaping takes time.
_MOST_CHARACTERS = 600


class TextTooLong(LayoutError):
    """Text that must not be cut has no room."""

    def __init__(self, what: Value, text: str, media: str) -> None:
        super().__init__(say("label_text_too_long", what=what, text=text[:40], media=media))


class LabelTooSmall(LayoutError):
    """The label in the printer is not made for this document."""

    def __init__(self, media: str) -> None:
        super().__init__(say("label_too_small", media=media))


class _Area(Struct, frozen=True):
    x: float
    y: float
    width: float
    height: float


class _Sheet(Struct, frozen=True):
    """The label to be filled: its size, its free area, and its dots."""

    media: LabelMedia
    dots_per_mm: int

    @property
    def area(self) -> _Area:
        m = self.media
        return _Area(m.margin_mm, m.margin_mm, m.width_mm - 2 * m.margin_mm, m.height_mm - 2 * m.margin_mm)

    def dots(self, mm: float) -> int:
        return round(mm * self.dots_per_mm)

    def em(self, size_pt: float) -> int:
        """Rounded down, so that text is never wider than it was measured."""
        return int(size_pt * POINT_MM * self.dots_per_mm)

    def label(self, *groups: _Marks) -> Label:
        marks = tuple(mark for group in groups for mark in group)
        return Label(self.dots(self.media.width_mm), self.dots(self.media.height_mm), marks)


def shipping_label(document: ShippingLabel, media: LabelMedia, dpi: int = 203) -> Label:
    """The label outside the parcel: sender, recipient, numbers, the code that is scanned back, and a reprint's mark.

    `dpi` is the print head's: 203 or 300.

    Raises:
        LayoutError: something does not fit (`TextTooLong`, `BarcodeTooWide`, `LabelTooSmall`), or the scan code cannot
            be a barcode (`BarcodeNotPossible`).
    """
    if not media.holds_shipping:
        raise LabelTooSmall(media.title)
    sheet = _Sheet(media, DOTS_PER_MM[dpi])
    area, bottom = sheet.area, media.height_mm - media.margin_mm
    stub = 10.0 if document.reprint else 0.0
    code = _Area(area.x, area.y + 104, area.width, bottom - stub - area.y - 104)
    return sheet.label(
        _sender(sheet, document.brand, _Area(area.x, area.y, area.width * 0.62, 22)),
        _service(sheet, document, _Area(area.x + area.width * 0.66, area.y, area.width * 0.34, 22)),
        _rule(sheet, area.y + 23),
        _recipient(sheet, document, _Area(area.x, area.y + 25.5, area.width, 49)),
        _rule(sheet, area.y + 76),
        _numbers(sheet, document, _Area(area.x, area.y + 78.5, area.width, 22)),
        _rule(sheet, area.y + 101),
        _barcode(sheet, document.scan_code, code),
        _reprint(sheet, document.reprint, _Area(area.x, bottom - 8, area.width, 8)),
    )


def tote_label(document: ToteLabel, media: LabelMedia, dpi: int = 203) -> Label:
    """The label of a cell or tote: its code as large as it goes, and its barcode.

    Raises:
        LayoutError: `TextTooLong`, `BarcodeTooWide` or `BarcodeNotPossible`.
    """
    sheet = _Sheet(media, DOTS_PER_MM[dpi])
    area = sheet.area
    code = _Area(area.x, area.y + area.height * 0.58, area.width, area.height * 0.42)
    above = _Area(area.x, area.y, area.width, area.height * 0.5)
    return sheet.label(_cell_code(sheet, document.code, above), _barcode(sheet, document.scan_code, code))


def _sender(sheet: _Sheet, brand: Brand, area: _Area) -> _Marks:
    lines = tuple(line for line in address_lines(brand.return_address) if line != brand.trading_name)
    name = (_cut(brand.trading_name, area.width, 13),)
    top = _Area(area.x, area.y + 3.6, area.width, 5.2)
    below = _Area(area.x, area.y + 8.8, area.width, area.height - 8.8)
    size = min(7.5, below.height / (max(len(lines), 1) * _leading(lines) * POINT_MM))
    address = tuple(_cut(line, area.width, size) for line in lines)
    return (
        *_caption(sheet, "FROM", area),
        *_lines(sheet, name, top, 13),
        *_lines(sheet, address, below, size, language=language_of(brand.return_address)),
    )


def _service(sheet: _Sheet, document: ShippingLabel, area: _Area) -> _Marks:
    marks: _Marks = ()
    if document.service:
        marks += _captioned(sheet, "SERVICE", document.service, _Area(area.x, area.y, area.width, 11))
    if document.weight_g:
        marks += _captioned(sheet, "WEIGHT", _weight(document.weight_g), _Area(area.x, area.y + 11.4, area.width, 10))
    return marks


def _recipient(sheet: _Sheet, document: ShippingLabel, area: _Area) -> _Marks:
    lines = address_lines(document.ship_to)
    room = _Area(area.x, area.y + 4.2, area.width, area.height - 4.2)
    return (
        *_caption(sheet, "SHIP TO", area),
        *_fitted(sheet, say("label_address"), lines, room, _ADDRESS_SIZES, language_of(document.ship_to)),
    )


def _numbers(sheet: _Sheet, document: ShippingLabel, area: _Area) -> _Marks:
    half = area.width / 2 - 2
    tracking = document.tracking_number
    return (
        *_captioned(sheet, "ORDER", document.order_number, _Area(area.x, area.y, half, 10)),
        *_captioned(sheet, "PACKAGE", document.package_number, _Area(area.x + half + 4, area.y, half, 10)),
        *(_captioned(sheet, "TRACKING", tracking, _Area(area.x, area.y + 11.5, area.width, 10)) if tracking else ()),
    )


def _cell_code(sheet: _Sheet, code: str, area: _Area) -> _Marks:
    """Always a picture: it has to fill the label, and the true widths of the resident font are not known."""
    text = clean(code)
    for size in _CELL_SIZES:
        capitals = size * POINT_MM * CAPITALS_EM
        height = capitals if text.isascii() and text == text.upper() else size * POINT_MM * _FULL_HEIGHT
        if height <= area.height and measure(text, size, bold=True) <= area.width:
            top = sheet.dots(area.y + (area.height - capitals) / 2)
            x, width = sheet.dots(area.x), sheet.dots(area.width)
            return (TextBlock((text,), x, top, sheet.em(size), centred_in=width, drawn=True),)
    raise TextTooLong(say("label_code"), text, sheet.media.title)


def _barcode(sheet: _Sheet, data: str, area: _Area) -> _Marks:
    """Code 128 centred in `area`, its modules as wide as go, with the data as text beneath."""
    count = len(code128_modules(data))
    width, free = sheet.dots(sheet.media.width_mm), sheet.dots(area.width)
    least, most = (math.ceil(mm * sheet.dots_per_mm) for mm in (MIN_MODULE_MM, _MAX_MODULE_MM))
    module = min(most, free // count, width // (count + 2 * QUIET_MODULES))
    if module < least:
        needed = (count + 2 * QUIET_MODULES) * least / sheet.dots_per_mm
        raise BarcodeTooWide(data, needed, sheet.media.width_mm)
    size = next((size for size in (12.0, 10.0, 8.0) if measure(data, size, bold=True) <= area.width), 6.5)
    text_mm = size * POINT_MM * _LEADING
    bars = Bars((width - count * module) // 2, sheet.dots(area.y), sheet.dots(area.height - text_mm), module, data)
    beneath = _Area(area.x, area.y + area.height - size * POINT_MM * 0.86, area.width, text_mm)
    return (bars, *_lines(sheet, (data,), beneath, size, centred=True))


def _reprint(sheet: _Sheet, words: str, area: _Area) -> _Marks:
    """A black stub at the foot, outside of everything a carrier reads."""
    if not words:
        return ()
    height = sheet.dots(area.height)
    stub = Box(sheet.dots(area.x), sheet.dots(area.y), sheet.dots(area.width), height, height)
    shown = _cut(words, area.width - 6, 13)
    inner = _Area(area.x + 3, area.y + (area.height - 13 * POINT_MM * CAPITALS_EM) / 2, area.width - 6, area.height)
    return (stub, *_lines(sheet, (shown,), inner, 13, centred=True, reverse=True))


def _captioned(sheet: _Sheet, caption: str, value: str, area: _Area) -> _Marks:
    room = _Area(area.x, area.y + 3.4, area.width, area.height - 3.4)
    return (*_caption(sheet, caption, area), *_fitted(sheet, caption.capitalize(), (value,), room, _NUMBER_SIZES))


def _caption(sheet: _Sheet, words: str, area: _Area) -> _Marks:
    return _lines(sheet, (words,), area, _CAPTION_PT)


def _fitted(
    sheet: _Sheet, what: Value, lines: tuple[str, ...], area: _Area, sizes: tuple[float, ...], language: str = ""
) -> _Marks:
    """All of `lines` in the largest size that keeps words whole; words are parted in the smallest size only."""
    if sum(map(len, lines)) > _MOST_CHARACTERS:
        raise TextTooLong(what, " ".join(lines), sheet.media.title)
    leading = _leading(lines)
    for size in sizes:
        wrapped = tuple(part for line in lines for part in wrap(line, area.width, size, True, language))
        fits = len(wrapped) * size * POINT_MM * leading <= area.height
        words = (word for line in lines for word in clean(line).split(" "))
        if fits and (size == sizes[-1] or all(measure(word, size, True, language) <= area.width for word in words)):
            return _lines(sheet, wrapped, area, size, language=language)
    raise TextTooLong(what, " ".join(lines), sheet.media.title)


def _lines(
    sheet: _Sheet,
    lines: tuple[str, ...],
    area: _Area,
    size_pt: float,
    *,
    centred: bool = False,
    reverse: bool = False,
    language: str = "",
) -> _Marks:
    block = TextBlock(
        lines,
        sheet.dots(area.x),
        sheet.dots(area.y),
        sheet.em(size_pt),
        pitch=sheet.dots(size_pt * POINT_MM * _leading(lines)),
        centred_in=sheet.dots(area.width) if centred else 0,
        reverse=reverse,
        language=language,
    )
    return (block,)


def _cut(text: str, width: float, size_pt: float) -> str:
    return shorten(text[:_MOST_CHARACTERS], width, size_pt, bold=True)


def _leading(lines: tuple[str, ...]) -> float:
    return _LEADING if all(is_plain(clean(line)) for line in lines) else _DEEP_LEADING


def _rule(sheet: _Sheet, y: float) -> _Marks:
    thickness = sheet.dots(0.4)
    return (Box(sheet.dots(sheet.area.x), sheet.dots(y), sheet.dots(sheet.area.width), thickness, thickness),)


def _weight(grams: int) -> str:
    return f"{grams} g" if grams < 1000 else f"{grams / 1000:.2f} kg"
