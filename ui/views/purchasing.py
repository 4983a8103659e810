"""Draws the Purchasing screen: what is to buy, the purchase orders, one in full, its paper, and work on it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.columns import Tone
from ui.viewmodels.purchasing import Mode, Purchasing, PurchasingState, Steps
from ui.viewmodels.purchasing_words import EMPTY, TABS, TO_BUY
from ui.views.list_screen import ListScreen
from ui.views.purchase_forms import AcknowledgeForm, EndingCard, ShipForm
from ui.views.to_buy import ToBuyView
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.labels import button
from ui.widgets.slip_preview import SlipPreview


class PurchasingScreen(ListScreen):
    """Shows a `Purchasing`."""

    key = "purchasing"
    title = "Purchasing"
    icon = "shopping-cart"
    help = (
        "Scan the code of a purchase order: it opens.",
        "To buy lists what orders lack and no purchase order brings, by supplier, or why nobody can be asked.",
        "Ctrl+F or /: search numbers, suppliers, products and tracking numbers.",
        "Up and Down choose a purchase order; who waits for it stands beside the list.",
        "Acknowledged and Shipped note what the supplier says; the day moves the promises of the orders that wait.",
        "Cancel and Close short first show which orders lose their goods, and who they are bought from instead.",
    )
    told_beside = (4, 5)

    def __init__(self, model: Purchasing, parent: QWidget | None = None) -> None:
        super().__init__(model, "Purchase orders", "Order, supplier, product", parent)
        self._model = model
        self._tabs = FilterChips(list(TABS.items()), "Saved views", one=True)
        self._buying, self._paper = ToBuyView(), SlipPreview()
        self._paper_card = Card("", self._paper)
        self._asks, self._ships, self._ends = AcknowledgeForm(), ShipForm(), EndingCard()
        self._actions = {
            "acknowledge": button("Acknowledged…", icon="check", primary=True),
            "ship": button("Shipped…", icon="truck"),
            "paper": button("Preview", icon="eye"),
            "cancel": button("Cancel…", icon="ban", tone=Tone.WRONG),
            "close": button("Close short…", icon="ban", tone=Tone.WRONG),
        }
        self._lay_out()
        self._wire()
        self.render_state(model.state)

    def scanned(self, text: str) -> bool:
        return self._model.scanned(text)

    def leave(self) -> None:
        if self._model.state.mode is Mode.PANEL:
            super().leave()
        else:
            self._model.back()

    def say_empty(self) -> None:
        title, advice = EMPTY[self._model.state.tab]
        self.note.all_done(title, advice)

    def render_state(self, state: PurchasingState) -> None:
        """Draw a state."""
        self.render_list(state.list, "purchase orders")
        self.render_told(state.told, state.problem if state.around else "")
        self._tabs.choose({state.tab})
        self.card.title.setText(TABS[state.tab])
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
            self._buying.note.all_done(*EMPTY[TO_BUY])
        elif state.problem:
            self._buying.note.say("What is to buy could not be read", state.problem, retry=True)
        else:
            self._buying.note.loading("Reading…")

    def _render_main(self, state: PurchasingState) -> None:
        if state.mode is Mode.PREVIEW and state.panel is not None:
            self._paper_card.title.setText(f"{state.panel.title} as it goes to {state.panel.detail}")
            self._paper.show_sheets(state.sheets)
            count = len(state.sheets)
            self._paper_card.aside.setText(f"page 1 of {count}" if count > 1 else "")
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
        shown = {
            "acknowledge": steps.acknowledge,
            "ship": steps.ship,
            "paper": True,
            "cancel": steps.cancel,
            "close": steps.close_short,
        }
        for name, visible in shown.items():
            self._actions[name].setVisible(visible)

    def _lay_out(self) -> None:
        self.tools.addWidget(self._tabs, 3)
        back = button("Back to the list", icon="arrow-left")
        back.clicked.connect(self._model.back)
        self._paper_card.head.addWidget(back)
        self._paper.setAccessibleName("Purchase order as it prints")
        for page in (self._buying, self._paper_card, self._ends):
            self.main.addWidget(page)
        for form in (self._asks, self._ships):
            self.beside.addWidget(form)
            form.closed.connect(self._model.back)
        for names in (("paper", "ship"), ("cancel", "close")):
            self.panel.add_widget(_side_by_side(*(self._actions[name] for name in names)))
        self.panel.set_actions(self._actions["acknowledge"])

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


def _side_by_side(*widgets: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 8, 0)
    across.setSpacing(8)
    for each in widgets:
        across.addWidget(each, 1)
    return row
