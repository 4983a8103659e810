"""GS1 numbers and element strings: what a barcode of the trade says about goods.

Source: GS1 General Specifications (GS): check digits 7.9, element strings 7.8, UPC-E 5.2.2.4.2, and the GS1 Digital
Link URI syntax. Trade items are always kept as 14 digits, so that a UPC-A and its EAN-13 form are one item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from biip.gs1_element_strings import GS1ElementString

#: FNC1 between two element strings, as scanners send it (GS 7.8.3).
GROUP_SEPARATOR = "\x1d"

_GTIN_LENGTHS = (8, 12, 13, 14)
_SSCC_LENGTH = 18
_MOST_ELEMENTS = 20


class Gs1Error(ValueError):
    """A GS1 barcode that cannot be trusted: misprinted, misread, or against the standard."""


class ElementString(Struct, frozen=True):
    """A trade item with what its barcode adds. `gtin` has 14 digits; `count` is AI 30 or 37, None when not said.

    `text` is the code as it was read, without its symbology identifier.
    """

    gtin: str
    text: str
    lot: str = ""
    expiry: dt.date | None = None
    serial: str = ""
    count: int | None = None


class Sscc(Struct, frozen=True):
    """A parcel or pallet of the sender's numbering: 18 digits. `text` is the code as it was read."""

    digits: str
    text: str


def has_check_digit(digits: str) -> bool:
    """Whether the last of `digits` is the modulo 10 check digit of the others (GS 7.9); every GS1 key uses it."""
    return _is_number(digits) and len(digits) > 1 and check_digit(digits[:-1]) == digits[-1]


def check_digit(digits: str) -> str:
    """The modulo 10 check digit for `digits`: weights 3, 1, 3... from the right (GS 7.9)."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def gtin14(text: str) -> str | None:
    """The 14 digits of a GTIN-8, -12, -13, -14 or an 8-digit UPC-E; None where `text` is none of them.

    Eight digits that begin with 0 are tried as UPC-E first: GTIN-8s beginning with 0 are for use inside a company
    only (GS 1.4.3), whereas UPC-E codes all begin with 0. Number system 1 is not part of the standard.
    """
    if not _is_number(text) or len(text) not in _GTIN_LENGTHS or not text.strip("0"):
        return None
    if len(text) == 8 and text[0] == "0":
        long_form = _upc_a(text)
        text = long_form if has_check_digit(long_form) else text
    return text.zfill(14) if has_check_digit(text) else None


def sscc(text: str) -> Sscc | None:
    """An SSCC given as its 18 digits or as AI 00 followed by them; None where `text` is neither."""
    digits = text[2:] if len(text) == _SSCC_LENGTH + 2 and text.startswith("00") else text
    return Sscc(digits, text) if len(digits) == _SSCC_LENGTH and has_check_digit(digits) else None


def read_element_string(text: str) -> ElementString | Sscc | None:
    """Read an element string as sent by a scanner, or in the bracketed form printed below a barcode.

    Returns None for a sound element string that names neither a trade item nor a logistic unit: carriers put their
    tracking numbers into such codes.

    Raises:
        Gs1Error: not made of element strings, a wrong check digit or date, or an identifier said twice.
    """
    # Here and not above: importing biip takes 130 ms, and most stations read plain EAN codes all day.
    from biip import ParseError
    from biip.gs1_messages import GS1Message

    _refuse_other_than_ascii(text)
    try:
        elements = GS1Message.parse_hri(text).element_strings if text.startswith("(") else _elements(text)
    except (ParseError, ValueError) as error:
        raise Gs1Error(str(error)) from error
    return _item_or_unit(elements, text)


def read_digital_link(text: str) -> ElementString | Sscc | None:
    """Read a GS1 Digital Link URI such as `https://id.example/01/09506000134352/10/ABC`.

    Returns None for a link that names neither a trade item nor a logistic unit.

    Raises:
        Gs1Error: not such a link, or one with a wrong check digit.
    """
    from biip import ParseError
    from biip.gs1_digital_link_uris import GS1DigitalLinkURI

    _refuse_other_than_ascii(text)
    try:
        link = GS1DigitalLinkURI.parse(text)
    except (ParseError, ValueError) as error:
        raise Gs1Error(str(error)) from error
    return _item_or_unit(link.element_strings, text)


def _item_or_unit(elements: Iterable[GS1ElementString], text: str) -> ElementString | Sscc | None:
    said = _by_identifier(elements)
    values = {identifier: element.value for identifier, element in said.items()}
    if "00" in values:
        return Sscc(_checked(values["00"]), text)
    gtin = values.get("01") or values.get("02")
    if gtin is None:
        return None
    return ElementString(
        gtin=_checked(gtin),
        text=text,
        lot=values.get("10", ""),
        expiry=said["17"].date if "17" in said else None,
        serial=values.get("21", ""),
        count=_count(values),
    )


def _elements(text: str) -> list[GS1ElementString]:
    """The element strings of `text`, in a bounded time: biip's own loop takes 30 ms for 4,096 hostile characters."""
    from biip.gs1_element_strings import GS1ElementString

    elements: list[GS1ElementString] = []
    while text:
        if len(elements) == _MOST_ELEMENTS:
            raise Gs1Error(f"more than {_MOST_ELEMENTS} element strings")
        elements.append(GS1ElementString.extract(text))
        text = text[len(elements[-1]) :].lstrip(GROUP_SEPARATOR)
    return elements


def _by_identifier(elements: Iterable[GS1ElementString]) -> dict[str, GS1ElementString]:
    said: dict[str, GS1ElementString] = {}
    for element in elements:
        first = said.setdefault(element.ai.ai, element)
        if first.value != element.value:
            raise Gs1Error(f"AI {element.ai.ai} is given twice with different values")
    return said


def _count(values: dict[str, str]) -> int | None:
    count = values.get("37") or values.get("30")
    if not count:
        return None
    if int(count) == 0:
        raise Gs1Error("a count of zero")
    return int(count)


def _checked(digits: str) -> str:
    if not has_check_digit(digits):
        raise Gs1Error(f"wrong check digit in {digits}")
    return digits


def _upc_a(upc_e: str) -> str:
    """The 12 digits of which an 8-digit UPC-E leaves out zeros (GS 5.2.2.4.2)."""
    system, body, last, check = upc_e[0], upc_e[1:6], upc_e[6], upc_e[7]
    if last in "012":
        number = body[:2] + last + "0000" + body[2:]
    elif last in "34":
        kept = int(last)
        number = body[:kept] + "00000" + body[kept:]
    else:
        number = body + "0000" + last
    return system + number + check


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _refuse_other_than_ascii(text: str) -> None:
    # biip's patterns say \d, which also matches digits of other scripts.
    if not text.isascii():
        raise Gs1Error("letters or digits outside of the GS1 character sets")
