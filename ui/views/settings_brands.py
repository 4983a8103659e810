"""Brands with the slip they make, and the rules of channels."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.documents import Brand
from ui.models.columns import Tone
from ui.models.settings import ChannelForm, SettingsState
from ui.viewmodels.settings import SettingsModel
from ui.views.settings_pages import scrolled
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField, NumberField, Switch, TextField
from ui.widgets.labels import Role, button, icon_button, label
from ui.widgets.look import set_look
from ui.widgets.note import Note
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.tokens import GAP

#: Width of the slip's card in px: the least that can be read, and what an A6 slip fills at the usual height.
_LEAST_PREVIEW, _LARGEST_PREVIEW = 240, 400
_TEXTS = (
    ("trading_name", "Name customers know"),
    ("colour", "Colour"),
    ("thank_you", "Closing words"),
    ("returns_note", "How to send something back"),
    ("website", "Website"),
)
_ADDRESS = (
    ("name", "Returns go to"),
    ("street", "Street, lines separated by commas"),
    ("postcode", "Postcode"),
    ("city", "City"),
    ("region", "Region"),
    ("country", "Country, two letters"),
)


class BrandsPage(QWidget):
    """The fields of a brand beside the slip that comes of them."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._brand: Brand | None = None
        self._choices: list[tuple[str, str]] = []
        self._choice = ChoiceField("Brand", ())
        self._add = button("Add a brand", icon="plus")
        self._texts = {key: TextField(words) for key, words in _TEXTS}
        self._address = {key: TextField(words) for key, words in _ADDRESS}
        self._logo = button("Choose a logo…", icon="image")
        self._no_logo = icon_button("trash-2", "Remove the logo")
        self._slip = _LargePreview()
        self._slip_words = label(role=Role.MUTED, wraps=True)
        self._note = Note()
        self._fields = scrolled(Card("What customers see", self._form()))
        self._preview = Card("Slip of this brand", self._preview_content())
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
            advice = "A brand is the name, the logo and the words on a packing slip."
            self._note.say("No brand yet", advice, icon="palette", action="Add a brand")
            return
        self._offer([(each.key, each.trading_name) for each in state.brands], brand.key)
        self._fill(brand)
        self._slip.show_sheets(state.preview.sheets)
        self._slip_words.setText(state.preview.problem or "A made-up order, as it would print now.")
        set_look(self._slip_words, tone=(Tone.WRONG if state.preview.problem else Tone.PLAIN).value)
        self._preview.aside.setText(state.preview.media)

    def _offer(self, choices: list[tuple[str, str]], chosen: str) -> None:
        """Fill the list again only when it changed: it may be open."""
        if choices != self._choices:
            self._choices = choices
            self._choice.show_choices(choices, chosen)
        self._choice.show_value(chosen)

    def _fill(self, brand: Brand) -> None:
        self._brand = brand
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
        path, _ = QFileDialog.getOpenFileName(self, "Choose a logo", "", "Pictures (*.png *.jpg *.jpeg)")
        if path:
            self._model.choose_logo(path)

    def _form(self) -> QWidget:
        content = QWidget()
        logos = QHBoxLayout()
        logos.setSpacing(8)
        for each in (self._logo, self._no_logo):
            logos.addWidget(each)
        logos.addStretch()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._choice, 1)
        head.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(logos)
        column.addLayout(self._grid())
        column.addStretch()
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


class ChannelsPage(QWidget):
    """One card for each channel."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._cards: dict[str, _ChannelCard] = {}
        self._note = Note()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._note, 1)
        self._column.addStretch()

    def render_state(self, state: SettingsState) -> None:
        self._note.setVisible(not state.channels)
        self._note.say("No channel yet", "A channel appears here with its first order file.", icon="store")
        for form in state.channels:
            if form.name not in self._cards:
                self._cards[form.name] = _ChannelCard(self._model, form)
                self._column.insertWidget(self._column.count() - 1, self._cards[form.name])
            self._cards[form.name].show_form(form)


class _ChannelCard(QWidget):
    """The rules a packer follows for the orders of a channel."""

    def __init__(self, model: SettingsModel, form: ChannelForm) -> None:
        super().__init__()
        self._model = model
        self._form = form
        self._papers = Switch("The supplier's papers must be taken out before a box is closed")
        self._inserts = TextField("What else goes into the box", hint="Separated by commas; stands on the checklist.")
        self._days = NumberField("Promise", least=1, most=90, unit="days", hint="Where the order file names none.")
        self._card = Card(form.name, self._content())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        for each in (self._papers, self._inserts, self._days):
            each.edited.connect(lambda _: self._model.save_channel(self._typed()))
        self.show_form(form)

    def show_form(self, form: ChannelForm) -> None:
        self._form = form
        self._card.aside.setText(f"{form.kind} · brand {form.brand}")
        self._papers.setChecked(form.papers)
        self._inserts.show_value(", ".join(form.inserts))
        self._days.show_value(form.days_to_promise)

    def _typed(self) -> ChannelForm:
        inserts = tuple(part.strip() for part in self._inserts.value().split(",") if part.strip())
        days = self._days.value()
        return replace(self._form, papers=self._papers.isChecked(), inserts=inserts, days_to_promise=days)

    def _content(self) -> QWidget:
        content = QWidget()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._inserts, 3)
        row.addWidget(self._days, 1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._papers)
        column.addLayout(row)
        return content
