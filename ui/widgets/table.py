"""A read-only list of rows over a table model: whole rows are selected, the last column takes what is left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.models.columns import Column
from ui.widgets.cells import CellDelegate
from ui.widgets.tokens import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex


class ColumnTable(Protocol):
    """A table model that says how its columns look, such as `PagedTable`."""

    @property
    def columns(self) -> Sequence[Column[Any]]: ...


class TableView(QTableView):
    """A list of rows.

    `chosen` carries the one row that is selected now, `opened` the one asked for by Enter or a double click.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, table: Any, name: str, parent: QWidget | None = None, *, several: bool = False) -> None:
        """Show `table`, a `ColumnTable` that is a Qt model. `name` is what a screen reader calls the list.

        Args:
            several: rows can be collected with Shift, Ctrl and Space.
        """
        super().__init__(parent)
        self.setModel(table)
        self._columns: Sequence[Column[Any]] = table.columns
        self._cells = CellDelegate(self._columns, self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self._behave(several)
        self._lay_out_rows()
        self._lay_out_columns(table)
        self.entered.connect(self._hover)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def chosen_rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, row: int) -> None:
        """Go to a row, as the keyboard would."""
        self.selectRow(row)
        self.scrollTo(self.model().index(row, 0))

    def leave_out(self, hidden: Collection[int]) -> None:
        """Show all columns but these; where the one that takes what is left is among them, the first takes it."""
        for number in range(len(self._columns)):
            self.setColumnHidden(number, number in hidden)
        widest = next(number for number, column in enumerate(self._columns) if not column.width)
        if widest:
            modes = QHeaderView.ResizeMode
            self.horizontalHeader().setSectionResizeMode(0, modes.Stretch if widest in hidden else modes.Interactive)
            self.setColumnWidth(0, self._columns[0].width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        if self._cells.hovered != index.row():
            self._cells.hovered = index.row()
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the ring runs around whole rows

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        rows = self.chosen_rows()
        if len(rows) == 1:
            self.chosen.emit(rows[0])

    def _behave(self, several: bool) -> None:
        modes = QAbstractItemView.SelectionMode
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def _lay_out_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()

    def _lay_out_columns(self, table: ColumnTable) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(48)
        for number, column in enumerate(table.columns):
            if column.width:
                header.resizeSection(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
