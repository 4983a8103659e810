"""Draws the last scans."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.viewmodels.last_scans import LastScans, LastScansState, ScanLine
from ui.widgets.card import Card
from ui.widgets.labels import Role, chip, label

_WORDS_COLUMN = 3


class LastScansView(QWidget):
    """One line for each scan: when, how it went, what was read, what was answered."""

    def __init__(self, model: LastScans, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QWidget()
        self._card = Card("Last scans", self._content)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        self._lines = QWidget()
        self._column.addWidget(self._lines)
        self.render_state(model.state)
        model.changed.connect(self.render_state)

    def render_state(self, state: LastScansState) -> None:
        self._card.aside.setText("could not be read just now" if state.problem else "")
        drawn = _lines(state.scans) if state.scans else label(_instead(state), Role.MUTED)
        self._column.replaceWidget(self._lines, drawn)
        self._lines.deleteLater()
        self._lines = drawn


def _instead(state: LastScansState) -> str:
    return "Nothing was scanned at this station yet." if state.known else ""


def _lines(scans: tuple[ScanLine, ...]) -> QWidget:
    lines = QWidget()
    grid = QGridLayout(lines)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(_WORDS_COLUMN, 1)
    for row, scan in enumerate(scans):
        cells = label(scan.time, Role.MUTED), chip(scan.kind, scan.tone), label(_short(scan.code), Role.CODE)
        for column, cell in enumerate(cells):
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(scan.words, wraps=True), row, _WORDS_COLUMN)
    return lines


def _short(code: str) -> str:
    """A long code by its ends: the last characters are the ones that differ."""
    return code if len(code) <= 22 else f"{code[:10]}…{code[-10:]}"
