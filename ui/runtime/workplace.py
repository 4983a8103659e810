"""An open shop at one station: its database, its folders, its printers, and who is asking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.config import Settings
from app.domain.requests import Clock, Request, local_now, new_request
from app.services.printers import PrinterRow, store_printers, stored_printers
from printing.printers import Printer, first_printers, printers_from_json

if TYPE_CHECKING:
    from app.db.engine import Database


class Workplace:
    """An open shop at one station."""

    def __init__(self, database: Database, settings: Settings, secret: bytes, clock: Clock = local_now) -> None:
        self.database = database
        self.settings = settings
        self.secret = secret
        self._clock = clock

    def new_request(self) -> Request:
        """A fresh request of this station, now."""
        return new_request(self.settings.station, self.settings.user, self._clock)

    @property
    def purchase_orders(self) -> Path:
        """Where purchase orders are written for suppliers."""
        return self.settings.data_dir / "outbox" / "purchase-orders"

    @property
    def confirmations(self) -> Path:
        """Where shipments are written for channels."""
        return self.settings.data_dir / "outbox" / "confirmations"

    def printers(self) -> tuple[Printer, ...]:
        """The printers that were set up; on a first run files, so that every paper can be seen."""
        rows = stored_printers(self.database)
        if not rows:
            first = first_printers(self.settings.data_dir / "paper")
            rows = [PrinterRow(printer.name, printer.role.value, _to_json(printer)) for printer in first]
            store_printers(self.database, rows)
        return tuple(printer for row in rows for printer in printers_from_json(f"[{row.content}]"))


def _to_json(printer: Printer) -> str:
    return msgspec.json.encode(printer).decode()
