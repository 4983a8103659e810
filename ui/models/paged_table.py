"""A table of any length: its rows come page by page from the read lane, and nothing in it waits for the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.queries.paging import Page, Position
from ui.models.columns import Cell, Column
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import tr


class HasId(Protocol):
    """A row that can be told from others when the list is read again."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=HasId)
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

#: The whole `Cell`, for delegates; the display role gives its text alone.
CELL_ROLE = Qt.ItemDataRole.UserRole
_SAID: dict[int, Callable[[Cell], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda cell: cell.text,
    Qt.ItemDataRole.AccessibleTextRole: lambda cell: f"{cell.text}, {cell.detail}" if cell.detail else cell.text,
    CELL_ROLE: lambda cell: cell,
}


class PagedTable(QAbstractTableModel, Generic[Row]):
    """Keyset pages as a Qt table. `fetch(after)` runs on the read lane and returns the page that follows `after`."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        background: Background,
        fetch: Callable[[Position | None], Page[Any]],
        columns: Sequence[Column[Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._background = background
        self._fetch = fetch
        self._rows: list[Row] = []
        self._next: Position | None = None
        self._pending: Interest | None = None
        self._may_ask = False

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is on its way."""
        return self._pending is not None

    @property
    def is_complete(self) -> bool:
        """Whether the last page is here."""
        return self._next is None

    def row_at(self, number: int) -> Row:
        """The row that stands at `number`."""
        return self._rows[number]

    def refresh(self) -> None:
        """Read again what is held, at least one page; selection and scroll position stay. Late answers are dropped."""
        self.close()
        self._ask(partial(_read_again, self._fetch, len(self._rows)), self._replace)

    def restart(self, fetch: Callable[[Position | None], Page[Any]]) -> None:
        """Show another list: other rows or another order. Answers about the old one are dropped."""
        self.beginResetModel()
        self._fetch, self._rows, self._next = fetch, [], None
        self.endResetModel()
        self.refresh()

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._pending is not None:
            self._pending.drop()
            self._pending = None

    # --- Qt asks -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        say = _SAID.get(role)
        return say(column.cell(self._rows[index.row()])) if say else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return tr(self.columns[section].title) if role == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return not parent.isValid() and self._may_ask and self._next is not None

    def fetchMore(self, parent: Index = _ROOT) -> None:
        if self.canFetchMore(parent):
            self._ask(partial(self._fetch, self._next), self._append)

    # --- answers come --------------------------------------------------------------------------------------------

    def _ask(self, read: Callable[[], Page[Any]], use: Callable[[Page[Any]], None]) -> None:
        def arrived(page: Page[Any]) -> None:
            self._pending, self._next, self._may_ask = None, page.next, True
            use(page)
            self.loaded.emit()

        def failed(failure: Failure) -> None:
            # A view that may ask would ask again at once, and again: after a failure only a refresh does.
            self._pending = None
            self.failed.emit(failure)

        self._may_ask = False
        self._pending = self._background.read(read, arrived, failed)

    def _append(self, page: Page[Any]) -> None:
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()

    def _replace(self, page: Page[Any]) -> None:
        """Turn the held rows into the new ones by as few steps as a view needs to keep selection and scroll."""
        new = list(page.rows)
        ids = [row.id for row in self._rows], [row.id for row in new]
        steps = SequenceMatcher(None, *ids, autojunk=False).get_opcodes()
        for step, start, end, new_start, new_end in reversed(steps):
            if step == "equal":
                self._change(start, new[new_start:new_end])
                continue
            self._remove(start, end)
            self._insert(start, new[new_start:new_end])

    def _change(self, start: int, rows: list[Row]) -> None:
        end = start + len(rows)
        if self._rows[start:end] != rows:
            self._rows[start:end] = rows
            self.dataChanged.emit(self.index(start, 0), self.index(end - 1, len(self.columns) - 1))

    def _remove(self, start: int, end: int) -> None:
        if start < end:
            self.beginRemoveRows(_ROOT, start, end - 1)
            del self._rows[start:end]
            self.endRemoveRows()

    def _insert(self, start: int, rows: list[Row]) -> None:
        if rows:
            self.beginInsertRows(_ROOT, start, start + len(rows) - 1)
            self._rows[start:start] = rows
            self.endInsertRows()


def _read_again(fetch: Callable[[Position | None], Page[Any]], count: int) -> Page[Any]:
    """The first `count` rows at least, read page by page."""
    page = fetch(None)
    rows = list(page.rows)
    while page.next is not None and len(rows) < count:
        page = fetch(page.next)
        rows += page.rows
    return Page(tuple(rows), page.next)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
