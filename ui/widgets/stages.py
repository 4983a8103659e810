"""The six stages of an order as dots, with the current one in words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.look import current_tokens
from ui.widgets.painting import STAGES, paint_stages, stages_width

_HEIGHT = 24


class StageDots(QWidget):
    """`stage` counts from 0 (Ordered) to 5 (Shipped); `words` may say more than the name of the stage."""

    def __init__(self, stage: int = 0, words: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stage, self._words, self._tone = stage, "", tone
        self.show_stage(stage, words, tone)

    def show_stage(self, stage: int, words: str = "", tone: Tone = Tone.PLAIN) -> None:
        self._stage, self._words, self._tone = stage, words or tr(STAGES[stage]), tone
        name = tr("Stage {number} of {all}: {words}", number=stage + 1, all=len(STAGES), words=self._words)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(stages_width(self._words), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_stages(painter, self.rect(), self._words, self._stage, self._tone, current_tokens())
