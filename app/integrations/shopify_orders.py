"""Shopify's orders export: one row for each line item, what belongs to the order only in its first row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from app.domain.address import PostalAddress
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.messages import say
from app.integrations.order_format import OrderFormat, SkippedOrder, country_of
from app.integrations.table_row import TableRow

#: Countries whose post writes the region as a code (Universal Postal Union, addressing sheets of the countries).
_POSTED_BY_CODE = ("US", "CA", "AU", "BR", "IT")

_MOST_UNITS = 100_000
#: The customer has the money back, or never paid: the parcel must not leave.
_NOT_PAID = ("refunded", "voided")


def _read(rows: Sequence[TableRow]) -> OrderDraft | SkippedOrder:
    first = rows[0]
    number = first.code("name", required=True)
    numbers = tuple(row.number for row in rows)
    cancelled = bool(first.text("cancelled at")) or first.text("financial status").lower() in _NOT_PAID
    if not cancelled and first.text("fulfillment status").lower() == "fulfilled":
        return SkippedOrder(numbers, number, "it is fulfilled already")
    lines = _lines(rows, first.currency("currency"))
    if not lines and not cancelled:
        return SkippedOrder(numbers, number, "nothing of it is left to ship")
    return OrderDraft(
        rows=numbers,
        number=number,
        ordered_at=first.moment("created at"),
        promise_at=None,
        ship_to=_address(first),
        lines=lines,
        service=first.text("shipping method"),
        gift_message=_gift_message(first.note("note attributes")),
        note=first.note("notes"),
        cancelled=cancelled,
    )


def _lines(rows: Sequence[TableRow], currency: str) -> tuple[OrderLineDraft, ...]:
    """The lines still to be shipped. Fulfilled ones count too when a line is named, so that names never shift."""
    seen: Counter[str] = Counter()
    lines = []
    for row in rows:
        line = _line(row, currency)
        seen[line.external_id] += 1
        if line.quantity and _is_open(row):
            lines.append(replace(line, external_id=f"{line.external_id}#{seen[line.external_id]}"))
    return tuple(lines)


def _line(row: TableRow, currency: str) -> OrderLineDraft:
    """A line whose `external_id` is its SKU, or its title where it has none: the export has no ids of lines."""
    sku = row.code("lineitem sku")
    title = row.text("lineitem name", required=True)
    return OrderLineDraft(
        external_id=sku or title,
        sku=sku,
        title=title,
        quantity=row.whole_number("lineitem quantity", "units", least=0, most=_MOST_UNITS),
        price=row.money("lineitem price", currency),
        promise_at=None,
    )


def _is_open(row: TableRow) -> bool:
    needs_shipping = row.text("lineitem requires shipping").lower() != "false"
    return needs_shipping and row.text("lineitem fulfillment status").lower() != "fulfilled"


def _address(row: TableRow) -> PostalAddress:
    country, below = country_of(row.text("shipping country"))
    street = (row.text("shipping address1"), row.text("shipping address2"))
    return PostalAddress(
        name=row.text("shipping name"),
        company=row.text("shipping company"),
        lines=(*filter(None, street), *below),
        city=row.text("shipping city"),
        region=_region(row, country),
        # Shopify writes '01234 so that a spreadsheet keeps the leading zero.
        postcode=row.text("shipping zip").removeprefix("'"),
        country=country,
        phone=row.text("shipping phone").removeprefix("'"),
    )


def _region(row: TableRow, country: str) -> str:
    """Shopify tells a region by ISO code and by name; a Japanese postman needs 神奈川県, an American one CA."""
    code, name = row.text("shipping province"), row.text("shipping province name")
    return code if country in _POSTED_BY_CODE else name or code


def _gift_message(attributes: str) -> str:
    """The attribute whose name says gift and message (or note); other gift attributes, such as a wrap, are no words."""
    message: list[str] = []
    in_message = False
    for line in attributes.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            key = name.casefold()
            in_message = "gift" in key and ("message" in key or "note" in key)
        if in_message:
            message.append(value.strip() if colon else line)
    return "\n".join(message).strip()


SHOPIFY = OrderFormat(
    kind="shopify",
    title=say("orders_of_shopify"),
    signature=frozenset({"name", "lineitem name", "lineitem quantity"}),
    required=(
        "name",
        "created at",
        "currency",
        "lineitem quantity",
        "lineitem name",
        "lineitem price",
        "lineitem sku",
        "shipping name",
        "shipping address1",
        "shipping city",
        "shipping zip",
        "shipping country",
    ),
    order_column="name",
    quoted=True,
    read=_read,
)
