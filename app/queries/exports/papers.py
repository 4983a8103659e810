"""What was packed and printed, and the journal of it all."""

from __future__ import annotations

from sqlalchemy import select

from app.db import tables as t
from app.queries.exports.names import order, order_number

PACKAGES = (
    select(
        t.Package.number.label("package"),
        order_number,
        t.Package.state,
        t.Package.label_scan_code,
        t.Package.tracking_number,
        t.Package.station,
        t.Package.opened_at,
        t.Package.papers_removed_at,
        t.Package.papers_removed_by,
        t.Package.closed_at,
        t.Package.shipped_at,
    )
    .join(order, order.id == t.Package.order_id)
    .order_by(t.Package.id)
)
PRINT_JOBS = (
    select(
        t.PrintJob.id.label("job"),
        t.PrintJob.kind,
        order_number,
        t.Package.number.label("package"),
        t.PrintJob.state,
        t.PrintJob.copy,
        t.PrintJob.reason,
        t.PrintJob.printer,
        t.PrintJob.file,
        t.PrintJob.detail,
        t.PrintJob.station,
        t.PrintJob.created_at,
        t.PrintJob.changed_at,
    )
    .outerjoin(order, order.id == t.PrintJob.order_id)
    .outerjoin(t.Package, t.Package.id == t.PrintJob.package_id)
    .order_by(t.PrintJob.id)
)
EVENTS = (
    select(
        t.Event.id.label("event"),
        t.Event.station,
        t.Event.sequence,
        t.Event.at,
        t.Event.user,
        t.Event.kind,
        order_number,
        t.Event.data,
        t.Event.request_id,
        t.Event.hash,
    )
    .outerjoin(order, order.id == t.Event.order_id)
    .order_by(t.Event.id)
)
