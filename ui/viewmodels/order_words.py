"""An order in words: when it is promised, what it waits for, and where each of its units is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from app.queries.blockers import Lacking, NotBought
from app.queries.order_units import Units, Whereabouts
from ui.models.columns import Cell, Tone
from ui.runtime.language import mark, tr

_LACKING = {
    NotBought.NOT_IN_CATALOG: mark("not in the catalog"),
    NotBought.NOT_OFFERED: mark("no supplier offers it"),
    NotBought.NOT_ORDERED: mark("not ordered yet"),
}
_NOT_BOUGHT = {
    NotBought.NOT_IN_CATALOG: mark("{units} not bought: it is not in the catalog"),
    NotBought.NOT_OFFERED: mark("{units} not bought: no supplier offers it"),
    NotBought.NOT_ORDERED: mark("{units} not bought: it waits for the next purchase order"),
}


def promise(at: datetime, now: datetime) -> Cell:
    """A promise as people say it, in the zone of `now`: `today 16:00`, `Tue 24 Nov`; a broken one says so."""
    local = at.astimezone(now.tzinfo)
    days, time = (local.date() - now.date()).days, f"{local:%H:%M}"
    near = {0: tr("today {time}", time=time), 1: tr("tomorrow {time}", time=time)}
    words = near.get(days) or f"{local:%a} {local.day} {local:%b}"
    return Cell(words, tr("late"), Tone.WRONG) if at < now else Cell(words)


def day(when: date) -> str:
    """A day as people write it: `24 Nov`."""
    return f"{when.day} {when:%b}"


def waits_for(lacking: Iterable[Lacking]) -> str:
    """What keeps an order: `waits for 2 × Mug, 1 × Tea tin (Acme, due 24 Nov)`; empty when nothing is lacking."""
    groups = [
        f"{', '.join(f'{each.quantity} × {each.title}' for each in group)} ({source})"
        for source, group in groupby(lacking, key=_source)
    ]
    return tr("waits for {goods}", goods="; ".join(groups)) if groups else ""


def _source(lacking: Lacking) -> str:
    if lacking.due is None:
        return tr(_LACKING[lacking.why])
    return tr("{supplier}, due {day}", supplier=lacking.supplier, day=day(lacking.due))


def whereabouts(units: Units) -> str:
    """Where units are: `2 expected with PO-00012 from Acme on 24 Nov`."""
    number = units.quantity
    match units.where:
        case Whereabouts.SHIPPED:
            return tr("{units} shipped", units=number)
        case Whereabouts.PACKED:
            return tr("{units} verified into the box", units=number)
        case Whereabouts.HERE if units.place_kind == "cell":
            return tr("{units} on hand in cell {place}", units=number, place=units.place)
        case Whereabouts.HERE:
            return tr("{units} on hand at {place}", units=number, place=units.place)
        case Whereabouts.EXPECTED if units.due is not None:
            return tr(
                "{units} expected with {purchase} from {supplier} on {day}",
                units=number,
                purchase=units.purchase_order,
                supplier=units.supplier,
                day=day(units.due),
            )
        case _:
            return tr(_NOT_BOUGHT[units.why], units=number)
