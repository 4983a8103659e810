"""Draws the Purchasing screen: what is to buy, the purchase orders, one in full, its paper, and work on it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import mark, tr
from ui.viewmodels.purchasing import Purchasing
from ui.viewmodels.purchasing_state import Mode, PurchasingState, Steps
from ui.viewmodels.purchasing_words import EMPTY, TABS, TO_BUY
from ui.views.list_screen import ListScreen
from ui.views.purchase_forms import AcknowledgeForm, EndingCard, ShipForm
from ui.views.screen import Screen
from ui.views.to_buy import ToBuyView
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.labels import button
from ui.widgets.slip_preview import SlipPreview

#: What two steps may take beside each other in the panel, in px.
_STEPS_WIDTH = 344


class PurchasingScreen(ListScreen):
    """Shows a `Purchasing`."""

    key = "purchasing"
    title = mark("Purchasing")
    icon = "shopping-cart"
    help = (
        mark("Scan the code of a purchase order: it opens."),
        mark("To buy lists what orders lack and no purchase order brings, by supplier, or why nobody can be asked."),
        mark("Ctrl+F or /: search numbers, suppliers, products and tracking numbers."),
        mark("Up and Down choose a purchase order; who waits for it stands beside the list."),
        mark("Scan a parcel while you note a shipment: its tracking number is taken."),
        mark(
            "Acknowledged and Shipped note what the supplier says; the day moves the promises of the orders that wait."
        ),
        mark("Cancel and Close short first show which orders lose their goods, and who they are bought from instead."),
    )
    told_beside = (4, 5)

    def __init__(self, model: Purchasing, parent: QWidget | None = None) -> None:
        super().__init__(model, tr("Purchase orders"), tr("Order, supplier, product"), parent)
        self._model = model
        self._tabs = FilterChips([(key, tr(words)) for key, words in TABS.items()], tr("Saved views"), one=True)
        self._buying, self._paper = ToBuyView(), SlipPreview()
        self._paper_card = Card("", self._paper)
        self._asks, self._ships, self._ends = AcknowledgeForm(), ShipForm(), EndingCard()
        self._actions = {
            "acknowledge": button(tr("Acknowledged…"), icon="check", primary=True),
            "ship": button(tr("Shipped…"), icon="truck"),
            "paper": button(tr("Preview"), icon="eye"),
            "cancel": button(tr("Cancel…"), icon="ban", tone=Tone.WRONG),
            "close": button(tr("Close short…"), icon="ban", tone=Tone.WRONG),
        }
        self._lay_out()
        self._wire()
        self.render_state(model.state)

    def scanned(self, text: str) -> bool:
        meant = self._model.scanned(text)
        if meant:
            self.list.clearSelection()
        return meant

    def back(self) -> bool:
        if self._model.state.panel is None:
            return Screen.back(self)
        self.leave()
        return True

    def leave(self) -> None:
        if self._model.state.mode is Mode.PANEL:
            super().leave()
        else:
            self._model.back()

    def say_empty(self) -> None:
        title, advice = EMPTY[self._model.state.tab]
        self.note.all_done(tr(title), tr(advice))

    def render_state(self, state: PurchasingState) -> None:
        """Draw a state."""
        self.render_list(state.list, tr("purchase orders"))
        self.render_told(state.told, state.problem if state.around else "")
        self._tabs.choose({state.tab})
        self.card.title.setText(tr(TABS[state.tab]))
        if state.around is not None:
            self._tabs.show_counts({key: count for key, count in state.around.counts.items() if count})
            self.counted.emit(state.urgent)
        self._render_buying(state)
        self._render_panel(state)
        self._render_main(state)

    def _render_buying(self, state: PurchasingState) -> None:
        if state.around is not None and state.around.cards:
            self._buying.show_cards(state.around.cards)
            return
        self._buying.show_note()
        if state.around is not None:
            self._buying.note.all_done(*(tr(words) for words in EMPTY[TO_BUY]))
        elif state.problem:
            self._buying.note.say(tr("What is to buy could not be read"), state.problem, retry=True)
        else:
            self._buying.note.loading(tr("Reading…"))

    def _render_main(self, state: PurchasingState) -> None:
        if state.mode is Mode.PREVIEW and state.panel is not None:
            self._paper_card.title.setText(
                tr("{order} as it goes to {supplier}", order=state.panel.title, supplier=state.panel.detail)
            )
            self._paper.show_sheets(state.sheets)
        listed = self._buying if state.tab == TO_BUY else self.card
        pages: dict[Mode, QWidget] = {Mode.PREVIEW: self._paper_card, Mode.ENDING: self._ends}
        page = pages.get(state.mode, listed)
        entered = page is self._ends and self.main.currentWidget() is not page
        self.main.setCurrentWidget(page)
        if entered:
            self._ends.take_focus()

    def _render_panel(self, state: PurchasingState) -> None:
        if state.panel is None or state.steps is None:
            self.show_beside(None)
            return
        panel, steps = state.panel, state.steps
        self.panel.show_sections(panel.title, panel.detail, panel.sections, panel.chips)
        self._render_actions(steps)
        if state.ending is not None:
            self._ends.show_ending(state.ending)
        pages = {Mode.ACKNOWLEDGE: self._asks, Mode.SHIP: self._ships}
        self.show_beside(None if state.mode is Mode.ENDING else pages.get(state.mode, self.panel))

    def _render_actions(self, steps: Steps) -> None:
        """Two beside each other where their words leave room; one that is left over takes the row."""
        shown = {
            "paper": True,
            "cancel": steps.cancel,
            "close": steps.close_short,
            "ship": steps.ship,
            "acknowledge": steps.acknowledge,
        }
        for name, visible in shown.items():
            self._actions[name].setVisible(visible)
        buttons = [self._actions[name] for name, visible in shown.items() if visible]
        widths = [max((each.sizeHint().width() for each in buttons[side::2]), default=0) for side in (0, 1)]
        across = 2 if sum(widths) <= _STEPS_WIDTH else 1
        for number, each in enumerate(buttons):
            row, column = divmod(number, across)
            alone = number == len(buttons) - 1 and not column
            self._steps.addWidget(each, row, column, 1, 2 if alone or across == 1 else 1)

    def _lay_out(self) -> None:
        self.tools.addWidget(self._tabs, 3)
        back = button(tr("Back to the list"), icon="arrow-left")
        back.clicked.connect(self._model.back)
        self._paper_card.head.addWidget(back)
        self._paper.setAccessibleName(tr("Purchase order as it prints"))
        for page in (self._buying, self._paper_card, self._ends):
            self.main.addWidget(page)
        for form in (self._asks, self._ships):
            self.beside.addWidget(form)
            form.closed.connect(self._model.back)
        steps = QWidget()
        self._steps = QGridLayout(steps)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(8)
        for each in self._actions.values():
            each.setParent(steps)
        self.panel.add_widget(steps)

    def _wire(self) -> None:
        model, actions = self._model, self._actions
        model.changed.connect(self.render_state)
        self._tabs.changed.connect(lambda keys: model.show_tab(*keys))
        self._buying.bought.connect(model.buy)
        self._buying.note.retried.connect(model.refresh)
        actions["paper"].clicked.connect(model.preview)
        actions["acknowledge"].clicked.connect(self._begin_acknowledging)
        actions["ship"].clicked.connect(self._begin_shipping)
        for end in (actions["cancel"], actions["close"]):
            end.clicked.connect(model.ask_ending)
        self._asks.told.connect(model.acknowledge)
        self._ships.told.connect(model.ship)
        model.parcel_read.connect(self._ships.show_number)
        self._ends.agreed.connect(model.end)
        self._ends.kept.connect(model.back)

    def _begin_acknowledging(self) -> None:
        self._model.begin(Mode.ACKNOWLEDGE)
        if (steps := self._model.state.steps) is not None:
            self._asks.begin(steps.number, steps.expected_on)

    def _begin_shipping(self) -> None:
        self._model.begin(Mode.SHIP)
        if (steps := self._model.state.steps) is not None:
            self._ships.begin(steps.number, steps.expected_on)
