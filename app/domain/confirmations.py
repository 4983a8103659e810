"""What a channel is told of a shipment."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class ConfirmationRow(Struct, frozen=True):
    """Units of one order line that left. `line` is the channel's own name of it (`OrderLineDraft.external_id`).

    `carrier_code` is the channel's code for the carrier, empty where it has none for `carrier`.
    """

    order_number: str
    line: str
    sku: str
    quantity: int
    shipped_at: datetime
    carrier: str
    tracking_number: str
    carrier_code: str = ""
    tracking_url: str = ""
    service: str = ""
