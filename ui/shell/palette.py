"""Ctrl+K: one field that finds anything, and takes a code by hand where a scanner cannot read it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.shell.finder import Entry, Finder, Found
from ui.shell.sheet import Sheet
from ui.widgets.icons import icon_pixmap
from ui.widgets.labels import Role, label
from ui.widgets.look import current_tokens, font_of
from ui.widgets.search import SearchField

_WIDTH, _HEIGHT = 620, 460
_ROW, _ICON, _PAD = 48, 20, 14
_ENTRY = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(Sheet):
    """`chosen` carries the `Entry` that Enter or a click meant."""

    chosen = Signal(object)

    def __init__(self, finder: Finder, over: QWidget) -> None:
        super().__init__(over, tr("Find anything"), _WIDTH, _HEIGHT)
        self._field = SearchField(tr("Find an order, product, supplier or screen"))
        self._field.setMaximumWidth(_WIDTH)
        self._list = QListWidget()
        self._list.setItemDelegate(_EntryDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(tr("Found"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.viewport().setAutoFillBackground(False)
        self._problem = label(role=Role.MUTED, wraps=True)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for each in (self._field, self._list, self._problem):
            column.addWidget(each)
        self._field.searched.connect(finder.search)
        self._list.itemClicked.connect(self._choose)
        finder.changed.connect(self.render_state)
        finder.search("")
        self.setFocusProxy(self._field)

    def render_state(self, found: Found) -> None:
        """Show what was found; the first line is chosen."""
        self._list.clear()
        for entry in found.entries:
            item = QListWidgetItem(f"{entry.title}, {entry.detail}")
            item.setData(_ENTRY, entry)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._problem.setText(found.problem)
        self._problem.setVisible(bool(found.problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self._list.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._choose(current)
        elif event.key() in _MOVES:
            self._list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(_ENTRY)
        self.close()
        self.chosen.emit(entry)


class _EntryDelegate(QStyledItemDelegate):
    """A line: icon, name in bold, what tells it from others in grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, entry = current_tokens(), index.data(_ENTRY)
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tones[Tone.ACCENT].ground))
            painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 8, 8)
        picture = icon_pixmap(entry.icon, tokens.muted, _ICON, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.left() + _PAD, rect.center().y() - _ICON // 2, picture)
        words = rect.adjusted(2 * _PAD + _ICON, 0, -_PAD, 0)
        taken = _draw(painter, words, entry.title, font_of(15, QFont.Weight.DemiBold), tokens.text)
        _draw(painter, words.adjusted(taken + 12, 0, 0, 0), entry.detail, font_of(13), tokens.muted)


def _draw(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> int:
    """One line; returns how many px it took."""
    measure = QFontMetrics(font)
    shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return measure.horizontalAdvance(shown)
