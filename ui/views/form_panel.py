"""A card beside a list for work on the selected thing: a title, a way back, and whatever the screen puts there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.runtime.language import tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Role, elided, icon_button, label

_EDGE = 20


class FormPanel(QFrame):
    """`closed` follows the X. What is long scrolls; the buttons at the foot stay in sight."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title, self.detail = elided(role=Role.NEXT), label(role=Role.MUTED, wraps=True)
        self._body = QScrollArea()
        self._foot = QVBoxLayout()
        self._lay_out()

    def set_body(self, body: QWidget) -> None:
        """What stands in the middle; the one before it is gone."""
        self._body.setWidget(body)

    def set_actions(self, *actions: Button) -> None:
        """The buttons at the foot; at most one of them is primary."""
        for each in actions:
            self._foot.addWidget(each)

    def head(self, title: str, detail: str) -> None:
        """What this is about."""
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(title)

    def _lay_out(self) -> None:
        close = icon_button("x", tr("Back"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        self._body.setWidgetResizable(True)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot.setSpacing(8)
        self._foot.setContentsMargins(0, 0, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 12, 12, _EDGE)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.detail)
        column.addWidget(self._body, 1)
        column.addLayout(self._foot)


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets one under the other, to be scrolled."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 4, 8, 4)
    column.setSpacing(14)
    for each in widgets:
        column.addWidget(each)
    column.addStretch()
    return body
