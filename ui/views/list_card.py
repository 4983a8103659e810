"""A list, or the note that stands in its place: a wait, nothing at all, nothing that fits, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from ui.runtime.language import tr
from ui.viewmodels.listing import ListState, Phase
from ui.widgets.card import Card
from ui.widgets.note import PATIENCE_MS, Note
from ui.widgets.table import TableView


class ListCard(Card):
    """Shows the `ListState` of a table in a card. `say_empty` fills the note where there is nothing at all."""

    def __init__(self, table: Any, title: str, say_empty: Callable[[], None]) -> None:
        self._stack = QStackedWidget()
        super().__init__(title, self._stack)
        self.list, self.note = TableView(table, title), Note()
        self._table, self._say_empty = table, say_empty
        self._wants_focus = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_loading)
        for page in (self.list, self.note):
            self._stack.addWidget(page)

    def take_focus(self) -> None:
        """The list takes the keyboard as soon as it is there."""
        self._wants_focus = True
        self._give_focus()

    def stop_waiting(self) -> None:
        """No answer is expected any more."""
        self._patience.stop()

    def render_list(self, state: ListState, what: str) -> None:
        """Draw the list, or the note in its place; `what` names the rows in the plural, in the window's language."""
        count = tr("{count} {what}", count=state.count_words, what=what) if state.count_words else ""
        self.aside.setText(state.age_words or count)
        if state.phase is Phase.LOADING:
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        match state.phase:
            case Phase.FAILED:
                self.note.say(tr("The {what} could not be read", what=what), state.problem, retry=True)
            case Phase.NO_MATCH:
                self.note.no_match(tr("No {what} match", what=what))
            case Phase.EMPTY:
                self._say_empty()
        self._stack.setCurrentWidget(self.list if state.phase is Phase.SHOWN else self.note)
        self._give_focus()

    def _give_focus(self) -> None:
        if self._wants_focus and self.list.isVisible():
            self._wants_focus = False
            self.list.setFocus()

    def _say_loading(self) -> None:
        """A list that is shown already stays until the answer is here."""
        if self._stack.currentWidget() is not self.list or not self._table.rowCount():
            self.note.loading(tr("Reading…"))
            self._stack.setCurrentWidget(self.note)
