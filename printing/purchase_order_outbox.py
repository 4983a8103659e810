"""Purchase orders as PDF and CSV in the outbox folder, then marked sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.requests import Request
from app.integrations.files import write_atomically
from app.integrations.supplier_files import purchase_order_csv
from app.services.purchase_orders import mark_sent, unsent
from printing.compose import compose
from printing.layout.media import MEDIA
from printing.render.pdf import render_pdf

if TYPE_CHECKING:
    from app.db.engine import Database


def send_purchase_orders(database: Database, request: Request, folder: Path) -> list[Path]:
    """Write every purchase order whose newest revision is not out yet; an interrupted run is repeated without harm.

    Raises:
        Refused: a file cannot be written; the order stays a draft.
    """
    written: list[Path] = []
    for order in unsent(database):
        document = order.document
        name = document.number if document.revision == 1 else f"{document.number}-revision-{document.revision}"
        pdf = render_pdf(compose(document, MEDIA["a4"]), title=f"Purchase order {document.number}")
        for suffix, content in ((".pdf", pdf), (".csv", purchase_order_csv(document).encode())):
            path = folder / (name + suffix)
            write_atomically(path, content)
            written.append(path)
        mark_sent(database, request, order.id, document.revision)
    return written
