"""The Receiving screen as one state: the conversation, the open delivery, the put wall and the day at the dock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.own_codes import QUANTITIES, Command
from app.domain.receiving import (
    AwaitingItem,
    Blocked,
    ConfirmingExtra,
    Delivery,
    Destination,
    ReceivingState,
    TeachingCode,
    prompt,
)
from app.domain.requests import Clock
from app.queries.delivery import DeliveryLine, ExpectedDelivery, arrived_at, delivery_lines, expected_deliveries
from app.queries.dock_day import DockDay, dock_day
from app.queries.put_wall import WallCell, put_wall
from app.services.receiving import SCREEN, receive_scan
from ui.models.feedback import Choice, Notice, notice_of
from ui.models.moments import expected
from ui.models.work import GoodsRow
from ui.runtime.background import Background
from ui.viewmodels.beside import Beside
from ui.viewmodels.conversation import Conversation, Script, Talk

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace

#: Sentences that say where the unit of the last scan goes.
_PLACED = ("unit_received", "order_complete", "unit_to_stock", "units_received")
_SHOWN_ORDERS = 3


class DockFacts(Struct, frozen=True):
    """What stands beside the conversation, as of one moment."""

    now: datetime
    purchase_order_id: int | None = None
    lines: tuple[DeliveryLine, ...] = ()
    arrived_at: datetime | None = None
    wall: tuple[WallCell, ...] = ()
    day: DockDay = DockDay()
    expected: tuple[ExpectedDelivery, ...] = ()


class DockState(Struct, frozen=True):
    """Everything the screen shows. `facts` is None until they were read once; `problem` is why they may be old."""

    talk: Talk[ReceivingState]
    facts: DockFacts | None = None
    problem: str = ""

    @property
    def delivery(self) -> Delivery | None:
        return self.talk.state.delivery

    @property
    def notice(self) -> Notice | None:
        """The newest answer; where a restart found a sticky *wrong*, that one."""
        step = self.talk.state.step
        if self.talk.notice is None and isinstance(step, Blocked):
            return notice_of(step.message)
        return self.talk.notice

    @property
    def wrong(self) -> bool:
        """Something has to be cleared before work goes on."""
        return isinstance(self.talk.state.step, Blocked)

    @property
    def asking(self) -> bool:
        """The conversation waits for a choice."""
        return isinstance(self.talk.state.step, (Blocked, ConfirmingExtra, TeachingCode))

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Where the units of the last scan go; empty when the last answer was about something else."""
        placed = self.talk.notice is None or self.talk.notice.key in _PLACED
        return self.talk.state.last if placed and isinstance(self.talk.state.step, AwaitingItem) else ()

    @property
    def next(self) -> str:
        """What to do now."""
        return prompt(self.talk.state.step)

    @property
    def rows(self) -> tuple[GoodsRow, ...]:
        """The lines of the open delivery; the one that was counted last is the current one."""
        facts, delivery = self.facts, self.delivery
        if facts is None or delivery is None or facts.purchase_order_id != delivery.purchase_order_id:
            return ()
        done = self.talk.state.done
        newest = done[-1][-1].purchase_order_line_id if done and self.destinations else None
        return tuple(_row(line, current=line.id == newest) for line in facts.lines)

    @property
    def expected_rows(self) -> tuple[GoodsRow, ...]:
        """The deliveries that should come next, for the screen on which nothing is open."""
        facts = self.facts
        return tuple(_expected_row(each, facts.now) for each in facts.expected) if facts else ()


