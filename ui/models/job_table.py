"""The work list as a Qt table: a line that names each section, and under it its jobs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.models.columns import Cell, Column, Style
from ui.models.paged_table import CELL_ROLE
from ui.models.worklist import Job, Section
from ui.runtime.language import mark

Line = Section | Job
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NOTHING = Cell("")


def _what(line: Line) -> Cell:
    if isinstance(line, Section):
        return Cell(f"{line.title}  {line.count}", tone=line.tone, icon=line.icon)
    return Cell(line.title, line.detail)


def _how_far(line: Line) -> Cell:
    if isinstance(line, Section) or line.stage is None:
        return _NOTHING
    return Cell(line.stage_words, stage=line.stage)


def _when(line: Line) -> Cell:
    return _NOTHING if isinstance(line, Section) else Cell(line.aside, line.chip, line.tone)


COLUMNS: tuple[Column[Any], ...] = (
    Column(mark("Job"), _what, style=Style.STRONG),
    Column(mark("Stage"), _how_far, 190, Style.STAGES),
    Column(mark("Promised"), _when, 140, numeric=True),
)


def _lines(section: Section) -> Iterator[Line]:
    yield section
    yield from section.jobs


class JobTable(QAbstractTableModel):
    """Holds the lines; those that name a section cannot be chosen."""

    columns = COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_sections(self, sections: Sequence[Section]) -> bool:
        """Hold these; False where nothing has changed, so that a view keeps its place."""
        lines: tuple[Line, ...] = tuple(line for each in sections for line in _lines(each))
        if lines == self.lines:
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def job_at(self, row: int) -> Job | None:
        """The job of a row; None for a line that names a section."""
        line = self.lines[row]
        return line if isinstance(line, Job) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.job_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = COLUMNS[index.column()].cell(self.lines[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (cell.text, cell.detail)))
        return cell if role == CELL_ROLE else None
