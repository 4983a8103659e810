"""Tracking numbers: which carrier a code looks like, and under which forms an announced parcel can be found.

Formats and check rules: UPS tracking number (mod 10), USPS Publication 199 (IMpb) and 97, FedEx ground and express
label layouts (mod 10 and mod 11), DHL waybills (mod 7), UPU S10 (mod 11), GS1 SSCC. Amazon publishes no check rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from app.domain.gs1 import has_check_digit

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_S10_POSTS = {"GB": "Royal Mail", "US": "USPS", "DE": "Deutsche Post", "CA": "Canada Post", "FR": "La Poste"}
_FEDEX_WEIGHTS = (1, 3, 7)

#: AI 420 and a 5- or 9-digit ZIP code stand before the number on USPS labels (Publication 199).
_ROUTED = (re.compile(r"420\d{5}(9[1-5]\d{20,28})"), re.compile(r"420\d{9}(9[1-5]\d{20,28})"))


class _Rule(Struct, frozen=True):
    """A shape, and the check on its first group."""

    carrier: str
    shape: re.Pattern[str]
    check: Callable[[str], bool]


def carrier_of(text: str) -> str | None:
    """The carrier whose number `text` looks like, by shape and check digit; None for any other text.

    A guess for a sentence to the worker; a parcel is found by `tracking_keys` alone.
    """
    return next((name for key in tracking_keys(text) if (name := _carrier(key))), None)


def tracking_keys(text: str) -> tuple[str, ...]:
    """The forms of a tracking number: the whole in upper case without spaces first, then shorter ones inside it.

    Store the first; look for all. Shorter forms are a USPS number after its routing code, and the 12 or 15 digits
    that FedEx prints for people out of its long codes. They are given only where the check digit is right.
    """
    whole = "".join(text.split()).upper()
    return (whole, *(inner for inner in _inner_numbers(whole) if _carrier(inner)))


def _inner_numbers(whole: str) -> list[str]:
    inner = [found.group(1) for shape in _ROUTED if (found := shape.fullmatch(whole))]
    if re.fullmatch(r"(?:100|96)\d+", whole) and _carrier(whole) == "FedEx":
        inner.append(whole[-12:] if len(whole) == 34 else whole[-15:])
    return inner


def _carrier(number: str) -> str | None:
    if not number.isascii():
        return None
    for rule in _RULES:
        if (found := rule.shape.fullmatch(number)) and rule.check(found.group(1)):
            return rule.carrier or _S10_POSTS.get(number[-2:], f"Post {number[-2:]}")
    return None


def _ups(number: str) -> bool:
    """Letters count as (code - 63) mod 10; every second character counts double; mod 10."""
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in number[:-1]]
    return str(-sum(value * (1 + place % 2) for place, value in enumerate(values)) % 10) == number[-1]


def _fedex_express(number: str) -> bool:
    """Weights 1, 3, 7 from the right; mod 11, of which 10 counts as 0."""
    digits = [int(digit) for digit in reversed(number[:-1])]
    total = sum(digit * _FEDEX_WEIGHTS[place % 3] for place, digit in enumerate(digits))
    return str(total % 11 % 10) == number[-1]


def _fedex_smartpost(number: str) -> bool:
    """A USPS number whose leading 92 is not always printed, but always checked."""
    return has_check_digit("92" + number)


def _mod7(number: str) -> bool:
    return str(int(number[:-1]) % 7) == number[-1]


def _s10(number: str) -> bool:
    """UPU S10: 11 minus the weighted sum mod 11, of which 10 counts as 0 and 11 as 5."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:-1], _S10_WEIGHTS, strict=True))
    return {10: "0", 11: "5"}.get(11 - total % 11, str(11 - total % 11)) == number[-1]


def _unchecked(_number: str) -> bool:
    return True


def _rule(carrier: str, shape: str, check: Callable[[str], bool]) -> _Rule:
    return _Rule(carrier, re.compile(shape), check)


_RULES = (
    _rule("UPS", r"1Z([A-Z0-9]{15}\d)", _ups),
    _rule("Amazon", r"(TB[ACM]\d{12})", _unchecked),
    _rule("DHL", r"(J?JD\d{16,20})", _unchecked),
    _rule("DHL", r"00(340434\d{12})", has_check_digit),
    _rule("", r"[A-Z]{2}(\d{9})[A-Z]{2}", _s10),
    _rule("FedEx", r"(?:92)?(61\d{18})", _fedex_smartpost),
    _rule("USPS", r"(9[1-5]\d{20}(?:\d{4}){0,2})", has_check_digit),
    _rule("USPS", r"((?:03|70|71|73|77|81|82)\d{18})", has_check_digit),
    _rule("FedEx", r"(?:100\d|96\d\d)\d{16}(\d{14})", _fedex_express),
    _rule("FedEx", r"96\d{5}(\d{15})", has_check_digit),
    _rule("FedEx", r"(\d{12})", _fedex_express),
    _rule("FedEx", r"(\d{15})", has_check_digit),
    _rule("DHL", r"(\d{10})", _mod7),
)
