"""Everything about one order: its lines, what was bought for it, and its paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, select

from app.db import tables as t
from app.domain.address import read_address
from app.domain.documents import PackingSlip, read_brand, read_document
from app.domain.orders import OrderState
from app.domain.print_ledger import JobState
from app.queries.order_units import DetailLine, Purchase, detail_lines, purchases, supplies_of


class Paper(Struct, frozen=True):
    """A print job of the order's packages."""

    id: int
    kind: str
    state: JobState
    copy: int
    reason: str
    created_at: datetime


class OrderDetail(Struct, frozen=True):
    """An order with all that hangs on it. `tracking_number` and `station` are those of its package, if there is one."""

    id: int
    number: str
    scan_code: str
    channel: str
    brand: str
    customer: str
    destination: str
    ordered_at: datetime
    promise_at: datetime
    state: OrderState
    service: str
    gift_message: str
    note: str
    hold_reason: str | None
    tote: str
    station: str
    tracking_number: str
    shipped_at: datetime | None
    lines: tuple[DetailLine, ...]
    purchases: tuple[Purchase, ...]
    papers: tuple[Paper, ...]


def order_detail(connection: Connection, order_id: int) -> OrderDetail | None:
    """Everything about an order, in four statements; None where there is no such order."""
    row = connection.execute(_ORDER, {"order": order_id}).first()
    if row is None:
        return None
    address = read_address(row.ship_to)
    supplies = supplies_of(connection, order_id)
    return OrderDetail(
        order_id,
        row.number,
        row.scan_code,
        row.channel,
        read_brand(row.brand).trading_name,
        row.ship_to_name,
        ", ".join(filter(None, (address.city, address.country))),
        row.ordered_at,
        row.promise_at,
        OrderState(row.state),
        row.service,
        row.gift_message,
        row.note,
        row.hold_reason,
        row.tote or "",
        row.station or "",
        row.tracking_number or "",
        row.shipped_at,
        detail_lines(connection, order_id, supplies),
        purchases(supplies),
        tuple(_paper(job) for job in connection.execute(_PAPERS, {"order": order_id})),
    )


_NEWEST_SLIP = (
    select(t.PrintJob.document)
    .join(t.Package, t.Package.id == t.PrintJob.package_id)
    .where(t.Package.order_id == bindparam("order"), t.PrintJob.kind == "slip", t.PrintJob.state != "cancelled")
    .order_by(t.PrintJob.id.desc())
    .limit(1)
)


def newest_slip(connection: Connection, order_id: int) -> PackingSlip | None:
    """The slip that was printed last for an order, as it was; None before the first."""
    document = connection.execute(_NEWEST_SLIP, {"order": order_id}).scalar()
    found = read_document(document) if document else None
    return found if isinstance(found, PackingSlip) else None


_ORDER = (
    select(
        t.SalesOrder.number,
        t.SalesOrder.scan_code,
        t.SalesOrder.ship_to_name,
        t.SalesOrder.ship_to,
        t.SalesOrder.ordered_at,
        t.SalesOrder.promise_at,
        t.SalesOrder.state,
        t.SalesOrder.service,
        t.SalesOrder.gift_message,
        t.SalesOrder.note,
        t.SalesOrder.hold_reason,
        t.Channel.name.label("channel"),
        t.Brand.content.label("brand"),
        t.Location.code.label("tote"),
        t.Package.station,
        t.Package.tracking_number,
        t.Package.shipped_at,
    )
    .join(t.Channel, t.Channel.id == t.SalesOrder.channel_id)
    .join(t.Brand, t.Brand.id == t.Channel.brand_id)
    .outerjoin(t.Location, t.Location.id == t.SalesOrder.tote_id)
    .outerjoin(t.Package, (t.Package.order_id == t.SalesOrder.id) & (t.Package.state != "void"))
    .where(t.SalesOrder.id == bindparam("order"))
)
# By the packages: print jobs have an index on those, and every paper of an order is of one.
_PAPERS = (
    select(
        t.PrintJob.id,
        t.PrintJob.kind,
        t.PrintJob.state,
        t.PrintJob.copy,
        t.PrintJob.reason,
        t.PrintJob.created_at,
    )
    .join(t.Package, t.Package.id == t.PrintJob.package_id)
    .where(t.Package.order_id == bindparam("order"))
    .order_by(t.PrintJob.id.desc())
)


def _paper(job: Row[*tuple[Any, ...]]) -> Paper:
    return Paper(job.id, job.kind, JobState(job.state), job.copy, job.reason, job.created_at)
