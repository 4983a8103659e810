"""What was scanned: from the characters of a scanner to one value that says what kind of code it is.

The first kind that fits wins, always by the whole text, never by a part of it (R29). What a code *belongs to* is looked
up later, by exact match: tracking numbers by `text`, products by `lookup_keys`. The decisions are told in
docs/decisions/0006-reading-codes.md.
"""

from __future__ import annotations

import re
from enum import StrEnum
from unicodedata import normalize

from msgspec import Struct

from app.domain.gs1 import (
    GROUP_SEPARATOR,
    ElementString,
    Gs1Error,
    Sscc,
    gtin14,
    read_digital_link,
    read_element_string,
    sscc,
)
from app.domain.own_codes import (
    OWN_PREFIXES,
    BadgeCode,
    CommandCode,
    OwnDocument,
    read_badge,
    read_command,
    read_own_document,
)

#: Characters a linear code, and a 2D code with element strings, can have at most (S1).
LONGEST_PLAIN = 512
LONGEST_GS1 = 4096
_SHOWN = 64

#: ISO/IEC 15424: `]`, a letter for the symbology, a modifier. The GS1 ones are GS1-128, DataMatrix, QR and DataBar.
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_SYMBOLOGIES = ("]C1", "]d2", "]Q3", "]e0")
_GS1_KEYS = ("00", "01", "02")
_BRACKETED = tuple(f"({key})" for key in _GS1_KEYS)


class Gtin(Struct, frozen=True):
    """A trade item by its number: 14 digits. `text` is what was read: 12 digits can also be a tracking number."""

    digits: str
    text: str


class PlainCode(Struct, frozen=True):
    """Any other text: an SKU, an order number or a tracking number, told apart by exact look-up."""

    text: str


class Refusal(StrEnum):
    """Why a code is not accepted; the value is the key of the worker's sentence."""

    EMPTY = "empty_code"
    TOO_LONG = "code_too_long"
    CONTROL_CHARACTERS = "control_characters"
    FOREIGN_COMMAND = "foreign_command"
    FOREIGN_BADGE = "foreign_badge"
    DAMAGED = "damaged_code"
    BROKEN_GS1 = "unreadable_element_string"


class RefusedCode(Struct, frozen=True):
    """A code that must not do anything. `text` is safe to show: its first 64 characters, unprintable ones replaced."""

    reason: Refusal
    text: str


Code = Gtin | ElementString | Sscc | OwnDocument | CommandCode | BadgeCode | PlainCode | RefusedCode


def read_code(text: str, *, secret: bytes) -> Code:
    """Say what kind of code `text` is. Never raises, whatever was scanned.

    `secret` is the installation's own, under which command and badge codes are signed.
    """
    if len(text) > LONGEST_GS1:
        return _refused(Refusal.TOO_LONG, text)
    symbology, body = _split(text)
    in_gs1 = symbology in _GS1_SYMBOLOGIES or GROUP_SEPARATOR in body
    if refusal := _refusal(body, in_gs1):
        return _refused(refusal, body)
    return _own(body, secret) or _gs1(body, in_gs1) or _product_or_unit(body)


def normalise_code(text: str) -> str:
    """The key under which a product code is stored and looked up, for files and scans alike.

    A GTIN of any length is its 14 digits; everything else is NFC, trimmed and in upper case.
    """
    trimmed = normalize("NFC", text).strip()
    return gtin14(trimmed) or normalize("NFC", trimmed.upper()).strip()


def lookup_keys(code: Code) -> tuple[str, ...]:
    """The keys, made by `normalise_code`, under which a product may be known; none for codes that are no product's."""
    match code:
        case ElementString(gtin=gtin):
            return (gtin,)
        case Gtin(text=text) | Sscc(text=text) | PlainCode(text=text):
            return (normalise_code(text),)
        case OwnDocument() | CommandCode() | BadgeCode() | RefusedCode():
            return ()


def _split(text: str) -> tuple[str, str]:
    """The symbology identifier, empty where the scanner sends none, and the code itself."""
    # Not strip() alone: to Python a group separator is white space, and a leading one marks a GS1 code.
    trimmed = normalize("NFC", text).strip(" \t\r\n")
    found = _SYMBOLOGY.match(trimmed)
    return (found.group(), trimmed[found.end() :]) if found else ("", trimmed)


def _refusal(body: str, in_gs1: bool) -> Refusal | None:
    if not body.strip():
        return Refusal.EMPTY
    if len(body) > (LONGEST_GS1 if in_gs1 else LONGEST_PLAIN):
        return Refusal.TOO_LONG
    printable = body.replace(GROUP_SEPARATOR, "").isprintable()
    return None if printable else Refusal.CONTROL_CHARACTERS


def _own(body: str, secret: bytes) -> Code | None:
    text = body.upper()
    prefix, colon, _ = text.partition(":")
    if not colon or not text.isascii():
        return None
    if prefix == "JC":
        return read_command(text, secret) or _refused(Refusal.FOREIGN_COMMAND, text)
    if prefix == "JU":
        return read_badge(text, secret) or _refused(Refusal.FOREIGN_BADGE, text)
    if prefix in OWN_PREFIXES:
        return read_own_document(text) or _refused(Refusal.DAMAGED, text)
    return None


def _gs1(body: str, in_gs1: bool) -> Code | None:
    """Element strings and Digital Links; None for text that is not meant as one."""
    if body[:8].lower().startswith(("http://", "https://")):
        return _digital_link(body)
    if not in_gs1 and not body.startswith(_BRACKETED):
        return None
    text = body.strip(GROUP_SEPARATOR)
    try:
        return read_element_string(text) or PlainCode(text.replace(GROUP_SEPARATOR, ""))
    except Gs1Error:
        # Text without any claim to be a GS1 key is a sloppy label of a supplier: it can be taught like any other.
        meant = GROUP_SEPARATOR in text or text.startswith((*_GS1_KEYS, *_BRACKETED))
        return _refused(Refusal.BROKEN_GS1, text) if meant else PlainCode(text)


def _digital_link(body: str) -> Code | None:
    try:
        return read_digital_link(body)
    except Gs1Error:
        return None  # any web address printed on a box


def _product_or_unit(body: str) -> Code:
    digits = gtin14(body)
    return Gtin(digits, body) if digits else sscc(body) or PlainCode(body)


def _refused(reason: Refusal, text: str) -> RefusedCode:
    shown = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:_SHOWN]
    )
    return RefusedCode(reason, shown)
