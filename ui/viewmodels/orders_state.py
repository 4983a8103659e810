"""What the Orders screen shows, as one frozen state."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from app.queries.order_list import View, Wanted
from app.services.holds import OrderOutcome
from ui.models.order_panel import OrderPanel
from ui.viewmodels.order_panel import SlipView

VIEW_WORDS = {
    View.OPEN: "All open",
    View.READY: "Ready to pack",
    View.WAITING: "Waiting for goods",
    View.TO_BUY: "To buy",
    View.LATE: "Late",
    View.AT_RISK: "At risk",
    View.HELD: "On hold",
    View.SHIPPED_TODAY: "Shipped today",
}
LATE, GIFT, CHANNEL = "late", "gift", "channel:"
_FIRST_USE = ("No orders yet", "Orders appear here as soon as a channel's order file is imported.")
_ALL_DONE = {
    View.OPEN: ("Nothing is open", "Every order has left. New ones appear here when they come in."),
    View.READY: ("Nothing is ready to pack", "Orders appear here when the last of their goods is received."),
    View.WAITING: ("No order waits for goods", "Everything that was ordered is here."),
    View.TO_BUY: ("Everything is bought", "Every unit is on the shelf or on a purchase order."),
    View.LATE: ("No order is late", "Every open order can still keep its promise."),
    View.AT_RISK: ("No order is at risk", "All goods are expected before their orders are promised."),
    View.HELD: ("No order is on hold", "Select an order and choose Hold to keep it from being packed."),
    View.SHIPPED_TODAY: ("Nothing has left today", "An order appears here when its label is scanned back."),
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


class Report(Struct, frozen=True):
    """What became of several orders: one line for each, and the ids that Undo would put back as they were."""

    title: str
    outcomes: tuple[OrderOutcome, ...]
    undo: tuple[int, ...] = ()


class OrdersState(Struct, frozen=True):
    """Everything the screen shows. `chips` are the filters there are, `chosen` those in force.

    `begun` is False while the shop has never had an order. `panel` is the one selected order; `problem` is why the
    list may be old; `busy` says what is being done.
    """

    view: View = View.OPEN
    counts: dict[View, int] = {}
    channels: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()
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
    busy: str = ""

    @property
    def tabs(self) -> tuple[Tab, ...]:
        return tuple(Tab(view.value, words, self.counts.get(view)) for view, words in VIEW_WORDS.items())

    @property
    def title(self) -> str:
        """What is listed."""
        return f"Search for “{self.text}”" if self.text else VIEW_WORDS[self.view]

    @property
    def open_count(self) -> int | None:
        """How many orders are open, None until it was read once."""
        return self.counts.get(View.OPEN)

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        """Key and words of each filter; channels only where there are several."""
        channels = self.channels if len(self.channels) > 1 else ()
        return ((LATE, "Late"), (GIFT, "Gift"), *((CHANNEL + name, name) for name in channels))

    @property
    def narrowed(self) -> bool:
        """Whether filters or a search leave something out."""
        return bool(self.chosen or self.text)

    @property
    def note(self) -> tuple[str, str]:
        """What stands in the place of the list, and what to do about it."""
        match self.phase:
            case Phase.FAILED:
                return "The orders could not be read", self.problem
            case Phase.NO_MATCH if self.text:
                return f"No orders match “{self.text}”", "All open orders were searched, and every order by its number."
            case Phase.NO_MATCH:
                return "No orders match", f"The filters leave none of the orders under {VIEW_WORDS[self.view]}."
            case Phase.EMPTY if not self.begun:
                return _FIRST_USE
            case Phase.EMPTY:
                return _ALL_DONE[self.view]
            case _:
                return "Reading the orders…", ""

    @property
    def count_words(self) -> str:
        """How many orders are listed: `200+` while more follow."""
        number = f"{self.count}{'' if self.complete else '+'}"
        return f"{number} {'order' if number == '1' else 'orders'}" if self.phase is Phase.SHOWN else ""


def wanted_by(state: OrdersState, now: datetime) -> Wanted:
    """What the list is asked for."""
    channels = tuple(key.removeprefix(CHANNEL) for key in sorted(state.chosen) if key.startswith(CHANNEL))
    return Wanted(now, state.view, channels, LATE in state.chosen, GIFT in state.chosen, state.text)


def report(noun: str, what: str, outcomes: tuple[OrderOutcome, ...], *, undoable: bool = False) -> Report:
    done = tuple(each.order_id for each in outcomes if each.done)
    left = len(outcomes) - len(done)
    title = f"{len(done) or 'No'} {noun if len(done) < 2 else f'{noun}s'} {what}"
    return Report(f"{title}, {left} not" if left and done else title, outcomes, done if undoable else ())
