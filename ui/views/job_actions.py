"""What can be said of a print job, and done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.print_queue import JobPanel
from ui.runtime.language import tr
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import Role, button, label


class JobActions(QWidget):
    """What can be done about the shown job; only what fits its state is there."""

    came_out = Signal()
    did_not_print = Signal()
    spoiled = Signal(str)
    copied = Signal(str)
    moved = Signal(str)
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._job: JobPanel | None = None
        self._question = label(role=Role.STRONG, wraps=True)
        self._yes = button(tr("It came out"), primary=True, icon="check")
        self._no = button(tr("It did not print"))
        self._spoiled = button(tr("It is spoiled: reprint"))
        self._again = button(tr("Print it again"), icon="refresh-cw")
        self._reason = TextField(tr("Reason for another copy"), longest=120)
        self._copy_words = label(role=Role.MUTED, wraps=True)
        self._copy = button(tr("Reprint"), icon="copy")
        self._look = button(tr("Show the paper"), icon="eye")
        self._target = ChoiceField(tr("Print what waits on another printer"), ())
        self._nowhere = label(tr("No other printer here can print this paper."), Role.MUTED, wraps=True)
        self._move = button(tr("Move waiting jobs"))
        self._lay_out()
        self._connect()

    def show_job(self, job: JobPanel, busy: bool) -> None:
        if self._job is None or self._job.id != job.id:
            self._reason.show_value("")
        if self._job is None or self._job.elsewhere != job.elsewhere:
            self._target.show_choices(job.elsewhere, job.elsewhere[0][0] if job.elsewhere else "")
        self._job = job
        self._question.setText(job.question)
        self._copy_words.setText(job.copy_words)
        asked, copy = bool(job.question), job.may_copy
        for each, seen in (
            *((one, asked) for one in (self._question, self._yes, self._no)),
            (self._spoiled, asked and copy),
            (self._again, job.may_print_again),
            *((one, copy) for one in (self._reason, self._copy_words)),
            (self._copy, copy and not asked),
            *((one, bool(job.elsewhere)) for one in (self._target, self._move)),
            (self._nowhere, job.waits and not job.elsewhere),
        ):
            each.setVisible(seen)
            each.setEnabled(not busy)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self._yes, 1)
        answers.addWidget(self._no, 1)
        column.addWidget(self._question)
        column.addLayout(answers)
        below: tuple[QWidget, ...] = (self._again, self._reason, self._copy_words, self._spoiled, self._copy)
        for each in (*below, self._look, self._target, self._nowhere, self._move):
            column.addWidget(each)

    def _connect(self) -> None:
        self._yes.clicked.connect(self.came_out)
        self._look.clicked.connect(self.looked)
        for each in (self._no, self._again):
            each.clicked.connect(self.did_not_print)
        self._spoiled.clicked.connect(lambda: self.spoiled.emit(self._reason.value()))
        self._copy.clicked.connect(lambda: self.copied.emit(self._reason.value()))
        self._move.clicked.connect(lambda: self.moved.emit(self._target.value()))
