"""What channels have yet to be told of shipments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from sqlalchemy import bindparam, select, update

from app.db import tables as t
from app.db.engine import Database
from app.domain.confirmations import ConfirmationRow
from app.domain.requests import Request

#: Crossdock's own labels name no carrier; channels know that as "Other".
OWN_CARRIER = "Other"


class ChannelDay(Struct, frozen=True):
    """All shipments of one channel on one day (UTC), some of which were not written yet."""

    channel_id: int
    channel: str
    kind: str
    day: date
    rows: tuple[ConfirmationRow, ...]
    newest_id: int


_PENDING = (
    select(t.Confirmation.channel_id, t.Channel.name, t.Channel.kind, t.Confirmation.shipped_at)
    .join(t.Channel, t.Channel.id == t.Confirmation.channel_id)
    .where(t.Confirmation.written_at.is_(None))
)
_OF_DAY = (
    select(
        t.Confirmation.id,
        t.Confirmation.quantity,
        t.Confirmation.shipped_at,
        t.SalesOrder.number,
        t.SalesOrder.service,
        t.OrderLine.external_id,
        t.OrderLine.sku,
        t.Package.tracking_number,
    )
    .join(t.Package, t.Package.id == t.Confirmation.package_id)
    .join(t.OrderLine, t.OrderLine.id == t.Confirmation.order_line_id)
    .join(t.SalesOrder, t.SalesOrder.id == t.OrderLine.order_id)
    .where(
        t.Confirmation.channel_id == bindparam("channel"),
        t.Confirmation.shipped_at >= bindparam("since"),
        t.Confirmation.shipped_at < bindparam("until"),
    )
    .order_by(t.Confirmation.id)
)


def pending_days(database: Database) -> list[ChannelDay]:
    """The channels and days whose file has to be written anew.

    A day's file is always written whole: told twice, a channel takes the same tracking number again without harm, while
    a lost row would leave a customer without one.
    """
    with database.read() as connection:
        wanted = sorted(
            {(row.channel_id, row.name, row.kind, row.shipped_at.date()) for row in connection.execute(_PENDING)}
        )
        days = []
        for channel_id, name, kind, day in wanted:
            since = datetime.combine(day, time(), UTC)
            values = {"channel": channel_id, "since": since, "until": since + timedelta(days=1)}
            rows = connection.execute(_OF_DAY, values).all()
            told = tuple(
                ConfirmationRow(
                    row.number,
                    row.external_id,
                    row.sku,
                    row.quantity,
                    row.shipped_at,
                    OWN_CARRIER,
                    row.tracking_number,
                    OWN_CARRIER,
                    service=row.service,
                )
                for row in rows
            )
            days.append(ChannelDay(channel_id, name, kind, day, told, max(row.id for row in rows)))
        return days


def mark_written(database: Database, request: Request, written: ChannelDay, file: str) -> None:
    """Record that a day's rows are in `file`; rows that came later stay pending."""
    confirmation = t.Confirmation
    since = datetime.combine(written.day, time(), UTC)
    with database.write() as connection:
        connection.execute(
            update(confirmation)
            .where(
                confirmation.channel_id == written.channel_id,
                confirmation.id <= written.newest_id,
                confirmation.shipped_at >= since,
                confirmation.shipped_at < since + timedelta(days=1),
            )
            .values(written_at=request.at, file=file)
        )
