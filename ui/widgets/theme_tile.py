"""A look of the window to choose from, drawn small: what it will be like is seen before it is taken."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.widgets.ink import CENTRE, SEMIBOLD, draw_text
from ui.widgets.look import current_tokens, font_of
from ui.widgets.tokens import DARK, LIGHT, Appearance, Tokens

_SIZE = QSize(176, 142)
_PICTURE_HEIGHT, _RADIUS, _RING = 104, 10, 2


class ThemeTile(QAbstractButton):
    """One appearance: a small window in its colours, with its words below; ringed where it is the chosen one."""

    def __init__(self, appearance: Appearance, words: str) -> None:
        super().__init__()
        self.appearance = appearance
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        place = QRect(4, 4, self.width() - 8, _PICTURE_HEIGHT)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(place), _RADIUS, _RADIUS)
            painter.save()
            painter.setClipPath(outline)
            self._paint_windows(painter, place)
            painter.restore()
            painter.setPen(QPen(QColor(tokens.focus if self.isChecked() else tokens.field_line), self._line()))
            painter.drawPath(outline)
            if self.hasFocus():
                painter.setPen(QPen(QColor(tokens.focus), _RING))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS + 2, _RADIUS + 2)
            words = QRect(0, place.bottom() + 4, self.width(), 32)
            draw_text(painter, words, self.text(), font_of(14, SEMIBOLD), tokens.text, CENTRE)

    def _line(self) -> int:
        return 3 if self.isChecked() else 1

    def _paint_windows(self, painter: QPainter, place: QRect) -> None:
        match self.appearance:
            case Appearance.LIGHT:
                _paint_window(painter, place, LIGHT)
            case Appearance.DARK:
                _paint_window(painter, place, DARK)
            case Appearance.SYSTEM:
                _paint_window(painter, place, LIGHT)
                painter.setClipRect(place.adjusted(place.width() // 2, 0, 0, 0), Qt.ClipOperation.IntersectClip)
                _paint_window(painter, place, DARK)


def _paint_window(painter: QPainter, place: QRect, tokens: Tokens) -> None:
    """The rail, a card with three lines, and the one filled button."""
    left, top = place.left(), place.top()
    painter.fillRect(place, QColor(tokens.ground))
    painter.fillRect(QRect(left, top, 30, place.height()), QColor(tokens.rail.ground))
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, x, y, width, height in (
        (tokens.rail_mark, 8, 12, 14, 4),
        (tokens.rail.text, 8, 24, 14, 4),
        (tokens.rail.text, 8, 36, 14, 4),
        (tokens.card, 42, 14, 112, 50),
        (tokens.text, 52, 24, 62, 5),
        (tokens.muted, 52, 38, 88, 4),
        (tokens.muted, 52, 48, 72, 4),
        (tokens.accent.ground, 104, 74, 50, 16),
    ):
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRect(left + x, top + y, width, height), 3, 3)
