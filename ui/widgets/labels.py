"""Labels that show text as it is. Qt's guess whether a text is HTML would render what a stranger wrote in an order."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.models.columns import Tone
from ui.widgets.buttons import button as button
from ui.widgets.buttons import icon_button as icon_button
from ui.widgets.icons import icon_pixmap
from ui.widgets.look import current_tokens, set_look
from ui.widgets.look import set_tip as set_tip

_CHIP_HEIGHT = 26
_CHIP_ICON = 14


class Role(StrEnum):
    """What a label is for; the style sheet decides how that looks."""

    DISPLAY = "display"
    ORDER = "order"
    HEADLINE = "headline"
    NUMBER = "number"
    NEXT = "next"
    BRAND = "brand"
    TITLE = "title"
    STRONG = "strong"
    BODY = "body"
    CODE = "code"
    MUTED = "muted"
    CAPTION = "caption"
    CHIP = "chip"
    KEY = "key"


def label(text: str = "", role: Role = Role.BODY, *, wraps: bool = False, tone: Tone = Tone.PLAIN) -> QLabel:
    """A plain-text label; a tone other than PLAIN colours its letters."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role.value)
    made.setProperty("tone", tone.value)
    made.setWordWrap(wraps)
    return made


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text stands in the tip and for screen readers."""

    def __init__(self, text: str, role: Role, tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        self.setProperty("tone", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        whole = " ".join(text.split())
        if whole != self._whole:
            self._whole = whole
            self.setAccessibleName(whole)
            self._elide()
            self.updateGeometry()

    def whole_text(self) -> str:
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("MMM…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        set_tip(self, "" if shown == self._whole else self._whole)


def elided(text: str = "", role: Role = Role.BODY, *, tone: Tone = Tone.PLAIN) -> ElidedLabel:
    """A plain-text label of one line that may be cut where the row is short."""
    return ElidedLabel(text, role, tone)


class Chip(QLabel):
    """A word on a ground of its tone, with an icon before it where one helps."""

    def __init__(self, text: str, tone: Tone, icon: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(_CHIP_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("role", Role.CHIP.value)
        self._tone, self._icon = tone, icon
        self.show_chip(text, tone, icon)

    def show_chip(self, text: str, tone: Tone, icon: str = "") -> None:
        """Say something else."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        set_look(self, tone=tone.value, with_icon=bool(icon))
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._icon:
            return
        pair = current_tokens().tones[self._tone]
        place = QRect(10, (self.height() - _CHIP_ICON) // 2, _CHIP_ICON, _CHIP_ICON)
        with QPainter(self) as painter:
            painter.drawPixmap(place, icon_pixmap(self._icon, pair.text, _CHIP_ICON, self.devicePixelRatioF()))


def chip(text: str, tone: Tone, icon: str = "") -> Chip:
    """A word on a ground of its tone; `icon` is the name of the icon before it."""
    return Chip(text, tone, icon)
