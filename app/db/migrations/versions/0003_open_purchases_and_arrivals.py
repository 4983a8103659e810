"""Indexes for the open purchase orders, the parcels that came today, and when a purchase order's goods came"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: Index, table, columns, and which rows it holds.
_INDEXES = (
    (
        "ix_purchase_orders_open",
        "purchase_orders",
        ["expected_on", "id"],
        "state IN ('draft', 'sent', 'acknowledged', 'shipped', 'partly_received')",
    ),
    ("ix_inbound_parcels_arrived_at", "inbound_parcels", ["arrived_at"], "arrived_at IS NOT NULL"),
    (
        "ix_movements_purchase_order_line_id",
        "movements",
        ["purchase_order_line_id"],
        "purchase_order_line_id IS NOT NULL",
    ),
)


def upgrade() -> None:
    for name, table, columns, rows in _INDEXES:
        where = sa.text(rows)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, *_ in _INDEXES:
        op.drop_index(name, table)
