"""A small table of made-up orders for the widgets that show lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from ui.models.columns import Cell, Column, Style, Tone
from ui.models.paged_table import CELL_ROLE


class Order(Struct, frozen=True):
    number: str
    customer: str
    channel: str
    items: int
    state: str
    tone: Tone
    blocker: str
    stage: int


_STAGE_WORDS = ("Ordered", "Bought", "In transit", "Received", "Packed", "Shipped")
COLUMNS: tuple[Column[Order], ...] = (
    Column("Order", lambda order: Cell(order.number), 84, Style.STRONG),
    Column("Customer", lambda order: Cell(order.customer, order.channel), 210),
    Column("Stage", lambda order: Cell(_STAGE_WORDS[order.stage], stage=order.stage), 190, Style.STAGES),
    Column("State", lambda order: Cell(order.state, tone=order.tone), 130, Style.CHIP),
    Column("Blocker", lambda order: Cell(order.blocker), 0, Style.WORDS),
    Column("Items", lambda order: Cell(str(order.items)), 64, Style.STRONG, numeric=True),
)


class SampleTable(QAbstractTableModel):
    def __init__(self, orders: Sequence[Order]) -> None:
        super().__init__()
        self.columns = COLUMNS
        self._orders = orders

    def rowCount(self, parent: Any = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._orders)

    def columnCount(self, parent: Any = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = COLUMNS[index.column()].cell(self._orders[index.row()])
        return {Qt.ItemDataRole.DisplayRole: cell.text, CELL_ROLE: cell}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section].numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return COLUMNS[section].title if role == Qt.ItemDataRole.DisplayRole else None
