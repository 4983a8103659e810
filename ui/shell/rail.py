"""The way between the screens: an icon, a word and a count for each, painted by hand in the colours of the rail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.runtime.language import tr
from ui.widgets.card import surface
from ui.widgets.icons import icon_label, icon_pixmap
from ui.widgets.labels import Role, elided, set_tip
from ui.widgets.look import current_tokens, font_of
from ui.widgets.tokens import TARGET_HEIGHT

WIDE, NARROW = 196, 72
_ICON, _SIDE = 20, 12
#: More than this is not read but looked at: 999+.
_MOST_SHOWN = 999


class RailEntry(QAbstractButton):
    """One screen. `key` is what the keyboard has for it, such as `Alt+2`."""

    def __init__(self, title: str, icon: str, key: str) -> None:
        super().__init__()
        self._title, self._icon, self._key = title, icon, key
        self._count = -1
        self.narrow = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(TARGET_HEIGHT)
        self.setAccessibleDescription(key)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How much there is to do on this screen; nothing is shown for none."""
        if count == self._count:
            return
        self._count = count
        words = f"{self._title}, {count}" if count else self._title
        self.setAccessibleName(words)
        set_tip(self, f"{words} ({self._key})")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROW - 2 * _SIDE if self.narrow else WIDE - 2 * _SIDE, TARGET_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        lit = self.isChecked() or self.underMouse()
        colour = (tokens.rail_selected if lit else tokens.rail).text
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            left = (self.width() - _ICON) // 2 if self.narrow else _SIDE
            picture = icon_pixmap(self._icon, colour, _ICON, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - _ICON) // 2, picture)
            painter.setPen(QColor(colour))
            self._paint_badge(painter) if self.narrow else self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = current_tokens()
        painter.setPen(QPen(QColor(tokens.rail_mark), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.rail_selected.ground) if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(font_of(14, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium))
        metrics, count = painter.fontMetrics(), self._shown_count()
        words = self.rect().adjusted(2 * _SIDE + _ICON, 0, -_SIDE, 0)
        room = words.width() - (metrics.horizontalAdvance(count) + _SIDE if count else 0)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(font_of(13, QFont.Weight.DemiBold))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_badge(self, painter: QPainter) -> None:
        painter.setFont(font_of(10, QFont.Weight.DemiBold))
        corner = QRect(self.width() // 2 + 2, 2, self.width() // 2 - 2, 14)
        painter.drawText(corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._shown_count())

    def _shown_count(self) -> str:
        if self._count > _MOST_SHOWN:
            return f"{_MOST_SHOWN}+"
        return str(self._count) if self._count else ""


class Rail(QFrame):
    """`chosen` carries the key of a screen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self._entries: dict[str, RailEntry] = {}
        self._name = elided(tr("Crossdock"), Role.BRAND)
        self._head = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE, 14, _SIDE, 14)
        self._column.setSpacing(0)
        self._column.addWidget(self._brand())
        self._column.addSpacing(14)
        self.set_narrow(False)

    def add(self, key: str, title: str, icon: str, shortcut: str) -> None:
        """The next entry; the last one stands at the foot after `add_stretch`."""
        entry = RailEntry(title, icon, shortcut)
        entry.clicked.connect(partial(self.chosen.emit, key))
        self._entries[key] = entry
        self._column.addWidget(entry)

    def add_stretch(self) -> None:
        self._column.addStretch(1)

    def has(self, key: str) -> bool:
        return key in self._entries

    def show_front(self, key: str) -> None:
        """This screen is in front."""
        self._entries[key].setChecked(True)

    def counter(self, key: str) -> Callable[[int], None]:
        """Shows a count at an entry."""
        return self._entries[key].show_count

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone where the window leaves no room for words."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._name.setVisible(not narrow)
        self._head.setContentsMargins(_SIDE + 1 if narrow else _SIDE - 1, 0, 0, 0)
        for entry in self._all():
            entry.narrow = narrow
            entry.update()

    def _all(self) -> Iterable[RailEntry]:
        return self._entries.values()

    def _brand(self) -> QWidget:
        brand = surface("brand")
        brand.setLayout(self._head)
        self._head.setSpacing(10)
        self._head.addWidget(icon_label("waypoints", 22, current_tokens().rail_mark))
        self._head.addWidget(self._name, 1)
        brand.setFixedHeight(TARGET_HEIGHT)
        return brand
