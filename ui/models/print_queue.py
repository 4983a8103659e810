"""What the Print queue shows, as frozen values."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.queries.print_queue import Show
from ui.models.columns import Cell, Tone


class Phase(StrEnum):
    """What the list shows: a wait, rows, that nothing was ever printed, that nothing fits, or a failure."""

    LOADING = "loading"
    SHOWN = "shown"
    EMPTY = "empty"
    NO_MATCH = "no_match"
    FAILED = "failed"


#: The parts of the ledger a person may want to see: key and words.
VIEWS = ((Show.ALL.value, "All"), (Show.UNSETTLED.value, "Needs you"), (Show.WAITING.value, "Waiting"))


class PrinterCard(Struct, frozen=True):
    """A printer of this station; `where` is how it is reached, `state` what is known of it, in words."""

    role: str
    name: str
    purpose: str
    paper: str
    where: str
    state: str
    tone: Tone


class JobPanel(Struct, frozen=True):
    """One job in full, and what can be done about it.

    `question` is asked where nobody knows whether it came out; `elsewhere` are the printers that could print what
    waits.
    """

    id: int
    kind: str
    role: str
    order: str
    title: str
    detail: str
    chip: Cell
    facts: tuple[tuple[str, str], ...]
    question: str = ""
    may_print_again: bool = False
    may_copy: bool = False
    copy_words: str = ""
    waits: bool = False
    elsewhere: tuple[tuple[str, str], ...] = ()


class Report(Struct, frozen=True):
    """What became of the last thing that was asked."""

    text: str
    tone: Tone = Tone.OK


class PrintQueueState(Struct, frozen=True):
    """Everything the screen shows; `busy` says what is being done, `problem` why the list may be old."""

    phase: Phase = Phase.LOADING
    show: Show = Show.ALL
    text: str = ""
    count: int = 0
    complete: bool = True
    unsettled: int = 0
    waiting: int = 0
    printers: tuple[PrinterCard, ...] = ()
    job: JobPanel | None = None
    report: Report | None = None
    busy: str = ""
    problem: str = ""

    @property
    def views(self) -> dict[str, int]:
        """The number beside each view that has one."""
        return {Show.UNSETTLED.value: self.unsettled, Show.WAITING.value: self.waiting}

    @property
    def count_words(self) -> str:
        """How many jobs are listed: `200+` while more follow."""
        number = f"{self.count}{'' if self.complete else '+'}"
        return f"{number} {'job' if number == '1' else 'jobs'}" if self.phase is Phase.SHOWN else ""
