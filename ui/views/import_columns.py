"""The columns of a file that may be imported: which are recognised, and what stands in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.viewmodels.import_work import FileColumn
from ui.widgets.labels import Role, chip, elided

_SHOWN_VALUES = 3
_NAME_WIDTH, _LINE_HEIGHT = 210, 40


def column_table(columns: tuple[FileColumn, ...]) -> QWidget:
    """One line for each column: its name, whether it is used, and its first values."""
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(2, 1)
    for number, column in enumerate(sorted(columns, key=lambda each: not each.used)):
        name = elided(column.name, Role.STRONG)
        name.setFixedSize(_NAME_WIDTH, _LINE_HEIGHT)
        used = (tr("recognised"), Tone.OK, "check") if column.used else (tr("left alone"), Tone.QUIET, "minus")
        values = " · ".join(value for value in column.values[:_SHOWN_VALUES] if value)
        grid.addWidget(name, number, 0)
        grid.addWidget(chip(*used), number, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(elided(values or tr("empty in the first rows"), Role.MUTED), number, 2)
    grid.setRowStretch(len(columns), 1)
    return body
