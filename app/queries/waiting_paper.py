"""What waits for the printers of a station, and why, for the chips of the window."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select, text

from app.db import tables as t
from app.domain.messages import Message


class WaitingPaper(Struct, frozen=True):
    """Jobs that wait for the printer of one role. `detail` is what the printer said when it took the oldest not."""

    role: str
    count: int
    detail: Message | None = None


# As text, not parameters: SQLite takes a partial index only where it can read its condition.
_OF_STATION = (text("print_jobs.state IN ('draft', 'queued')"), t.PrintJob.station == bindparam("station"))
_COUNTS = select(t.PrintJob.role, func.count().label("count")).where(*_OF_STATION).group_by(t.PrintJob.role)
_REFUSED = (
    select(t.PrintJob.role, t.PrintJob.detail)
    .where(*_OF_STATION, t.PrintJob.attempts > 0)
    .order_by(t.PrintJob.id.desc())
)


def waiting_paper(connection: Connection, station: str) -> tuple[WaitingPaper, ...]:
    """One row for each role that jobs wait for."""
    values = {"station": station}
    counts = connection.execute(_COUNTS, values).all()
    details = {row.role: row.detail for row in connection.execute(_REFUSED, values) if row.detail} if counts else {}
    return tuple(WaitingPaper(role, count, details.get(role)) for role, count in counts)
