"""How far a purchase order has come: what its lines have received, and the state that follows from it."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, bindparam, case, exists, literal_column, update

from app.db import tables as t
from app.domain.orders import PurchaseOrderState

# A literal, not a parameter: SQLite takes a partial index only where it can read the condition.
_ZERO = literal_column("0", Integer)
_RECEIVE_LINE = (
    update(t.PurchaseOrderLine)
    .where(t.PurchaseOrderLine.id == bindparam("line"))
    .values(
        received=t.PurchaseOrderLine.received + bindparam("n"), pegged=t.PurchaseOrderLine.pegged - bindparam("pegs")
    )
)
_own_line = t.PurchaseOrderLine.purchase_order_id == bindparam("own")
_EXPECTS_MORE = exists().where(
    _own_line, t.PurchaseOrderLine.closed == _ZERO, t.PurchaseOrderLine.received < t.PurchaseOrderLine.quantity
)
_HAS_RECEIVED = exists().where(_own_line, t.PurchaseOrderLine.received > _ZERO)
_ADVANCE_PURCHASE_ORDER = (
    update(t.PurchaseOrder)
    .where(
        t.PurchaseOrder.id == bindparam("own"),
        t.PurchaseOrder.state != PurchaseOrderState.CANCELLED.value,
        t.PurchaseOrder.state != PurchaseOrderState.CLOSED_SHORT.value,
    )
    .values(
        state=case(
            (~_EXPECTS_MORE, PurchaseOrderState.RECEIVED.value),
            (_HAS_RECEIVED, PurchaseOrderState.PARTLY_RECEIVED.value),
            (t.PurchaseOrder.sent_revision > 0, PurchaseOrderState.SENT.value),
            else_=PurchaseOrderState.DRAFT.value,
        )
    )
)


def count_received(connection: Connection, line_id: int, purchase_order_id: int, *, units: int, pegs: int) -> None:
    """Count `units` more as received on a PO line, of which `pegs` were promised, and advance its purchase order."""
    connection.execute(_RECEIVE_LINE, {"line": line_id, "n": units, "pegs": pegs})
    connection.execute(_ADVANCE_PURCHASE_ORDER, {"own": purchase_order_id})
