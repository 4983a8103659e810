"""Buttons: 64 px for work, 44 px for the rest, icons alone, and chips that can be clicked. Their words are plain."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton

from ui.models.columns import Tone
from ui.widgets.icons import icon as drawn_icon
from ui.widgets.look import current_tokens, set_look, set_tip
from ui.widgets.tokens import TARGET_HEIGHT

_RING = 2
#: What Qt leaves between an icon and the words, in px.
_BESIDE_ICON = 4
#: The space between an icon and the words, in px, beyond what Qt leaves.
_GAPS = {"plain": 6, "primary": 6, "nav": 8, "chip": 2}


class Button(QPushButton):
    """A button whose icon takes the colour of its words in every theme."""

    def __init__(self, text: str, look: str, icon: str = "", icon_size: int = 20, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text.replace("&", "&&"))
        self._icon, self._tone = icon, tone
        self._drawn = ("", "")
        self.setProperty("look", look)
        self.setProperty("primary", look == "primary")
        self.setProperty("tone", tone.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click needs no ring: the keyboard does.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._size, self._gap = icon_size, _GAPS.get(look, 0) if text else 0
        self.setIconSize(QSize(icon_size + self._gap, icon_size))
        self.setAccessibleName(text)
        self._draw_icon()

    def show_icon(self, name: str) -> None:
        """Another icon beside the same words."""
        self._icon = name
        self._draw_icon()

    def show_words(self, text: str, tone: Tone | None = None) -> None:
        """Say something else, on the ground of another tone where one is given."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._tone = tone or self._tone
        set_look(self, tone=self._tone.value)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange, QEvent.Type.StyleChange):
            self._draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt does, but words that have no room end in …: Qt would cut them off at both sides."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        room -= self.iconSize().width() + _BESIDE_ICON if self._icon else 0
        flags = Qt.TextFlag.TextShowMnemonic.value
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room, flags)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        if self.hasFocus() and self.property("primary"):
            with QPainter(self) as painter:
                _paint_inner_ring(painter, self.rect(), current_tokens().accent.text)

    def _draw_icon(self) -> None:
        look = self._icon, self._colour()
        if self._icon and look != self._drawn:
            self._drawn = look
            self.setIcon(drawn_icon(*look, self._size, self._gap))

    def _colour(self) -> str:
        tokens, look = current_tokens(), self.property("look")
        if not self.isEnabled() or (look == "bare" and self._tone is Tone.PLAIN):
            return tokens.muted
        if look == "primary":
            return tokens.accent.text
        return tokens.tones[self._tone].text if look == "chip" else tokens.inks[self._tone]


def _paint_inner_ring(painter: QPainter, rect: QRect, colour: str) -> None:
    """A filled button has its ring inside: at its edge the ring would be lost in the page or in the fill."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), _RING))
    painter.drawRoundedRect(QRectF(rect).adjusted(4, 4, -4, -4), 7, 7)


def button(
    text: str, *, primary: bool = False, icon: str = "", work: bool = False, key: str = "", tone: Tone = Tone.PLAIN
) -> Button:
    """A button named by what it does. At most one of a screen is `primary`.

    Args:
        work: a button of a work screen, 64 px high; others have 44 px.
        key: the key that does the same, said after the words.
        tone: colours the words, such as WRONG for what takes something away.
    """
    made = Button(f"{text}  {key}" if key else text, "primary" if primary else "plain", icon, 22 if work else 18, tone)
    made.setProperty("work", work)
    made.setAccessibleName(text)
    made.setAccessibleDescription(key)
    return made


def icon_button(icon: str, name: str, *, tone: Tone = Tone.PLAIN) -> Button:
    """A square target of 44 px with an icon alone; `name` is said by screen readers and by the tip."""
    made = Button("", "bare", icon, 18, tone)
    made.setFixedSize(TARGET_HEIGHT, TARGET_HEIGHT)
    made.setAccessibleName(name)
    set_tip(made, name)
    return made


def chip_button(text: str, tone: Tone, icon: str = "") -> Button:
    """A chip that tells more when it is clicked."""
    return Button(text, "chip", icon, 14, tone)
