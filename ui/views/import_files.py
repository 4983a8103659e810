"""Draws an import: the choice of a file, its columns and first rows, the progress, and what was refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.work import GoodsRow
from ui.viewmodels.import_files import FileColumn, ImportFiles, ImportState, Phase, What
from ui.widgets.busy import BusyRow
from ui.widgets.card import Card
from ui.widgets.chips import FilterChips
from ui.widgets.goods_list import GoodsList
from ui.widgets.labels import Role, button, chip, elided, label
from ui.widgets.note import Note

_WHAT = ((What.PRODUCTS.value, "Products"), (What.SUPPLIERS.value, "Suppliers"), (What.ORDERS.value, "Orders"))
_ADVICE = {
    What.PRODUCTS: "A CSV or TSV table with sku, title, supplier, cost and currency; barcodes and more if known.",
    What.SUPPLIERS: "A CSV or TSV table with supplier and lead_time_days; contacts if known.",
    What.ORDERS: "The order export of Shopify or Amazon, as it was downloaded.",
}
_TABLES = "Tables (*.csv *.tsv *.txt)"
_SHOWN_VALUES = 3


class ImportFilesView(QWidget):
    """Shows an `ImportFiles`. `closed` leads back to where it was opened."""

    closed = Signal()

    def __init__(self, model: ImportFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._what = FilterChips(_WHAT, "What the file holds", one=True)
        self._note = Note()
        self._busy = BusyRow()
        self._columns, self._facts = QScrollArea(), label(role=Role.BODY, wraps=True)
        self._rejected = GoodsList("Rows that were not taken", row_height=56)
        self._choose, self._run = button("Another file…"), button("Import", primary=True, icon="check")
        self._save = button("Save the refused rows…", primary=True, icon="download")
        self._back = button("Back to the list", icon="arrow-left")
        self._saved = label(role=Role.MUTED, wraps=True)
        self._pages = QStackedWidget()
        self._page = QWidget()
        self._card = Card("Import", self._pages)
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def render_state(self, state: ImportState) -> None:
        """Draw a state."""
        self._what.choose({state.what.value})
        self._what.setEnabled(state.phase is not Phase.RUNNING)
        self._back.setEnabled(state.phase is not Phase.RUNNING)
        if state.phase is Phase.CHOOSE:
            self._render_choice(state)
        else:
            self._render_page(state)
        self._pages.setCurrentWidget(self._note if state.phase is Phase.CHOOSE else self._page)

    def _render_choice(self, state: ImportState) -> None:
        self._card.aside.setText("")
        if state.busy:
            self._note.loading("Looking into the file…")
        elif state.problem:
            self._note.say(
                "This file cannot be imported",
                state.problem,
                icon="triangle-alert",
                tone=Tone.WRONG,
                action="Choose another file…",
            )
        else:
            advice = f"{_ADVICE[state.what]} You see its columns and first rows before anything is imported."
            words = f"Which file holds the {state.what.value}?"
            self._note.say(words, advice, icon="file-input", action="Choose a file…")

    def _render_page(self, state: ImportState) -> None:
        preview, running = state.preview, state.phase is Phase.RUNNING
        assert preview is not None
        self._card.aside.setText(preview.path.name)
        self._facts.setText(_facts(state))
        self._columns.setVisible(state.phase is not Phase.DONE)
        if state.phase is Phase.PREVIEW:
            self._columns.setWidget(_table(preview.columns))
        if running:
            self._busy.show()
            self._busy.advance(state.done, state.total, f"{state.done} of {state.total} rows read")
        else:
            self._busy.end()
        rejected = tuple(
            GoodsRow(f"Row {each.row} · {each.column}", _reason(each.value, each.reason), "", icon="triangle-alert")
            for each in state.shown_rejections
        )
        self._rejected.show_rows(rejected)
        self._rejected.setVisible(bool(rejected))
        self._run.setVisible(state.phase is Phase.PREVIEW)
        self._run.setEnabled(not preview.missing)
        self._save.setVisible(bool(rejected))
        self._choose.setVisible(not running)
        self._saved.setText(f"Saved as {state.saved}." if state.saved else state.problem)

    def _lay_out(self) -> None:
        self._columns.setWidgetResizable(True)
        self._columns.setAccessibleName("Columns of the file and their first values")
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
        inner.addWidget(self._columns, 1)
        inner.addWidget(self._rejected, 1)
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
        self._note.acted.connect(self._ask_file)
        self._choose.clicked.connect(self._ask_file)
        self._run.clicked.connect(model.run)
        self._busy.cancelled.connect(model.cancel)
        self._save.clicked.connect(self._ask_target)
        self._back.clicked.connect(self.closed)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a file", "", _TABLES)
        if name:
            self._model.choose(Path(name))

    def _ask_target(self) -> None:
        preview = self._model.state.preview
        assert preview is not None
        beside = preview.path.with_name(f"{preview.path.stem}-refused.csv")
        name, _ = QFileDialog.getSaveFileName(self, "Save the refused rows", str(beside), "CSV (*.csv)")
        if name:
            self._model.save_rejected(Path(name))


def _reason(value: str, reason: str) -> str:
    return f"“{value}” {reason}" if value else reason


def _facts(state: ImportState) -> str:
    preview, summary = state.preview, state.summary
    assert preview is not None
    if summary is not None:
        told = f"{summary.imported} new, {summary.updated} changed, {summary.unchanged} as they were."
        refused = len(summary.rejected)
        told += f" {refused} {'row was' if refused == 1 else 'rows were'} refused." if refused else ""
        return (
            f"Stopped after {state.done} of {state.total} rows; what was taken stays. {told}"
            if state.cancelled
            else told
        )
    rows = f"{preview.rows} {'row' if preview.rows == 1 else 'rows'}"
    found = f"{preview.format}, {rows}." if preview.format else f"{rows}."
    if preview.missing:
        return f"{found} It cannot be imported: the columns {', '.join(preview.missing)} are missing."
    used = sum(column.used for column in preview.columns)
    absent = f" Not in this file: {', '.join(preview.absent)}." if preview.absent else ""
    return f"{found} {used} of {len(preview.columns)} columns are recognised.{absent}"


def _table(columns: tuple[FileColumn, ...]) -> QWidget:
    """One line for each column: its name, whether it is used, and its first values."""
    body = QWidget()
    lines = QVBoxLayout(body)
    lines.setContentsMargins(0, 0, 8, 0)
    lines.setSpacing(0)
    for column in sorted(columns, key=lambda each: not each.used):
        row = QHBoxLayout()
        row.setSpacing(16)
        name = elided(column.name, Role.STRONG)
        name.setFixedSize(210, 40)
        words = ("recognised", Tone.OK, "check") if column.used else ("left alone", Tone.QUIET, "minus")
        place = QWidget()
        place.setFixedWidth(130)
        inner = QHBoxLayout(place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(chip(*words))
        inner.addStretch()
        values = " · ".join(value for value in column.values[:_SHOWN_VALUES] if value)
        row.addWidget(name)
        row.addWidget(place)
        row.addWidget(elided(values or "empty in the first rows", Role.MUTED), 1)
        lines.addLayout(row)
    lines.addStretch()
    return body
