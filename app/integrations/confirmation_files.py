"""Shipments as the channels read them back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.confirmations import ConfirmationRow
from app.integrations.text_tables import write_csv

_AMAZON_COLUMNS = (
    "order-id",
    "order-item-id",
    "quantity",
    "ship-date",
    "carrier-code",
    "carrier-name",
    "tracking-number",
    "ship-method",
)
#: Amazon's code for a carrier it has no code for; it then reads the name.
_OTHER_CARRIER = "Other"
_SHOPIFY_COLUMNS = (
    "Name",
    "Lineitem sku",
    "Lineitem quantity",
    "Tracking Number",
    "Tracking Company",
    "Tracking URL",
    "Shipped at",
)
_SEPARATORS = re.compile(r"[\t\r\n]+")


def amazon_confirmation(rows: Iterable[ConfirmationRow]) -> str:
    """Amazon's shipping confirmation flat file: tab separated, no quotation marks, dates in ISO 8601.

    Nothing is shielded from spreadsheets here, because Amazon compares the ids character by character.
    """
    lines = [_AMAZON_COLUMNS, *map(_amazon_cells, rows)]
    return "".join("\t".join(_SEPARATORS.sub(" ", cell) for cell in cells) + "\n" for cells in lines)


def _amazon_cells(row: ConfirmationRow) -> tuple[str, ...]:
    return (
        row.order_number,
        row.line,
        str(row.quantity),
        row.shipped_at.isoformat(timespec="seconds"),
        row.carrier_code or _OTHER_CARRIER,
        row.carrier,
        row.tracking_number,
        row.service,
    )


def shopify_confirmation(rows: Iterable[ConfirmationRow]) -> str:
    """A CSV for the apps that upload fulfillments to Shopify, which itself takes no such file."""
    return write_csv(_SHOPIFY_COLUMNS, map(_shopify_cells, rows))


def _shopify_cells(row: ConfirmationRow) -> tuple[str, ...]:
    return (
        row.order_number,
        row.sku,
        str(row.quantity),
        row.tracking_number,
        row.carrier,
        row.tracking_url,
        row.shipped_at.isoformat(sep=" ", timespec="seconds"),
    )
