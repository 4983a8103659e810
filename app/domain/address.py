"""A postal address as a shop's export gives it; how it is laid out on paper is the printing side's."""

from __future__ import annotations

import msgspec
from msgspec import Struct


class PostalAddress(Struct, frozen=True):
    """Where a parcel goes to, or comes back to. `country` is an ISO 3166-1 alpha-2 code, empty when unknown."""

    name: str = ""
    company: str = ""
    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""


#: What is stored of an address, read back (docs/decisions/0011).
read_address = msgspec.json.Decoder(PostalAddress).decode
