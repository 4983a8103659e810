"""A tile with a small picture of its number: a bar for a share, columns for a run of counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.models.columns import Tone
from ui.models.worklist import Figure
from ui.widgets.look import current_tokens
from ui.widgets.tiles import Tile

_WIDTH, _HEIGHT, _BAR = 56, 30, 6
_EDGE = 16


class FigureTile(Tile):
    """Shows a `Figure`; its picture says nothing that the words do not."""

    def __init__(self, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(title, icon, parent)
        self._chart = _Chart(self)
        self._figure: Figure | None = None

    @property
    def figure(self) -> Figure | None:
        """What is shown, None before the first time."""
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        self._figure = figure
        self.show_value(figure.number, figure.words, figure.tone)
        self._chart.draw(figure.share, figure.bars)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chart.move(self.width() - _WIDTH - _EDGE, (self.height() - _HEIGHT) // 2 + 2)


class _Chart(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._share: float | None = None
        self._bars: Sequence[int] = ()

    def draw(self, share: float | None, bars: Sequence[int]) -> None:
        self._share, self._bars = share, bars
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._share is not None:
                full = QRectF(0, (_HEIGHT - _BAR) / 2, _WIDTH, _BAR)
                _round(painter, full, tokens.line)
                _round(
                    painter, QRectF(full.x(), full.y(), full.width() * self._share, _BAR), tokens.solids[Tone.OK].ground
                )
            for place in _columns(self._bars):
                _round(painter, place, tokens.muted)


def _round(painter: QPainter, place: QRectF, colour: str) -> None:
    painter.setBrush(QColor(colour))
    radius = min(place.width(), place.height(), _BAR) / 2
    painter.drawRoundedRect(place, radius, radius)


def _columns(bars: Sequence[int]) -> list[QRectF]:
    """Columns from the right edge to the left, as high as their part of the highest."""
    if not any(bars):
        return []
    step = min(10.0, _WIDTH / len(bars))
    left = _WIDTH - step * len(bars)
    heights = [max(2.0, _HEIGHT * bar / max(bars)) for bar in bars]
    return [
        QRectF(left + step * number + 1, _HEIGHT - height, step - 2, height) for number, height in enumerate(heights)
    ]
