"""The put wall as it stands beside the dock: one field for each cell, the one that was just filled in front."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.ink import CENTRE, MEDIUM, SEMIBOLD, draw_text, proportional, width_of
from ui.widgets.look import current_tokens, font_of
from ui.widgets.painting import paint_icon, paint_round

if TYPE_CHECKING:
    from app.queries.put_wall import WallCell

#: Cells with their codes in them: the space between, the height with few rows and with many, and the least.
_GAP, _HIGH, _LOW, _LEAST = 6, 48, 32, 22
#: Cells too many for that: the codes stand along the edges, and only colour and sign are in a cell.
_CLOSE, _SMALL, _SMALLEST, _EDGE = 3, 22, 12, 22
#: From this many rows on cells are low, from this width on they have room for a second line.
_MANY_ROWS, _ROOMY = 6, 52
_TONES = {"free": Tone.QUIET, "waiting": Tone.ACCENT, "complete": Tone.OK}
_FIFTH = 5


class PutWall(QWidget):
    """Shows which cell is free, gathers an order, or holds a complete one: by colour, and by a word or a sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: Sequence[WallCell] = ()
        self._rows: list[list[WallCell]] = []
        self._just_now: frozenset[str] = frozenset()
        self._drawn: tuple[object, QPixmap] | None = None
        self.setAccessibleName(tr("Put wall"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_cells(self, cells: Sequence[WallCell], just_now: Collection[str]) -> None:
        """`just_now` are the codes of the cells that the last scan filled."""
        if self._just_now != frozenset(just_now):
            self._just_now = frozenset(just_now)
            self.update()
        if cells != self._cells:
            self._cells, self._drawn = cells, None
            self._rows = [list(row) for _, row in groupby(cells, key=_row_of)]
            self.setAccessibleDescription("; ".join(_told(cell) for cell in cells if cell.order))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return self._size(_SMALL if self._is_dense() else _HIGH if len(self._rows) < _MANY_ROWS else _LOW)

    def minimumSizeHint(self) -> QSize:
        return self._size(_SMALLEST if self._is_dense() else _LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The wall is copied from its last drawing, and what is just now drawn over it: the answer to a scan waits for
        one cell, and not for all of them.
        """
        ratio = self.devicePixelRatioF()
        key = (self.size(), ratio, current_tokens().name)
        if self._drawn is None or self._drawn[0] != key:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(current_tokens().card)
            with QPainter(picture) as painter:
                self._paint(painter)
            self._drawn = (key, picture)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn[1])
            for cell, field in self._fields():
                if cell.code in self._just_now:
                    painter.fillRect(field, QColor(current_tokens().card))
                    self._paint_cell(painter, field, cell, now=True)

    # --- where each cell is ---

    def _columns(self) -> int:
        return max((len(row) for row in self._rows), default=1)

    def _is_dense(self) -> bool:
        """Whether the longest code has no room in a cell."""
        width = (self.width() - _GAP * (self._columns() - 1)) / self._columns()
        longest = max((cell.code for cell in self._cells), key=len, default="")
        return width_of(longest, _code_font()) + 4 > width

    def _spaces(self) -> tuple[int, int]:
        """The space between cells, and the edge for the codes."""
        return (_CLOSE, _EDGE) if self._is_dense() else (_GAP, 0)

    def _size(self, row_height: int) -> QSize:
        gap, edge = self._spaces()
        return QSize(200, edge + max(0, len(self._rows) * (row_height + gap) - gap))

    def _grid(self, gap: int, edge: int) -> list[list[QRect]]:
        """A field for each cell, right of and below an edge."""
        columns, rows = self._columns(), max(1, len(self._rows))
        width = (self.width() - edge - gap * (columns - 1)) / columns
        height = (self.height() - edge - gap * (rows - 1)) / rows
        lefts = [edge + round(number * (width + gap)) for number in range(columns)]
        tops = [edge + round(number * (height + gap)) for number in range(rows)]
        size = QSize(round(width), round(height))
        return [
            [QRect(left, top, size.width(), size.height()) for left, _ in zip(lefts, row, strict=False)]
            for top, row in zip(tops, self._rows, strict=False)
        ]

    # --- what each cell looks like ---

    def _paint(self, painter: QPainter) -> None:
        if self._is_dense():
            self._paint_edges(painter, self._grid(*self._spaces()))
        for cell, field in self._fields():
            self._paint_cell(painter, field, cell, now=False)

    def _fields(self) -> Iterator[tuple[WallCell, QRect]]:
        for row, fields in zip(self._rows, self._grid(*self._spaces()), strict=True):
            yield from zip(row, fields, strict=True)

    def _paint_cell(self, painter: QPainter, field: QRect, cell: WallCell, *, now: bool) -> None:
        paint = _paint_sign if self._is_dense() else _paint_code
        paint(painter, field, cell, now=now)

    def _paint_edges(self, painter: QPainter, grid: list[list[QRect]]) -> None:
        """The letters of the rows, and the numbers of the columns: every fifth where they are narrow."""
        used, ink = proportional(font_of(12, SEMIBOLD)), current_tokens().muted
        for row, fields in zip(self._rows, grid, strict=True):
            letter = QRect(0, fields[0].top(), _EDGE - 6, fields[0].height())
            draw_text(painter, letter, _row_of(row[0]), used, ink, CENTRE)
        every = 1 if width_of("00", used) <= grid[0][0].width() + _CLOSE else _FIFTH
        for number, field in enumerate(grid[0], start=1):
            if number % every == 0:
                place = QRect(field.center().x() - _EDGE, 0, 2 * _EDGE, _EDGE - 4)
                draw_text(painter, place, self._rows[0][number - 1].code.lstrip(ascii_uppercase), used, ink, CENTRE)


def _paint_code(painter: QPainter, field: QRect, cell: WallCell, *, now: bool) -> None:
    tokens = current_tokens()
    pair = tokens.solids[Tone.OK] if now else tokens.tones[_TONES[cell.use]]
    paint_round(painter, field, pair.ground, 8)
    word = _word(cell)
    if not word or field.width() < _ROOMY or field.height() < _HIGH - 2:
        draw_text(painter, field, cell.code, _code_font(), pair.text, CENTRE)
        return
    draw_text(painter, field.adjusted(0, 6, 0, -20), cell.code, _code_font(), pair.text, CENTRE)
    draw_text(painter, field.adjusted(2, 24, -2, -6), word, font_of(12, MEDIUM), pair.text, CENTRE)


_SIGNS = {"waiting": "ellipsis", "complete": "check"}


def _paint_sign(painter: QPainter, field: QRect, cell: WallCell, *, now: bool) -> None:
    tokens = current_tokens()
    pair = tokens.solids[Tone.OK] if now else tokens.tones[_TONES[cell.use]]
    paint_round(painter, field, pair.ground, 4)
    side = min(field.width(), field.height(), 16) - 2
    if sign := _SIGNS.get(cell.use):
        middle = field.center()
        place = QRect(middle.x() - side // 2 + 1, middle.y() - side // 2 + 1, side, side)
        paint_icon(painter, place, sign, pair.text)


def _code_font() -> QFont:
    return proportional(font_of(14, SEMIBOLD))


def _row_of(cell: WallCell) -> str:
    """The letters of a code: `B` of `B12`."""
    return cell.code.rstrip(digits)


def _word(cell: WallCell) -> str:
    if cell.use == "waiting":
        return tr("{count} to go", count=cell.waiting)
    return tr("ready") if cell.use == "complete" else ""


def _told(cell: WallCell) -> str:
    return tr("{cell}: order {order}, {state}", cell=cell.code, order=cell.order, state=_word(cell))
