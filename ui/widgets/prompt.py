"""What to scan first, readable from across the room, while nothing has been answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.feedback import Notice
from ui.widgets.icons import IconDisc
from ui.widgets.labels import Role, elided, label

_DISC = 88


class Prompt(QFrame):
    """An icon, one large line, and how it is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._headline = elided("", Role.DISPLAY)
        self._body = label(role=Role.TITLE, wraps=True, tone=Tone.QUIET)
        disc = IconDisc("scan-barcode", _DISC, Tone.ACCENT)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._headline)
        words.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 28, 28, 28)
        row.setSpacing(24)
        row.addWidget(disc, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)

    def show_prompt(self, notice: Notice) -> None:
        self._headline.setText(notice.headline)
        self._body.setText(notice.body)
        self._body.setVisible(bool(notice.body))
