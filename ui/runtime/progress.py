"""How far long work is, and whether somebody wants it to stop: told between two threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from app.errors import Cancelled

#: The window hears of progress no oftener, in s: a bar that moves ten times a second is smooth enough.
TELL_EVERY_S = 0.1


class Progress:
    """Handed to long work, which calls it as `progress(done, total)` wherever it may stop and leave nothing half done.

    Work that would rather end in good order and say what it did reads `stopped` instead.
    """

    def __init__(self, tell: Callable[[int, int], object]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._tell_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """So many of `total` are done.

        Raises:
            Cancelled: nobody wants the rest.
        """
        if self.stopped:
            raise Cancelled
        now = time.monotonic()
        if now >= self._tell_at:
            self._tell_at = now + TELL_EVERY_S
            self._tell(done, total)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked for the end."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Nobody wants the rest. May be called on any thread."""
        self._stop.set()
