"""Who asks, from where and when: every command carries one, made when the scan arrives."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from msgspec import Struct

Clock = Callable[[], datetime]


class Request(Struct, frozen=True):
    """A command's envelope. `id` is UNIQUE in the database: the same id again is a replay, not a second command."""

    id: str
    station: str
    user: str
    at: datetime


def new_request_id() -> str:
    """A UUID version 7 (RFC 9562 §5.7): unique everywhere, and sorts by the millisecond it was made in."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high = (milliseconds & (1 << 48) - 1) << 80
    body = (0x7 << 76) | ((random >> 62) & 0xFFF) << 64 | (0b10 << 62) | (random & (1 << 62) - 1)
    return str(UUID(int=high | body))


def local_now() -> datetime:
    """The wall clock in the zone of this workstation: its day is the day on paper and in purchase orders."""
    return datetime.now().astimezone()


def new_request(station: str, user: str, clock: Clock = local_now) -> Request:
    """A fresh request of `user` at `station`, now."""
    return Request(new_request_id(), station, user, clock())
