"""Draws what is to buy: a card for each supplier, and one for each reason why something cannot be bought."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.runtime.language import tr
from ui.viewmodels.purchasing_words import BuyCard
from ui.widgets.card import Card
from ui.widgets.goods_list import GoodsList
from ui.widgets.labels import Role, button, elided
from ui.widgets.note import Note
from ui.widgets.tokens import GAP

_ROW = 64


class ToBuyView(QWidget):
    """`bought` follows the button that buys what is offered; `note` stands where nothing is to buy."""

    bought = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = Note()
        self._buy = button(tr("Buy what is offered"), primary=True, icon="shopping-cart")
        self._buy.clicked.connect(self.bought)
        self._cards: Sequence[BuyCard] | None = None
        self._scroll = QScrollArea()
        self._stack = QStackedWidget()
        self._page = QWidget()
        self._lay_out()

    def show_cards(self, cards: Sequence[BuyCard]) -> None:
        """Draw them, where they differ from what is drawn."""
        if cards == self._cards:
            return
        self._cards = cards
        self._buy.setVisible(any(card.buyable for card in cards))
        self._scroll.setWidget(_column(cards))
        self._stack.setCurrentWidget(self._page)

    def show_note(self) -> None:
        self._cards = None
        self._stack.setCurrentWidget(self._empty)

    def _lay_out(self) -> None:
        self._empty = Card(tr("To buy"), self.note)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._buy)
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self._scroll, 1)
        inner.addLayout(foot)
        for page in (self._empty, self._page):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)


def _column(cards: Sequence[BuyCard]) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for card in cards:
        column.addWidget(_card(card))
    column.addStretch(1)
    return body


def _card(card: BuyCard) -> Card:
    content = QWidget()
    inner = QVBoxLayout(content)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(4)
    if card.advice:
        inner.addWidget(elided(card.advice, Role.MUTED))
    rows = GoodsList(card.title, row_height=_ROW)
    rows.show_rows(card.rows)
    rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setFixedHeight(_ROW * len(card.rows) + 4)
    inner.addWidget(rows)
    made = Card(card.title, content)
    made.aside.setWordWrap(False)
    made.aside.setText(card.aside)
    return made
