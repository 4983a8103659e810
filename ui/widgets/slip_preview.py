"""A printed page as it will look, drawn from the same marks as the paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.sheet import Fill, Picture, Sheet, Words
from ui.widgets.look import current_tokens

#: One typographic point (1/72 inch) in millimetres.
_POINT_MM = 25.4 / 72
_PAPER = "#FFFFFF"
#: Type is set this much larger than it is drawn: Qt rounds advances of small type to whole pixels.
_FINE = 20.0


class SlipPreview(QWidget):
    """Shows the first sheet as large as it fits; paper stays white in the dark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sequence[Sheet] = ()
        self._pictures: dict[str, QPixmap] = {}
        self.setAccessibleName("Packing slip that will print")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        if sheets is self._sheets:
            return
        self._sheets = sheets
        self._pictures = {shape.path: QPixmap(shape.path) for shape in _first(sheets) if isinstance(shape, Picture)}
        self.setAccessibleDescription(" ".join(shape.text for shape in _first(sheets) if isinstance(shape, Words)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(264, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._sheets:
            return
        sheet = self._sheets[0]
        scale = min((self.width() - 2) / sheet.width_mm, (self.height() - 2) / sheet.height_mm)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate((self.width() - sheet.width_mm * scale) / 2, 1)
        painter.scale(scale, scale)
        painter.setPen(QPen(QColor(current_tokens().line), 1 / scale))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(QRectF(0, 0, sheet.width_mm, sheet.height_mm), 1.2, 1.2)
        for shape in sheet.shapes:
            self._draw(painter, shape)
        painter.end()

    def _draw(self, painter: QPainter, shape: Words | Fill | Picture) -> None:
        match shape:
            case Words():
                _draw_words(painter, shape)
            case Fill():
                place = QRectF(shape.x_mm, shape.y_mm, shape.width_mm, shape.height_mm)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(shape.colour))
                painter.drawRoundedRect(place, shape.radius_mm, shape.radius_mm)
            case Picture():
                place = QRectF(shape.x_mm, shape.y_mm, shape.width_mm, shape.height_mm)
                picture = self._pictures[shape.path]
                painter.drawPixmap(place, picture, QRectF(picture.rect()))


def _first(sheets: Sequence[Sheet]) -> tuple[Words | Fill | Picture, ...]:
    return sheets[0].shapes if sheets else ()


def _draw_words(painter: QPainter, words: Words) -> None:
    used = QFont("Noto Sans")
    used.setPixelSize(round(words.size_pt * _POINT_MM * _FINE))
    used.setBold(words.bold)
    width = QFontMetricsF(used).horizontalAdvance(words.text)
    left = width * {"left": 0.0, "centre": 0.5, "right": 1.0}[words.align]
    direction = Qt.LayoutDirection.RightToLeft if words.rtl else Qt.LayoutDirection.LeftToRight
    painter.save()
    painter.translate(words.x_mm, words.y_mm)
    painter.scale(1 / _FINE, 1 / _FINE)
    painter.setFont(used)
    painter.setPen(QColor(words.colour))
    painter.setLayoutDirection(direction)
    painter.drawText(QPointF(-left, 0), words.text)
    painter.restore()
