"""What the Receiving screen shows, as one frozen value."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from app.domain.messages import say
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
from app.queries.delivery import DeliveryLine, ExpectedDelivery
from app.queries.dock_day import DockDay
from app.queries.put_wall import WallCell
from ui.models.feedback import Notice, notice_of
from ui.models.moments import expected
from ui.models.work import GoodsRow
from ui.runtime.language import tr
from ui.viewmodels.conversation import Talk

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
    def prompt(self) -> Notice:
        """What to do now, where nothing was answered yet."""
        if self.delivery is None:
            return notice_of(say("scan_a_parcel"))
        return replace(notice_of(prompt(self.talk.state.step)), body=name_of(self.delivery))

    @property
    def wrong(self) -> bool:
        """Something has to be cleared before work goes on."""
        return isinstance(self.talk.state.step, Blocked)

    @property
    def asking(self) -> bool:
        """The conversation waits for a choice; a *wrong* without one is only to be cleared."""
        match self.talk.state.step:
            case Blocked(code=unknown):
                return bool(unknown)
            case step:
                return isinstance(step, (ConfirmingExtra, TeachingCode))

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Where the units of the last scan go; empty when the last answer was about something else."""
        placed = self.talk.notice is None or self.talk.notice.key in _PLACED
        return self.talk.state.last if placed and isinstance(self.talk.state.step, AwaitingItem) else ()

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


def name_of(delivery: Delivery) -> str:
    """How a delivery is called: by its purchase order, or else by its parcel."""
    return delivery.purchase_order or delivery.tracking or tr("without a purchase order")


def _row(line: DeliveryLine, *, current: bool) -> GoodsRow:
    code = tr("supplier code {code}", code=line.supplier_sku)
    codes = f"GTIN {_as_printed(line.gtin)} · {code}" if line.gtin else code
    more = len(line.orders) - _SHOWN_ORDERS
    orders = ", ".join(line.orders[:_SHOWN_ORDERS]) + (f" +{more}" if more > 0 else "")
    number = f"{line.received}/{line.quantity}"
    return GoodsRow(line.title, codes, number, orders, line.image, complete=line.complete, current=current)


def _expected_row(delivery: ExpectedDelivery, now: datetime) -> GoodsRow:
    units = tr("{n} units", "{n} unit", delivery.units)
    return GoodsRow(
        delivery.supplier, delivery.purchase_order, units, expected(delivery.expected_on, now), icon="truck"
    )


def _as_printed(gtin: str) -> str:
    """A GTIN without the zeros it is stored with: as many digits as stand under the bars (GS1 section 7.1)."""
    return next((gtin[-digits:] for digits in (8, 12, 13) if gtin[-digits:].zfill(14) == gtin), gtin)
