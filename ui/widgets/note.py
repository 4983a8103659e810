"""What stands in the place of a list that is empty, on its way, or could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.widgets.icons import IconDisc
from ui.widgets.labels import Role, button, label

#: A wait shorter than this is not worth a word (ux §2.6), in ms.
PATIENCE_MS = 300
_DISC = 72
_TEXT_WIDTH = 460


class Note(QWidget):
    """One sentence, what to do about it, and a button where one helps.

    `retried` follows a *Try again*, `acted` the action a screen names itself, `other_acted` the quiet one beside it.
    """

    retried = Signal()
    acted = Signal()
    other_acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = IconDisc("inbox", _DISC, Tone.QUIET)
        self._title = label(role=Role.TITLE, wraps=True)
        self._advice = label(role=Role.MUTED, wraps=True)
        self._action, self._other = button("", primary=True), button("")
        self._retries = False
        self._action.clicked.connect(self._answer)
        self._other.clicked.connect(self.other_acted)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for each in (self._title, self._advice):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            each.setFixedWidth(_TEXT_WIDTH)
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(self._build_actions())
        column.addStretch()

    def say(
        self,
        title: str,
        advice: str,
        *,
        retry: bool = False,
        icon: str = "",
        tone: Tone = Tone.QUIET,
        action: str = "",
        other: str = "",
    ) -> None:
        """Show a note. `retry` makes it an error with *Try again*; `action` and `other` name buttons of the screen."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        # A label in a column that centres it is given the height of one guess at its lines.
        for words in (self._title, self._advice):
            words.ensurePolished()
            words.setMinimumHeight(max(0, words.heightForWidth(_TEXT_WIDTH)))
        self._disc.show_icon(icon or ("triangle-alert" if retry else "inbox"), Tone.WRONG if retry else tone)
        self._retries = retry
        for each, does in ((self._action, tr("Try again") if retry else action), (self._other, other)):
            each.show_words(does)
            each.setVisible(bool(does))

    def all_done(self, title: str, advice: str) -> None:
        """Nothing is waiting, and that is good."""
        self.say(title, advice, icon="check", tone=Tone.OK)

    def no_match(self, title: str) -> None:
        """Filters hide everything; `acted` follows *Clear filters*."""
        advice = tr("Nothing here fits the search and the filters.")
        self.say(title, advice, icon="search-x", action=tr("Clear filters"))

    def loading(self, title: str) -> None:
        """The first answer is on its way."""
        self.say(title, "", icon="loader-circle")

    def _build_actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        for each in (self._action, self._other):
            each.hide()
            row.addWidget(each)
        row.addStretch()
        return row

    def _answer(self) -> None:
        (self.retried if self._retries else self.acted).emit()
