"""The Receiving screen without a widget: scans go through the conversation, and its state is one frozen value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.own_codes import QUANTITIES, Command
from app.domain.receiving import AwaitingItem, Blocked, ConfirmingExtra, Delivery, ReceivingState, TeachingCode
from app.domain.requests import Clock
from app.queries.delivery import arrived_at, delivery_lines, expected_deliveries
from app.queries.dock_day import dock_day
from app.queries.put_wall import put_wall
from app.services.receiving import SCRIPT, receive_scan
from ui.models.feedback import Choice
from ui.runtime.background import Background
from ui.runtime.language import tr
from ui.viewmodels.beside import Beside
from ui.viewmodels.conversation import Conversation, Talk
from ui.viewmodels.dock_state import DockFacts, DockState, name_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ui.runtime.workplace import Workplace


class Receiving(QObject):
    """Receives goods scan by scan. `changed` carries a `DockState`, `answered` the `Notice` of each scan."""

    changed = Signal(object)
    answered = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._conversation: Conversation[ReceivingState] = Conversation(background, place, SCRIPT, receive_scan, self)
        self._beside: Beside[DockFacts] = Beside(background, place, self)
        self.state = DockState(self._conversation.talk)
        self._conversation.changed.connect(self._talked)
        self._conversation.answered.connect(self.answered)
        self._beside.arrived.connect(self._seen)
        self._beside.failed.connect(self._unseen)

    @property
    def is_idle(self) -> bool:
        """Every scan is answered, and no reading is on its way."""
        return not self._conversation.waiting and self._beside.is_idle

    def refresh(self) -> None:
        """Read where the conversation stands and what is beside it."""
        if not self.state.talk.known:
            self._conversation.resume()
        self._look()

    def scanned(self, text: str) -> None:
        self._conversation.scanned(text)

    def command(self, command: Command, quantity: int = 0) -> None:
        self._conversation.command(command, quantity)

    def clear(self) -> None:
        """What was wrong is dealt with."""
        if self.state.wrong:
            self._conversation.command(Command.OK)
        else:
            self._conversation.dismiss()

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
                    teach = tr("Teach the code: then scan its SKU")
                    yield Choice(tr("It is one of our products"), teach, code(Command.TEACH))
                yield self._put_aside()
            case ConfirmingExtra(product=product, quantity=count):
                more = tr("{n} units more of {product}", "One unit more of {product}", count, product=product.title)
                yield Choice(tr("Take it in"), more, product.sku)
                yield self._put_aside()
            case TeachingCode(code=unknown):
                stays = tr("{code} stays without a product", code=unknown)
                yield Choice(tr("Leave the code unknown"), stays, code(Command.CANCEL))
            case AwaitingItem(delivery=delivery):
                missing = tr("Finish now: the rest stays open on {delivery}", delivery=name_of(delivery))
                yield Choice(tr("Something is missing"), missing, code(Command.FINISH))
        if state.done:
            yield Choice(tr("Take the last unit back"), tr("Undo the newest scan"), code(Command.UNDO))

    def _put_aside(self) -> Choice:
        return Choice(tr("Put it aside"), tr("Nothing was counted; go on"), self._conversation.code(Command.OK))

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
