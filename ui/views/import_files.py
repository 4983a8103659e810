"""Draws an import: the choice of a file, its columns and first rows, the progress, and what was refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.imports import ImportSummary
from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.viewmodels.import_files import ImportFiles, ImportState, Phase
from ui.viewmodels.import_words import WORDS, counted, found, refused_row
from ui.viewmodels.import_work import Preview, What
from ui.views.import_columns import column_table
from ui.widgets.busy import BusyRow
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.fields import ChoiceField
from ui.widgets.goods_list import GoodsList
from ui.widgets.labels import Role, button, label
from ui.widgets.look import set_look
from ui.widgets.note import Note

_ENDINGS = ".csv .tsv .txt"
_CHOICE_WIDTH = 420


class ImportFilesView(QWidget):
    """Shows an `ImportFiles`. A file is chosen, or dropped here. `closed` leads back to where it was opened."""

    closed = Signal()

    def __init__(self, model: ImportFiles, back: str) -> None:
        """`back` are the words of the button that leads back."""
        super().__init__()
        self._model = model
        choices = [(what.value, tr(words.name)) for what, words in WORDS.items()]
        self._what = FilterChips(choices, tr("What the file holds"), one=True)
        self._note = Note()
        self._busy = BusyRow()
        self._channel = ChoiceField(tr("Which channel are these orders of?"), ())
        self._columns, self._facts = QScrollArea(), label(role=Role.BODY, wraps=True)
        self._rejected = GoodsList(tr("Rows that were not taken"), row_height=56)
        self._choose, self._run = button(tr("Another file…")), button(tr("Import"), primary=True, icon="check")
        self._save = button(tr("Save the refused rows…"), icon="download")
        self._back = button(back, icon="arrow-left")
        self._saved = label(role=Role.MUTED, wraps=True)
        self._pages = QStackedWidget()
        self._page = QWidget()
        self._card = Card(tr("Import"), self._pages)
        self.setAcceptDrops(True)
        # What it needs must not widen the list in whose place it comes: that one also has a panel beside it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._model.state.phase is not Phase.RUNNING and _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event.mimeData()):
            event.acceptProposedAction()
            self._model.choose(path)

    def render_state(self, state: ImportState) -> None:
        """Draw a state."""
        self._what.choose({state.what.value})
        self._what.setEnabled(state.phase is not Phase.RUNNING)
        self._back.setEnabled(state.phase is not Phase.RUNNING)
        rejected = state.shown_rejections
        if state.preview is None:
            self._render_choice(state)
        elif state.summary is not None and not rejected:
            self._render_end(state, state.preview, state.summary)
        else:
            self._render_page(state, state.preview)
            self._pages.setCurrentWidget(self._page)
            return
        self._pages.setCurrentWidget(self._note)

    def _render_choice(self, state: ImportState) -> None:
        self._card.aside.setText("")
        if state.busy:
            self._note.loading(tr("Looking into the file…"))
        elif state.problem:
            self._note.say(
                tr("This file cannot be imported"),
                state.problem,
                icon="triangle-alert",
                tone=Tone.WRONG,
                action=tr("Choose another file…"),
            )
        else:
            words = WORDS[state.what]
            shown = tr("You see its columns and first rows before anything is imported.")
            action = tr("Choose a file…")
            self._note.say(tr(words.asks), f"{tr(words.advice)} {shown}", icon="file-input", action=action)

    def _render_end(self, state: ImportState, preview: Preview, summary: ImportSummary) -> None:
        told, another = counted(summary), tr("Import another file…")
        if state.stopped:
            title = tr("Stopped after {done} of {total} rows", done=state.done, total=state.total)
            rest = tr("What they brought stays; the same file again brings the rest.")
            self._note.say(
                title,
                f"{told} {rest}",
                icon="ban",
                tone=Tone.ATTENTION,
                action=tr("Import the rest"),
                other=another,
            )
        else:
            title = tr("{file} is imported", file=preview.path.name)
            self._note.say(title, told, icon="check", tone=Tone.OK, action=another)

    def _render_page(self, state: ImportState, preview: Preview) -> None:
        running, rejected = state.phase is Phase.RUNNING, state.shown_rejections
        self._card.aside.setText(preview.path.name)
        self._facts.setText(found(preview) if state.summary is None else counted(state.summary))
        set_look(self._facts, tone=(Tone.WRONG if preview.missing else Tone.PLAIN).value)
        self._columns.setVisible(state.phase is not Phase.DONE)
        if state.phase is Phase.PREVIEW:
            self._columns.setWidget(column_table(preview.columns))
        self._render_channel(state, preview)
        self._render_progress(state)
        self._rejected.show_rows(tuple(refused_row(each) for each in rejected))
        self._rejected.setVisible(bool(rejected))
        self._run.show_words(tr("Import the rest") if state.stopped else tr("Import"))
        self._run.setVisible(state.phase is Phase.PREVIEW or state.can_run)
        self._run.setEnabled(state.can_run)
        self._save.setVisible(bool(rejected))
        self._choose.setVisible(not running)
        self._saved.setText(tr("Saved as {file}.", file=state.saved) if state.saved else state.problem)
        set_look(self._saved, tone=(Tone.WRONG if state.problem else Tone.PLAIN).value)

    def _render_channel(self, state: ImportState, preview: Preview) -> None:
        several = len(preview.channels) > 1
        self._channel.setVisible(several and state.phase is Phase.PREVIEW)
        if several:
            choices = [("", tr("Choose the channel…")), *((name, name) for name in preview.channels)]
            self._channel.show_choices(choices, state.channel)

    def _render_progress(self, state: ImportState) -> None:
        if state.phase is not Phase.RUNNING:
            self._busy.end()
            return
        if self._busy.isHidden():
            self._busy.begin(tr("Importing…"))
        if state.done:
            words = tr("{done} of {total} rows read", done=state.done, total=state.total)
            self._busy.advance(state.done, state.total, words)

    def _lay_out(self) -> None:
        self._channel.setMaximumWidth(_CHOICE_WIDTH)
        self._columns.setWidgetResizable(True)
        self._columns.setAccessibleName(tr("Columns of the file and their first values"))
        self._card.head.addWidget(self._what)
        self._pages.addWidget(self._note)
        self._pages.addWidget(self._page)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._choose)
        foot.addWidget(self._saved, 1)
        foot.addWidget(self._save)
        foot.addWidget(self._run)
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self._facts)
        inner.addWidget(self._channel)
        for each in (self._columns, self._rejected):
            inner.addWidget(each, 1)
        inner.addWidget(self._busy)
        inner.addLayout(foot)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._card, 1)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._what.changed.connect(lambda keys: model.begin(What(*keys)))
        self._channel.edited.connect(model.choose_channel)
        self._note.acted.connect(self._act)
        self._note.other_acted.connect(self._ask_file)
        self._choose.clicked.connect(self._ask_file)
        self._run.clicked.connect(model.run)
        self._busy.cancelled.connect(model.cancel)
        self._save.clicked.connect(self._ask_target)
        self._back.clicked.connect(self.closed)

    def _act(self) -> None:
        """The button of the note: an import that was stopped goes on, otherwise a file is chosen."""
        if self._model.state.can_run:
            self._model.run()
        else:
            self._ask_file()

    def _ask_file(self) -> None:
        kinds = tr("Tables ({endings})", endings=_ENDINGS.replace(".", "*."))
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a file"), "", kinds)
        if name:
            self._model.choose(Path(name))

    def _ask_target(self) -> None:
        preview = self._model.state.preview
        assert preview is not None
        beside = preview.path.with_name(f"{preview.path.stem}-refused.csv")
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the refused rows"), str(beside), "CSV (*.csv)")
        if name:
            self._model.save_rejected(Path(name))


def _dropped(what: QMimeData) -> Path | None:
    """The one file that is dropped."""
    match [url.toLocalFile() for url in what.urls()]:
        case [name] if name:
            return Path(name)
    return None
