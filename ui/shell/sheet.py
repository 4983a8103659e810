"""A card over the dimmed window. It is no window of its own, so a scanner goes on typing into the one in front."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

_MARGIN = 40
#: What dims the window, in every appearance.
_SCRIM = QColor(8, 10, 14, 150)


class Sheet(QWidget):
    """Stays until Esc or a click beside the card, then deletes itself; `finished` says so.

    The keyboard stays on the card, at first on the focus proxy. A widget that asks for it meanwhile gets it afterwards.
    """

    finished = Signal()

    def __init__(self, over: QWidget, name: str, width: int, height: int) -> None:
        """`width` and `height` in px are those of the card, where the window has so much room."""
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self.card = QFrame(self)
        self.card.setProperty("role", "sheet")
        self._over, self._size = over, QSize(width, height)
        self._inside: QWidget | None = None
        self._afterwards = QApplication.focusWidget()
        self.hide()

    def open(self) -> None:
        """Lie over the window."""
        self._over.installEventFilter(self)
        self.resize(self._over.size())
        self.show()
        self.raise_()
        self.setFocus()
        self._inside = QApplication.focusWidget()
        _application().focusChanged.connect(self._keep_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.resize(self._over.size())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = QRect(self.rect())
        size = self._size.boundedTo(place.size() - QSize(2 * _MARGIN, 2 * _MARGIN))
        self.card.setGeometry(QRect(place.center() - QRect(self.rect().topLeft(), size).center(), size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes on to what lies under the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round on the card."""
        stops = [each for each in self.card.findChildren(QWidget) if _is_stop(each)]
        focus = QApplication.focusWidget()
        here = stops.index(focus) if focus in stops else -1
        if stops:
            stops[(here + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), _SCRIM)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isHidden():
            return  # closed already, and about to be deleted
        _application().focusChanged.disconnect(self._keep_focus)
        self._over.removeEventFilter(self)
        self.hide()
        if self._afterwards is not None and isValid(self._afterwards):
            self._afterwards.setFocus()
        self.finished.emit()

    def _keep_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self.window():
            return
        if self.isAncestorOf(now):
            self._inside = now
        elif self._inside is not None and isValid(self._inside):
            self._afterwards = now
            self._inside.setFocus()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
