"""What the Orders screen shows, as one frozen state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from app.queries.order_list import View, Wanted
from app.services.order_batch import BatchResult
from ui.models.order_panel import OrderPanel
from ui.runtime.language import mark, sentence_of, tr
from ui.viewmodels.order_panel import SlipView

_VIEWS = {
    View.OPEN: mark("Open"),
    View.READY: mark("Ready to pack"),
    View.WAITING: mark("Waiting"),
    View.TO_BUY: mark("To buy"),
    View.LATE: mark("Late"),
    View.AT_RISK: mark("At risk"),
    View.HELD: mark("On hold"),
    View.SHIPPED_TODAY: mark("Shipped today"),
}
LATE, GIFT = "late", "gift"
_FIRST_USE = (
    mark("No orders yet"),
    mark("Orders appear here as soon as a channel's order file is imported."),
)
_ALL_DONE = {
    View.OPEN: (mark("Nothing is open"), mark("Every order has left. New ones appear here when they come in.")),
    View.READY: (
        mark("Nothing is ready to pack"),
        mark("Orders appear here when the last of their goods is received."),
    ),
    View.WAITING: (mark("No order waits for goods"), mark("Everything that was ordered is here.")),
    View.TO_BUY: (mark("Everything is bought"), mark("Every unit is on the shelf or on a purchase order.")),
    View.LATE: (mark("No order is late"), mark("Every open order can still keep its promise.")),
    View.AT_RISK: (mark("No order is at risk"), mark("All goods are expected before their orders are promised.")),
    View.HELD: (
        mark("No order is on hold"),
        mark("Select an order and choose Hold to keep it from being packed."),
    ),
    View.SHIPPED_TODAY: (
        mark("Nothing has left today"),
        mark("An order appears here when its label is scanned back."),
    ),
}


class Phase(StrEnum):
    """What the list shows: a wait, rows, nothing in this view, nothing that fits the filters, or a failure."""

    LOADING = "loading"
    SHOWN = "shown"
    EMPTY = "empty"
    NO_MATCH = "no_match"
    FAILED = "failed"


class Tab(Struct, frozen=True):
    """A saved view; `count` is None until it was read once."""

    key: str
    words: str
    count: int | None = None


class Counts(Struct, frozen=True):
    """What stands above the list: how many orders each view holds, and the channels they come from."""

    of_view: dict[View, int]
    channels: tuple[str, ...]
    begun: bool


class Outcome(Struct, frozen=True):
    """What became of one order of several, in words."""

    words: str
    done: bool


class Report(Struct, frozen=True):
    """What became of several orders: one line for each, and the ids that Undo would put back as they were."""

    title: str
    outcomes: tuple[Outcome, ...]
    undo: tuple[int, ...] = ()


class Busy(Struct, frozen=True):
    """What is being done with orders, and that it is done with `done` of `total`."""

    words: str
    total: int
    done: int = 0

    @property
    def progress(self) -> str:
        return tr("{what}, {done} of {total}", what=self.words, done=self.done, total=self.total)


class OrdersState(Struct, frozen=True):
    """Everything the screen shows. `chips` are the filters there are, `chosen` those in force;
    `channel` is empty for all.

    `begun` is False while the shop has never had an order. `panel` is the one selected order; `problem` is why the
    list may be old; `busy` says what is being done.
    """

    view: View = View.OPEN
    counts: dict[View, int] = {}
    channels: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()
    channel: str = ""
    text: str = ""
    phase: Phase = Phase.LOADING
    count: int = 0
    complete: bool = True
    as_of: datetime | None = None
    problem: str = ""
    begun: bool = True
    selected: tuple[int, ...] = ()
    panel: OrderPanel | None = None
    slip: SlipView | None = None
    report: Report | None = None
    busy: Busy | None = None

    @property
    def tabs(self) -> tuple[Tab, ...]:
        return tuple(Tab(view.value, tr(words), self.counts.get(view)) for view, words in _VIEWS.items())

    @property
    def title(self) -> str:
        """What is listed."""
        return tr("Search for “{text}”", text=self.text) if self.text else tr(_VIEWS[self.view])

    @property
    def open_count(self) -> int | None:
        """How many orders are open, None until it was read once."""
        return self.counts.get(View.OPEN)

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        """Key and words of each filter."""
        return (LATE, tr("Only late")), (GIFT, tr("Only gifts"))

    @property
    def channel_choices(self) -> tuple[tuple[str, str], ...]:
        """Key and words of each channel and of all of them; none where there is one channel only."""
        if len(self.channels) < 2:
            return ()
        return ("", tr("All channels")), *((name, name) for name in self.channels)

    @property
    def narrowed(self) -> bool:
        """Whether filters or a search leave something out."""
        return bool(self.chosen or self.channel or self.text)

    @property
    def note(self) -> tuple[str, str]:
        """What stands in the place of the list, and what to do about it."""
        match self.phase:
            case Phase.FAILED:
                return tr("The orders could not be read"), self.problem
            case Phase.NO_MATCH if self.text:
                advice = tr("All open orders were searched, and every order by its number.")
                return tr("No orders match “{text}”", text=self.text), advice
            case Phase.NO_MATCH:
                view = tr(_VIEWS[self.view])
                return tr("No orders match"), tr("The filters leave none of the orders under {view}.", view=view)
            case Phase.EMPTY:
                title, advice = _ALL_DONE[self.view] if self.begun else _FIRST_USE
                return tr(title), tr(advice)
            case _:
                return tr("Reading the orders…"), ""

    @property
    def count_words(self) -> str:
        """How many orders are listed: `200+` while more follow."""
        if self.phase is not Phase.SHOWN:
            return ""
        if not self.complete:
            return tr("{count}+ orders", count=self.count)
        return tr("{n} orders", "{n} order", self.count)


def wanted_by(state: OrdersState, now: datetime) -> Wanted:
    """What the list is asked for."""
    channels = (state.channel,) if state.channel else ()
    return Wanted(now, state.view, channels, LATE in state.chosen, GIFT in state.chosen, state.text)


def held(count: int) -> str:
    return tr("{n} orders put on hold", "{n} order put on hold", count)


def released(count: int) -> str:
    return tr("{n} orders released", "{n} order released", count)


def printed(count: int) -> str:
    return tr("{n} slips asked for", "{n} slip asked for", count)


def report(told: Callable[[int], str], result: BatchResult, *, undoable: bool = False) -> Report:
    """What became of each order; `told` says it of those that were changed."""
    done = tuple(each.order_id for each in result.outcomes if each.done)
    kept = len(result.outcomes) - len(done)
    parts = (
        told(len(done)) if done else "",
        tr("{n} left as they were", "{n} left as it was", kept) if kept else "",
        tr("{n} not begun", "{n} not begun", result.left) if result.left else "",
    )
    outcomes = tuple(Outcome(sentence_of(each.message), each.done) for each in result.outcomes)
    return Report(" · ".join(filter(None, parts)), outcomes, done if undoable else ())
