"""A bar that says what became of the last thing that was asked, until it is dismissed or undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.card import set_tone
from ui.widgets.icons import icon_label
from ui.widgets.labels import button, icon_button, label
from ui.widgets.look import set_look

_ICONS = {
    Tone.OK: "circle-check",
    Tone.WRONG: "circle-x",
    Tone.ATTENTION: "triangle-alert",
    Tone.QUIET: "loader-circle",
}

_HEIGHT = 52


class NoticeBar(QFrame):
    """Hidden while there is nothing to say. `undone` follows *Undo*, `retried` *Try again*, `dismissed` the X."""

    dismissed = Signal()
    undone = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tone")
        self.setMinimumHeight(_HEIGHT)
        self._icon = icon_label("info", 18)
        self._words = label(wraps=True)
        self._undo = button(tr("Undo"), icon="undo-2")
        self._retry = button(tr("Try again"), icon="refresh-cw")
        self._close = icon_button("x", tr("Dismiss"))
        self._undo.clicked.connect(self.undone)
        self._retry.clicked.connect(self.retried)
        self._close.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._retry)
        row.addWidget(self._close)
        self.hide()

    @property
    def offers_undo(self) -> bool:
        """What it tells of can be taken back."""
        return self._undo.isVisibleTo(self)

    def say(self, words: str, tone: Tone = Tone.OK, *, undo: bool = False, busy: bool = False) -> None:
        """Show `words`; none hides the bar. `busy`: it is still being done, so there is nothing to dismiss."""
        self._show(words, tone)
        self._undo.setVisible(undo and not busy)
        self._retry.hide()
        self._close.setVisible(not busy)

    def complain(self, problem: str) -> None:
        """Say why something could not be read: it stays until that succeeds."""
        self._show(problem, Tone.WRONG)
        self._retry.show()
        for each in (self._undo, self._close):
            each.hide()

    def _show(self, words: str, tone: Tone) -> None:
        # Ink, not the ground's own text colour: an attention ground is too bright for the words of a quiet bar.
        shown = Tone.QUIET if tone is Tone.ATTENTION else tone
        self._words.setText(words)
        self._icon.show_icon(_ICONS.get(tone, "info"), tone)
        set_tone(self, shown)
        set_look(self._words, tone=shown.value if shown is not Tone.QUIET else Tone.PLAIN.value)
        self.setVisible(bool(words))
