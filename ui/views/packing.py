"""Draws the Pack screen: the order on the bench, its checklist, and the very slip that will print."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.own_codes import Command
from app.domain.packing import OpenOrder
from ui.models.columns import Tone
from ui.models.shops import sold_by
from ui.viewmodels.bench_state import BenchState
from ui.viewmodels.packing import PackBench
from ui.views.work_screen import WorkScreen
from ui.widgets.card import Card, surface
from ui.widgets.checklist import Checklist
from ui.widgets.goods_list import GoodsList
from ui.widgets.labels import Role, button, chip, elided, label
from ui.widgets.note import Note
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.tokens import PADDING

#: Up to here an order number is never cut; whom it goes to is cut before.
_WIDEST_NUMBER = 520


class PackingScreen(WorkScreen):
    """Shows a `PackBench`."""

    key = "pack"
    title = "Pack"
    icon = "package-check"
    help = (
        "Scan an order, its cell, or the only item of an order; then every item that goes into the box.",
        "F6: the supplier's papers are out. F8: close the box; slip and label print.",
        "Scan the new label: that ships the order.",
        "F4: something is wrong. Space: clear what was wrong. Ctrl+Z: take the last scan back.",
    )

    def __init__(self, model: PackBench, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._model = model
        self._papers = button("Papers are out", icon="file-text", work=True, key="F6")
        self._close = button("Close box", primary=True, icon="package-check", work=True, key="F8")
        self._foot = QWidget()
        self._order = _OrderCard()
        self._ready_list = GoodsList("Orders ready to pack", row_height=60, opens=True)
        self._ready = Card("Ready to pack", self._ready_list)
        self._note = Note()
        self._steps = Checklist()
        self._steps_card = Card("Before it leaves", self._steps)
        self._slip = SlipPreview()
        self._slip_words = label(role=Role.MUTED, wraps=True)
        self._slip_card = Card("Slip that will print", self._slip_content())
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def _slip_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._slip_words)
        column.addWidget(self._slip, 1)
        return content

    def _lay_out(self) -> None:
        for each in (self._order, self._ready, self._note):
            self.put(self.left, each, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        for work in (self.problem, self._papers, self._close):
            policy = work.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            work.setSizePolicy(policy)
            foot.addWidget(work, 1)
        self.left.addWidget(self._foot)
        self.put(self.right, self._steps_card)
        self.put(self.right, self._slip_card, 1)
        self.right.addStretch(0)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._ready_list.opened.connect(model.open_ready)
        self._note.retried.connect(model.refresh)
        self._papers.clicked.connect(partial(model.command, Command.PAPERS_REMOVED))
        self._close.clicked.connect(partial(model.command, Command.CLOSE_BOX))
        self.on_key(Qt.Key.Key_F6, self._papers.click)
        self.on_key(Qt.Key.Key_F8, self._close.click)

    def render_state(self, state: BenchState) -> None:
        """Draw a state."""
        self.render_talk(state, silent=False)
        order = state.order
        packing = order is not None and not state.closed
        self._close.setVisible(packing)
        self._close.setEnabled(not state.wrong)
        self._papers.setVisible(order is not None and packing and order.papers_required)
        self._papers.setEnabled(order is not None and not order.papers_removed and not state.wrong)
        self._foot.setVisible(order is not None)
        self._order.setVisible(order is not None)
        if order is not None:
            self._order.render_order(state, order)
        self._render_ready(state)
        self._render_beside(state)

    def _render_ready(self, state: BenchState) -> None:
        rows = state.ready_rows
        idle = state.order is None
        self._ready_list.show_rows(rows)
        self._ready.setVisible(idle and bool(rows))
        self._note.setVisible(idle and not rows)
        if state.facts is not None:
            count = state.facts.ready_count
            self._ready.aside.setText("1 order" if count == 1 else f"{count} orders")
            self.counted.emit(count)
        if idle and not rows:
            self._say_why_nothing(state)

    def _say_why_nothing(self, state: BenchState) -> None:
        if state.problem:
            self._note.say("The bench could not be read", state.problem, retry=True)
        elif state.facts is None:
            self._note.loading("Looking what is ready")
        else:
            self._note.all_done("Nothing is ready to pack", state.coming)

    def _render_beside(self, state: BenchState) -> None:
        self.beside.setVisible(state.order is not None)
        self._steps.show_steps(state.steps)
        slip = state.slip if state.order is not None else None
        self._slip_card.setVisible(slip is not None)
        if slip is None:
            return
        pages = f" · page 1 of {len(slip.sheets)}" if len(slip.sheets) > 1 else ""
        self._slip_card.aside.setText(f"{slip.media.upper()}{pages}")
        self._slip_words.setText(slip.problem or state.problem)
        self._slip_words.setVisible(bool(slip.problem or state.problem))
        self._slip.show_sheets(slip.sheets)


class _OrderCard(QWidget):
    """The order on the bench: its number, where it goes, what it says, and its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._number = elided("", Role.ORDER)
        self._channel = chip("", Tone.ACCENT, "store")
        self._gift = chip("Gift note", Tone.ATTENTION, "gift")
        self._lease = chip("", Tone.QUIET, "lock")
        self._to = elided("", Role.NEXT)
        self._promise = label(role=Role.MUTED)
        self._words = label(role=Role.BODY, wraps=True)
        self._goods = GoodsList("Lines of the order", row_height=80)
        card = surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self._words)
        column.addWidget(self._goods, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def render_order(self, state: BenchState, order: OpenOrder) -> None:
        self._number.setText(order.number)
        self._number.setMinimumWidth(min(self._number.sizeHint().width(), _WIDEST_NUMBER))
        self._channel.setText(sold_by(order.brand, order.channel))
        self._gift.setVisible(bool(order.gift_message))
        self._lease.setText(f"open at {state.station}")
        self._to.setText(state.where_to)
        self._promise.setText(state.promise)
        words = "   ".join(text for text in (order.gift_message, order.note) if text)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._goods.show_rows(state.rows)

    def _head(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(10)
        self._to.setAlignment(Qt.AlignmentFlag.AlignRight)
        first.addWidget(self._number)
        first.addWidget(self._to, 1)
        for each in (self._channel, self._gift, self._lease):
            second.addWidget(each)
        second.addStretch(1)
        second.addWidget(self._promise)
        rows = QVBoxLayout()
        rows.setSpacing(6)
        rows.addLayout(first)
        rows.addLayout(second)
        return rows
