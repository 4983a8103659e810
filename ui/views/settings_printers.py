"""The printers as forms: one for each kind of paper."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.settings import PrinterForm, SettingsState
from ui.viewmodels.settings import SettingsModel
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.labels import button
from ui.widgets.tokens import GAP

_WAYS = (("folder", "Files in a folder"), ("network", "Printer on the network"), ("system_queue", "Print queue"))
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
            self._forms[form.role].show_form(form, bool(state.busy))


class _PrinterCard(QWidget):
    """What is loaded, and how the printer is reached. Saved as one, because the parts have to fit each other."""

    def __init__(self, model: SettingsModel, form: PrinterForm) -> None:
        super().__init__()
        self._model = model
        self._saved = form
        self._name = TextField("Name", longest=60)
        self._media = ChoiceField("Paper", form.papers)
        self._dots = ChoiceField("Print head", _DOTS)
        self._way = ChoiceField("Reached through", _WAYS)
        self._where = TextField("Folder, address or queue")
        self._port = NumberField("Port", least=1, most=65535)
        self._test = button("Test page", icon="printer")
        self._save = button("Save", icon="check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Card(form.purpose, self._content(form)))
        self._connect()
        self._fill(form)

    def show_form(self, form: PrinterForm, busy: bool) -> None:
        if form != self._saved:
            self._fill(form)
        self._test.setEnabled(not busy and self._typed() == form)
        self._save.setEnabled(not busy)

    def _fill(self, form: PrinterForm) -> None:
        self._saved = form
        self._name.show_value(form.name)
        self._media.show_value(form.media)
        self._dots.show_value(str(form.dpi))
        self._way.show_value(form.way)
        self._where.show_value(form.where)
        self._port.show_value(form.port)
        self._adapt()

    def _typed(self) -> PrinterForm:
        saved = self._saved
        return PrinterForm(
            saved.role,
            saved.purpose,
            self._name.value(),
            self._way.value(),
            self._where.value(),
            self._port.value(),
            self._media.value(),
            int(self._dots.value()),
            saved.papers,
        )

    def _adapt(self) -> None:
        """Ask only for what this way needs."""
        self._port.setVisible(self._way.value() == "network")
        self._test.setEnabled(self._typed() == self._saved)

    def _content(self, form: PrinterForm) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._name)
        for pair in ((self._media, self._dots), (self._way,), (self._where, self._port)):
            row = QHBoxLayout()
            row.setSpacing(12)
            for number, each in enumerate(pair):
                row.addWidget(each, 2 - number)
            column.addLayout(row)
        # Not before it has a place: it would flash as a window of its own and take the focus away.
        self._dots.setVisible(form.prints_labels)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._test)
        actions.addStretch()
        actions.addWidget(self._save)
        column.addLayout(actions)
        column.addStretch()
        return content

    def _connect(self) -> None:
        for each in (self._name, self._media, self._dots, self._way, self._where, self._port):
            each.edited.connect(lambda _: self._adapt())
        self._save.clicked.connect(lambda: self._model.save_printer(self._typed()))
        self._test.clicked.connect(lambda: self._model.test_printer(self._saved.role))
