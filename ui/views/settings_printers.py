"""The printers as forms: one for each kind of paper."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.settings import PrinterForm, SettingsState
from ui.runtime.language import mark, tr
from ui.viewmodels.settings import SettingsModel
from ui.views.settings_parts import beside
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.labels import button
from ui.widgets.tokens import GAP

_WAYS = (
    ("folder", mark("Files in a folder"), mark("Folder")),
    ("network", mark("Printer on the network"), mark("Name or IP address")),
    ("system_queue", mark("Print queue of this computer"), mark("Name of the queue")),
)
_DOTS = (("203", "203 dpi"), ("300", "300 dpi"))


class PrintersPage(QWidget):
    """One card for each printer, two beside each other."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._forms: dict[str, _PrinterCard] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setRowStretch(9, 1)

    def render_state(self, state: SettingsState) -> None:
        for form in state.printers:
            if form.role not in self._forms:
                place = len(self._forms)
                self._forms[form.role] = _PrinterCard(self._model, form)
                self._grid.addWidget(self._forms[form.role], place // 2, place % 2)
            refused = {field: problem for (part, field), problem in state.wrong.items() if part == form.role}
            self._forms[form.role].show_form(form, refused, bool(state.busy))


class _PrinterCard(QWidget):
    """What is loaded, and how the printer is reached. Saved as one, because the parts have to fit each other."""

    def __init__(self, model: SettingsModel, form: PrinterForm) -> None:
        super().__init__()
        self._model = model
        self._saved = form
        self._busy = False
        self._name = TextField(tr("Name"), longest=60)
        self._media = ChoiceField(tr("Paper"), form.papers)
        self._dots = ChoiceField(tr("Print head"), _DOTS)
        self._way = ChoiceField(tr("Reached through"), [(key, tr(words)) for key, words, _ in _WAYS])
        self._where = {key: TextField(tr(words)) for key, _, words in _WAYS}
        self._port = NumberField(tr("Port"), least=1, most=65535)
        self._test = button(tr("Test page"), icon="printer")
        self._save = button(tr("Save"), icon="check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Card(form.purpose, self._content(form)))
        self._connect()
        self._fill(form)

    def show_form(self, form: PrinterForm, refused: Mapping[str, str], busy: bool) -> None:
        """Show it as it is saved, and beside the fields what was `refused`: what was typed stays there."""
        if form != self._saved:
            self._fill(form)
        self._name.show_problem(refused.get("name", ""))
        for each in self._where.values():
            each.show_problem(refused.get("where", ""))
        self._busy = busy
        self._adapt()

    def _fill(self, form: PrinterForm) -> None:
        self._saved = form
        self._name.show_value(form.name)
        self._media.show_value(form.media)
        self._dots.show_value(str(form.dpi))
        self._way.show_value(form.way)
        for key, each in self._where.items():
            each.show_value(form.where if key == form.way else "")
        self._port.show_value(form.port)
        self._adapt()

    def _typed(self) -> PrinterForm:
        saved = self._saved
        return PrinterForm(
            saved.role,
            saved.purpose,
            self._name.value(),
            self._way.value(),
            self._where[self._way.value()].value(),
            self._port.value(),
            self._media.value(),
            int(self._dots.value()),
            saved.papers,
        )

    def _adapt(self) -> None:
        """Ask only for what this way needs. Only what is saved can be tested."""
        for key, each in self._where.items():
            each.setVisible(key == self._way.value())
        self._port.setVisible(self._way.value() == "network")
        self._test.setEnabled(self._typed() == self._saved and not self._busy)
        self._save.setEnabled(not self._busy)

    def _content(self, form: PrinterForm) -> QWidget:
        rows = (
            (self._name,),
            (self._media, self._dots),
            (self._way,),
            (*self._where.values(), self._port),
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for fields in rows:
            column.addWidget(beside(*fields, stretches=(*(2,) * (len(fields) - 1), 1)))
        # The card beside it may be higher, because it says what is wrong: the fields stay together.
        column.addStretch(1)
        column.addLayout(self._actions())
        # Not before it has a place: it would flash as a window of its own and take the focus away.
        self._dots.setVisible(form.prints_labels)
        return content

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._test)
        row.addStretch()
        row.addWidget(self._save)
        return row

    def _connect(self) -> None:
        fields: tuple[TextField | ChoiceField | NumberField, ...] = (
            self._name,
            self._media,
            self._dots,
            self._way,
            *self._where.values(),
            self._port,
        )
        for each in fields:
            each.edited.connect(lambda _: self._adapt())
        self._save.clicked.connect(lambda: self._model.save_printer(self._typed()))
        self._test.clicked.connect(lambda: self._model.test_printer(self._saved.role))
