"""Draws the cells of a table: text over a smaller detail, bold numbers, chips; a line under each row and no grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.columns import Cell, Column, Style, Tone
from ui.models.paged_table import CELL_ROLE
from ui.widgets.look import current_tokens, font_of
from ui.widgets.painting import paint_chip, paint_icon, paint_picture, paint_stages, small_picture
from ui.widgets.tokens import ROW_HEIGHT, Tokens

_INSET = 10
_ICON = 18
_PICTURE = 40
_GROUND_RADIUS = 10


class CellDelegate(QStyledItemDelegate):
    """Draws `Cell` values the way their `Column` says. `hovered` is the row under the mouse, -1 for none."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._columns[index.column()].width, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column, cell, tokens = self._columns[index.column()], index.data(CELL_ROLE), current_tokens()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(option, index.row(), tokens)
        first = _none_seen(option.widget, range(index.column()))
        last = _none_seen(option.widget, range(index.column() + 1, len(self._columns)))
        if ground:
            _paint_ground(painter, rect, ground, first, last)
        else:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        if _has_keyboard(option, index):
            _paint_ring(painter, rect, tokens.focus, first, last)
        _draw(painter, rect.adjusted(_INSET, 0, -_INSET, 0), cell, column, tokens)
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem, row: int, tokens: Tokens) -> str:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            return tokens.tones[Tone.ACCENT].ground
        return tokens.hover if row == self.hovered else ""


def _none_seen(view: QWidget | None, columns: range) -> bool:
    """Whether all of these columns are hidden, or there are none: the row ends before them."""
    return all(isinstance(view, QTableView) and view.isColumnHidden(column) for column in columns)


def _has_keyboard(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether the keyboard is on this row."""
    view = option.widget
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row()


def _paint_ground(painter: QPainter, rect: QRect, ground: str, first: bool, last: bool) -> None:
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(_row_part(rect, first, last), _GROUND_RADIUS, _GROUND_RADIUS)
    painter.restore()


def _paint_ring(painter: QPainter, rect: QRect, colour: str, first: bool, last: bool) -> None:
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_row_part(rect, first, last).adjusted(1, 1, -1, -1), _GROUND_RADIUS - 1, _GROUND_RADIUS - 1)
    painter.restore()


def _row_part(rect: QRect, first: bool, last: bool) -> QRect:
    """Round at the ends of the row only: the corners of the cells between fall outside the clip."""
    return rect.adjusted(0 if first else -20, 0, 0 if last else 20, -1)


def _draw(painter: QPainter, rect: QRect, cell: Cell, column: Column[Any], tokens: Tokens) -> None:
    painter.setPen(QColor(tokens.inks[cell.tone]))
    match column.style:
        case Style.CHIP:
            if cell.text:
                paint_chip(painter, rect, cell.text, tokens.tones[cell.tone], cell.icon)
        case Style.STAGES:
            paint_stages(painter, rect, cell.text, cell.stage, cell.tone, tokens)
        case Style.WORDS:
            _draw_words(painter, _after_icon(painter, rect, cell, tokens), cell.text, column)
        case Style.TEXT | Style.STRONG:
            _draw_text(painter, _after_icon(painter, rect, cell, tokens), cell, column, tokens)


def _after_icon(painter: QPainter, rect: QRect, cell: Cell, tokens: Tokens) -> QRect:
    """Draw the icon or the picture before the text; what is left for the text."""
    middle = rect.center().y() + 1
    if cell.icon:
        place = QRect(rect.left(), middle - _ICON // 2, _ICON, _ICON)
        paint_icon(painter, place, cell.icon, tokens.inks[cell.tone])
        return rect.adjusted(_ICON + 8, 0, 0, 0)
    if cell.picture:
        place = QRect(rect.left(), middle - _PICTURE // 2, _PICTURE, _PICTURE)
        picture = small_picture(cell.picture, _PICTURE, painter.device().devicePixelRatioF())
        pen = painter.pen()
        paint_picture(painter, place, picture, 8, tokens)
        painter.setPen(pen)
        return rect.adjusted(_PICTURE + 12, 0, 0, 0)
    return rect


def _draw_text(painter: QPainter, rect: QRect, cell: Cell, column: Column[Any], tokens: Tokens) -> None:
    painter.setFont(font_of(15, QFont.Weight.DemiBold if column.style is Style.STRONG else QFont.Weight.Medium))
    if not cell.detail:
        _draw_line(painter, rect, cell.text, column)
        return
    _draw_line(painter, QRect(rect.left(), rect.top() + 7, rect.width(), 20), cell.text, column)
    painter.setFont(font_of(12))
    if cell.tone is Tone.PLAIN:
        painter.setPen(QColor(tokens.muted))
    _draw_line(painter, QRect(rect.left(), rect.top() + 28, rect.width(), 16), cell.detail, column)


def _draw_words(painter: QPainter, rect: QRect, text: str, column: Column[Any]) -> None:
    painter.setFont(font_of(13))
    first = _fitting(text, painter.font(), rect.width())
    if first == len(text):
        _draw_line(painter, rect, text, column)
        return
    _draw_line(painter, QRect(rect.left(), rect.top() + 7, rect.width(), 19), text[:first].rstrip(), column)
    _draw_line(painter, QRect(rect.left(), rect.top() + 26, rect.width(), 19), text[first:], column)


def _fitting(text: str, font: QFont, width: int) -> int:
    """How many characters go on the first of two lines: whole words where possible."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return line.textLength()


def _draw_line(painter: QPainter, rect: QRect, text: str, column: Column[Any]) -> None:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
