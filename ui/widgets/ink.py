"""Lines of text and marks for the widgets of the work screens that are painted by hand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.widgets.look import font_of

REGULAR, MEDIUM, SEMIBOLD, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def width_of(text: str, used: QFont) -> int:
    """How many px a line of text takes."""
    return QFontMetrics(used).horizontalAdvance(text)


def proportional(used: QFont) -> QFont:
    """The same font with figures of their own widths: what is read as one word, such as `A1`, has no gaps then."""
    used.setFeature(QFont.Tag("tnum"), 0)
    return used


def fitting(text: str, width: int, sizes: tuple[int, ...], weight: QFont.Weight = BOLD) -> QFont:
    """The first of the sizes (px) in which the text fits on one line; the last one where none does."""
    fonts = [proportional(font_of(size, weight)) for size in sizes]
    return next((each for each in fonts if width_of(text, each) <= width), fonts[-1])


def draw_text(
    painter: QPainter, rect: QRect, text: str, used: QFont, colour: str, align: Qt.AlignmentFlag = LEFT
) -> None:
    """One line; what does not fit ends in an ellipsis."""
    painter.setFont(used)
    painter.setPen(QColor(colour))
    painter.drawText(rect, align, QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))


def draw_ring(painter: QPainter, rect: QRect, colour: str, *, tick: bool = False, dot: bool = False) -> None:
    """A circle: empty for what is open, with a dot for what is due now, with a tick for what is done."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.drawEllipse(circle)
    x, y, unit = circle.left(), circle.top(), circle.width() / 20
    if tick:
        corners = ((6.2, 10.4), (9.0, 13.2), (13.8, 7.4))
        painter.drawPolyline([QPointF(x + right * unit, y + down * unit) for right, down in corners])
    if dot:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(circle.center(), 2.2 * unit, 2.2 * unit)
