"""Draws the cells of a table: text over a smaller detail, bold numbers, chips; a line under each row and no grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.columns import Cell, Column, Style, Tone
from ui.models.paged_table import CELL_ROLE
from ui.widgets.tokens import ALL, LIGHT, ROW_HEIGHT, Pair, Tokens

_INSET = 10
_BY_GROUND = {tokens.ground.lower(): tokens for tokens in ALL}


def current_tokens() -> Tokens:
    """The tokens the application is dressed in: its palette is made from them."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    return _BY_GROUND.get(ground, LIGHT)


class CellDelegate(QStyledItemDelegate):
    """Draws `Cell` values the way their `Column` says."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._columns[index.column()].width, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column, cell, tokens = self._columns[index.column()], index.data(CELL_ROLE), current_tokens()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.tones[Tone.ACCENT].ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        inner = rect.adjusted(_INSET, 0, -_INSET, 0)
        _draw(painter, inner, cell, column, tokens)
        painter.restore()


def _draw(painter: QPainter, rect: QRect, cell: Cell, column: Column[Any], tokens: Tokens) -> None:
    painter.setPen(QColor(tokens.tones[cell.tone].text))
    match column.style:
        case Style.CHIP:
            _draw_chip(painter, rect, cell, tokens.tones[cell.tone])
        case Style.WORDS:
            _draw_words(painter, rect, cell.text, column)
        case Style.TEXT | Style.STRONG:
            _draw_text(painter, rect, cell, column, tokens)


def _font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def _draw_chip(painter: QPainter, rect: QRect, cell: Cell, pair: Pair) -> None:
    painter.setFont(_font(13, QFont.Weight.DemiBold))
    width = painter.fontMetrics().horizontalAdvance(cell.text) + 24
    chip = QRect(rect.left(), rect.center().y() - 13, min(width, rect.width()), 26)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.ground))
    painter.drawRoundedRect(chip, 13, 13)
    painter.setPen(QColor(pair.text))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, cell.text)


def _draw_text(painter: QPainter, rect: QRect, cell: Cell, column: Column[Any], tokens: Tokens) -> None:
    painter.setFont(_font(15, QFont.Weight.DemiBold if column.style is Style.STRONG else QFont.Weight.Medium))
    if not cell.detail:
        _draw_line(painter, rect, cell.text, column)
        return
    _draw_line(painter, QRect(rect.left(), rect.top() + 7, rect.width(), 20), cell.text, column)
    painter.setFont(_font(12))
    if cell.tone is Tone.PLAIN:
        painter.setPen(QColor(tokens.muted))
    _draw_line(painter, QRect(rect.left(), rect.top() + 28, rect.width(), 16), cell.detail, column)


def _draw_words(painter: QPainter, rect: QRect, text: str, column: Column[Any]) -> None:
    painter.setFont(_font(13))
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
