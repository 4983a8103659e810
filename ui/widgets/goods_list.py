"""A list of goods or of work on the two work screens: picture, words, whom it is for, and how much of it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.columns import Tone
from ui.models.work import GoodsRow
from ui.widgets.ink import BOLD, MEDIUM, RIGHT, SEMIBOLD, draw_ring, draw_text, proportional, width_of
from ui.widgets.look import current_tokens, font_of
from ui.widgets.painting import paint_icon, paint_picture, paint_round, small_picture

_ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD, _GAP, _MARK, _ASIDE = 12, 14, 22, 240


class GoodsList(QListView):
    """Shows rows. Where `opens` is set, Enter and a click choose a row: `opened` carries its number."""

    opened = Signal(int)

    def __init__(self, name: str, *, row_height: int = 68, opens: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._opens, self._row_height = opens, row_height
        self.setModel(self._rows)
        self.setItemDelegate(_Drawn(row_height, self))
        self.setAccessibleName(name)
        self.setProperty("role", "goods")
        self.setUniformItemSizes(True)
        self.setMouseTracking(opens)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; border: none; outline: none; }")
        self.clicked.connect(self._open)

    def let_open(self, opens: bool) -> None:
        """Whether a row can be chosen now."""
        self._opens = opens
        self.setMouseTracking(opens)

    def show_rows(self, rows: Sequence[GoodsRow]) -> None:
        """Show these; the current one is brought into sight."""
        if tuple(rows) == self._rows.rows:
            return
        self._rows.become(tuple(rows))
        self._show_current()

    def sizeHint(self) -> QSize:
        """One row: a list takes what is left. Beside wrapped text Qt makes the hint the least height."""
        return QSize(320, self._row_height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rows:
            self.setCurrentIndex(self._rows.index(0))  # or the keyboard would be nowhere to be seen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _show_current(self) -> None:
        current = next((number for number, row in enumerate(self._rows.rows) if row.current), None)
        if current is not None:
            self.scrollTo(self._rows.index(current))

    def _open(self, index: QModelIndex) -> None:
        if self._opens and index.isValid():
            self.opened.emit(index.row())


class _Rows(QAbstractListModel):
    """The rows. A list that only changed its numbers keeps its place and its selection."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[GoodsRow, ...] = ()

    def become(self, rows: tuple[GoodsRow, ...]) -> None:
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if new != old:
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else _told(role, row)


def _told(role: int, row: GoodsRow) -> str | None:
    if role != Qt.ItemDataRole.AccessibleTextRole:
        return None
    return ", ".join(part for part in (row.title, row.number, row.aside, row.detail) if part)


class _Drawn(QStyledItemDelegate):
    def __init__(self, height: int, parent: QObject) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: GoodsRow = index.data(_ROW_ROLE)
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        _draw_ground(painter, whole.adjusted(0, 2, 0, -2), row, state)
        inner = whole.adjusted(_PAD, 8, -_PAD, -8)
        left = _draw_picture(painter, inner, row)
        right = _draw_progress(painter, inner, row)
        _draw_words(painter, QRect(left, inner.top(), right - left, inner.height()), row)
        painter.restore()


def _draw_ground(painter: QPainter, rect: QRect, row: GoodsRow, state: QStyle.StateFlag) -> None:
    tokens = current_tokens()
    if row.current:
        paint_round(painter, rect, tokens.tones[Tone.ACCENT].ground, 10)
    elif state & QStyle.StateFlag.State_HasFocus:
        paint_round(painter, rect, tokens.focus, 10)
        paint_round(painter, rect.adjusted(3, 3, -3, -3), tokens.card, 8)
    elif state & QStyle.StateFlag.State_MouseOver:
        paint_round(painter, rect, tokens.hover, 10)


def _draw_picture(painter: QPainter, rect: QRect, row: GoodsRow) -> int:
    """The picture or the icon at the left; says where the words begin."""
    if not row.picture and not row.icon:
        return rect.left()
    tokens, side = current_tokens(), rect.height()
    place = QRect(rect.left(), rect.top(), side, side)
    if row.picture:
        paint_picture(
            painter, place, small_picture(row.picture, side, painter.device().devicePixelRatioF()), 10, tokens
        )
    else:
        paint_round(painter, place, tokens.quiet.ground, 10)
        paint_icon(painter, QRect(place.center().x() - 10, place.center().y() - 10, 22, 22), row.icon, tokens.muted)
    return place.right() + _GAP


def _draw_progress(painter: QPainter, rect: QRect, row: GoodsRow) -> int:
    """How much is done, at the right edge, and the aside before it; says where the words must end."""
    tokens = current_tokens()
    ink = tokens.inks[Tone.OK] if row.complete else tokens.text
    right = rect.right()
    if row.complete is not None:
        mark = QRect(right - _MARK, rect.center().y() - _MARK // 2, _MARK, _MARK)
        draw_ring(painter, mark, ink if row.complete else tokens.muted, tick=row.complete)
        right -= _MARK + _GAP
    number = font_of(20, BOLD) if row.complete is not None else font_of(15, SEMIBOLD)
    draw_text(
        painter, QRect(rect.left(), rect.top(), right - rect.left(), rect.height()), row.number, number, ink, RIGHT
    )
    right -= width_of(row.number, number) + _GAP + 4
    aside = font_of(13, MEDIUM)
    wide = min(width_of(row.aside, aside) + 1, _ASIDE)
    tint = tokens.muted if row.tone is Tone.PLAIN else tokens.inks[row.tone]
    draw_text(painter, QRect(right - wide, rect.top(), wide, rect.height()), row.aside, aside, tint, RIGHT)
    return right - wide - (_GAP if row.aside else 0)


def _draw_words(painter: QPainter, rect: QRect, row: GoodsRow) -> None:
    tokens, title = current_tokens(), proportional(font_of(15, SEMIBOLD))
    if not row.detail:
        draw_text(painter, rect, row.title, title, tokens.text)
        return
    middle = rect.center().y()
    draw_text(painter, QRect(rect.left(), middle - 22, rect.width(), 22), row.title, title, tokens.text)
    draw_text(painter, QRect(rect.left(), middle + 2, rect.width(), 18), row.detail, font_of(12), tokens.muted)
