"""Amazon's unshipped orders report: tab separated, one row per order item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from recipe.chance import Chance
from recipe.orders import Line, Order

HEADER: tuple[str, ...] = (
    *("order-id", "order-item-id", "purchase-date", "payments-date", "reporting-date", "promise-date"),
    *("days-past-promise", "buyer-email", "buyer-name", "buyer-phone-number", "sku", "product-name"),
    *("quantity-purchased", "quantity-shipped", "quantity-to-ship", "ship-service-level", "recipient-name"),
    *("ship-address-1", "ship-address-2", "ship-address-3", "ship-city", "ship-state", "ship-postal-code"),
    *("ship-country", "is-business-order", "purchase-order-number", "price-designation"),
    *("is-iba", "verge-of-cancellation", "verge-of-lateShipment"),
)

_REPORTED_AT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
_FIRST_PROMISE = datetime.combine(datetime(2026, 11, 24), time(23, 59, 59), UTC)
_PROMISE_DAYS = 5
#: The form of a real order number, with a beginning that none is known to have.
_ORDER_PREFIX = "299"


def amazon_report(orders: Sequence[Order], chance: Chance) -> str:
    """The file's text; the later an order, the later its promise, from 24 to 28 November 2026."""
    rows = [HEADER]
    for place, order in enumerate(orders):
        promise = _FIRST_PROMISE + timedelta(days=place * _PROMISE_DAYS // len(orders))
        order_id = f"{_ORDER_PREFIX}-{chance.digits(7)}-{chance.digits(7)}"
        rows += [_row(order_id, f"7{chance.digits(13)}", order, line, promise) for line in order.lines]
    return "".join("\t".join(row) + "\n" for row in rows)


def _row(order_id: str, item_id: str, order: Order, line: Line, promise: datetime) -> tuple[str, ...]:
    columns = (
        {"order-id": order_id, "order-item-id": item_id, "sku": line.sku, "product-name": line.title}
        | _dates(order.ordered_at, promise)
        | _quantities(line.quantity)
        | _recipient(order)
    )
    return tuple(columns.get(name, "") for name in HEADER)


def _dates(ordered_at: datetime, promise: datetime) -> dict[str, str]:
    left = (promise.date() - _REPORTED_AT.date()).days
    return {
        "purchase-date": ordered_at.isoformat(),
        "payments-date": (ordered_at + timedelta(seconds=40)).isoformat(),
        "reporting-date": _REPORTED_AT.isoformat(),
        "promise-date": promise.isoformat(),
        "days-past-promise": str(-left),
        "is-iba": "false",
        "verge-of-cancellation": "false",
        "verge-of-lateShipment": str(left <= 3).lower(),
    }


def _quantities(quantity: int) -> dict[str, str]:
    return {
        "quantity-purchased": str(quantity),
        "quantity-shipped": "0",
        "quantity-to-ship": str(quantity),
        "ship-service-level": "Standard",
    }


def _recipient(order: Order) -> dict[str, str]:
    person = order.person
    business = bool(person.company)
    lines = [text for text in (person.company, person.street, person.street2) if text]
    return {
        "buyer-email": f"{person.key}@market.example",
        "buyer-name": person.name,
        "buyer-phone-number": person.phone,
        "recipient-name": person.name,
        **{f"ship-address-{number}": text for number, text in enumerate(lines, start=1)},
        "ship-city": person.city,
        "ship-state": person.region_name,
        "ship-postal-code": person.postcode,
        "ship-country": person.country,
        "is-business-order": str(business).lower(),
        "purchase-order-number": f"REQ-{person.postcode.replace(' ', '')}" if business else "",
    }
