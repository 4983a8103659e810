"""What the Pack screen shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QLocale

from app.domain.messages import Kind
from app.domain.packing import (
    AwaitingLabel,
    AwaitingOrder,
    Blocked,
    FindingDamaged,
    OpenOrder,
    PackingState,
    prompt,
    work,
)
from app.queries.delivery import ExpectedDelivery
from app.queries.ready_orders import ReadyOrder
from ui.models.columns import Tone
from ui.models.feedback import Notice, notice_of
from ui.models.moments import expected, promised
from ui.models.work import CheckStep, GoodsRow, Progress
from ui.runtime.language import sentence_of, tr
from ui.viewmodels.conversation import Talk
from ui.viewmodels.slip_preview import SlipPreview


class BenchFacts(Struct, frozen=True):
    """What stands beside the conversation, as of one moment. `coming` is the next delivery, None when none is due."""

    now: datetime
    promise_at: datetime | None = None
    ready: tuple[ReadyOrder, ...] = ()
    ready_count: int = 0
    coming: ExpectedDelivery | None = None


class BenchState(Struct, frozen=True):
    """Everything the screen shows. `facts` is None until they were read once; `problem` is why they may be old."""

    talk: Talk[PackingState]
    station: str
    facts: BenchFacts | None = None
    slip: SlipPreview | None = None
    problem: str = ""

    @property
    def order(self) -> OpenOrder | None:
        """The order on the bench, also under a sticky *wrong*."""
        step = work(self.talk.state.step)
        return None if isinstance(step, AwaitingOrder) else step.order

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
        """The conversation waits for a choice; a *wrong* is only to be cleared."""
        return self.finding_damaged

    @property
    def finding_damaged(self) -> bool:
        """The next item, scanned or chosen, is the damaged one."""
        return isinstance(self.talk.state.step, FindingDamaged)

    @property
    def closed(self) -> bool:
        """The box is closed: only its label is missing."""
        return isinstance(work(self.talk.state.step), AwaitingLabel)

    @property
    def prompt(self) -> Notice:
        """What to do now, where nothing was answered yet."""
        if self.order is None:
            how = tr("Its cell or tote opens it too, or the only item of an order.")
            return Notice(Kind.NOTE, tr("Scan an order"), how)
        return notice_of(prompt(self.talk.state.step))

    @property
    def where_to(self) -> str:
        """Who gets the parcel: `Aoife N., Ireland`."""
        order = self.order
        country = _country(order.country) if order else ""
        return ", ".join(part for part in (order.ship_to if order else "", country) if part)

    @property
    def promise(self) -> str:
        """Until when the order has to leave."""
        facts = self.facts
        return promised(facts.promise_at, facts.now) if facts and facts.promise_at and self.order else ""

    @property
    def rows(self) -> tuple[GoodsRow, ...]:
        """The lines of the order; the first that is not in the box is the next one."""
        return tuple(_lines(self.order)) if self.order else ()

    @property
    def ready_rows(self) -> tuple[GoodsRow, ...]:
        """The orders that can be packed, for the screen on which none is open."""
        facts = self.facts
        return tuple(_ready_row(each, facts.now, self.station) for each in facts.ready) if facts else ()

    @property
    def steps(self) -> tuple[CheckStep, ...]:
        """The checklist, in the order it is worked off."""
        return tuple(_steps(self.order, closed=self.closed)) if self.order else ()

    @property
    def coming(self) -> str:
        """When there will be something to pack, where nothing is ready."""
        facts = self.facts
        if facts is None or facts.coming is None:
            return tr("No delivery is expected. Orders to buy for are under Purchasing.")
        return tr(
            "The next goods are expected {day} from {supplier} ({purchase_order}).",
            day=expected(facts.coming.expected_on, facts.now),
            supplier=facts.coming.supplier,
            purchase_order=facts.coming.purchase_order,
        )


def _lines(order: OpenOrder) -> Iterator[GoodsRow]:
    following = next((line for line in order.lines if line.missing), None)
    for line in order.lines:
        here = line is following
        place = f" · {line.place}" if line.place and line.missing else ""
        number = f"{line.packed}/{line.quantity}"
        aside = tr("next") if here else ""
        row = GoodsRow(line.title, f"SKU {line.sku}{place}", number, aside, line.image, current=here)
        yield replace(row, complete=not line.missing)


def _ready_row(order: ReadyOrder, now: datetime, station: str) -> GoodsRow:
    where = tr("cell {cell}", cell=order.tote) if order.tote else tr("on the shelf")
    units = tr("{n} units", "{n} unit", order.units)
    aside, tone = promised(order.promise_at, now), Tone.WRONG if order.promise_at < now else Tone.PLAIN
    if order.station:
        here = order.station == station
        aside, tone = tr("open here") if here else tr("{station} packs it", station=order.station), Tone.ACCENT
    return GoodsRow(order.number, f"{order.customer} · {where}", units, aside, icon="package", tone=tone)


def _steps(order: OpenOrder, *, closed: bool) -> Iterator[CheckStep]:
    """The paperwork swap (M18): nothing prints before every unit is in and the supplier's papers are out."""

    def told(*, done: bool, due: bool) -> Progress:
        return Progress.DONE if done else Progress.CURRENT if due else Progress.OPEN

    checked = order.complete
    swapped = checked and order.papers_done
    yield CheckStep(tr("Verify every item"), sentence_of(order.progress), told(done=checked, due=True))
    if order.papers_required:
        yield CheckStep(tr("Supplier papers are out"), "F6", told(done=order.papers_done, due=checked))
    for insert in order.inserts:
        yield CheckStep(tr("Put in: {insert}", insert=insert), "", told(done=closed, due=swapped))
    yield CheckStep(tr("Close the box"), "F8", told(done=closed, due=swapped))
    yield CheckStep(
        tr("Slip in, label on"), tr("print now") if closed else tr("both print"), told(done=False, due=closed)
    )
    yield CheckStep(tr("Scan the new label"), tr("ships it"), told(done=False, due=closed))


def _country(code: str) -> str:
    territory = QLocale.codeToTerritory(code)
    return QLocale.territoryToString(territory) if territory is not QLocale.Country.AnyTerritory else code
