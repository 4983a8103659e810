"""A bar that says what became of the last thing that was asked, until it is dismissed or undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.models.columns import Tone
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
    """Hidden while there is nothing to say. `undone` follows *Undo*, `dismissed` the X."""

    dismissed = Signal()
    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tone")
        self.setMinimumHeight(_HEIGHT)
        self._icon = icon_label("info", 18)
        self._words = label(wraps=True)
        self._undo = button("Undo", icon="undo-2")
        self._close = icon_button("x", "Dismiss")
        self._undo.clicked.connect(self.undone)
        self._close.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self.hide()

    def say(self, words: str, tone: Tone = Tone.OK, *, undo: bool = False, busy: bool = False) -> None:
        """Show `words`; none hides the bar. `busy`: it is still being done, so there is nothing to dismiss."""
        # Ink, not the ground's own text colour: an attention ground is too bright for the words of a quiet bar.
        shown = Tone.QUIET if tone is Tone.ATTENTION else tone
        self._words.setText(words)
        self._icon.show_icon(_ICONS.get(tone, "info"), tone)
        set_tone(self, shown)
        set_look(self._words, tone=shown.value if shown is not Tone.QUIET else Tone.PLAIN.value)
        self._undo.setVisible(undo and not busy)
        self._close.setVisible(not busy)
        self.setVisible(bool(words))
