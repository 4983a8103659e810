"""Lucide icons in the colours of the text beside them. The files stand in `resources/icons`; see its licence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from app.domain.messages import Kind
from ui.models.columns import Tone
from ui.widgets.look import current_tokens

ICON_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

#: A tone or a kind of feedback as the theme colours them, or `#RRGGBB`.
Colour = Tone | Kind | str

#: Screens with one and with two dots per pixel; Qt scales the larger one for those between.
_RATIOS = (1.0, 2.0)


def icon(name: str, colour: str, size: int = 20, gap: int = 0) -> QIcon:
    """The icon `name` as Qt wants it for buttons and menus: `colour` is `#RRGGBB`, `size` in px.

    `gap` px stay free after it, because a style sheet cannot set the space between an icon and its words.

    Raises:
        FileNotFoundError: no such icon; a fault of the program, not of people.
    """
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_with_gap(icon_pixmap(name, colour, size, ratio), gap))
    return made


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return picture
    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    with QPainter(wide) as painter:
        painter.drawPixmap(0, 0, picture)
    return wide


def icon_pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as a picture of `size` px on a screen with `ratio` dots per px; drawn once, then taken from Qt's cache.

    Raises:
        FileNotFoundError: no such icon.
    """
    key = f"icon/{name}/{colour}/{size}/{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _drawn(name, colour, round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, picture)
    return picture


def _drawn(name: str, colour: str, dots: int) -> QPixmap:
    outline = (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    picture = QPixmap(dots, dots)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(outline.replace("currentColor", colour).encode()).render(painter)
    painter.end()
    return picture


class IconLabel(QWidget):
    """An icon in the colour of a tone or a kind of feedback, repainted with every new theme. Words beside it say the
    same.
    """

    def __init__(self, name: str, size: int, colour: Colour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._colour = name, size, colour
        self.setFixedSize(size, size)

    def show_icon(self, name: str, colour: Colour) -> None:
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, icon_pixmap(self._name, _ink(self._colour), self._size, self.devicePixelRatioF()))


def icon_label(name: str, size: int = 20, colour: Colour = Tone.PLAIN) -> IconLabel:
    """An icon of `size` px; a `Tone` or a `Kind` follows the theme, `#RRGGBB` stays as it is."""
    return IconLabel(name, size, colour)


def _ink(colour: Colour) -> str:
    match colour:
        case Tone():
            return current_tokens().inks[colour]
        case Kind():
            return current_tokens().banners[colour].text
    return colour


class IconDisc(QWidget):
    """An icon on a round ground of its tone, as it stands above a note."""

    def __init__(self, name: str, size: int, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: Tone) -> None:
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        pair, side = current_tokens().tones[self._tone], self.width() * 5 // 12
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(pair.ground))
            painter.drawEllipse(self.rect())
            place = (self.width() - side) // 2
            painter.drawPixmap(place, place, icon_pixmap(self._name, pair.text, side, self.devicePixelRatioF()))
