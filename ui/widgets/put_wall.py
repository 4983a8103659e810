"""The put wall as it stands beside the dock: one field for each cell, the one that was just filled in front."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.columns import Tone
from ui.widgets.ink import CENTRE, MEDIUM, SEMIBOLD, draw_text, proportional
from ui.widgets.look import current_tokens, font_of
from ui.widgets.painting import paint_round

if TYPE_CHECKING:
    from app.queries.put_wall import WallCell

_GAP, _HIGH, _LOW, _LEAST = 6, 48, 32, 22
#: From this many rows on cells are low, and from this width on they have room for a second line.
_MANY_ROWS, _ROOMY = 6, 52
_TONES = {"free": Tone.QUIET, "waiting": Tone.ACCENT, "complete": Tone.OK}


class PutWall(QWidget):
    """Shows which cell is free, gathers an order, or holds a complete one: by colour and by a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[WallCell]] = []
        self._just_now: Collection[str] = ()
        self.setAccessibleName("Put wall")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_cells(self, cells: Sequence[WallCell], just_now: Collection[str]) -> None:
        """`just_now` are the codes of the cells that the last scan filled."""
        self._rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.code[:1])]
        self._just_now = just_now
        self.setAccessibleDescription("; ".join(_told(cell) for cell in cells if cell.order))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(_HIGH if len(self._rows) < _MANY_ROWS else _LOW)

    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST)

    def _size(self, row_height: int) -> QSize:
        return QSize(200, max(0, len(self._rows) * (row_height + _GAP) - _GAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, row in enumerate(self._rows):
            top = number * (self._row_height() + _GAP)
            for cell, rect in zip(row, self._fields(len(row), top), strict=True):
                self._paint(painter, rect, cell)
        painter.end()

    def _row_height(self) -> int:
        return (self.height() + _GAP) // max(1, len(self._rows)) - _GAP

    def _fields(self, count: int, top: int) -> list[QRect]:
        width = (self.width() - _GAP * (count - 1)) / max(1, count)
        lefts = [round(number * (width + _GAP)) for number in range(count)]
        return [QRect(left, top, round(width), self._row_height()) for left in lefts]

    def _paint(self, painter: QPainter, rect: QRect, cell: WallCell) -> None:
        tokens = current_tokens()
        pair = tokens.solids[Tone.OK] if cell.code in self._just_now else tokens.tones[_TONES[cell.use]]
        paint_round(painter, rect, pair.ground, 8)
        word = _word(cell)
        code_font = proportional(font_of(14, SEMIBOLD))
        if not word or rect.width() < _ROOMY or rect.height() < _HIGH:
            draw_text(painter, rect, cell.code, code_font, pair.text, CENTRE)
            return
        draw_text(painter, rect.adjusted(0, 6, 0, -20), cell.code, code_font, pair.text, CENTRE)
        draw_text(painter, rect.adjusted(2, 24, -2, -6), word, font_of(12, MEDIUM), pair.text, CENTRE)


def _word(cell: WallCell) -> str:
    return {"free": "", "waiting": f"{cell.waiting} to go", "complete": "ready"}[cell.use]


def _told(cell: WallCell) -> str:
    return f"{cell.code}: order {cell.order}, {_word(cell)}"
