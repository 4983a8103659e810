"""The pages of the guide beside the shop's own: the scanner, and what is sold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.first_run import FirstRunState
from ui.models.launch import Practice
from ui.models.work import GoodsRow
from ui.runtime.language import mark, tr
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.import_work import What
from ui.views.import_files import ImportFilesView
from ui.views.sample_card import SampleCard
from ui.views.settings_parts import beside, scrolled
from ui.widgets.bars import Bars
from ui.widgets.card import Card
from ui.widgets.goods_list import GoodsList
from ui.widgets.icons import icon_label
from ui.widgets.labels import Role, button, chip, label
from ui.widgets.look import set_look
from ui.widgets.tokens import GAP

_MODULE_PX, _BARS_HEIGHT = 3, 132
_FILES = (
    (What.SUPPLIERS, mark("Import suppliers…"), "factory"),
    (What.PRODUCTS, mark("Import products…"), "tag"),
    (What.ORDERS, mark("Import orders…"), "list-checks"),
)


class ScannerPage(QWidget):
    """A code to scan, and what came of it."""

    def __init__(self, code: str, symbol: str) -> None:
        """`symbol` is `code` in bars, one character a module."""
        super().__init__()
        advice = label(
            tr(
                "A laser scanner cannot read a screen: scan any product with it. A scanner on a serial port is chosen "
                "under Settings, Scanner."
            ),
            Role.MUTED,
            wraps=True,
        )
        self._heard = GoodsList(tr("What the scanner sent"), row_height=60)
        self._works, self._works_icon = label(role=Role.NEXT, wraps=True), icon_label("scan-barcode", 28)
        top = QHBoxLayout()
        top.setSpacing(2 * GAP)
        top.addWidget(Bars(code, symbol, _MODULE_PX, _BARS_HEIGHT))
        top.addWidget(self._works_icon)
        top.addWidget(self._works, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(advice)
        column.addWidget(self._heard, 1)

    def render_guide(self, state: FirstRunState) -> None:
        """Draw what came, the newest first."""
        self._heard.show_rows(tuple(GoodsRow(each.text, each.detail, "", complete=True) for each in state.heard))
        self._works.setText(tr("The scanner works.") if state.heard else tr("Waiting for the first scan…"))
        icon, tone = ("circle-check", Tone.OK) if state.heard else ("scan-barcode", Tone.QUIET)
        self._works_icon.show_icon(icon, tone)
        set_look(self._works, tone=(Tone.OK if state.heard else Tone.PLAIN).value)


class GoodsPage(QStackedWidget):
    """The files of the shop, or its sample; an import takes the whole page."""

    def __init__(self, files: ImportFiles, practice: Practice) -> None:
        super().__init__()
        self._files = files
        self._import = ImportFilesView(files, tr("Back to the guide"))
        self._ticks = {what: chip(tr("imported"), Tone.OK, "check") for what, _, _ in _FILES}
        self._import.closed.connect(self.close_import)
        self._choice = QWidget()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._own_files(), 1)
        row.addWidget(SampleCard(practice), 1)
        column = QVBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addStretch()
        for page in (self._choice, scrolled(self._import)):
            self.addWidget(page)

    def render_guide(self, state: FirstRunState) -> None:
        """Tick what is there."""
        for what, tick in self._ticks.items():
            tick.setVisible(what in state.files)

    def close_import(self) -> bool:
        """Back to the choice; False where that is shown already."""
        opened = self.currentWidget() is not self._choice
        self.setCurrentWidget(self._choice)
        return opened

    def _own_files(self) -> Card:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("Tables as your shop, or whoever you buy from, exports them."), wraps=True))
        for what, words, icon in _FILES:
            made = button(tr(words), icon=icon)
            made.clicked.connect(partial(self._open_import, what))
            column.addWidget(beside(made, self._ticks[what]))
        column.addStretch()
        return Card(tr("Your own files"), content)

    def _open_import(self, what: What) -> None:
        self._files.begin(what)
        self.setCurrentIndex(1)
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)
