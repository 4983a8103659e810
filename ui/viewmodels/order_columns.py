"""How the rows of the order list are told."""

from __future__ import annotations

from datetime import datetime

from app.domain.orders import OrderState
from app.domain.requests import Clock
from app.queries.order_queue import OrderRow
from ui.models.columns import Cell, Column, Style, Tone
from ui.models.shops import sold_by
from ui.runtime.language import mark, tr
from ui.viewmodels.order_panel import held_chip, state_chip
from ui.viewmodels.order_words import promise, waits_for
from ui.viewmodels.print_words import moment


def order_columns(clock: Clock) -> tuple[Column[OrderRow], ...]:
    """The columns of the order list; `clock` says what today is."""
    return (
        Column(mark("Order"), lambda row: Cell(row.number, sold_by(row.brand, row.channel)), 208, Style.STRONG),
        Column(mark("Customer"), lambda row: Cell(row.customer, _extras(row)), 144),
        Column(mark("Promised"), lambda row: _promised(row, clock()), 140),
        Column(mark("State"), _state, 100, Style.CHIP),
        Column(mark("Here"), lambda row: Cell(f"{row.ready}/{row.units}"), 64, Style.STRONG, numeric=True),
        Column(mark("Cell"), lambda row: Cell(row.tote), 48),
        Column(mark("What it waits for"), lambda row: Cell(why(row, clock()), tone=Tone.QUIET), style=Style.WORDS),
    )


def why(row: OrderRow, now: datetime) -> str:
    """What keeps an order from leaving, or how far it is, in words."""
    if row.hold_reason is not None:
        held = tr("on hold: {reason}", reason=row.hold_reason)
        return "; ".join(filter(None, (held, waits_for(row.lacking))))
    if row.shipped_at is not None:
        return tr("left {when}", when=moment(row.shipped_at, now))
    match row.state:
        case OrderState.PACKING:
            return tr("being packed at {station}", station=row.station)
        case OrderState.PACKED:
            return tr("box closed at {station}: its label is to be scanned", station=row.station)
        case OrderState.READY:
            return tr("everything is here")
        case OrderState.CANCELLED:
            return tr("cancelled")
        case _:
            return waits_for(row.lacking)


def _state(row: OrderRow) -> Cell:
    return held_chip() if row.hold_reason is not None else state_chip(row.state)


def _extras(row: OrderRow) -> str:
    return " · ".join(words for words, there in ((tr("Gift"), row.gift), (tr("Note"), row.note)) if there)


def _promised(row: OrderRow, now: datetime) -> Cell:
    """Once an order has left, its promise is no longer late or not late today."""
    cell = promise(row.promise_at, now)
    closed = row.state in (OrderState.SHIPPED, OrderState.CANCELLED)
    return Cell(cell.text, tone=Tone.QUIET) if closed else cell
