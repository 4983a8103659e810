"""In words: what ending a purchase order would do to the orders that wait for it, and what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from app.services.purchase_order_ends import Ended, Fate
from ui.models.columns import Tone
from ui.models.moments import expected
from ui.models.work import GoodsRow
from ui.runtime.language import tr


class Ending(Struct, frozen=True):
    """What cancelling a purchase order, or closing it short, would do. `verb` is what the button says."""

    number: str
    cancel: bool
    title: str
    advice: str
    verb: str
    rows: tuple[GoodsRow, ...]


def ending(ended: Ended, *, cancel: bool, now: datetime) -> Ending:
    """The consequences of ending a purchase order."""
    names = {"order": ended.purchase_order, "supplier": ended.supplier}
    title = tr("Cancel {order} from {supplier}?", **names) if cancel else tr("Close {order} from {supplier}?", **names)
    advice = (
        tr("This is what happens to the orders that wait:")
        if ended.fates
        else tr("No customer's order waits for them.")
    )
    return Ending(
        ended.purchase_order,
        cancel,
        title,
        f"{tr('{n} units will not come.', '{n} unit will not come.', ended.missing)} {advice}",
        tr("Cancel the order") if cancel else tr("Close short"),
        tuple(_fate(fate, ended, now) for fate in ended.fates),
    )


def ended_words(ended: Ended, *, cancel: bool) -> str:
    """What was done."""
    return " ".join(_ended(ended, cancel))


def _ended(ended: Ended, cancel: bool) -> Iterator[str]:
    number = ended.purchase_order
    yield tr("{order} is cancelled.", order=number) if cancel else tr("{order} is closed short.", order=number)
    lacking = {fate.order_id for fate in ended.fates if not fate.is_served}
    served = {fate.order_id for fate in ended.fates} - lacking
    if not ended.fates:
        yield tr("Nobody waited.")
    if served:
        yield tr("{n} orders are served otherwise.", "{n} order is served otherwise.", len(served))
    if lacking:
        yield tr("{n} orders wait to be bought.", "{n} order waits to be bought.", len(lacking))


def _fate(fate: Fate, ended: Ended, now: datetime) -> GoodsRow:
    title = f"{fate.order} · {fate.units} × {fate.title}"
    if fate.shelf:
        detail = tr("taken from {shelf}", shelf=fate.shelf)
        return GoodsRow(title, detail, tr("in stock"), icon="warehouse", tone=Tone.OK)
    if fate.expected_on is None:
        detail = tr("no other supplier offers it: it waits under To buy")
        return GoodsRow(title, detail, "–", tr("not bought"), icon="triangle-alert", tone=Tone.WRONG)
    late = fate.expected_on > fate.promise_at.astimezone(now.tzinfo).date()
    aside, tone = (tr("after the promise"), Tone.WRONG) if late else ("", Tone.PLAIN)
    come = expected(fate.expected_on, now)
    return GoodsRow(title, _bought(fate, ended), come, aside, icon="shopping-cart", tone=tone)


def _bought(fate: Fate, ended: Ended) -> str:
    names = {"supplier": fate.supplier, "order": fate.purchase_order}
    if fate.supplier == ended.supplier:
        return tr("comes from the same supplier with {order}", **names)
    if fate.purchase_order:
        return tr("bought from {supplier}, with {order}", **names)
    return tr("bought from {supplier}, with a new order", **names)
