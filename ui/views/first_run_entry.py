"""One step of the set-up as a line that can be chosen: a tick where it is done, its icon where it is not."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.ink import MEDIUM, SEMIBOLD, draw_ring, draw_text
from ui.widgets.look import current_tokens, font_of
from ui.widgets.painting import paint_icon
from ui.widgets.tokens import TARGET_HEIGHT

_MARK, _ICON, _SIDE = 20, 18, 12


class StepEntry(QAbstractButton):
    """Checked, it is the one that is open."""

    def __init__(self, words: str, icon: str) -> None:
        super().__init__()
        self._words, self._icon, self._done = words, icon, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(TARGET_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_progress(False)

    def show_progress(self, done: bool) -> None:
        """Tick it, or take the tick away."""
        self._done = done
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(tr("done") if done else tr("not done yet"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, TARGET_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        with QPainter(self) as painter:
            self._paint_ground(painter)
            mark = QRect(_SIDE, (self.height() - _MARK) // 2, _MARK, _MARK)
            inset = (_MARK - _ICON) // 2
            colour = tokens.inks[Tone.ACCENT] if self.isChecked() else tokens.text
            if self._done:
                draw_ring(painter, mark, tokens.tones[Tone.OK].text, tick=True)
            else:
                icon_colour = colour if self.isChecked() else tokens.muted
                paint_icon(painter, mark.adjusted(inset, inset, -inset, -inset), self._icon, icon_colour)
            words = self.rect().adjusted(2 * _SIDE + _MARK, 0, -_SIDE, 0)
            font = font_of(15, SEMIBOLD if self.isChecked() else MEDIUM)
            draw_text(
                painter, words, self._words, font, tokens.muted if self._done and not self.isChecked() else colour
            )

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = current_tokens()
        ground = tokens.tones[Tone.ACCENT].ground if self.isChecked() else tokens.quiet.ground
        shown = self.isChecked() or self.underMouse()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
