"""Orders on hold, and indexes for what Today, Orders and the cells ask"""

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
    ("ix_balances_location_id", "balances", ["location_id"], "on_hand > 0"),
    ("ix_inbound_parcels_purchase_order_id", "inbound_parcels", ["purchase_order_id"], ""),
)


def upgrade() -> None:
    op.add_column("orders", sa.Column("hold_reason", sa.String(), nullable=True))
    for name, table, columns, rows in _INDEXES:
        where = sa.text(rows) if rows else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, *_ in _INDEXES:
        op.drop_index(name, table)
    op.drop_column("orders", "hold_reason")
