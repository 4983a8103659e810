"""The orders export of a Shopify admin: one row per line, an order's later rows with the line's columns only."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from io import StringIO

from recipe.chance import Chance
from recipe.orders import Line, Order
from recipe.people import Person

_ADDRESS = ("Name", "Street", "Address1", "Address2", "Company", "City", "Zip", "Province", "Country", "Phone")
_TAXES = tuple(f"Tax {number} {part}" for number in range(1, 6) for part in ("Name", "Value"))
HEADER = (
    *("Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing"),
    *("Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method"),
    *("Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price"),
    *("Lineitem sku", "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status"),
    *(f"Billing {part}" for part in _ADDRESS),
    *(f"Shipping {part}" for part in _ADDRESS),
    *("Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor"),
    *("Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level", "Source"),
    *("Lineitem discount", *_TAXES, "Phone", "Receipt Number", "Duties", "Billing Province Name"),
    *("Shipping Province Name", "Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References"),
)

_SHIPPING = 495
_FREE_FROM = 5000


def shopify_export(orders: Sequence[Order], first_number: str, vendor: str, chance: Chance) -> str:
    """The file's text, newest order first. `first_number` is the oldest order's name, such as `#1031`."""
    prefix = first_number.rstrip("0123456789")
    start = int(first_number.removeprefix(prefix))
    numbered = [(f"{prefix}{start + place}", order) for place, order in enumerate(orders)]
    target = StringIO()
    writer = csv.DictWriter(target, HEADER, lineterminator="\n", restval="")
    writer.writeheader()
    for name, order in reversed(numbered):
        writer.writerows(_rows(name, order, vendor, chance))
    return target.getvalue()


def _rows(name: str, order: Order, vendor: str, chance: Chance) -> Iterator[dict[str, str]]:
    """The order's columns stand in its first row only."""
    once = _order_columns(order, chance)
    for line in order.lines:
        every = {"Name": name, "Email": f"{order.person.key}@post.example", "Created at": _moment(order.ordered_at)}
        yield once | every | _line_columns(line) | {"Vendor": vendor}
        once = {}


def _line_columns(line: Line) -> dict[str, str]:
    return {
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": line.title,
        "Lineitem price": _amount(line.price),
        "Lineitem sku": line.sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": "pending",
        "Lineitem discount": "0.00",
    }


def _order_columns(order: Order, chance: Chance) -> dict[str, str]:
    gift = f"gift message: {order.gift_message}" if order.gift_message else ""
    return {
        "Financial Status": "paid",
        "Paid at": _moment(order.ordered_at + timedelta(seconds=2)),
        "Fulfillment Status": "unfulfilled",
        "Accepts Marketing": "no",
        **_totals(order),
        "Shipping Method": "Standard",
        **_address("Billing", order.person),
        **_address("Shipping", order.person),
        "Notes": order.note,
        "Note Attributes": gift,
        "Payment Method": "Card",
        "Payment Reference": f"r{chance.digits(12)}",
        "Id": f"6{chance.digits(12)}",
        "Risk Level": "Low",
        "Source": "web",
        "Phone": order.person.phone,
    }


def _totals(order: Order) -> dict[str, str]:
    subtotal = sum(line.quantity * line.price for line in order.lines)
    shipping = 0 if subtotal >= _FREE_FROM else _SHIPPING
    return {
        "Currency": "EUR",
        "Subtotal": _amount(subtotal),
        "Shipping": _amount(shipping),
        "Taxes": "0.00",
        "Total": _amount(subtotal + shipping),
        "Discount Amount": "0.00",
        "Refunded Amount": "0.00",
        "Outstanding Balance": "0.00",
    }


def _address(kind: str, person: Person) -> dict[str, str]:
    # Real exports put an apostrophe before digits, so that a spreadsheet keeps their leading zeros.
    postcode = f"'{person.postcode}" if person.postcode.isdigit() else person.postcode
    parts = {
        "Name": person.name,
        "Street": ", ".join(filter(None, (person.street, person.street2))),
        "Address1": person.street,
        "Address2": person.street2,
        "Company": person.company,
        "City": person.city,
        "Zip": postcode,
        "Province": person.region,
        "Country": person.country,
        "Phone": person.phone,
        "Province Name": person.region_name,
    }
    return {f"{kind} {part}": text for part, text in parts.items()}


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %z}"
