"""What stands beside the purchase orders while something is done with one: a day, a parcel, or what ending it means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.viewmodels.ending_words import Ending
from ui.views.form_panel import FormPanel, stacked
from ui.widgets.card import Card
from ui.widgets.fields import Field, TextField
from ui.widgets.goods_list import GoodsList
from ui.widgets.labels import Role, button, elided


class DayField(Field):
    """A day, typed part by part or chosen in a calendar."""

    def __init__(self, words: str) -> None:
        self._day = QDateEdit()
        super().__init__(words, self._day, tr("Up and Down change the day, the month or the year."))
        self._day.setCalendarPopup(True)
        self._day.setStyleSheet("QDateEdit::drop-down { border: none; width: 34px; }")
        self._day.setDisplayFormat("ddd d MMM yyyy")

    def value(self) -> date:
        day = self._day.date()
        return date(day.year(), day.month(), day.day())

    def show_value(self, day: date) -> None:
        self._day.setDate(QDate(day.year, day.month, day.day))


class AcknowledgeForm(FormPanel):
    """`told` carries the day the supplier named."""

    told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = DayField(tr("Here on"))
        send = button(tr("Acknowledged"), primary=True, icon="check")
        send.clicked.connect(lambda: self.told.emit(self._day.value()))
        self.set_body(stacked(self._day))
        self.set_actions(send)

    def begin(self, number: str, day: date) -> None:
        """Ask about an order, beginning with the day that is expected now."""
        self.head(
            tr("{order} acknowledged", order=number),
            tr("Which day did the supplier name? Promises are checked against it."),
        )
        self._day.show_value(day)
        self._day.setFocus()


class ShipForm(FormPanel):
    """`told` carries the tracking number and the day."""

    told = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = TextField(
            tr("Tracking number"), hint=tr("As the carrier prints it; spaces do not matter."), longest=60
        )
        self._day = DayField(tr("Here on"))
        send = button(tr("Shipped"), primary=True, icon="truck")
        send.clicked.connect(self._send)
        self.set_body(stacked(self._number, self._day))
        self.set_actions(send)

    def begin(self, number: str, day: date) -> None:
        """Ask about an order, beginning with the day that is expected now."""
        self.head(tr("{order} shipped", order=number), tr("Scanning the parcel will open this order at the dock."))
        self.show_number("")
        self._day.show_value(day)
        self._number.setFocus()

    def show_number(self, number: str) -> None:
        """The tracking number, as it was scanned."""
        self._number.show_problem("")
        self._number.show_value(number)

    def _send(self) -> None:
        if self._number.value():
            self.told.emit(self._number.value(), self._day.value())
        else:
            self._number.show_problem(tr("Type the tracking number, or go back."))


class EndingCard(QWidget):
    """The consequences of ending an order, before they happen. `agreed` ends it, `kept` leaves it as it is."""

    agreed = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice = elided(role=Role.BODY)
        self._rows = GoodsList(tr("What happens to the orders that wait"), row_height=64)
        self._keep = button(tr("Keep it"), primary=True, icon="arrow-left", work=True)
        self._end = button(tr("Cancel the order"), icon="ban", work=True, tone=Tone.WRONG)
        self._keep.clicked.connect(self.kept)
        self._end.clicked.connect(self.agreed)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self._advice)
        inner.addWidget(self._rows, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for each in (self._end, self._keep):
            foot.addWidget(each, 1)
        self._card = Card("", content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card, 1)
        column.addLayout(foot)

    def show_ending(self, ending: Ending) -> None:
        """Say what would happen."""
        self._card.title.setText(ending.title)
        self._advice.setText(ending.advice)
        self._rows.show_rows(ending.rows)
        self._end.show_words(ending.verb)

    def take_focus(self) -> None:
        """Keeping it is one Enter away, ending it is not."""
        self._keep.setFocus()
