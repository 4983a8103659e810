"""The three brands customers buy from, and the channel of each."""

from __future__ import annotations

from typing import TypedDict


class Address(TypedDict):
    name: str
    company: str
    lines: list[str]
    city: str
    region: str
    postcode: str
    country: str
    phone: str


class Brand(TypedDict):
    key: str
    trading_name: str
    return_address: Address
    colour: str
    logo: str
    thank_you: str
    returns_note: str
    website: str


class Channel(TypedDict):
    name: str
    kind: str
    brand: str
    papers_rule: str
    inserts: list[str]
    days_to_promise: int


NORTHFIELD = Brand(
    key="northfield",
    trading_name="Northfield Home",
    return_address=Address(
        name="Northfield Home Returns",
        company="",
        lines=["Unit 4, Larkspur Mews"],
        city="Galway",
        region="Co. Galway",
        postcode="H91 0X0X",
        country="IE",
        phone="+353 20 910 0142",
    ),
    colour="#1F5FD6",
    logo="images/logo-northfield.png",
    thank_you="Thank you for making room for us at home.",
    returns_note="Not quite right? Send it back to us within 30 days, unused, and we will put it right.",
    website="northfieldhome.example",
)
KITE = Brand(
    key="kite-and-kettle",
    trading_name="Kite & Kettle",
    return_address=Address(
        name="Kite & Kettle Retouren",
        company="",
        lines=["Drachensteig 12"],
        city="Leipzig",
        region="",
        postcode="04109",
        country="DE",
        phone="+49 30 23125 117",
    ),
    colour="#B4451F",
    logo="images/logo-kite.png",
    thank_you="Danke! Have a windy day and a warm cup.",
    returns_note="You may return anything within 30 days. Write to us first and we will send you a label.",
    website="kiteandkettle.example",
)
LUMEN = Brand(
    key="lumen-desk",
    trading_name="Lumen Desk",
    return_address=Address(
        name="Lumen Desk Returns",
        company="",
        lines=["7 Lantern Yard"],
        city="Bristol",
        region="",
        postcode="BS0 9ZZ",
        country="GB",
        phone="+44 1632 960118",
    ),
    colour="#7A4A9B",
    logo="images/logo-lumen.png",
    thank_you="Thank you, and happy writing.",
    returns_note="To return an item, open your order where you placed it and choose Return within 30 days.",
    website="lumendesk.example",
)

BRANDS = (NORTHFIELD, KITE, LUMEN)


def _channel(kind: str, brand: Brand, days_to_promise: int) -> Channel:
    return Channel(
        name=f"{brand['trading_name']} ({kind.capitalize()})",
        kind=kind,
        brand=brand["key"],
        papers_rule="required",
        inserts=["Thank-you card"],
        days_to_promise=days_to_promise,
    )


CHANNELS = (_channel("shopify", NORTHFIELD, 7), _channel("shopify", KITE, 7), _channel("amazon", LUMEN, 7))
