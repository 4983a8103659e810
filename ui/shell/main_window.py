"""The window: a rail, the name of the station, the order queue, and the last scans under it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.failures import Failure
from ui.viewmodels.last_scans import LastScans
from ui.viewmodels.order_queue import OrderQueue, QueueState
from ui.views.last_scans import LastScansView
from ui.views.order_queue import OrderQueueView
from ui.widgets.card import surface
from ui.widgets.labels import Role, button, chip, label
from ui.widgets.tokens import GAP

_RAIL_WIDTH = 196


class MainWindow(QMainWindow):
    """Draws two view models. `failed` may be emitted from any thread: what went wrong stays until it is dismissed."""

    failed = Signal(object)

    def __init__(self, queue: OrderQueue, scans: LastScans, station: str) -> None:
        super().__init__()
        self.setWindowTitle(f"Crossdock · {station}")
        self.setMinimumSize(1024, 640)
        self.resize(1280, 720)
        self._trouble_words = label(wraps=True)
        self._trouble = self._build_trouble()
        self._place = label("Orders", Role.PLACE)
        page = surface("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_bar(station))
        column.addWidget(self._trouble)
        column.addLayout(_content(OrderQueueView(queue), LastScansView(scans)), 1)
        self.setCentralWidget(_beside(self._build_rail(), page))
        self.failed.connect(self._tell)
        queue.changed.connect(self._count)
        self.setFocus()
        again = QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self)
        for refresh in (queue.refresh, scans.refresh):
            again.activated.connect(refresh)

    def _build_rail(self) -> QWidget:
        rail = surface("rail")
        rail.setFixedWidth(_RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(20)
        name = label("Crossdock", Role.BRAND)
        name.setIndent(12)
        column.addWidget(name)
        column.addWidget(self._place)
        column.addStretch()
        return rail

    def _build_trouble(self) -> QFrame:
        trouble = surface("trouble")
        row = QHBoxLayout(trouble)
        row.setContentsMargins(24, 8, 24, 8)
        dismiss = button("Dismiss")
        dismiss.clicked.connect(trouble.hide)
        row.addWidget(self._trouble_words, 1)
        row.addWidget(dismiss)
        trouble.hide()
        return trouble

    def _tell(self, failure: Failure) -> None:
        self._trouble_words.setText(failure.text)
        self._trouble.show()

    def _count(self, state: QueueState) -> None:
        self._place.setText(f"Orders   {state.count_words}")


def _bar(station: str) -> QFrame:
    bar = surface("bar")
    bar.setFixedHeight(58)
    row = QHBoxLayout(bar)
    row.setContentsMargins(24, 0, 24, 0)
    row.addWidget(label("Order queue", Role.TITLE))
    row.addStretch()
    row.addWidget(chip(station, Tone.QUIET))
    return bar


def _content(queue: QWidget, scans: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(24, GAP, 24, GAP)
    column.setSpacing(GAP)
    column.addWidget(queue, 1)
    column.addWidget(scans)
    return column


def _beside(left: QWidget, right: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left)
    row.addWidget(right, 1)
    return both
