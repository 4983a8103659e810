"""The checklist on Today: what is still to be set up, until it is done or nobody wants it any more."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.first_run import WORDS, ChecklistState, SetupStep
from ui.models.launch import Practice
from ui.runtime.language import tr
from ui.viewmodels.first_run import SetupChecklist
from ui.views.first_run_entry import StepEntry
from ui.widgets.buttons import button
from ui.widgets.card import Card


class SetupCard(Card):
    """Shows a `SetupChecklist`, and without orders offers the sample shop.

    `asked` carries the step that somebody wants to do.
    """

    asked = Signal(object)

    def __init__(self, model: SetupChecklist, practice: Practice, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(tr("Set up this shop"), content, parent)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._entries = {step: self._entry(step) for step in SetupStep}
        self._sample, self._away = button(tr("Sample shop"), icon="store"), button(tr("Put away"))
        self._sample.clicked.connect(lambda: practice.enter())
        self._away.clicked.connect(model.put_away)
        self._column.addSpacing(8)
        self._column.addLayout(self._foot())
        model.changed.connect(self.render_state)
        self.render_state(model.state)

    def render_state(self, state: ChecklistState) -> None:
        """Draw a state."""
        done = dict(state.steps)
        for step, entry in self._entries.items():
            entry.setVisible(step in done)
            entry.show_progress(done.get(step, False))
        self._sample.setVisible(not done.get(SetupStep.GOODS, True))
        self.aside.setText(tr("{done} of {all}", done=state.done, all=len(state.steps)))
        self.setVisible(bool(state.steps))

    def _foot(self) -> QHBoxLayout:
        self._sample.setAccessibleDescription(tr("A made-up shop to try everything on"))
        self._away.setAccessibleDescription(tr("This list does not come again"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sample)
        row.addWidget(self._away)
        row.addStretch()
        return row

    def _entry(self, step: SetupStep) -> StepEntry:
        made = StepEntry(tr(WORDS[step].name), WORDS[step].icon)
        made.clicked.connect(partial(self.asked.emit, step))
        self._column.addWidget(made)
        return made
