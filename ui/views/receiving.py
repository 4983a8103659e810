"""Draws the Receiving screen: where the last unit goes, the open delivery, the put wall and the day at the dock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.own_codes import Command
from app.domain.receiving import Delivery
from ui.models.columns import Tone
from ui.models.moments import arrived
from ui.runtime.language import mark, tr
from ui.viewmodels.dock_state import DockFacts, DockState, name_of
from ui.viewmodels.receiving import Receiving
from ui.views.work_screen import WorkScreen
from ui.widgets.card import Card
from ui.widgets.destination import DestinationCard
from ui.widgets.goods_list import GoodsList
from ui.widgets.labels import Role, button, chip, elided, label
from ui.widgets.note import Note
from ui.widgets.put_wall import PutWall


class ReceivingScreen(WorkScreen):
    """Shows a `Receiving`."""

    key = "receiving"
    title = mark("Receiving")
    icon = "package-open"
    help = (
        mark("Scan a parcel or the code of its purchase order, then each item: the screen says whose it is."),
        mark("F2: how many units the next scan counts."),
        mark("F4: something is wrong with the item or the delivery."),
        mark("F8: the delivery is unpacked. Space: clear what was wrong. Ctrl+Z: take the last scan back."),
    )

    def __init__(self, model: Receiving, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._model = model
        self._quantity = button(tr("Quantity"), key="F2")
        self._finish = button(tr("Finish delivery"), primary=True, icon="check", work=True, key="F8")
        self._where = DestinationCard()
        self._goods = GoodsList(tr("Lines of the delivery"))
        self._coming = GoodsList(tr("Expected deliveries"), row_height=60, opens=True)
        self._note = Note()
        self._po = chip("", Tone.QUIET)
        self._delivery = Card("", self._goods)
        self._delivery.head.addWidget(self._po)
        self._delivery.head.addWidget(self._quantity)
        self._expected = Card(tr("Expected next"), self._coming)
        self._expected.aside.setText(tr("no parcel code? choose the delivery"))
        self._wall = PutWall()
        self._wall_card = Card(tr("Put wall"), self._wall)
        self._day = _DayCard()
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def _lay_out(self) -> None:
        self.put_answer(self._where)
        for each in (self._delivery, self._expected, self._note):
            self.put(self.left, each, 1)
        for each in (self._wall_card, self._day.card):
            self.put(self.right, each)
        self.right.addStretch(1)
        self.right.addWidget(self.problem)
        self.right.addWidget(self._finish)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._coming.opened.connect(model.open_expected)
        self._note.retried.connect(model.refresh)
        self._finish.clicked.connect(partial(model.command, Command.FINISH))
        self._quantity.clicked.connect(self._ask_quantity)
        self.on_key(Qt.Key.Key_F2, self._ask_quantity)
        self.on_key(Qt.Key.Key_F8, self._finish.click)

    def _ask_quantity(self) -> None:
        self.offer(self._model.quantities())

    def render_state(self, state: DockState) -> None:
        """Draw a state."""
        with self.one_layout():
            self.render_talk(state, silent=bool(state.destinations))
            self._where.setVisible(bool(state.destinations))
            self._where.show_destinations(state.destinations, state.facts.now if state.facts else None)
            for each in (self._finish, self._quantity):
                each.setEnabled(state.delivery is not None and not state.asking and not state.wrong)
            self._render_main(state)
            if state.facts is not None:
                self._render_facts(state, state.facts)

    def _render_main(self, state: DockState) -> None:
        delivery = state.delivery
        self._goods.show_rows(state.rows)
        self._coming.show_rows(state.expected_rows)
        self._delivery.setVisible(delivery is not None)
        self._expected.setVisible(delivery is None and bool(state.expected_rows))
        self._note.setVisible(delivery is None and not state.expected_rows)
        if delivery is not None:
            self._delivery.title.setText(_from_whom(delivery))
            self._po.setText(name_of(delivery))
            self._delivery.aside.setText(_arrived(state))
        elif not state.expected_rows:
            self._say_why_nothing(state)

    def _say_why_nothing(self, state: DockState) -> None:
        if state.problem:
            self._note.say(tr("The dock could not be read"), state.problem, retry=True)
        elif state.facts is None:
            self._note.loading(tr("Looking what is expected"))
        else:
            why = tr("Every delivery is in. Orders to buy for are under Purchasing.")
            self._note.say(tr("Nothing is expected"), why)

    def _render_facts(self, state: DockState, facts: DockFacts) -> None:
        used = sum(1 for cell in facts.wall if cell.order)
        self._wall_card.aside.setText(tr("{used} of {cells} in use", used=used, cells=len(facts.wall)))
        self._wall.show_cells(facts.wall, {each.tote for each in state.destinations})
        self._day.render_facts(facts)
        self.counted.emit(facts.day.still_due)


_FIGURES = (
    mark("Parcels in"),
    mark("Deliveries still due today"),
    mark("Dock to ship, median"),
    mark("Ready to pack"),
)


class _DayCard:
    """The day in four lines: a name at the left, a bold number at the right edge."""

    def __init__(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self._values = []
        for row, name in enumerate(_FIGURES):
            grid.addWidget(elided(tr(name), Role.MUTED), row, 0)
            value = label(role=Role.STRONG)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setAccessibleDescription(tr(name))
            grid.addWidget(value, row, 1)
            self._values.append(value)
        self.card = Card(tr("Today at the dock"), content)

    def render_facts(self, facts: DockFacts) -> None:
        day = facts.day
        minutes = day.dock_to_ship_minutes
        median = tr("no parcel yet") if minutes is None else tr("{minutes} min", minutes=minutes)
        ready = tr("{n} orders", "{n} order", day.ready_to_pack)
        texts = (str(day.parcels_in), str(day.still_due), median, ready)
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)


def _from_whom(delivery: Delivery) -> str:
    return tr("Delivery from {supplier}", supplier=delivery.supplier) if delivery.supplier else tr("Parcel")


def _arrived(state: DockState) -> str:
    facts, delivery = state.facts, state.delivery
    if facts is None or delivery is None:
        return ""
    if facts.arrived_at is None:
        return tr("{count} received now", count=delivery.received)
    return arrived(facts.arrived_at, facts.now)
