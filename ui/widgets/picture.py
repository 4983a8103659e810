"""The picture of a product, rounded, with an icon where there is none."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.look import current_tokens
from ui.widgets.painting import paint_picture, small_picture


class Picture(QWidget):
    """A square of `size` px. The words beside it name the product, so screen readers skip it."""

    def __init__(self, path: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._size = path, size
        self.setFixedSize(size, size)

    def show_picture(self, path: str) -> None:
        if path != self._path:
            self._path = path
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = small_picture(self._path, self._size, self.devicePixelRatioF()) if self._path else None
        with QPainter(self) as painter:
            paint_picture(painter, self.rect(), picture, self._size / 8 + 4, current_tokens())
