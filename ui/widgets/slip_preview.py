"""A printed page as it will look, drawn from the same marks as the paper; several are turned over one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.models.sheet import Fill, Picture, Sheet, Words
from ui.runtime.language import tr
from ui.widgets.labels import Role, elided, icon_button
from ui.widgets.look import current_tokens

#: One typographic point (1/72 inch) in millimetres.
_POINT_MM = 25.4 / 72
_PAPER = "#FFFFFF"
#: Type is set this much larger than it is drawn: Qt rounds advances of small type to whole pixels.
_FINE = 20.0
_TURNS = ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_Left, -1), (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_Right, 1))


class SlipPreview(QWidget):
    """Shows one sheet as large as it fits, and where there are several which one it is.

    The arrows and Page Up, Page Down turn to the others while the keyboard is here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sequence[Sheet] = ()
        self._names: Sequence[str] = ()
        self._page = 0
        self._paper = _Paper()
        self._back, self._on = (
            icon_button("chevron-left", tr("Page before")),
            icon_button("chevron-right", tr("Next page")),
        )
        self._which = elided(role=Role.MUTED)
        self._which.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pager = self._row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._paper, 1)
        column.addWidget(self._pager)
        self.setAccessibleName(tr("Packing slip that will print"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for key, pages in _TURNS:
            turn = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(partial(self._turn, pages))
        self._draw()

    def show_sheets(self, sheets: Sequence[Sheet], names: Sequence[str] = ()) -> None:
        """Show these from the first one on; the same again stay where they are. `names` are what each one is."""
        if sheets is self._sheets:
            return
        self._sheets, self._names, self._page = sheets, names, 0
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(264, 120)

    def _row(self) -> QWidget:
        pager = QWidget()
        row = QHBoxLayout(pager)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._back)
        row.addWidget(self._which, 1)
        row.addWidget(self._on)
        for step, pages in ((self._back, -1), (self._on, 1)):
            step.clicked.connect(partial(self._turn, pages))
        return pager

    def _turn(self, pages: int) -> None:
        self._page = min(max(self._page + pages, 0), max(len(self._sheets) - 1, 0))
        self._draw()

    def _draw(self) -> None:
        sheet = self._sheets[self._page] if self._sheets else None
        self._paper.show_sheet(sheet)
        self._pager.setVisible(len(self._sheets) > 1)
        name = self._names[self._page] if self._names else tr("Page")
        place = {"page": self._page + 1, "pages": len(self._sheets)}
        self._which.setText(tr("{paper} · {page} of {pages}", paper=name, **place))
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page < len(self._sheets) - 1)
        shapes = sheet.shapes if sheet else ()
        self.setAccessibleDescription(" ".join(shape.text for shape in shapes if isinstance(shape, Words)))


class _Paper(QWidget):
    """One sheet; paper stays white in the dark."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, sheet: Sheet | None) -> None:
        self._sheet = sheet
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        scale = min((self.width() - 2) / sheet.width_mm, (self.height() - 2) / sheet.height_mm)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate((self.width() - sheet.width_mm * scale) / 2, 1)
            painter.scale(scale, scale)
            painter.setPen(QPen(QColor(current_tokens().line), 1 / scale))
            painter.setBrush(QColor(_PAPER))
            painter.drawRoundedRect(QRectF(0, 0, sheet.width_mm, sheet.height_mm), 1.2, 1.2)
            for shape in sheet.shapes:
                _draw_shape(painter, shape)


def _draw_shape(painter: QPainter, shape: Words | Fill | Picture) -> None:
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
            painter.drawImage(place, shape.image)


def _draw_words(painter: QPainter, words: Words) -> None:
    used = QFont("Noto Sans")  # the face of the paper (printing.text.fonts)
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
