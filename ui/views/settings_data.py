"""Copies of the database, the check of the ledger, everything as files, and the sample shop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.launch import Practice
from ui.models.settings import CheckLine, DataState
from ui.runtime.language import tr
from ui.viewmodels.settings_data import DataModel
from ui.views.sample_card import SampleCard
from ui.views.settings_parts import Lines, beside, page, stacked
from ui.widgets.busy import BusyRow
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Role, button, label

_SHOWN_BACKUPS = 5


class DataPage(QWidget):
    """A card for each thing that can be done with the data; one at a time, each with its own progress."""

    def __init__(self, model: DataModel, practice: Practice) -> None:
        super().__init__()
        self._model = model
        self._age = label(role=Role.BODY, wraps=True)
        self._folder = label(role=Role.MUTED, wraps=True)
        self._backups, self._found = Lines((1, 2)), Lines((2, 1))
        self._actions = {
            "backup": button(tr("Back up now"), primary=True, icon="hard-drive"),
            "check": button(tr("Check the ledger"), icon="shield-check"),
            "export": button(tr("Export everything…"), icon="download"),
        }
        self._busy = {key: BusyRow() for key in self._actions}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page(*self._cards(), SampleCard(practice)))
        self._connect()
        self.render_state(model.state)

    def render_state(self, state: DataState) -> None:
        server = tr(
            "The database is on a server, which makes its own backups. Ask whoever keeps it when the last one was."
        )
        self._age.setText(state.backup_age if state.can_back_up else server)
        self._folder.setText(tr("Everything of this shop is kept in {folder}.", folder=state.data_folder))
        for key, action in self._actions.items():
            action.setEnabled(not state.job)
            self._show_progress(self._busy[key], state, key == state.job)
        self._actions["backup"].setVisible(state.can_back_up)
        shown = state.backups[:_SHOWN_BACKUPS]
        self._backups.show_lines((("circle-check", Tone.OK, each.made, each.detail) for each in shown), shown)
        self._found.show_lines((_found(each) for each in state.checked), state.checked)

    def _show_progress(self, row: BusyRow, state: DataState, at_work: bool) -> None:
        if not at_work:
            row.end()
        elif row.isHidden():
            row.begin(state.words)
        elif state.total:
            row.advance(state.done, state.total, _progress_words(state))

    def _cards(self) -> tuple[Card, ...]:
        rules = label(tr("Nine rules, asked of every row, and whether the file is whole."), wraps=True)
        tables = label(
            tr("Orders, stock, movements and everything else as CSV files, for a spreadsheet or another program."),
            wraps=True,
        )
        return (
            Card(tr("Backup"), self._content("backup", self._age, self._backups, self._folder)),
            Card(tr("Check"), self._content("check", rules, self._found)),
            Card(tr("Export"), self._content("export", tables)),
        )

    def _content(self, key: str, words: QWidget, *below: QWidget) -> QWidget:
        action: Button = self._actions[key]
        head = beside(words, action, stretches=(1, 0), spacing=24)
        return stacked(head, self._busy[key], *below)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._actions["backup"].clicked.connect(model.make_backup)
        self._actions["check"].clicked.connect(model.check)
        self._actions["export"].clicked.connect(self._choose_folder)
        for row in self._busy.values():
            row.cancelled.connect(model.cancel)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose a folder for the export"))
        if chosen:
            self._model.export(Path(chosen))


def _progress_words(state: DataState) -> str:
    match state.job:
        case "check":
            return tr("{done} of {total} rules are asked", done=state.done, total=state.total)
        case "export":
            return tr("{done} of {total} files are written", done=state.done, total=state.total)
        case _:
            return tr("{words} {percent} %", words=state.words, percent=100 * state.done // state.total)


def _found(check: CheckLine) -> tuple[str, Tone, str, str]:
    if check.broken:
        return "circle-x", Tone.WRONG, check.title, "\n".join(check.broken)
    return "circle-check", Tone.OK, check.title, tr("holds")
