"""The Pack screen without a widget: scans go through the conversation, and its state is one frozen value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.own_codes import Command
from app.domain.packing import (
    AwaitingLabel,
    Blocked,
    BoxClosed,
    Done,
    FindingDamaged,
    OpenOrder,
    Packing,
    PackingState,
    PapersOut,
    SetAside,
    Verified,
)
from app.domain.requests import Clock
from app.queries.delivery import expected_deliveries
from app.queries.ready_orders import promised_at, ready_count, ready_orders
from app.services.packing import SCRIPT, pack_scan
from ui.models.feedback import Choice
from ui.runtime.background import Background
from ui.runtime.language import tr
from ui.viewmodels.bench_state import BenchFacts, BenchState
from ui.viewmodels.beside import Beside
from ui.viewmodels.conversation import Conversation, Talk
from ui.viewmodels.slip_preview import SlipPreview, slip_preview

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace


class PackBench(QObject):
    """Packs orders scan by scan. `changed` carries a `BenchState`, `answered` the `Notice` of each scan."""

    changed = Signal(object)
    answered = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._place = place
        self._conversation: Conversation[PackingState] = Conversation(background, place, SCRIPT, pack_scan, self)
        self._beside: Beside[BenchFacts] = Beside(background, place, self)
        self._preview: Beside[SlipPreview] = Beside(background, place, self)
        self.state = BenchState(self._conversation.talk, place.settings.station)
        self._conversation.changed.connect(self._talked)
        self._conversation.answered.connect(self.answered)
        self._beside.arrived.connect(lambda facts: self._become(replace(self.state, facts=facts, problem="")))
        self._preview.arrived.connect(lambda slip: self._become(replace(self.state, slip=slip)))
        for reading in (self._beside, self._preview):
            reading.failed.connect(lambda problem: self._become(replace(self.state, problem=problem)))

    @property
    def is_idle(self) -> bool:
        """Every scan is answered, and no reading is on its way."""
        return not self._conversation.waiting and self._beside.is_idle and self._preview.is_idle

    def refresh(self) -> None:
        """Read where the conversation stands and what is beside it."""
        if not self.state.talk.known:
            self._conversation.resume()
        self._look()

    def scanned(self, text: str) -> None:
        self._conversation.scanned(text)

    def command(self, command: Command) -> None:
        self._conversation.command(command)

    def clear(self) -> None:
        """What was wrong is dealt with."""
        if self.state.wrong:
            self._conversation.command(Command.OK)
        else:
            self._conversation.dismiss()

    def choose(self, choice: Choice) -> None:
        """Do what a button promised."""
        self._conversation.scanned(choice.text)

    def open_ready(self, row: int) -> None:
        """Bring an order of the list to the bench, as a scan of its code does."""
        if self.state.facts is not None:
            self._conversation.scanned(self.state.facts.ready[row].scan_code)

    def damaged(self, row: int) -> None:
        """A unit of a line is damaged: the same as a scan of the item, where that is asked."""
        if self.state.order is not None and self.state.finding_damaged:
            self._conversation.scanned(self.state.order.lines[row].sku)

    def choices(self) -> tuple[Choice, ...]:
        """What can be done about a problem, at this step."""
        return tuple(self._choices())

    def close(self) -> None:
        for part in (self._conversation, self._beside, self._preview):
            part.close()

    def _choices(self) -> Iterator[Choice]:
        state, code = self.state.talk.state, self._conversation.code
        match state.step:
            case Blocked():
                yield Choice(tr("Put it aside"), tr("Nothing was counted; go on"), code(Command.OK))
            case Packing(order=order):
                yield from self._problems_of(order)
            case FindingDamaged():
                yield Choice(tr("Nothing is damaged"), tr("Go on with the order"), code(Command.CANCEL))
            case AwaitingLabel():
                again = tr("Print it again, marked")
                yield Choice(tr("The label did not come out"), again, code(Command.REPRINT_LABEL))
                yield Choice(tr("The slip did not come out"), again, code(Command.REPRINT_SLIP))
        if state.done:
            yield Choice(_undo_words(state.done[-1]), tr("Undo the newest scan"), code(Command.UNDO))

    def _problems_of(self, order: OpenOrder) -> Iterator[Choice]:
        code = self._conversation.code
        yield Choice(tr("Damaged"), tr("Scan the item: the order waits for another"), code(Command.DAMAGED))
        if not order.complete:
            missing = sum(line.missing for line in order.lines)
            waits = tr("The order waits for {n} units", "The order waits for {n} unit", missing)
            yield Choice(tr("Not there"), waits, code(Command.SHORT))
        if order.tote:
            back = tr("Its units go back to cell {cell}; it waits there", cell=order.tote)
        else:
            back = tr("Its units go back to their place; it waits there")
        yield Choice(tr("Put order back"), back, code(Command.CANCEL))

    def _look(self) -> None:
        self._beside.look(partial(_facts, order=self.state.order, now=self._clock()))

    def _talked(self, talk: Talk[PackingState]) -> None:
        before = self.state
        self._become(replace(before, talk=talk))
        if talk.notice is not before.talk.notice or talk.state != before.talk.state:
            self._look()
        order = self.state.order
        if order is not None and (before.slip is None or before.slip.package_id != order.package_id):
            self._preview.look(partial(slip_preview, order=order, printers=self._place.printers))

    def _become(self, state: BenchState) -> None:
        self.state = state
        self.changed.emit(state)


def _facts(connection: Connection, order: OpenOrder | None, now: datetime) -> BenchFacts:
    if order is not None:
        return BenchFacts(now, promised_at(connection, order.order_id), ready_count=ready_count(connection))
    coming = next(iter(expected_deliveries(connection, 1)), None)
    return BenchFacts(now, None, ready_orders(connection), ready_count(connection), coming)


def _undo_words(newest: Done) -> str:
    match newest:
        case Verified():
            return tr("Take unit out")
        case PapersOut():
            return tr("Papers are still in")
        case BoxClosed():
            return tr("Open the box again")
        case SetAside():
            return tr("It was a mistake")
