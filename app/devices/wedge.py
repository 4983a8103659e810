"""Keyboard-wedge scanners: telling a burst of keys from a person typing, without a screen."""

from __future__ import annotations

from app.devices.scan import Scan
from app.domain.codes import LONGEST_GS1
from app.domain.gs1 import GROUP_SEPARATOR

_ENDS = ("\r", "\n", "\t")
_SHORTEST = 4
#: Kept beyond the longest code so that an endless burst is refused as too long instead of being cut to some code.
_MOST_KEPT = LONGEST_GS1 + 16


class WedgeAssembler:
    """Collects keys that follow each other within `gap_ms` into a scan, ended by Enter or Tab.

    50 ms separates scanners (4 to 12 ms a key) from the fastest typing (60 ms); a device set to pause between
    characters needs more. Without an end, or with fewer than 4 characters, keys were typed and are no scan.
    """

    def __init__(self, source: str, gap_ms: int = 50) -> None:
        self._source = source
        self._gap_ms = gap_ms
        self._text = ""
        self._last_ms: int | None = None

    @property
    def pending(self) -> str:
        """The characters of the burst so far, for giving them back as typing when no scan comes of them."""
        return self._text

    def feed(self, character: str, milliseconds: int, *, modified: bool = False) -> Scan | None:
        """Take one key; return the scan that it completes.

        `modified` says that Ctrl, Alt or Meta was held: such keys, and control characters, are dropped from a burst
        (S1), except the GS1 group separator, which scanners type as Ctrl+].
        """
        if not self._follows(milliseconds):
            self._text = ""
        self._last_ms = milliseconds
        if character in _ENDS and not modified:
            return self._finish(milliseconds)
        if character == GROUP_SEPARATOR or (character.isprintable() and not modified):
            self._text = (self._text + character)[:_MOST_KEPT]
        return None

    def _follows(self, milliseconds: int) -> bool:
        return self._last_ms is not None and 0 <= milliseconds - self._last_ms <= self._gap_ms

    def _finish(self, milliseconds: int) -> Scan | None:
        text, self._text = self._text, ""
        return Scan(text, self._source, milliseconds) if len(text) >= _SHORTEST else None
