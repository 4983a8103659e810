"""Brands, each beside the slip it makes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.documents import Brand
from ui.models.columns import Tone
from ui.models.settings import SettingsState
from ui.runtime.language import mark, tr
from ui.viewmodels.settings import SettingsModel
from ui.views.settings_parts import scrolled, with_action
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import Role, button, icon_button, label
from ui.widgets.look import set_look
from ui.widgets.note import Note
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.tokens import GAP

#: Width of the slip's card in px: the least that can be read, and what an A6 slip fills at the usual height.
_LEAST_PREVIEW, _LARGEST_PREVIEW = 240, 400
_TEXTS = (
    ("trading_name", mark("Name customers know"), ""),
    ("colour", mark("Colour"), mark("Lines and headings of the slip, such as #1F5FD6.")),
    ("thank_you", mark("Closing words"), ""),
    ("returns_note", mark("How to send something back"), ""),
    ("website", mark("Website"), ""),
)
_ADDRESS = (
    ("name", mark("Returns go to"), ""),
    ("street", mark("Street"), mark("Lines separated by commas.")),
    ("postcode", mark("Postcode"), ""),
    ("city", mark("City"), ""),
    ("region", mark("Region"), ""),
    ("country", mark("Country"), mark("Two letters, such as IE.")),
)


class BrandsPage(QWidget):
    """The fields of a brand beside the slip that comes of them."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._brand: Brand | None = None
        self._choices: list[tuple[str, str]] = []
        self._choice = ChoiceField(tr("Brand"), ())
        self._add = icon_button("plus", tr("Add a brand"))
        self._texts = {key: TextField(tr(words), hint=tr(hint)) for key, words, hint in _TEXTS}
        self._address = {key: TextField(tr(words), hint=tr(hint)) for key, words, hint in _ADDRESS}
        self._logo = button(tr("Choose a logo…"), icon="image")
        self._no_logo = icon_button("trash-2", tr("Remove the logo"))
        self._slip = _LargePreview()
        self._slip_words = label(role=Role.MUTED, wraps=True)
        self._note = Note()
        self._fields = scrolled(Card(tr("What customers see"), self._form()))
        self._preview = Card(tr("Slip of this brand"), self._preview_content())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._note, 1)
        row.addWidget(self._fields, 1)
        row.addWidget(self._preview, 1)
        self._preview.setMinimumWidth(_LEAST_PREVIEW)
        self._preview.setMaximumWidth(_LARGEST_PREVIEW)
        self._note.hide()
        self._connect()

    def render_state(self, state: SettingsState) -> None:
        brand = state.chosen_brand
        for each, seen in (
            (self._note, brand is None),
            (self._fields, brand is not None),
            (self._preview, brand is not None),
        ):
            each.setVisible(seen)
        if brand is None:
            advice = tr("A brand is the name, the logo and the words on a packing slip.")
            self._note.say(tr("No brand yet"), advice, icon="palette", action=tr("Add a brand"))
            return
        self._offer([(each.key, each.trading_name) for each in state.brands], brand.key)
        self._fill(brand, state.wrong)
        self._slip.show_sheets(state.preview.sheets)
        self._slip_words.setText(state.preview.problem or tr("A made-up order, as it would print now."))
        set_look(self._slip_words, tone=(Tone.WRONG if state.preview.problem else Tone.PLAIN).value)
        self._preview.aside.setText(state.preview.media)

    def _offer(self, choices: list[tuple[str, str]], chosen: str) -> None:
        """Fill the list again only when it changed: it may be open."""
        if choices != self._choices:
            self._choices = choices
            self._choice.show_choices(choices, chosen)
        self._choice.show_value(chosen)

    def _fill(self, brand: Brand, wrong: Mapping[tuple[str, str], str]) -> None:
        self._brand = brand
        refused = {field: problem for (part, field), problem in wrong.items() if part == "brand"}
        for key, field in self._texts.items():
            field.show_problem(refused.get(key, ""))
        if refused:
            return  # What was typed stays until it can be kept.
        for key, field in self._texts.items():
            field.show_value(getattr(brand, key))
        address = brand.return_address
        for key, field in self._address.items():
            field.show_value(", ".join(address.lines) if key == "street" else getattr(address, key))
        self._no_logo.setVisible(bool(brand.logo))
        for field in (*self._texts.values(), *self._address.values()):
            _show_beginning(field)

    def _typed(self) -> Brand:
        assert self._brand is not None
        values = {key: field.value() for key, field in self._address.items()}
        street = tuple(part.strip() for part in values.pop("street").split(",") if part.strip())
        values["country"] = values["country"].upper()
        address = replace(self._brand.return_address, lines=street, **values)
        return replace(
            self._brand, return_address=address, **{key: field.value() for key, field in self._texts.items()}
        )

    def _save(self) -> None:
        if self._brand is not None:
            self._model.save_brand(self._typed())

    def _choose_logo(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a logo"), "", tr("Pictures ({types})", types="*.png *.jpg *.jpeg")
        )
        if path:
            self._model.choose_logo(path)

    def _form(self) -> QWidget:
        content = QWidget()
        logos = QHBoxLayout()
        logos.setSpacing(8)
        for each in (self._logo, self._no_logo):
            logos.addWidget(each)
        logos.addStretch()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(with_action(self._choice, self._add))
        column.addLayout(logos)
        column.addLayout(self._grid())
        column.addStretch(1)
        return content

    def _grid(self) -> QGridLayout:
        texts, address = self._texts, self._address
        rows = (
            (texts["trading_name"], texts["colour"]),
            (texts["thank_you"],),
            (texts["returns_note"],),
            (texts["website"], address["name"]),
            (address["street"],),
            (address["postcode"], address["city"]),
            (address["region"], address["country"]),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, fields in enumerate(rows):
            for column, field in enumerate(fields):
                grid.addWidget(field, row, column, 1, 1 if len(fields) > 1 else 2)
        return grid

    def _preview_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._slip_words)
        column.addWidget(self._slip, 1)
        return content

    def _connect(self) -> None:
        for field in (*self._texts.values(), *self._address.values()):
            field.edited.connect(lambda _: self._save())
        self._choice.edited.connect(self._model.open_brand)
        self._add.clicked.connect(self._model.add_brand)
        self._note.acted.connect(self._model.add_brand)
        self._logo.clicked.connect(self._choose_logo)
        self._no_logo.clicked.connect(lambda: self._model.choose_logo(""))


def _show_beginning(field: TextField) -> None:
    """A text longer than its field is shown from its first word, unless somebody is typing in it."""
    editor = field.focusProxy()
    if isinstance(editor, QLineEdit) and not editor.hasFocus():
        editor.setCursorPosition(0)


class _LargePreview(SlipPreview):
    """Large enough to read the words."""

    def sizeHint(self) -> QSize:
        return QSize(340, 480)
