"""Small drawings that a table cell and a widget share: chips, stages, rounded pictures."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImageReader, QPainter, QPainterPath, QPixmap, QPixmapCache

from ui.models.columns import Tone
from ui.runtime.language import mark
from ui.widgets.icons import icon_pixmap
from ui.widgets.look import font_of
from ui.widgets.tokens import Pair, Tokens

#: What an order passes through, in order (ux §4.1).
STAGES = (
    mark("Ordered"),
    mark("Bought"),
    mark("In transit"),
    mark("Received"),
    mark("Packed"),
    mark("Shipped"),
)

_CHIP_HEIGHT = 26
_CHIP_ICON = 14
_DOT = 8
_DOT_STEP = 16
_STAGE_PX = 14


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """An icon that fills `rect`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect, icon_pixmap(name, colour, rect.width(), ratio))


def paint_round(painter: QPainter, rect: QRect | QRectF, colour: str, radius: float) -> None:
    """A filled rectangle with round corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)


def paint_chip(painter: QPainter, rect: QRect, text: str, pair: Pair, icon: str = "") -> None:
    """A chip at the left of `rect`, in its vertical middle."""
    painter.setFont(font_of(13, QFont.Weight.DemiBold))
    before = _CHIP_ICON + 6 if icon else 0
    width = min(painter.fontMetrics().horizontalAdvance(text) + 24 + before, rect.width())
    chip = QRect(rect.left(), rect.center().y() - _CHIP_HEIGHT // 2 + 1, width, _CHIP_HEIGHT)
    paint_round(painter, chip, pair.ground, _CHIP_HEIGHT / 2)
    if icon:
        top = chip.top() + (_CHIP_HEIGHT - _CHIP_ICON) // 2
        paint_icon(painter, QRect(chip.left() + 12, top, _CHIP_ICON, _CHIP_ICON), icon, pair.text)
    painter.setPen(QColor(pair.text))
    words = chip.adjusted(12 + before, 0, -12, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 2)
    painter.drawText(words.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_stages(painter: QPainter, rect: QRect, words: str, stage: int, tone: Tone, tokens: Tokens) -> None:
    """Six dots: those behind are filled, the current one is larger, those ahead are rings; then its words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, ink = rect.center().y() + 0.5, QColor(tokens.inks[tone])
    behind, ahead = QColor(tokens.muted), QColor(tokens.field_line)
    for number in range(len(STAGES)):
        size = _DOT + 4 if number == stage else _DOT
        left = rect.left() + number * _DOT_STEP + (_DOT + 4 - size) / 2
        painter.setPen(ahead if number > stage else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if number > stage else ink if number == stage else behind)
        painter.drawEllipse(QRectF(left, middle - size / 2, size, size))
    painter.setFont(font_of(_STAGE_PX, QFont.Weight.DemiBold))
    painter.setPen(ink)
    beside = rect.adjusted(len(STAGES) * _DOT_STEP + 6, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, beside.width())
    painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def stages_width(words: str) -> int:
    """How many px `paint_stages` needs for `words`."""
    font = font_of(_STAGE_PX, QFont.Weight.DemiBold)
    return len(STAGES) * _DOT_STEP + 6 + QFontMetrics(font).horizontalAdvance(words) + 2


def paint_picture(painter: QPainter, rect: QRect, picture: QPixmap | None, radius: float, tokens: Tokens) -> None:
    """A picture in a rounded frame, or an icon in its place."""
    paint_round(painter, rect, tokens.quiet.ground, radius)
    if picture is None:
        side = max(16, rect.width() * 2 // 5)
        middle = rect.center()
        paint_icon(painter, QRect(middle.x() - side // 2, middle.y() - side // 2, side, side), "image", tokens.muted)
        return
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(rect), radius, radius)
    painter.save()
    painter.setClipPath(frame)
    painter.drawPixmap(rect, picture)
    painter.restore()


def small_picture(path: str, size: int, ratio: float) -> QPixmap | None:
    """A file as a square picture of `size` px, decoded at that size and kept in Qt's cache; None where there is none.

    Meant for product pictures: a small file takes well under a frame. Larger ones are scaled while they are decoded.
    """
    key = f"picture/{path}/{size}/{ratio}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return None if picture.width() == 1 else picture
    picture = _read(path, round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return None if picture.width() == 1 else picture


def _read(path: str, dots: int) -> QPixmap:
    """The picture cut to a square; a single dot stands for a file that cannot be read, so it is not tried again."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    whole = reader.size()
    if not whole.isValid():
        return QPixmap(1, 1)
    reader.setScaledSize(whole.scaled(dots, dots, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    picture = QPixmap.fromImage(reader.read())
    if picture.isNull():
        return QPixmap(1, 1)
    return picture.copy((picture.width() - dots) // 2, (picture.height() - dots) // 2, dots, dots)
