"""Telling a scanner's keys from a person's, key by key: hold first, decide then (reliability R26, S1).

A key that a barcode can carry is held back until it is clear what it is. If others follow as fast as only a scanner
types, and Enter or Tab ends them, they were a scan and reach no widget. If none follows within `GAP_MS`, the key was
typed and is given back. A held key costs a person 30 ms, which nobody feels.

A barcode carries control characters too: Ctrl+Z, Esc or Enter at its very beginning must press nothing either.
"""

from __future__ import annotations

from msgspec import Struct

from app.devices.scan import Scan
from app.devices.wedge import WedgeAssembler

#: Scanners type a key each 4 to 12 ms, people none quicker than 60 ms after the last.
GAP_MS = 30
#: Fewer keys than this are a slip of the fingers, not a code.
SHORTEST_BURST = 4
_ENDS = ("\r", "\n", "\t")


class Key(Struct, frozen=True):
    """One press. `modified`: Ctrl, Alt or Meta was held; `repeated`: the keyboard repeats a key that stays down.

    `code`, `modifiers` and `native` (scan code, virtual key, modifiers) are what the press is made of again.
    """

    text: str
    code: int = 0
    modified: bool = False
    repeated: bool = False
    modifiers: int = 0
    native: tuple[int, int, int] = (0, 0, 0)

    @property
    def may_begin(self) -> bool:
        """A code can begin with it, such as with the GS1 group separator, which scanners send as Ctrl+]."""
        return self.controls or (bool(self.text) and self.text.isprintable() and not self.modified)

    @property
    def controls(self) -> bool:
        """It is a control character of ASCII, as Ctrl with a letter, Enter, Tab, Esc and Backspace are."""
        return len(self.text) == 1 and (self.text < " " or self.text == "\x7f")


class Verdict(Struct, frozen=True):
    """What becomes of a press: `typed` are keys held before that a person typed, to be given back first; `taken`: the
    press itself reaches no widget now; `scan` is what it completed.
    """

    typed: tuple[Key, ...] = ()
    taken: bool = False
    scan: Scan | None = None


class KeyHold:
    """Holds keys back until they are a scan or typing. Times are milliseconds of any clock that never goes back."""

    def __init__(self, source: str, gap_ms: int = GAP_MS) -> None:
        self._source = source
        self._gap_ms = gap_ms
        self._assembler = WedgeAssembler(source, gap_ms)
        self._held: list[Key] = []
        self._last_ms = 0
        self._scanned = False

    @property
    def count(self) -> int:
        """How many keys are held back."""
        return len(self._held)

    def takes(self, key: Key, at_ms: int) -> bool:
        """Whether `press` would take this key; changes nothing. Asked before shortcuts are looked up."""
        return not key.repeated and (key.may_begin or self._follows(at_ms))

    def press(self, key: Key, at_ms: int) -> Verdict:
        """Decide about one press, in the order the keys were pressed."""
        if self._is_tail(key, at_ms):
            self._last_ms = at_ms
            return Verdict(taken=True)
        typed = () if self._follows(at_ms) and not key.repeated else self.give_up()
        if not self.takes(key, at_ms):
            return Verdict(typed)
        self._last_ms = at_ms
        scan = self._assembler.feed(key.text, at_ms, modified=key.modified)
        if scan is not None:
            self._forget(scanned=True)
            return Verdict(typed, True, scan)
        self._held.append(key)
        ended = key.text in _ENDS and not key.modified and self.count > 1
        return Verdict(typed + self.give_up() if ended else typed, True)

    def give_up(self) -> tuple[Key, ...]:
        """No more keys came in time: the held ones, to be typed. Ctrl and Alt combinations stay dropped, unless one is
        all there was.
        """
        held = tuple(key for key in self._held if not key.modified or self.count == 1)
        self._forget()
        return held

    def _follows(self, at_ms: int) -> bool:
        return bool(self._held) and self._is_near(at_ms)

    def _is_tail(self, key: Key, at_ms: int) -> bool:
        """Scanners that end a code with Enter and a line feed would press twice."""
        return self._scanned and key.text in _ENDS and not key.repeated and self._is_near(at_ms)

    def _is_near(self, at_ms: int) -> bool:
        return 0 <= at_ms - self._last_ms <= self._gap_ms

    def _forget(self, *, scanned: bool = False) -> None:
        self._held.clear()
        self._scanned = scanned
        self._assembler = WedgeAssembler(self._source, self._gap_ms)
