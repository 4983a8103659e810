"""The steps of a job: done with a tick, due now with a dot, still open with an empty ring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.columns import Tone
from ui.models.work import CheckStep, Progress
from ui.runtime.language import mark, tr
from ui.widgets.ink import MEDIUM, RIGHT, SEMIBOLD, draw_ring, draw_text, width_of
from ui.widgets.look import current_tokens, font_of

_ROW, _MARK = 32, 20
_SAID = {Progress.DONE: mark("done"), Progress.CURRENT: mark("now"), Progress.OPEN: mark("open")}


class Checklist(QWidget):
    """Shows steps in the order they are worked off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: Sequence[CheckStep] = ()
        self.setAccessibleName(tr("Checklist"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[CheckStep]) -> None:
        if steps == self._steps:
            return
        self._steps = steps
        self.setAccessibleDescription("; ".join(f"{step.words}: {tr(_SAID[step.progress])}" for step in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(264, _ROW * len(self._steps))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, step in enumerate(self._steps):
            self._paint(painter, QRect(0, number * _ROW, self.width(), _ROW), step)
        painter.end()

    def _paint(self, painter: QPainter, row: QRect, step: CheckStep) -> None:
        tokens = current_tokens()
        now, done = step.progress is Progress.CURRENT, step.progress is Progress.DONE
        colour = tokens.tones[Tone.OK].text if done else tokens.tones[Tone.ACCENT].text if now else tokens.muted
        draw_ring(painter, QRect(row.left(), row.center().y() - _MARK // 2, _MARK, _MARK), colour, tick=done, dot=now)
        hint_font = font_of(12, MEDIUM)
        hint = "" if done else step.hint
        words = row.adjusted(_MARK + 12, 0, -width_of(hint, hint_font) - 12, 0)
        draw_text(
            painter, words, step.words, font_of(15, SEMIBOLD if now else MEDIUM), tokens.text if now else tokens.muted
        )
        draw_text(painter, row, hint, hint_font, tokens.muted, RIGHT)
