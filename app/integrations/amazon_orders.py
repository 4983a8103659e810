"""Amazon's report of unshipped orders: tab separated, never quoted, one row for each order item."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.address import PostalAddress
from app.domain.imports import OrderDraft, OrderLineDraft
from app.domain.messages import say
from app.domain.money import Money
from app.integrations.order_format import OrderFormat, SkippedOrder, country_of
from app.integrations.table_row import TableRow

_MOST_UNITS = 100_000
#: The report names no prices. ISO 4217 has a code for "no currency".
_NO_PRICE = Money(0, "XXX")


def _read(rows: Sequence[TableRow]) -> OrderDraft | SkippedOrder:
    first = rows[0]
    number = first.code("order-id", required=True)
    numbers = tuple(row.number for row in rows)
    lines = _lines(rows)
    if not lines:
        return SkippedOrder(numbers, number, "nothing of it is left to ship")
    return OrderDraft(
        rows=numbers,
        number=number,
        ordered_at=first.moment("purchase-date"),
        promise_at=min(line.promise_at for line in lines if line.promise_at),
        ship_to=_address(first),
        lines=lines,
        service=first.text("ship-service-level"),
    )


def _lines(rows: Sequence[TableRow]) -> tuple[OrderLineDraft, ...]:
    lines: dict[str, OrderLineDraft] = {}
    for row in rows:
        line = _line(row)
        if line.external_id in lines:
            raise row.refuse("order-item-id", say("item_in_order_already"))
        lines[line.external_id] = line
    return tuple(line for line in lines.values() if line.quantity)


def _line(row: TableRow) -> OrderLineDraft:
    return OrderLineDraft(
        external_id=row.code("order-item-id", required=True),
        sku=row.code("sku"),
        title=row.text("product-name", required=True),
        quantity=row.whole_number("quantity-to-ship", "units", least=0, most=_MOST_UNITS),
        price=_NO_PRICE,
        promise_at=row.moment("promise-date"),
    )


def _address(row: TableRow) -> PostalAddress:
    """Where the parcel goes; Amazon may hold back the name and the street, which is for packing to notice."""
    country, below = country_of(row.text("ship-country"))
    street = (row.text(f"ship-address-{line}") for line in (1, 2, 3))
    return PostalAddress(
        name=row.text("recipient-name"),
        lines=(*filter(None, street), *below),
        city=row.text("ship-city"),
        region=row.text("ship-state"),
        postcode=row.text("ship-postal-code"),
        country=country,
        phone=row.text("buyer-phone-number"),
    )


AMAZON = OrderFormat(
    kind="amazon",
    title=say("orders_of_amazon"),
    signature=frozenset({"order-id", "order-item-id"}),
    required=(
        "order-id",
        "order-item-id",
        "purchase-date",
        "promise-date",
        "sku",
        "product-name",
        "quantity-to-ship",
        "recipient-name",
        "ship-address-1",
        "ship-city",
        "ship-postal-code",
        "ship-country",
    ),
    order_column="order-id",
    quoted=False,
    read=_read,
)
