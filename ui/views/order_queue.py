"""Draws the order queue."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.viewmodels.order_queue import OrderQueue, Phase, QueueState
from ui.widgets.card import Card
from ui.widgets.note import Note
from ui.widgets.row_list import RowList

#: A wait shorter than this is not worth a word (ux §2.6), in ms.
PATIENCE_MS = 300


class OrderQueueView(QWidget):
    """The list of open orders, or a note why there is none."""

    def __init__(self, model: OrderQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowList(model.table, "Open orders, the most urgent first")
        self._note = Note()
        self._note.retried.connect(model.refresh)
        self._stack = QStackedWidget()
        for page in (self._rows, self._note):
            self._stack.addWidget(page)
        self._card = Card("Open orders", self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_loading)
        self._patience.start()
        model.changed.connect(self.render_state)

    def render_state(self, state: QueueState) -> None:
        self._patience.stop()
        self._card.aside.setText(_aside(state))
        match state.phase:
            case Phase.EMPTY:
                self._note.say("No open orders", "Orders appear here as soon as a channel's order file is imported.")
            case Phase.FAILED:
                self._note.say("The orders could not be read", state.problem, retry=True)
            case Phase.LOADING | Phase.SHOWN:
                pass
        self._stack.setCurrentWidget(self._rows if state.phase is Phase.SHOWN else self._note)

    def _say_loading(self) -> None:
        self._note.say("Reading the orders…", "")
        self._stack.setCurrentWidget(self._note)


def _aside(state: QueueState) -> str:
    if state.as_of is None or state.phase is not Phase.SHOWN:
        return ""
    if state.problem:
        return f"as of {state.as_of:%H:%M}: {state.problem}"
    return f"{state.count_words} in order of their promise"
