"""The Today screen as one state: what to do now, and how the day goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.requests import Clock
from app.queries.day_figures import day_figures
from app.queries.today import work
from ui.models.columns import Tone
from ui.models.worklist import Figure, Section
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import tr
from ui.viewmodels.today_words import backup_words, coming_words, figures, sections

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace


class Phase(StrEnum):
    """What the screen shows: a wait, work, that all is done, that the shop has no order yet, or a failure."""

    LOADING = "loading"
    SHOWN = "shown"
    DONE = "done"
    FIRST_USE = "first_use"
    FAILED = "failed"


class TodayState(Struct, frozen=True):
    """Everything the screen shows. `urgent` orders are late or due today; `problem` is why `as_of` is not now."""

    phase: Phase = Phase.LOADING
    urgent: int = 0
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    coming: str = ""
    backup: str = ""
    backup_tone: Tone = Tone.QUIET
    as_of: datetime | None = None
    problem: str = ""

    @property
    def note(self) -> tuple[str, str]:
        """What stands in the place of the work list, and what to do about it."""
        match self.phase:
            case Phase.FAILED:
                return tr("Today could not be read"), self.problem
            case Phase.DONE:
                return tr("Nothing waiting"), self.coming
            case Phase.FIRST_USE:
                return tr("No orders yet"), tr("Orders appear here as soon as a channel's order file is imported.")
            case _:
                return tr("Reading what there is to do…"), ""


class Today(QObject):
    """Shows the day and keeps it fresh. `changed` carries a `TodayState`.

    `newest_backup` says when the last backup was made, None before the first; it runs off the UI thread.
    """

    changed = Signal(object)

    def __init__(
        self,
        background: Background,
        place: Workplace,
        clock: Clock,
        newest_backup: Callable[[], datetime | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = TodayState()
        self._background = background
        self._pending: Interest | None = None
        self._read = partial(_read, place, clock, newest_backup)

    def refresh(self) -> None:
        """Read it again; a late answer to an earlier question is dropped."""
        self.close()
        self._pending = self._background.read(self._read, self._become, self._failed)

    def keep_fresh(self) -> None:
        """Read it again unless an answer is on its way."""
        if self._pending is None:
            self.refresh()

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._pending is not None:
            self._pending.drop()
            self._pending = None

    def _failed(self, failure: Failure) -> None:
        """What was read before stays on the screen, with its age."""
        phase = self.state.phase if self.state.as_of else Phase.FAILED
        self._become(replace(self.state, phase=phase, problem=failure.text))

    def _become(self, state: TodayState) -> None:
        self._pending = None
        self.state = state
        self.changed.emit(state)


def _read(place: Workplace, clock: Clock, newest_backup: Callable[[], datetime | None]) -> TodayState:
    now = clock()
    with place.database.read() as connection:
        todo = work(connection, now)
        day = day_figures(connection, now, todo.coming)
    lists = sections(todo, now)
    backup, tone = backup_words(newest_backup(), now)
    return TodayState(
        Phase.SHOWN if lists else Phase.DONE if todo.begun else Phase.FIRST_USE,
        todo.promised.late + todo.promised.today,
        lists,
        figures(todo, day),
        coming_words(todo, now),
        backup,
        tone,
        now,
    )
