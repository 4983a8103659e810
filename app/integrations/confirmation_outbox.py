"""Confirmations as files in the outbox folder, one for each channel and day."""

from __future__ import annotations

import re
from pathlib import Path

from app.db.engine import Database
from app.domain.requests import Request
from app.integrations.confirmation_files import amazon_confirmation, shopify_confirmation
from app.integrations.files import write_atomically
from app.services.confirmations import ChannelDay, mark_written, pending_days


def write_confirmations(database: Database, request: Request, folder: Path) -> list[Path]:
    """Write what channels have yet to be told; an interrupted run is repeated without harm.

    Raises:
        Refused: a file cannot be written; its rows stay pending.
    """
    written = []
    for day in pending_days(database):
        path = folder / _file_name(day)
        write_atomically(path, _content(day).encode())
        mark_written(database, request, day, path.name)
        written.append(path)
    return written


def _content(day: ChannelDay) -> str:
    return amazon_confirmation(day.rows) if day.kind == "amazon" else shopify_confirmation(day.rows)


def _file_name(day: ChannelDay) -> str:
    channel = re.sub(r"[^A-Za-z0-9]+", "-", day.channel).strip("-").lower() or "channel"
    suffix = "txt" if day.kind == "amazon" else "csv"
    return f"confirmations-{channel}-{day.channel_id}-{day.day}.{suffix}"
