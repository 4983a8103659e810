"""A small card that explains one thing, until something else is clicked or Esc is pressed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.widgets.labels import Role, label

_WIDTH = 340


class Popover(QFrame):
    """Says what something is, why, and what to do. It deletes itself when it closes."""

    def __init__(self, title: str, cause: str, fix: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(f"{title}. {cause} {fix}".strip())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 18)
        self._column.setSpacing(6)
        for words, role in ((title, Role.TITLE), (cause, Role.BODY), (fix, Role.MUTED)):
            if words:
                self._column.addWidget(label(words, role, wraps=True))

    def pop(self, top_right: QPoint) -> None:
        """Open with the upper right corner at a point of the desktop."""
        # The style sheet sets the sizes of letters, so it comes before the lines are counted.
        for each in self.findChildren(QLabel):
            each.ensurePolished()
        self.setFixedHeight(self._column.totalHeightForWidth(_WIDTH))
        self.move(top_right - QPoint(self.width(), 0))
        self.show()
