"""Copies of the database, whether the ledger agrees with itself, and everything as files: one long work at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.requests import Clock
from app.integrations.export_files import export_all
from app.queries.checks import NUMBER_OF_CHECKS, CheckResult, results
from app.services.backups import Backup, back_up, backups
from ui.models.columns import Tone
from ui.models.settings import CheckLine, DataState, Said
from ui.runtime.background import Background, Interest, LongJob
from ui.runtime.failures import Failure
from ui.runtime.language import sentence_of, tr
from ui.runtime.progress import Progress
from ui.viewmodels.settings_words import age_words, backup_line, size_words

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

T = TypeVar("T")


class DataModel(QObject):
    """`changed` carries a `DataState`, `told` a `Said` when work has ended."""

    changed = Signal(object)
    told = Signal(object)

    _found = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._clock = clock
        self._reading: Interest | None = None
        self._job: LongJob | None = None
        self._found.connect(self._add_line)
        self.state = DataState(can_back_up=place.database.is_sqlite, data_folder=str(place.settings.data_dir))

    @property
    def backup_folder(self) -> Path:
        """Where copies of the database are kept."""
        return self._place.settings.data_dir / "backups"

    def refresh(self) -> None:
        """Look which copies there are."""
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._background.read(partial(backups, self.backup_folder), self._listed, self._failed)

    def make_backup(self) -> None:
        """Copy the database; the copy counts only after it was read back."""
        work = partial(back_up, self._place.database, self.backup_folder, self._clock())
        self._begin("backup", tr("Copying the database…"), work, self._backed_up)

    def check(self) -> None:
        """Ask whether the ledger still agrees with itself."""
        if not self.state.job:
            self._become(replace(self.state, checked=()))
        self._begin("check", tr("Asking every rule of the ledger…"), self._ask_every_rule, self._checked)

    def export(self, folder: Path) -> None:
        """Write every table into a new folder within this one."""
        work = partial(export_all, self._place.database, folder, self._clock())
        self._begin("export", tr("Writing every table…"), work, self._exported)

    def cancel(self) -> None:
        """Stop what is going on; nothing of it is left."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Wait for no answer any more, and stop what is going on."""
        for each in (self._reading, self._job):
            if each is not None:
                each.drop()
        self.cancel()

    # --- work -------------------------------------------------------------------------------------------------------

    def _begin(self, key: str, words: str, work: Callable[[Progress], T], then: Callable[[T], object]) -> None:
        if self.state.job:
            return

        def ended(result: T) -> None:
            self._end()
            then(result)

        self._become(replace(self.state, job=key, words=words, done=0, total=0))
        self._job = self._background.long(work, ended, self._failed, self._progressed, self._stopped)

    def _ask_every_rule(self, progress: Progress) -> tuple[CheckResult, ...]:
        """Runs on a thread: each answer is told as soon as it is there."""
        found = []
        for result in results(self._place.database):
            found.append(result)
            self._found.emit(result)
            progress(len(found), NUMBER_OF_CHECKS)
        return tuple(found)

    # --- answers ----------------------------------------------------------------------------------------------------

    def _listed(self, known: tuple[Backup, ...]) -> None:
        now = self._clock()
        lines = tuple(backup_line(each, now) for each in known)
        self._become(replace(self.state, backups=lines, backup_age=age_words(known, now)))

    def _progressed(self, done: int, total: int) -> None:
        self._become(replace(self.state, done=done, total=total))

    def _add_line(self, result: CheckResult) -> None:
        line = CheckLine(sentence_of(result.title), result.broken)
        self._become(replace(self.state, checked=(*self.state.checked, line)))

    def _backed_up(self, backup: Backup) -> None:
        size = size_words(backup.size)
        self._tell(tr("Backup made and read back: {rows} rows, {size}.", rows=backup.rows, size=size))
        self.refresh()

    def _checked(self, found: tuple[CheckResult, ...]) -> None:
        broken = sum(bool(each.broken) for each in found)
        if broken:
            words = tr(
                "{broken} of {total} rules are broken. Make a backup, then ask for help with the lines below.",
                broken=broken,
                total=len(found),
            )
            self._tell(words, Tone.WRONG)
        else:
            self._tell(tr("Everything agrees."))

    def _exported(self, folder: Path) -> None:
        self._tell(tr("Everything is exported to {folder}.", folder=folder))

    def _stopped(self) -> None:
        words = {
            "backup": tr("The backup was stopped. Nothing of it is left."),
            "check": tr("The check was stopped. Nothing was changed."),
            "export": tr("The export was stopped. Nothing of it is left."),
        }[self.state.job]
        self._end()
        self._tell(words, Tone.ATTENTION)

    def _failed(self, failure: Failure) -> None:
        self._end()
        self._tell(failure.text, Tone.WRONG)

    def _end(self) -> None:
        self._job = None
        self._become(replace(self.state, job="", words=""))

    def _tell(self, words: str, tone: Tone = Tone.OK) -> None:
        self.told.emit(Said(words, tone))

    def _become(self, state: DataState) -> None:
        self.state = state
        self.changed.emit(state)
