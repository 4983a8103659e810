"""Draws the form of a product: its fields, its picture, the codes it is scanned by, and the terms of its suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.runtime.language import tr
from ui.viewmodels.product_form import FIELDS, OFFER_FIELDS, CodeLine, OfferForm, ProductForm
from ui.widgets.card import line
from ui.widgets.fields import TextField
from ui.widgets.labels import Role, button, elided, icon_button, label
from ui.widgets.picture import Picture

_PICTURES = "*.png *.jpg *.jpeg"


class ProductFormView(QWidget):
    """`edited` carries a field of the product and its text, `offer_edited` also the supplier's id."""

    edited = Signal(str, str)
    offer_edited = Signal(int, str, str)
    taught = Signal(str)
    removed = Signal(str)
    pictured = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = {column: TextField(tr(words)) for column, words in FIELDS.items()}
        self._picture = Picture("", 72)
        self._picture_problem = label(role=Role.MUTED, wraps=True, tone=Tone.WRONG)
        self._choose = button(tr("Picture…"), icon="image")
        self._new_code = TextField(tr("Teach a code"), hint=tr("Type it and press Enter, or scan it."))
        self._codes, self._offers = QVBoxLayout(), QVBoxLayout()
        self._shown_codes: tuple[CodeLine, ...] = ()
        self._terms: dict[str, TextField] = {}
        self._lay_out()
        self._choose.clicked.connect(self._ask_picture)
        self._new_code.edited.connect(self._teach)
        for column, field in self._fields.items():
            field.edited.connect(partial(self.edited.emit, column))

    def take_focus(self) -> None:
        self._fields["title"].setFocus()

    def show_form(self, form: ProductForm, problems: Mapping[str, str]) -> None:
        """Draw the stored values; a field that is wrong keeps what was typed."""
        for column, field in self._fields.items():
            _show(field, form.cells[column], problems.get(column, ""))
        self._picture.show_picture(form.image)
        self._picture_problem.setText(problems.get("image", ""))
        self._picture_problem.setVisible("image" in problems)
        self._show_codes(form.codes)
        self._show_offers(form.offers, problems)

    def _show_codes(self, codes: tuple[CodeLine, ...]) -> None:
        if codes == self._shown_codes:
            return
        self._shown_codes = codes
        _clear(self._codes)
        for code in codes:
            self._codes.addWidget(self._code_row(code))

    def _code_row(self, code: CodeLine) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(elided(code.printed, Role.CODE))
        words.addWidget(elided(code.words, Role.MUTED))
        across.addLayout(words, 1)
        if code.removable:
            remove = icon_button("trash-2", tr("Remove {code}", code=code.printed))
            remove.clicked.connect(partial(self.removed.emit, code.code))
            across.addWidget(remove)
        return row

    def _show_offers(self, offers: tuple[OfferForm, ...], problems: Mapping[str, str]) -> None:
        keys = {f"{offer.supplier_id}:{column}" for offer in offers for column in OFFER_FIELDS}
        if keys != self._terms.keys():
            self._build_offers(offers)
        for offer in offers:
            for column, text in offer.cells.items():
                key = f"{offer.supplier_id}:{column}"
                _show(self._terms[key], text, problems.get(key, ""))

    def _build_offers(self, offers: tuple[OfferForm, ...]) -> None:
        _clear(self._offers)
        self._terms = {}
        for offer in offers:
            self._offers.addWidget(self._offer_grid(offer))
        if not offers:
            words = tr("No supplier offers this product. An offer comes with the product file.")
            self._offers.addWidget(label(words, Role.MUTED, wraps=True))

    def _offer_grid(self, offer: OfferForm) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(elided(offer.supplier, Role.STRONG), 0, 0, 1, 2)
        for number, (column, words) in enumerate(OFFER_FIELDS.items()):
            field = TextField(tr(words))
            field.edited.connect(partial(self.offer_edited.emit, offer.supplier_id, column))
            self._terms[f"{offer.supplier_id}:{column}"] = field
            grid.addWidget(field, 1 + number // 2, number % 2)
        return body

    def _lay_out(self) -> None:
        picture = QHBoxLayout()
        picture.setSpacing(12)
        picture.addWidget(self._picture)
        picture.addWidget(self._choose, 1)
        for inner in (self._codes, self._offers):
            inner.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for field in self._fields.values():
            column.addWidget(field)
        column.addLayout(picture)
        column.addWidget(self._picture_problem)
        for title, inner in ((tr("Codes it is scanned by"), self._codes), (tr("Suppliers"), self._offers)):
            column.addWidget(line())
            column.addWidget(label(title, Role.TITLE))
            column.addLayout(inner)
            if inner is self._codes:
                column.addWidget(self._new_code)

    def _teach(self, code: str) -> None:
        if code:
            self._new_code.show_value("")
            self.taught.emit(code)

    def _ask_picture(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a picture"), "", tr("Pictures ({endings})", endings=_PICTURES)
        )
        if name:
            self.pictured.emit(name)


def _show(field: TextField, text: str, problem: str) -> None:
    field.show_problem(problem)
    if not problem:
        field.show_value(text)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
