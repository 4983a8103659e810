"""The printers of a station: what each prints, what is known of it, and a test page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.print_queue import PrinterCard
from ui.runtime.language import tr
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, elided
from ui.widgets.look import set_look
from ui.widgets.tokens import GAP


class PrinterList(QWidget):
    """The printers of this station under each other. `test_asked` carries the role of one."""

    test_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_OnePrinter] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addStretch()

    def show_printers(self, printers: Sequence[PrinterCard], busy: bool) -> None:
        while len(self._rows) < len(printers):
            made = _OnePrinter()
            made.test_asked.connect(self.test_asked)
            self._column.insertWidget(len(self._rows), made)
            self._rows.append(made)
        for number, each in enumerate(self._rows):
            each.setVisible(number < len(printers))
            if number < len(printers):
                each.show_printer(printers[number], busy)


class _OnePrinter(QWidget):
    """A printer: its name, what it prints on what, what is known of it, and a test page."""

    test_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._role = ""
        self._name, self._paper = elided(role=Role.STRONG), elided(role=Role.MUTED)
        self._where, self._state = elided(role=Role.CAPTION), elided(role=Role.MUTED)
        self._test = button(tr("Test page"))
        self._test.clicked.connect(lambda: self.test_asked.emit(self._role))
        words = QVBoxLayout()
        words.setSpacing(2)
        for each in (self._name, self._paper, self._where, self._state):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(icon_label("printer", 20, Tone.QUIET), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._test, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_printer(self, printer: PrinterCard, busy: bool) -> None:
        self._role = printer.role
        self._name.setText(printer.name)
        self._paper.setText(printer.paper)
        self._where.setText(printer.where)
        self._state.setText(printer.state)
        set_look(self._state, tone=printer.tone.value)
        self._test.setEnabled(not busy)
        self._test.setAccessibleName(tr("Print a test page on {printer}", printer=printer.name))
