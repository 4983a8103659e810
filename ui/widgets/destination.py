"""The answer to "whose is it?", readable from 1.5 m: the item, its order, its cell, and what to do next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.columns import Tone
from ui.models.moments import promised
from ui.runtime.language import tr
from ui.widgets.ink import BOLD, LEFT, MEDIUM, RIGHT, SEMIBOLD, draw_text, fitting, proportional, width_of
from ui.widgets.look import current_tokens, font_of
from ui.widgets.painting import paint_icon, paint_picture, paint_round, small_picture
from ui.widgets.tokens import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.receiving import Destination

_PAD, _PICTURE, _HEIGHT, _CHIP = 28, 132, 264, 26
#: Where an order is gathered when every cell is taken.
_SHARED = "DOCK"
_DISPLAY = (52, 44, 38, 32, 26)


class DestinationCard(QWidget):
    """Draws where the units of the last scan go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Destination] = ()
        self._promise = ""
        self.setMinimumWidth(320)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_destinations(self, destinations: Sequence[Destination], now: datetime | None) -> None:
        """The places of the last scan, the newest unit last; `now` is for the promise, None while it is not known."""
        newest = destinations[-1] if destinations else None
        promise = promised(newest.promise_at, now) if newest and newest.promise_at and now else ""
        if (destinations, promise) == (self._all, self._promise):
            return
        self._all, self._promise = destinations, promise
        self.setAccessibleName(". ".join(" ".join(_spoken(each)) for each in destinations))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._all:
            return
        with QPainter(self) as painter:
            tokens = current_tokens()
            pair = tokens.tones[Tone.OK]
            paint_round(painter, self.rect(), pair.ground, 16)
            inner = self.rect().adjusted(_PAD, 22, -_PAD, -22)
            self._draw_head(painter, inner, pair)
            body = QRect(inner.left(), inner.top() + _CHIP + 8, inner.width(), _PICTURE)
            self._draw_body(painter, body, pair)
            foot = QRect(inner.left(), body.bottom() + 10, inner.width(), inner.bottom() - body.bottom() - 10)
            draw_text(painter, foot, _do_now(self._all), proportional(font_of(22, SEMIBOLD)), tokens.text)

    def _draw_head(self, painter: QPainter, inner: QRect, pair: Pair) -> None:
        newest, solid = self._all[-1], current_tokens().solids[Tone.OK]
        icon, words = ("zap", tr("Cross-dock")) if newest.order_number else ("warehouse", tr("To the shelf"))
        if newest.complete:
            icon, words = "check", tr("Order complete")
        used = font_of(13, SEMIBOLD)
        chip = QRect(inner.left(), inner.top(), width_of(words, used) + 46, _CHIP)
        paint_round(painter, chip, solid.ground, _CHIP // 2)
        paint_icon(painter, QRect(chip.left() + 12, chip.top() + 6, 14, 14), icon, solid.text)
        draw_text(painter, chip.adjusted(32, 0, 0, 0), words, used, solid.text)
        if self._promise:
            right = QRect(chip.right() + 12, inner.top(), inner.right() - chip.right() - 12, _CHIP)
            draw_text(painter, right, self._promise, font_of(14, SEMIBOLD), pair.text, RIGHT)

    def _draw_body(self, painter: QPainter, body: QRect, pair: Pair) -> None:
        newest, left = self._all[-1], body.left()
        if newest.image:
            place = QRect(left, body.top(), _PICTURE, _PICTURE)
            picture = small_picture(newest.image, _PICTURE, self.devicePixelRatioF())
            paint_picture(painter, place, picture, 14, current_tokens())
            left = place.right() + 24
        area = QRect(left, body.top(), body.right() - left, body.height())
        if len(self._all) == 1:
            self._draw_one(painter, area, newest, pair)
        else:
            self._draw_many(painter, area, pair)

    def _draw_one(self, painter: QPainter, area: QRect, where: Destination, pair: Pair) -> None:
        self._line(painter, area, 0, 32, where.product, font_of(26, MEDIUM), pair)
        why = tr("for order") if where.order_number else tr("nobody waits for it")
        self._line(painter, area, 32, 18, why, font_of(14), pair)
        used = fitting(_answer(where), area.width(), _DISPLAY)
        self._line(painter, area, 48, 60, _cut(where, area.width(), used), used, pair)
        self._line(painter, area, 110, 22, _more(where), font_of(15, MEDIUM), pair)

    def _draw_many(self, painter: QPainter, area: QRect, pair: Pair) -> None:
        """A counted scan that went to several orders: each in its own line, as many as there is room for."""
        self._line(painter, area, 0, 32, self._all[-1].product, font_of(26, MEDIUM), pair)
        used = proportional(font_of(26, BOLD))
        for number, where in enumerate(self._all[-3:]):
            self._line(painter, area, 34 + number * 32, 32, _cut(where, area.width(), used), used, pair)

    def _line(self, painter: QPainter, area: QRect, top: int, height: int, text: str, used: QFont, pair: Pair) -> None:
        draw_text(painter, QRect(area.left(), area.top() + top, area.width(), height), text, used, pair.text, LEFT)


def _answer(where: Destination) -> str:
    if not where.order_number:
        return tr("→  the shelf")
    return f"{where.order_number}  →  {_place(where)}"


def _cut(where: Destination, width: int, used: QFont) -> str:
    """The answer on one line: a number that is too long loses its middle, the cell nothing."""
    beside = width_of(_answer(where), used) - width_of(where.order_number, used)
    number = QFontMetrics(used).elidedText(where.order_number, Qt.TextElideMode.ElideMiddle, width - beside)
    return _answer(replace(where, order_number=number))


def _place(where: Destination) -> str:
    return tr("the dock") if where.tote == _SHARED else tr("cell {cell}", cell=where.tote)


def _more(where: Destination) -> str:
    waits = tr("also waits for {goods}", goods=", ".join(where.waits_for)) if where.waits_for else ""
    ready = tr("ready to pack") if where.complete else ""
    to = tr("Ship to {customer}", customer=where.ship_to) if where.ship_to else ""
    return " · ".join(part for part in (to, waits, ready) if part)


def _do_now(all: Sequence[Destination]) -> str:
    if len(all) > 1:
        return tr("Divide them among {count} places. Then scan the next item.", count=len(all))
    if all[0].order_number:
        return tr("Put it in {place}. Then scan the next item.", place=_place(all[0]))
    return tr("Put it on the shelf ({place}). Then scan the next item.", place=all[0].tote)


def _spoken(where: Destination) -> tuple[str, ...]:
    return (where.product, _answer(where).replace("→", "to"), _more(where))
