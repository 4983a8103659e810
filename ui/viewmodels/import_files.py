"""Files in: which columns were recognised, the first rows, the import with its progress, and the rows it refused."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.imports import ImportSummary, Rejection
from ui.runtime.background import Background, Interest, LongJob
from ui.runtime.failures import Failure
from ui.viewmodels.import_work import Imported, Preview, What, look_into, run_import, write_rejected

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

Item = TypeVar("Item")

_SHOWN_REJECTIONS = 200


class Phase(StrEnum):
    """No file yet, its preview, the import, or what it did."""

    CHOOSE = "choose"
    PREVIEW = "preview"
    RUNNING = "running"
    DONE = "done"


class ImportState(Struct, frozen=True):
    """Everything the screen shows. `done` of `total` rows were read; `problem` is why nothing could be.

    `channel` is the one an order file is of, where it could be of several. `stopped`: the file has more rows.
    """

    what: What = What.PRODUCTS
    phase: Phase = Phase.CHOOSE
    preview: Preview | None = None
    channel: str = ""
    done: int = 0
    total: int = 0
    summary: ImportSummary | None = None
    stopped: bool = False
    saved: str = ""
    problem: str = ""
    busy: bool = False

    @property
    def can_run(self) -> bool:
        """A file was looked into that lacks nothing, and not all of it was imported yet."""
        preview = self.preview
        waits = self.phase is Phase.PREVIEW or (self.phase is Phase.DONE and self.stopped)
        return waits and preview is not None and not preview.missing and not self.needs_channel

    @property
    def needs_channel(self) -> bool:
        """The order file could be of several channels, and nobody said of which."""
        return self.preview is not None and len(self.preview.channels) > 1 and not self.channel

    @property
    def shown_rejections(self) -> tuple[Rejection, ...]:
        """The first refused rows; the error file has all of them."""
        return self.summary.rejected[:_SHOWN_REJECTIONS] if self.summary else ()


class ImportFiles(QObject):
    """Imports one file after the other. `changed` carries an `ImportState`; `imported` follows each import."""

    changed = Signal(object)
    imported = Signal()

    def __init__(self, background: Background, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ImportState()
        self._background, self._place = background, place
        self._reading: Interest | None = None
        self._job: LongJob | None = None

    def begin(self, what: What) -> None:
        """Start over with a file of another kind."""
        if self.state.phase is not Phase.RUNNING:
            self._become(ImportState(what))

    def choose(self, path: Path) -> None:
        """Look into a file; nothing is imported yet."""
        if self.state.phase is not Phase.RUNNING:
            self._become(ImportState(self.state.what, busy=True))
            self._read(partial(look_into, self._place, self.state.what, path), self._looked)

    def choose_channel(self, name: str) -> None:
        """The orders of the file are of this channel."""
        self._become(replace(self.state, channel=name, problem=""))

    def run(self) -> None:
        """Import the file that was looked into, or what an import that was stopped has left of it."""
        state, preview = self.state, self.state.preview
        if not state.can_run or preview is None:
            return
        self._become(ImportState(state.what, Phase.RUNNING, preview, state.channel, total=preview.rows))
        self._job = self._background.long(
            partial(run_import, self._place, state.what, preview, state.channel),
            self._finished,
            self._failed,
            lambda done, _: self._become(replace(self.state, done=done)),
            lambda: self._become(replace(self.state, phase=Phase.PREVIEW)),
        )

    def cancel(self) -> None:
        """Stop after the rows that are being stored."""
        if self._job is not None:
            self._job.cancel()

    def save_rejected(self, path: Path) -> None:
        """Write the refused rows with their reasons as CSV, to be mended and imported again."""
        preview, summary = self.state.preview, self.state.summary
        if preview is not None and summary is not None:
            rejected = summary.rejected
            self._read(partial(write_rejected, preview.path, rejected, path), lambda _: self._saved(path))

    def close(self) -> None:
        """Stop, and wait for no answer any more."""
        self.cancel()
        for waiting in (self._job, self._reading):
            if waiting is not None:
                waiting.drop()

    def _read(self, work: Callable[[], Item], then: Callable[[Item], object]) -> None:
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._background.read(work, then, self._failed)

    def _looked(self, preview: Preview) -> None:
        self._become(ImportState(self.state.what, Phase.PREVIEW, preview))

    def _finished(self, imported: Imported) -> None:
        summary, done, stopped = imported.summary, imported.done, imported.stopped
        self._become(replace(self.state, phase=Phase.DONE, summary=summary, done=done, stopped=stopped))
        self.imported.emit()

    def _saved(self, path: Path) -> None:
        self._become(replace(self.state, saved=str(path), problem=""))

    def _failed(self, failure: Failure) -> None:
        """A file that cannot be read leaves the choice, an import that broke its preview: both can be tried again."""
        phase = Phase.PREVIEW if self.state.phase is Phase.RUNNING else self.state.phase
        self._become(replace(self.state, phase=phase, busy=False, problem=failure.text))

    def _become(self, state: ImportState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
