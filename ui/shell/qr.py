"""QR codes on the screen, to be scanned from it (ISO/IEC 18004; the modules are ReportLab's)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.runtime.language import tr

#: The quiet zone around the symbol, in modules (ISO/IEC 18004, 6.3.8).
QUIET_MODULES = 4


def qr_modules(text: str) -> tuple[str, ...]:
    """The rows of the symbol, `1` for a dark module, without the quiet zone. Slow the first time: for a lane.

    Raises:
        ValueError: the text is too long for a symbol.
    """
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = range(code.moduleCount)
    return tuple("".join("1" if code.modules[row][column] else "0" for column in size) for row in size)


class QrPicture(QWidget):
    """Draws a symbol dark on white in every theme: scanners expect it so. Its modules are whole px."""

    def __init__(self, name: str, modules: tuple[str, ...], module_px: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules = modules
        self._px = module_px
        self.setAccessibleName(tr("Barcode {name}", name=name))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = (len(self._modules) + 2 * QUIET_MODULES) * self._px
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            for y, row in enumerate(self._modules, QUIET_MODULES):
                for x, module in enumerate(row, QUIET_MODULES):
                    if module == "1":
                        painter.fillRect(QRect(x * self._px, y * self._px, self._px, self._px), Qt.GlobalColor.black)
