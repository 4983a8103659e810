"""The sample shop: the card that leads into it and out of it, and the band that says that one is inside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.launch import Practice
from ui.runtime.language import tr
from ui.widgets.buttons import Button, button
from ui.widgets.card import Card
from ui.widgets.labels import Role, chip, label
from ui.widgets.look import current_tokens

_BAND_HEIGHT, _TAPE = 56, 6
#: Width of one stripe of the tape, in px.
_STRIPE = 12


class SampleCard(Card):
    """Says what the sample shop is, and leads there or back."""

    def __init__(self, practice: Practice, parent: QWidget | None = None) -> None:
        words = (
            tr("You are in the sample shop. Nothing you do here reaches your own shop, a printer or a supplier.")
            if practice.inside
            else tr(
                "A made-up shop with 40 orders, to try everything on. It lies in a folder of its own: nothing in it "
                "touches your shop, and its papers are files."
            )
        )
        content = QWidget()
        super().__init__(tr("Sample shop"), content, parent)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words, wraps=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in _ways(practice):
            row.addWidget(each)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()


class SampleBand(QFrame):
    """Stands under the bar of a window in the sample shop, with a striped tape over it."""

    def __init__(self, practice: Practice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(_BAND_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, _TAPE, 24, 0)
        row.setSpacing(12)
        row.addWidget(chip(tr("SAMPLE"), Tone.ATTENTION))
        row.addWidget(label(tr("Made-up orders to practise on. Nothing leaves this program."), Role.MUTED), 1)
        for each in _ways(practice):
            row.addWidget(each)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            _paint_tape(painter, QRect(0, 0, self.width(), _TAPE))


def _ways(practice: Practice) -> tuple[Button, ...]:
    """The buttons that lead to where one is not."""
    if not practice.inside:
        enter = button(tr("Open the sample shop"), icon="store")
        enter.clicked.connect(lambda: practice.enter())
        return (enter,)
    renew = button(tr("Start the sample anew"), icon="refresh-cw")
    leave = button(tr("Leave the sample shop"), icon="arrow-left")
    renew.clicked.connect(lambda: practice.renew())
    leave.clicked.connect(lambda: practice.leave())
    return renew, leave


def _paint_tape(painter: QPainter, place: QRect) -> None:
    painter.setClipRect(place)
    attention = current_tokens().tones[Tone.ATTENTION]
    painter.fillRect(place, QColor(attention.ground))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(attention.text))
    height = place.height()
    for left in range(-2 * _STRIPE, place.width(), 2 * _STRIPE):
        foot, top = left, left + height
        painter.drawPolygon(
            [QPoint(foot, height), QPoint(top, 0), QPoint(top + _STRIPE, 0), QPoint(foot + _STRIPE, height)]
        )