class Receiving(QObject):
    """Receives goods scan by scan. `changed` carries a `DockState`, `answered` the `Message` of each scan."""

    changed = Signal(object)
    answered = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        script = Script(SCREEN, receive_scan, ReceivingState())
        self._conversation: Conversation[ReceivingState] = Conversation(background, place, script, self)
        self._beside: Beside[DockFacts] = Beside(background, place, self)
        self.state = DockState(self._conversation.talk)
        self._conversation.changed.connect(self._talked)
        self._conversation.answered.connect(self.answered)
        self._beside.arrived.connect(self._seen)
        self._beside.failed.connect(self._unseen)

    def refresh(self) -> None:
        """Read where the conversation stands and what is beside it."""
        if not self.state.talk.known:
            self._conversation.resume()
        self._look()

    def scanned(self, text: str) -> None:
        self._conversation.scanned(text)

    def command(self, command: Command, quantity: int = 0) -> None:
        self._conversation.command(command, quantity)

    def choose(self, choice: Choice) -> None:
        """Do what a button promised."""
        self._conversation.scanned(choice.text)

    def open_expected(self, row: int) -> None:
        """Open a delivery that came without a parcel code, by its purchase order."""
        if self.state.facts is not None:
            self._conversation.scanned(self.state.facts.expected[row].scan_code)

    def choices(self) -> tuple[Choice, ...]:
        """What can be done about a problem, at this step."""
        return tuple(self._choices())

    def quantities(self) -> tuple[Choice, ...]:
        """How many units the next scan may count; empty where a count does not fit."""
        if not isinstance(self.state.talk.state.step, AwaitingItem):
            return ()
        return tuple(Choice(str(count), "", self._conversation.code(Command.QTY, count)) for count in QUANTITIES)

    def close(self) -> None:
        self._conversation.close()
        self._beside.close()

    def _choices(self) -> Iterator[Choice]:
        state, code = self.state.talk.state, self._conversation.code
        match state.step:
            case Blocked(code=unknown):
                if unknown:
                    yield Choice("It is one of our products", "Teach the code: then scan its SKU", code(Command.TEACH))
                yield Choice("Put it aside", "Nothing was counted; go on", code(Command.OK))
            case ConfirmingExtra(product=product, quantity=count):
                units = f"{count} units" if count > 1 else "one unit"
                yield Choice("Take it in", f"{units} more of {product.title}", product.sku)
                yield Choice("Put it aside", "Nothing was counted; go on", code(Command.OK))
            case TeachingCode(code=unknown):
                yield Choice("Leave the code unknown", f"{unknown} stays without a product", code(Command.CANCEL))
            case AwaitingItem(delivery=delivery):
                missing = f"Finish now: the rest stays open on {delivery.name}"
                yield Choice("Something is missing", missing, code(Command.FINISH))
        if state.done:
            yield Choice("Take the last unit back", "Undo the newest scan", code(Command.UNDO))

    def _look(self) -> None:
        delivery, now = self.state.delivery, self._clock()
        self._beside.look(lambda connection: _facts(connection, delivery, now))

    def _talked(self, talk: Talk[ReceivingState]) -> None:
        answered = talk.notice is not self.state.talk.notice or talk.state != self.state.talk.state
        self._become(replace(self.state, talk=talk))
        if answered:
            self._look()

    def _seen(self, facts: DockFacts) -> None:
        self._become(replace(self.state, facts=facts, problem=""))

    def _unseen(self, problem: str) -> None:
        self._become(replace(self.state, problem=problem))

    def _become(self, state: DockState) -> None:
        self.state = state
        self.changed.emit(state)


def _facts(connection: Connection, delivery: Delivery | None, now: datetime) -> DockFacts:
    opened = delivery.purchase_order_id if delivery else None
    parcel = delivery.parcel_id if delivery else None
    return DockFacts(
        now,
        opened,
        delivery_lines(connection, opened) if opened is not None else (),
        arrived_at(connection, parcel) if parcel is not None else None,
        put_wall(connection),
        dock_day(connection, now),
        expected_deliveries(connection) if delivery is None else (),
    )


def _row(line: DeliveryLine, *, current: bool) -> GoodsRow:
    codes = " · ".join((*((f"GTIN {line.gtin}",) if line.gtin else ()), f"supplier code {line.supplier_sku}"))
    more = len(line.orders) - _SHOWN_ORDERS
    orders = ", ".join(line.orders[:_SHOWN_ORDERS]) + (f" +{more}" if more > 0 else "")
    number = f"{line.received}/{line.quantity}"
    return GoodsRow(line.title, codes, number, orders, line.image, complete=line.complete, current=current)


def _expected_row(delivery: ExpectedDelivery, now: datetime) -> GoodsRow:
    units = "1 unit" if delivery.units == 1 else f"{delivery.units} units"
    return GoodsRow(
        delivery.supplier, delivery.purchase_order, units, expected(delivery.expected_on, now), icon="truck"
    )
