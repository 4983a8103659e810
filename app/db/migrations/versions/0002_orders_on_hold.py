"""Orders on hold, and indexes for what Today and Orders ask"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Index, table, columns, and which rows it holds (empty: all).
_INDEXES = (
    ("ix_orders_held", "orders", ["promise_at", "id"], "hold_reason IS NOT NULL"),
    ("ix_packages_shipped_at", "packages", ["shipped_at", "id"], "shipped_at IS NOT NULL"),
    ("ix_print_jobs_unsure", "print_jobs", ["id"], "state IN ('unknown', 'not_printed', 'failed')"),
    ("ix_inbound_parcels_purchase_order_id", "inbound_parcels", ["purchase_order_id"], ""),
)


def upgrade() -> None:
    op.add_column("orders", sa.Column("hold_reason", sa.String(), nullable=True))
    for name, table, columns, rows in _INDEXES:
        where = {f"{dialect}_where": sa.text(rows) for dialect in ("sqlite", "postgresql") if rows}
        op.create_index(name, table, columns, **where)


def downgrade() -> None:
    for name, table, *_ in _INDEXES:
        op.drop_index(name, table)
    op.drop_column("orders", "hold_reason")
