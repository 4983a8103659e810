"""An error nobody expected: what it means, and its id. The program goes on (reliability R37)."""

from __future__ import annotations

from collections import deque

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.devices.scan import monotonic_ms
from ui.models.columns import Tone
from ui.runtime.failures import Failure
from ui.runtime.language import tr
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, label

#: So many errors within a minute are more than an accident.
_TOO_MANY, _MINUTE_MS = 3, 60_000


class TroubleCard(QFrame):
    """Stays until it is dismissed; the newest error stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "trouble")
        self._times: deque[int] = deque(maxlen=_TOO_MANY)
        self._failure = Failure("")
        self._title = label(role=Role.STRONG, wraps=True)
        self._words = label(role=Role.BODY, wraps=True)
        self._copy, dismiss = button(tr("Copy error id")), button(tr("Dismiss"))
        self._copy.clicked.connect(self._copy_id)
        dismiss.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(14)
        row.addWidget(icon_label("triangle-alert", 22, Tone.WRONG))
        row.addLayout(words, 1)
        row.addWidget(self._copy)
        row.addWidget(dismiss)
        self.hide()

    def tell(self, failure: Failure) -> None:
        """Show what went wrong."""
        self._failure = failure
        self._times.append(monotonic_ms())
        calm = tr("Your work is saved, and you can go on.")
        self._title.setText(calm if failure.id else tr("Something could not be done."))
        often = tr("This came up again and again: close the window and start it anew.") if self._is_often() else ""
        self._words.setText(f"{failure.text} {often}".rstrip())
        self._copy.setVisible(bool(failure.id))
        self.show()

    def _is_often(self) -> bool:
        return len(self._times) == _TOO_MANY and self._times[-1] - self._times[0] < _MINUTE_MS

    def _copy_id(self) -> None:
        QGuiApplication.clipboard().setText(self._failure.id)
