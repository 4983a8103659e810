"""Draws the Suppliers screen: the list, one supplier with its score, and the form that stores each field."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.runtime.language import mark, tr
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.import_work import What
from ui.viewmodels.suppliers import FIELDS, Suppliers, SuppliersState
from ui.views.form_panel import FormPanel, stacked
from ui.views.list_screen import ListScreen
from ui.widgets.fields import TextField
from ui.widgets.labels import button


class SuppliersScreen(ListScreen):
    """Shows a `Suppliers`, and imports supplier files through `files`."""

    key = "suppliers"
    title = mark("Suppliers")
    icon = "factory"
    help = (
        mark("Ctrl+F or /: search names, regions and e-mail addresses."),
        mark("Up and Down choose a supplier; its deliveries, orders and offers stand beside the list."),
        mark("Ctrl+E edits: each field is stored when it is left. Ctrl+Z takes the newest change back."),
        mark("The score counts deliveries that were received or are overdue; fewer than ten are too few to judge."),
    )
    told_beside = (3,)

    def __init__(self, model: Suppliers, files: ImportFiles, parent: QWidget | None = None) -> None:
        super().__init__(model, tr("Suppliers"), tr("Name, region or e-mail"), parent)
        self._model = model
        self._edit = button(tr("Edit"), icon="pencil", primary=True)
        self._done = button(tr("Done"), icon="check", primary=True)
        self._fields = {column: TextField(tr(words)) for column, words in FIELDS.items()}
        self._form = FormPanel()
        self._lay_out()
        self.offer_import(files, What.SUPPLIERS)
        self._wire()
        self.render_state(model.state)

    def undo(self) -> None:
        self._model.undo()

    def leave(self) -> None:
        if self._model.state.editing:
            self._model.stop_editing()
        else:
            super().leave()

    def say_empty(self) -> None:
        advice = tr("Import a table with the columns supplier and lead_time_days; contacts and region if known.")
        self.note.say(tr("No suppliers yet"), advice, icon="factory", action=tr("Import suppliers"))

    def render_state(self, state: SuppliersState) -> None:
        """Draw a state."""
        self.render_list(state.list, tr("suppliers"))
        self.render_told(state.told, state.problem)
        if state.panel is not None:
            self.panel.show_sections(state.panel.title, state.panel.detail, state.panel.sections)
            self._form.head(state.panel.title, tr("Each field is stored when you leave it."))
        for column, field in self._fields.items():
            problem = state.problems.get(column, "")
            field.show_problem(problem)
            if not problem:
                field.show_value(state.cells.get(column, ""))
        page = self._form if state.editing else self.panel
        self.show_beside(page if state.panel is not None else None)

    def _lay_out(self) -> None:
        self.tools.addStretch(1)
        self.panel.set_actions(self._edit)
        self._form.set_body(stacked(*self._fields.values()))
        self._form.set_actions(self._done)
        self.beside.addWidget(self._form)

    def _wire(self) -> None:
        model = self._model
        model.changed.connect(self.render_state)
        self._edit.clicked.connect(self._begin_edit)
        self._done.clicked.connect(model.stop_editing)
        self._form.closed.connect(model.stop_editing)
        self.bar.undone.connect(model.undo)
        self.on_key("Ctrl+E", self._begin_edit)
        for column, field in self._fields.items():
            field.edited.connect(partial(model.change, column))

    def _begin_edit(self) -> None:
        self._model.edit()
        self._fields["supplier"].setFocus()
