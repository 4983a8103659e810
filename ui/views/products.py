"""Draws the Products screen: the list, one product in full, and the form that stores each field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.runtime.language import mark, tr
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.import_work import What
from ui.viewmodels.products import Products
from ui.viewmodels.products_state import FILTERS, ProductsState
from ui.views.form_panel import FormPanel, stacked
from ui.views.list_screen import ListScreen
from ui.views.product_form import ProductFormView
from ui.widgets.chips import FilterChips
from ui.widgets.labels import button


class ProductsScreen(ListScreen):
    """Shows a `Products`, and imports product files through `files`."""

    key = "products"
    title = mark("Products")
    icon = "tag"
    help = (
        mark("Scan a product: it opens. An unknown code can be taught to the product that is shown."),
        mark("Scan while you edit: the code is taught to this product, unless another has it."),
        mark("Ctrl+F or /: search titles and SKUs in part, codes whole."),
        mark("Up and Down choose a product; stock, orders, suppliers and codes stand beside the list."),
        mark("Ctrl+E edits: each field is stored when it is left. Ctrl+Z takes the newest change back."),
    )
    told_beside = (1, 2)

    def __init__(self, model: Products, files: ImportFiles, parent: QWidget | None = None) -> None:
        super().__init__(model, tr("Products"), tr("Title, SKU or barcode"), parent)
        self._model = model
        self._filters = FilterChips([(key.value, tr(words)) for key, words in FILTERS.items()])
        self._edit = button(tr("Edit"), icon="pencil", primary=True)
        self._done = button(tr("Done"), icon="check", primary=True)
        self._teach = button(tr("Teach it"), icon="barcode", primary=True)
        self._form, self._panel_form = ProductFormView(), FormPanel()
        self._lay_out()
        self.offer_import(files, What.PRODUCTS)
        self._wire()
        self.render_state(model.state)

    def scanned(self, text: str) -> bool:
        meant = self._model.scanned(text)
        if meant and not self._model.state.editing:
            self.list.clearSelection()
        return meant

    def undo(self) -> None:
        self._model.undo()

    def leave(self) -> None:
        if self._model.state.editing:
            self._model.stop_editing()
        else:
            super().leave()

    def say_empty(self) -> None:
        advice = tr("Import a table with sku, title, supplier, cost and currency; its suppliers come first.")
        self.note.say(tr("No products yet"), advice, icon="tag", action=tr("Import products"))

    def clear_filters(self) -> None:
        self.search.clear_quietly()
        self._model.clear_filters()

    def render_state(self, state: ProductsState) -> None:
        """Draw a state."""
        self.render_list(state.list, tr("products"))
        self.render_told(state.told, state.problem)
        self._filters.choose(state.filters)
        self._teach.setVisible(bool(state.unknown))
        self._teach.show_words(tr("Teach {code}", code=state.unknown))
        self._edit.setVisible(not state.unknown)
        if state.panel is not None and state.form is not None:
            self.panel.show_sections(state.panel.title, state.panel.detail, state.panel.sections)
            self._panel_form.head(state.panel.title, tr("Each field is stored when you leave it."))
            self._form.show_form(state.form, state.problems)
        page = self._panel_form if state.editing else self.panel
        self.show_beside(page if state.panel is not None else None)

    def _lay_out(self) -> None:
        self.tools.addWidget(self._filters, 2)
        self.panel.set_actions(self._teach, self._edit)
        self._panel_form.set_body(stacked(self._form))
        self._panel_form.set_actions(self._done)
        self.beside.addWidget(self._panel_form)

    def _wire(self) -> None:
        model, form = self._model, self._form
        model.changed.connect(self.render_state)
        self._filters.changed.connect(model.filter)
        self._edit.clicked.connect(self._begin_edit)
        self._done.clicked.connect(model.stop_editing)
        self._teach.clicked.connect(lambda: model.teach(model.state.unknown))
        self._panel_form.closed.connect(model.stop_editing)
        self.bar.undone.connect(model.undo)
        form.edited.connect(model.change)
        form.offer_edited.connect(model.change_offer)
        form.taught.connect(model.teach)
        form.removed.connect(model.remove)
        form.pictured.connect(model.choose_image)
        self.on_key("Ctrl+E", self._begin_edit)

    def _begin_edit(self) -> None:
        self._model.edit()
        self._form.take_focus()
