"""How bytes reach a printer, and what may honestly be said afterwards."""

from __future__ import annotations

import re
from datetime import datetime
from enum import Enum
from typing import Literal, Protocol

from msgspec import Struct

from app.domain.messages import Message


class Outcome(Enum):
    """What is known after a send. Only `FAILED` may be sent again without asking a person.

    `FAILED`: the printer got nothing. `UNKNOWN`: it may have got a part, or all. `SENT`: it took every byte, which does
    not prove that paper came out. `CONFIRMED`: the result was read back.
    """

    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Delivery(Struct, frozen=True):
    """The outcome of one send, one sentence for the packer, and the file written, if the transport writes files."""

    outcome: Outcome
    detail: Message
    file: str = ""


class JobInfo(Struct, frozen=True):
    """What is printed. `job` is unique for each artefact; `kind` and `order` make names that people recognise."""

    job: str
    kind: str
    order: str
    language: Literal["pdf", "zpl"]
    at: datetime

    def name(self) -> str:
        """`<time>-<kind>-<order>-<job>`, safe as a file name and as a title on every system."""
        parts = (f"{self.at:%Y%m%dT%H%M%S}", self.kind, self.order, self.job)
        return "-".join(re.sub(r"[^A-Za-z0-9_]+", "_", part)[:60].strip("_") or "x" for part in parts)


class Transport(Protocol):
    """A way to one printer. `send` never raises for trouble with the printer: it tells it in the `Delivery`."""

    def send(self, data: bytes, job: JobInfo) -> Delivery: ...
