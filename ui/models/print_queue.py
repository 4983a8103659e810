"""What the Print queue shows, as frozen values."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.queries.print_queue import Show
from ui.models.columns import Cell, Tone
from ui.models.sheet import Sheet
from ui.runtime.language import mark, tr


class Phase(StrEnum):
    """What the list shows: a wait, rows, that there is nothing, that nothing fits, or a failure."""

    LOADING = "loading"
    SHOWN = "shown"
    EMPTY = "empty"
    NO_MATCH = "no_match"
    FAILED = "failed"


_VIEWS = ((Show.ALL, mark("All")), (Show.UNSETTLED, mark("Needs you")), (Show.WAITING, mark("Waiting")))


def views() -> tuple[tuple[str, str], ...]:
    """The parts of the ledger a person may want to see: key and words."""
    return tuple((show.value, tr(words)) for show, words in _VIEWS)


class PrinterCard(Struct, frozen=True):
    """A printer of this station: what it prints on what, how it is reached, and what is known of it, in words."""

    role: str
    name: str
    paper: str
    where: str
    state: str
    tone: Tone


class JobPanel(Struct, frozen=True):
    """One job in full, and what can be done about it.

    `question` is asked where nobody knows whether it came out; `copy_words` say how a further copy would be marked;
    `elsewhere` are the printers that could print what waits.
    """

    id: int
    role: str
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


class Preview(Struct, frozen=True):
    """The paper of a job in the place of the list. Without sheets, `words` say why and what to do."""

    title: str
    words: str
    sheets: tuple[Sheet, ...] = ()


class Report(Struct, frozen=True):
    """What became of the last thing that was asked."""

    text: str
    tone: Tone = Tone.OK


class PrintQueueState(Struct, frozen=True):
    """Everything the screen shows; `busy` says what is being done, `problem` why the list may be old.

    `begun` is False while nothing was ever printed.
    """

    phase: Phase = Phase.LOADING
    show: Show = Show.ALL
    text: str = ""
    count: int = 0
    complete: bool = True
    begun: bool = True
    unsettled: int = 0
    waiting: int = 0
    printers: tuple[PrinterCard, ...] = ()
    job: JobPanel | None = None
    preview: Preview | None = None
    report: Report | None = None
    busy: str = ""
    problem: str = ""

    @property
    def views(self) -> dict[str, int]:
        """The number beside each view that has one."""
        counts = {Show.UNSETTLED.value: self.unsettled, Show.WAITING.value: self.waiting}
        return {key: count for key, count in counts.items() if count}

    @property
    def count_words(self) -> str:
        """How many jobs are listed: `200+` while more follow."""
        if self.phase is not Phase.SHOWN:
            return ""
        if not self.complete:
            return tr("{count}+ jobs", count=self.count)
        return tr("{n} jobs", "{n} job", self.count)
