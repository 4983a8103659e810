"""A scan, whatever device it came from, and what makes two reads one (R28)."""

from __future__ import annotations

import time

from msgspec import Struct

from app.domain.gs1 import gtin14

_REPEAT_MS = 400
#: Below this, two equal halves are an ordinary code such as `12341234`.
_SHORTEST_DOUBLED_HALF = 7


class Scan(Struct, frozen=True):
    """What one read of a scanner delivered. `at` is milliseconds of a clock that never goes back."""

    text: str
    source: str
    at: int


class Deduplicator:
    """Lets one scan through where the same code arrives twice: as one doubled text, or again within 400 ms."""

    def __init__(self, window_ms: int = _REPEAT_MS) -> None:
        self._window_ms = window_ms
        self._last: Scan | None = None

    def accept(self, scan: Scan) -> Scan | None:
        """The scan to act on, or None for a repeat. Every repeat opens the window anew, as a held trigger does."""
        once = Scan(undoubled(scan.text), scan.source, scan.at)
        last, self._last = self._last, once
        repeated = last is not None and last.text == once.text and once.at - last.at < self._window_ms
        return None if repeated else once


def undoubled(text: str) -> str:
    """`text`, or its first half where a device sent the same code twice without an end between."""
    half = text[: len(text) // 2]
    doubled = len(half) >= _SHORTEST_DOUBLED_HALF and text == half * 2
    return half if doubled and gtin14(text) is None else text


def monotonic_ms() -> int:
    """Milliseconds since some moment of this process; unmoved by changes of the wall clock (R30)."""
    return time.monotonic_ns() // 1_000_000
