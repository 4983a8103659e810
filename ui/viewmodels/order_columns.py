"""How the rows of the order list are told."""

from __future__ import annotations

from datetime import datetime

from app.domain.orders import OrderState
from app.domain.requests import Clock
from app.queries.order_queue import OrderRow
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.shops import sold_by
from ui.viewmodels.order_panel import HELD_CHIP, STATE_CHIPS, moment


def promise(at: datetime, now: datetime) -> Cell:
    """A promise as people say it, in the zone of `now`: `today 16:00`, `Tue 24 Nov`; a broken one says so."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    words = {0: f"today {local:%H:%M}", 1: f"tomorrow {local:%H:%M}"}.get(days, f"{local:%a} {local.day} {local:%b}")
    return Cell(words, "late", Tone.WRONG) if at < now else Cell(words)


def order_columns(clock: Clock) -> tuple[Column[OrderRow], ...]:
    """The columns of the order list; `clock` says what today is."""
    return (
        Column("Order", lambda row: Cell(row.number, sold_by(row.brand, row.channel)), 208, Style.STRONG),
        Column("Customer", lambda row: Cell(row.customer, _extras(row)), 144),
        Column("Promised", lambda row: _promised(row, clock()), 140),
        Column(
            "State", lambda row: HELD_CHIP if row.hold_reason is not None else STATE_CHIPS[row.state], 100, Style.CHIP
        ),
        Column("Here", lambda row: Cell(f"{row.ready}/{row.units}"), 64, Style.STRONG, numeric=True),
        Column("Cell", lambda row: Cell(row.tote), 48),
        Column("What it waits for", lambda row: Cell(why(row, clock()), tone=Tone.QUIET), style=Style.WORDS),
    )


def why(row: OrderRow, now: datetime) -> str:
    """What keeps an order from leaving, or how far it is, in words."""
    if row.hold_reason is not None:
        return f"on hold: {row.hold_reason}" + (f"; {row.blocker}" if row.blocker else "")
    if row.shipped_at is not None:
        return f"left {moment(row.shipped_at, now)}"
    match row.state:
        case OrderState.PACKING:
            return f"being packed at {row.station}"
        case OrderState.PACKED:
            return f"box closed at {row.station}: its label is to be scanned"
        case OrderState.READY:
            return "everything is here"
        case OrderState.CANCELLED:
            return "cancelled"
        case _:
            return row.blocker


def _extras(row: OrderRow) -> str:
    return " · ".join(word for word, there in (("Gift", row.gift), ("Note", row.note)) if there)


def _promised(row: OrderRow, now: datetime) -> Cell:
    """Once an order has left, its promise is no longer late or not late today."""
    cell = promise(row.promise_at, now)
    closed = row.state in (OrderState.SHIPPED, OrderState.CANCELLED)
    return Cell(cell.text, tone=Tone.QUIET) if closed else cell
