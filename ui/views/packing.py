"""Draws the Pack screen: the order on the bench, its checklist, and the very slip that will print."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.own_codes import Command
from app.domain.packing import OpenOrder
from ui.models.columns import Tone
from ui.models.shops import sold_by
from ui.runtime.language import mark, tr
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
_ROW = 80
#: Also for a name that is written from right to left.
_AT_THE_EDGE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class PackingScreen(WorkScreen):
    """Shows a `PackBench`."""

    key = "pack"
    title = mark("Pack")
    icon = "package-check"
    help = (
        mark("Scan an order, its cell, or the only item of an order; then every item that goes into the box."),
        mark("F6: the supplier's papers are out. F8: close the box; slip and label print."),
        mark("Scan the new label: that ships the order."),
        mark("F4: an item is damaged or not there, or something else is wrong."),
        mark("Space: clear what was wrong. Ctrl+Z: take the last scan back."),
    )

    def __init__(self, model: PackBench, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._model = model
        self._papers = button(tr("Papers are out"), icon="file-text", work=True, key="F6")
        self._close = button(tr("Close box"), primary=True, icon="package-check", work=True, key="F8")
        self._foot = QWidget()
        self._order = _OrderCard()
        self._ready_list = GoodsList(tr("Orders ready to pack"), row_height=60, opens=True)
        self._ready = Card(tr("Ready to pack"), self._ready_list)
        self._note = Note()
        self._steps = Checklist()
        self._steps_card = Card(tr("Before it leaves"), self._steps)
        self._slip = SlipPreview()
        self._slip_words = label(role=Role.MUTED, wraps=True)
        self._slip_card = Card(tr("What will print"), self._slip_content())
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
        self._foot.setStyleSheet("QPushButton { padding: 0 6px; }")  # three side by side, in any language
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
        self._order.goods.opened.connect(model.damaged)
        self._note.retried.connect(model.refresh)
        self._papers.clicked.connect(partial(model.command, Command.PAPERS_REMOVED))
        self._close.clicked.connect(partial(model.command, Command.CLOSE_BOX))
        self.on_key(Qt.Key.Key_F6, self._papers.click)
        self.on_key(Qt.Key.Key_F8, self._close.click)

    def render_state(self, state: BenchState) -> None:
        """Draw a state."""
        with self.one_layout():
            self.render_talk(state, silent=False)
            self._render_order(state, state.order)
            self._render_ready(state)
            self._render_beside(state)

    def _render_order(self, state: BenchState, order: OpenOrder | None) -> None:
        self._foot.setVisible(order is not None and not state.asking)
        self._order.setVisible(order is not None)
        if order is None:
            return
        self._close.setVisible(not state.closed)
        self._close.setEnabled(not state.wrong and not state.asking)
        self._papers.setVisible(not state.closed and order.papers_required)
        self._papers.setEnabled(self._close.isEnabled() and not order.papers_removed)
        self._order.render_order(state, order)

    def _render_ready(self, state: BenchState) -> None:
        rows = state.ready_rows
        idle = state.order is None
        self._ready_list.show_rows(rows)
        self._ready.setVisible(idle and bool(rows))
        self._note.setVisible(idle and not rows)
        if state.facts is not None:
            count = state.facts.ready_count
            self._ready.aside.setText(tr("{n} orders", "{n} order", count))
            self.counted.emit(count)
        if idle and not rows:
            self._say_why_nothing(state)

    def _say_why_nothing(self, state: BenchState) -> None:
        if state.problem:
            self._note.say(tr("The bench could not be read"), state.problem, retry=True)
        elif state.facts is None:
            self._note.loading(tr("Looking what is ready"))
        else:
            self._note.all_done(tr("Nothing is ready to pack"), state.coming)

    def _render_beside(self, state: BenchState) -> None:
        self.beside.setVisible(state.order is not None)
        self._steps.show_steps(state.steps)
        slip = state.slip if state.order is not None else None
        self._slip_card.setVisible(slip is not None)
        if slip is None:
            return
        self._slip_words.setText(slip.problem or state.problem)
        self._slip_words.setVisible(bool(slip.problem or state.problem))
        self._slip.show_sheets(slip.sheets, slip.names)


class _OrderCard(QWidget):
    """The order on the bench: its number, where it goes, what it says, and its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._number = elided("", Role.ORDER)
        self._channel = chip("", Tone.ACCENT, "store")
        self._gift = chip(tr("Gift note"), Tone.ATTENTION, "gift")
        self._lease = chip("", Tone.QUIET, "lock")
        self._to = elided("", Role.NEXT)
        self._promise = elided("", Role.MUTED)
        self._promise.setAlignment(_AT_THE_EDGE)
        self._gift_message = elided("", Role.BODY)
        self._note = label(role=Role.BODY, wraps=True)
        self.goods = GoodsList(tr("Lines of the order"), row_height=_ROW)
        card = surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self._gift_message)
        column.addWidget(self._note)
        column.addWidget(self.goods, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def render_order(self, state: BenchState, order: OpenOrder) -> None:
        self._number.setText(order.number)
        self._number.setMinimumWidth(min(self._number.sizeHint().width(), _WIDEST_NUMBER))
        self._channel.setText(sold_by(order.brand, order.channel))
        self._gift.setVisible(bool(order.gift_message))
        self._lease.setText(tr("open at {station}", station=state.station))
        self._to.setText(state.where_to)
        self._promise.setText(state.promise)
        for words, text in ((self._gift_message, order.gift_message), (self._note, order.note)):
            words.setText(text)
            words.setVisible(bool(text))
        self.goods.show_rows(state.rows)
        self.goods.let_open(state.finding_damaged)

    def _head(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(10)
        self._to.setAlignment(_AT_THE_EDGE)
        first.addWidget(self._number)
        first.addWidget(self._to, 1)
        for each in (self._channel, self._gift, self._lease):
            second.addWidget(each)
        second.addWidget(self._promise, 1)
        rows = QVBoxLayout()
        rows.setSpacing(6)
        rows.addLayout(first)
        rows.addLayout(second)
        return rows
