"""One order in words: why it is not ready, what was bought for it, what happened to it, and its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from app.domain.orders import CHANGEABLE_STATES, OrderState
from app.domain.print_ledger import JobState
from app.domain.stages import STAGES, Stage
from app.queries.blockers import blocker, lacking_of
from app.queries.order_detail import DetailLine, OrderDetail, Paper, Units, Whereabouts, newest_slip, order_detail
from app.queries.stages import stages_of
from app.queries.timeline import Happening, timeline
from app.services.paper import packing_slip
from printing.compose import compose
from printing.layout.errors import LayoutError
from printing.layout.media import MEDIA
from printing.printers import Printer, Role
from ui.models.columns import Cell, Tone
from ui.models.moments import promised
from ui.models.order_panel import OrderPanel, PanelEntry, PanelLine
from ui.models.sheet import Sheet, sheet_of
from ui.models.shops import sold_by

if TYPE_CHECKING:
    from sqlalchemy import Connection

STAGE_WORDS = {
    Stage.ORDERED: "Ordered",
    Stage.BOUGHT: "Bought",
    Stage.IN_TRANSIT: "In transit",
    Stage.RECEIVED: "Received",
    Stage.PACKED: "Packed",
    Stage.SHIPPED: "Shipped",
}
STATE_CHIPS = {
    OrderState.WAITING: Cell("Waiting", tone=Tone.QUIET),
    OrderState.READY: Cell("Ready", tone=Tone.OK),
    OrderState.PACKING: Cell("Packing", tone=Tone.ACCENT),
    OrderState.PACKED: Cell("Packed", tone=Tone.ACCENT),
    OrderState.SHIPPED: Cell("Shipped", tone=Tone.OK),
    OrderState.CANCELLED: Cell("Cancelled", tone=Tone.QUIET),
}
HELD_CHIP = Cell("On hold", tone=Tone.ATTENTION)
PRINT_WORDS = {
    JobState.DRAFT: "Waiting",
    JobState.QUEUED: "Waiting",
    JobState.SENDING: "Sending",
    JobState.HANDED_OFF: "Handed to printer",
    JobState.CONFIRMED: "Came out",
    JobState.UNKNOWN: "Not sure",
    JobState.NOT_PRINTED: "Did not come out",
    JobState.FAILED: "Failed",
    JobState.CANCELLED: "Cancelled",
}
_PRINT_TONES = {
    JobState.CONFIRMED: Tone.OK,
    JobState.UNKNOWN: Tone.ATTENTION,
    JobState.NOT_PRINTED: Tone.WRONG,
    JobState.FAILED: Tone.WRONG,
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
    waits = blocker(lacking_of(connection, [order_id])[order_id])
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
        "Cancelled" if detail.state is OrderState.CANCELLED else STAGE_WORDS[stage],
        f"On hold: {detail.hold_reason}" if held else waits,
        tuple(_facts(detail, now)),
        tuple(_line(line) for line in detail.lines),
        tuple(
            PanelEntry(each.number, each.supplier, f"{each.received}/{each.quantity}", each.id)
            for each in detail.purchases
        ),
        tuple(_paper(paper, now) for paper in detail.papers),
        tuple(PanelEntry(each.words, f"{each.user} · {each.station}", moment(each.at, now)) for each in happenings),
        held,
        changeable and not held,
        detail.state is OrderState.READY and not held,
        detail.state in (OrderState.PACKED, OrderState.SHIPPED),
    )


def moment(at: datetime, now: datetime) -> str:
    """When something was, in the zone of `now`: `14:07` today, `23 Nov 14:07` before."""
    local = at.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local.day} {local:%b %H:%M}"


def _chips(detail: OrderDetail) -> Iterator[Cell]:
    yield STATE_CHIPS[detail.state]
    if detail.hold_reason is not None:
        yield HELD_CHIP
    if detail.gift_message:
        yield Cell("Gift", tone=Tone.ACCENT)


def _facts(detail: OrderDetail, now: datetime) -> Iterator[tuple[str, str]]:
    yield "Customer", detail.customer
    yield "Ships to", detail.destination
    left = detail.shipped_at
    yield ("Left", moment(left, now)) if left else ("Promised", promised(detail.promise_at, now))
    more = {
        "Service": detail.service,
        "Cell": detail.tote,
        "Packed at": detail.station,
        "Tracking": detail.tracking_number,
        "Gift message": detail.gift_message,
        "Note": detail.note,
    }
    yield from ((name, value) for name, value in more.items() if value)


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
    return Cell(units.words, tone=_UNIT_TONES.get(units.where, Tone.QUIET))


def _paper(paper: Paper, now: datetime) -> PanelEntry:
    words = f"{paper.kind.capitalize()}{f', reprint {paper.copy}' if paper.copy > 1 else ''}"
    when = moment(paper.created_at, now)
    detail = f"{when} · {paper.reason}" if paper.reason else when
    return PanelEntry(words, detail, PRINT_WORDS[paper.state], paper.id, _PRINT_TONES.get(paper.state, Tone.QUIET))


class SlipView(Struct, frozen=True):
    """The slip of an order as sheets. Without any, `problem` says why and what to do. `printed`: it was on paper."""

    number: str = ""
    sheets: tuple[Sheet, ...] = ()
    printed: bool = False
    problem: str = ""


def read_slip(connection: Connection, order_id: int, printers: Callable[[], tuple[Printer, ...]]) -> SlipView:
    """The newest slip of an order as it was printed; before the first one, as it would print now."""
    old = newest_slip(connection, order_id)
    slip = old or packing_slip(connection, order_id)
    printer = next((each for each in printers() if each.role is Role.SLIP), None)
    if printer is None:
        return SlipView(slip.order_number, problem="No printer is set up for slips. Choose one under Settings.")
    try:
        pages = compose(slip, MEDIA[printer.media])
    except LayoutError as error:
        return SlipView(slip.order_number, problem=str(error))
    return SlipView(slip.order_number, tuple(sheet_of(page) for page in pages), old is not None)
