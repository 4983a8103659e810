"""A linear barcode on the screen, to be scanned from it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.runtime.language import tr

#: The quiet zone on each side, in modules (ISO/IEC 15417, 4.5), and the white above and below, in px.
_QUIET_MODULES, _MARGIN = 10, 16


class Bars(QWidget):
    """Draws a symbol dark on white in every theme: scanners expect it so. Its modules are whole px."""

    def __init__(self, name: str, modules: str, module_px: int, height: int, parent: QWidget | None = None) -> None:
        """`modules` is one character a module, `1` for a bar."""
        super().__init__(parent)
        self._modules, self._px = modules, module_px
        self.setAccessibleName(tr("Barcode {name}", name=name))
        self.setFixedSize(QSize((len(modules) + 2 * _QUIET_MODULES) * module_px, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            bar = QRect(0, _MARGIN, self._px, self.height() - 2 * _MARGIN)
            for place, module in enumerate(self._modules, _QUIET_MODULES):
                if module == "1":
                    painter.fillRect(bar.translated(place * self._px, 0), Qt.GlobalColor.black)
