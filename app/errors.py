"""Errors that are somebody's answer. Each carries a message key and values, never a ready sentence.

`Refused` a rule says no · `NotFound` · `Conflict` · `UnreadableFile` · `DatabaseUnavailable`. The sentence for a key
is in `app.domain.messages`. Anything else that escapes is a bug in Crossdock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.messages import Value


class WarehouseError(Exception):
    """Base of all errors that are shown to people."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


class Refused(WarehouseError):
    """A rule says no."""


class NotFound(WarehouseError):
    """What was asked for does not exist."""


class Conflict(WarehouseError):
    """Somebody changed it meanwhile."""


class UnreadableFile(WarehouseError):
    """A file could not be read at all; nothing of it was taken."""


class DatabaseUnavailable(WarehouseError):
    """The database cannot be opened, or is of another version."""


class Cancelled(Exception):
    """Somebody stopped long work; what it had not finished is as if it was never begun."""
