"""The last scans of this station as one state, without a widget."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.messages import SENTENCES, Kind
from app.domain.requests import Clock
from app.queries.last_scans import LastScan, last_scans
from app.services import packing, receiving
from ui.models.columns import Tone
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import mark, sentence_of, tr

if TYPE_CHECKING:
    from app.db.engine import Database

SHOWN = 5
_SCREENS = (receiving.SCRIPT.screen, packing.SCRIPT.screen)
_KINDS = {
    Kind.OK: (mark("OK"), Tone.OK),
    Kind.DONE: (mark("Done"), Tone.OK),
    Kind.NOTE: (mark("Note"), Tone.ACCENT),
    Kind.ATTENTION: (mark("Look"), Tone.ATTENTION),
    Kind.WRONG: (mark("Wrong"), Tone.WRONG),
    Kind.NOT_ACCEPTED: (mark("Refused"), Tone.QUIET),
}


class ScanLine(Struct, frozen=True):
    """A scan in words: when and on which screen, what was read, how it was answered; `words` may be empty."""

    time: str
    screen: str
    code: str
    kind: str
    tone: Tone
    words: str


class LastScansState(Struct, frozen=True):
    """The newest scans first; `known` is False until they were read once; `problem` is why they may be old."""

    known: bool = False
    scans: tuple[ScanLine, ...] = ()
    problem: str = ""


class LastScans(QObject):
    """Shows what this station scanned last. `changed` carries a `LastScansState` after every reading."""

    changed = Signal(object)

    def __init__(
        self, background: Background, database: Database, station: str, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state = LastScansState()
        self._background = background
        self._database = database
        self._station = station
        self._clock = clock
        self._pending: Interest | None = None

    def refresh(self) -> None:
        """Read them again; a late answer to an earlier question is dropped."""
        self.close()
        self._pending = self._background.read(self._read, self._arrived, self._failed)

    def keep_fresh(self) -> None:
        """Read them again unless an answer is on its way."""
        if self._pending is None:
            self.refresh()

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._pending is not None:
            self._pending.drop()
            self._pending = None

    def _read(self) -> tuple[LastScan, ...]:
        with self._database.read() as connection:
            return last_scans(connection, self._station, _SCREENS, SHOWN)

    def _arrived(self, scans: tuple[LastScan, ...]) -> None:
        now = self._clock()
        self._become(LastScansState(True, tuple(_line(scan, now) for scan in scans)))

    def _failed(self, failure: Failure) -> None:
        self._become(replace(self.state, problem=failure.text))

    def _become(self, state: LastScansState) -> None:
        self._pending = None
        self.state = state
        self.changed.emit(state)


def _line(scan: LastScan, now: datetime) -> ScanLine:
    local = scan.at.astimezone(now.tzinfo)
    today = local.date() == now.date()
    time = f"{local:%H:%M}" if today else f"{local.day} {local:%b} {local:%H:%M}"
    kind, tone = _KINDS[scan.message.kind]
    # An answer of another version may be a sentence that is not said any more.
    words = sentence_of(scan.message) if scan.message.key in SENTENCES else ""
    return ScanLine(time, scan.screen, scan.text, tr(kind), tone, words)
