"""What goes to suppliers as files."""

from __future__ import annotations

from app.domain.documents import PurchaseOrderDocument
from app.integrations.text_tables import write_csv

_COLUMNS = (
    "purchase_order",
    "revision",
    "line",
    "supplier_sku",
    "our_sku",
    "title",
    "quantity",
    "unit_cost",
    "currency",
    "expected_on",
)


def purchase_order_csv(document: PurchaseOrderDocument) -> str:
    """The purchase order as a CSV, one row for each line, each complete in itself."""
    return write_csv(
        _COLUMNS,
        (
            (
                document.number,
                str(document.revision),
                str(line.number),
                line.supplier_sku,
                line.sku,
                line.title,
                str(line.quantity),
                line.unit_cost.decimal(),
                line.unit_cost.currency,
                document.expected_on,
            )
            for line in document.lines
        ),
    )
