"""One order in words: why it is not ready, what was bought for it, what happened to it, and its paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from app.domain.orders import CHANGEABLE_STATES, OrderState
from app.domain.stages import STAGES, Stage
from app.queries.blockers import lacking_of
from app.queries.order_detail import OrderDetail, Paper, newest_slip, order_detail
from app.queries.order_units import DetailLine, Units, Whereabouts
from app.queries.stages import stages_of
from app.queries.timeline import Happening, timeline
from app.services.paper import packing_slip
from app.services.print_jobs import SLIP
from printing.printers import Printer
from ui.models.columns import Cell, Tone
from ui.models.order_panel import OrderPanel, PanelEntry, PanelLine
from ui.models.shops import sold_by
from ui.runtime.language import mark, tr
from ui.viewmodels.order_words import promise, waits_for, whereabouts
from ui.viewmodels.paper_view import PaperView, paper_view
from ui.viewmodels.print_words import kind_words, moment, state_cell
from ui.viewmodels.timeline_words import told

if TYPE_CHECKING:
    from sqlalchemy import Connection

STAGE_WORDS = {
    Stage.ORDERED: mark("Ordered"),
    Stage.BOUGHT: mark("Bought"),
    Stage.IN_TRANSIT: mark("In transit"),
    Stage.RECEIVED: mark("Received"),
    Stage.PACKED: mark("Packed"),
    Stage.SHIPPED: mark("Shipped"),
}
_STATES = {
    OrderState.WAITING: (mark("Waiting"), Tone.QUIET),
    OrderState.READY: (mark("Ready"), Tone.OK),
    OrderState.PACKING: (mark("Packing"), Tone.ACCENT),
    OrderState.PACKED: (mark("Packed"), Tone.ACCENT),
    OrderState.SHIPPED: (mark("Shipped"), Tone.OK),
    OrderState.CANCELLED: (mark("Cancelled"), Tone.QUIET),
}
_UNIT_TONES = {
    Whereabouts.HERE: Tone.OK,
    Whereabouts.PACKED: Tone.OK,
    Whereabouts.SHIPPED: Tone.OK,
    Whereabouts.NOT_BOUGHT: Tone.WRONG,
}


def read_panel(connection: Connection, order_id: int, now: datetime) -> OrderPanel | None:
    """Read an order and put it in words, for a person at `now`; None where there is no such order."""
    detail = order_detail(connection, order_id)
    if detail is None:
        return None
    stage = stages_of(connection, {order_id: detail.state})[order_id]
    waits = waits_for(lacking_of(connection, [order_id])[order_id])
    return _panel(detail, timeline(connection, order_id), stage, waits, now)


def _panel(
    detail: OrderDetail, happenings: tuple[Happening, ...], stage: Stage, waits: str, now: datetime
) -> OrderPanel:
    changeable = detail.state in CHANGEABLE_STATES
    held = detail.hold_reason is not None
    return OrderPanel(
        detail.id,
        detail.number,
        detail.scan_code,
        sold_by(detail.brand, detail.channel),
        tuple(_chips(detail)),
        STAGES.index(stage),
        tr("Cancelled") if detail.state is OrderState.CANCELLED else tr(STAGE_WORDS[stage]),
        tr("On hold: {reason}", reason=detail.hold_reason) if held else waits,
        tuple(_facts(detail, now)),
        tuple(_line(line) for line in detail.lines),
        tuple(
            PanelEntry(each.number, each.supplier, f"{each.received}/{each.quantity}", each.id)
            for each in detail.purchases
        ),
        tuple(_paper(paper, now) for paper in detail.papers),
        tuple(told(happenings, now)),
        held,
        changeable and not held,
        detail.state is OrderState.READY and not held,
        detail.state in (OrderState.PACKED, OrderState.SHIPPED),
    )


def state_chip(state: OrderState) -> Cell:
    """The state of an order, on a ground of its tone."""
    words, tone = _STATES[state]
    return Cell(tr(words), tone=tone)


def held_chip() -> Cell:
    """That nobody packs an order, whatever its state."""
    return Cell(tr("On hold"), tone=Tone.ATTENTION)


def _chips(detail: OrderDetail) -> Iterator[Cell]:
    yield state_chip(detail.state)
    if detail.hold_reason is not None:
        yield held_chip()
    if detail.gift_message:
        yield Cell(tr("Gift"), tone=Tone.ACCENT)


def _facts(detail: OrderDetail, now: datetime) -> Iterator[tuple[str, str]]:
    yield tr("Customer"), detail.customer
    yield tr("Ships to"), detail.destination
    left = detail.shipped_at
    yield (tr("Left"), moment(left, now)) if left else (tr("Promised"), _promised(detail, now))
    more = {
        tr("Service"): detail.service,
        tr("Cell"): detail.tote,
        tr("Packed at"): detail.station,
        tr("Tracking"): detail.tracking_number,
        tr("Gift message"): detail.gift_message,
        tr("Note"): detail.note,
    }
    yield from ((name, value) for name, value in more.items() if value)


def _promised(detail: OrderDetail, now: datetime) -> str:
    cell = promise(detail.promise_at, now)
    return ", ".join(filter(None, (cell.text, cell.detail)))


def _line(line: DetailLine) -> PanelLine:
    return PanelLine(
        line.title,
        line.sku,
        f"{line.ready}/{line.quantity}",
        line.ready == line.quantity,
        line.image,
        tuple(_whereabouts(units) for units in line.units),
    )


def _whereabouts(units: Units) -> Cell:
    return Cell(whereabouts(units), tone=_UNIT_TONES.get(units.where, Tone.QUIET))


def _paper(paper: Paper, now: datetime) -> PanelEntry:
    words = kind_words(paper.kind)
    if paper.copy > 1:
        words = tr("{paper}, reprint {copy}", paper=words, copy=paper.copy)
    state, when = state_cell(paper.state), moment(paper.created_at, now)
    detail = f"{when} · {paper.reason}" if paper.reason else when
    return PanelEntry(words, detail, state.text, paper.id, state.tone)


class SlipView(Struct, frozen=True):
    """The slip of an order; `printed`: it was on paper."""

    number: str
    paper: PaperView
    printed: bool = False


def read_slip(connection: Connection, order_id: int, printers: Sequence[Printer]) -> SlipView:
    """The newest slip of an order as it was printed; before the first one, as it would print now."""
    old = newest_slip(connection, order_id)
    slip = old or packing_slip(connection, order_id)
    return SlipView(slip.order_number, paper_view(slip, SLIP, printers), old is not None)
