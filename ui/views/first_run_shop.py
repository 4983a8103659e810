"""The first page of the guide: what customers see of a shop, and beside it the slip that comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.address import PostalAddress
from app.domain.documents import Brand
from ui.models.columns import Tone
from ui.models.first_run import FirstRunState
from ui.models.settings import SettingsState
from ui.runtime.language import mark, tr
from ui.viewmodels.first_run import FirstRun
from ui.viewmodels.settings import SettingsModel
from ui.widgets.fields import TextField
from ui.widgets.labels import Role, button, icon_button, label
from ui.widgets.look import set_look
from ui.widgets.slip_preview import SlipPreview
from ui.widgets.swatches import Swatches
from ui.widgets.tokens import GAP

_KEY = "shop"
#: Dark enough for white letters on them, and told apart by everybody (Okabe and Ito, darkened).
_COLOURS = (
    (mark("Blue"), "#1F5FD6"),
    (mark("Green"), "#00694B"),
    (mark("Orange"), "#A8330A"),
    (mark("Purple"), "#7A3E8E"),
    (mark("Teal"), "#005A8C"),
    (mark("Black"), "#14171C"),
)
#: The least that can be read; it grows with the window.
_PREVIEW = QSize(280, 320)


class ShopPage(QWidget):
    """Keeps a field when it is left; the slip follows every key."""

    def __init__(self, model: FirstRun, settings: SettingsModel) -> None:
        super().__init__()
        self._model, self._settings = model, settings
        self._brand = self._kept = Brand(_KEY, "", PostalAddress())
        self._name = TextField(tr("Name customers know"), longest=80)
        self._street = TextField(tr("Street, lines separated by commas"))
        self._postcode, self._city = TextField(tr("Postcode")), TextField(tr("City"))
        self._country = TextField(tr("Country, two letters"), longest=2)
        self._website = TextField(tr("Website or e-mail"))
        self._colour = Swatches(tr("Colour"), [(tr(name), colour) for name, colour in _COLOURS])
        self._logo, self._no_logo = button(tr("Choose a logo…"), icon="image"), icon_button("trash-2", tr("No logo"))
        self._slip, self._slip_words = _LargeSlip(), label(role=Role.MUTED, wraps=True)
        self.setFocusProxy(self._name)
        self._lay_out()
        self._connect()

    def render_guide(self, state: FirstRunState) -> None:
        """Draw the slip of what is typed."""
        self._slip.show_sheets(state.drawn.sheets)
        self._slip_words.setText(state.drawn.problem or tr("A made-up order, as it would print now."))
        set_look(self._slip_words, tone=(Tone.WRONG if state.drawn.problem else Tone.PLAIN).value)

    def render_settings(self, state: SettingsState) -> None:
        """Draw what is kept. Before the first name is kept there is nothing a logo could belong to."""
        brand = state.chosen_brand
        self._logo.setEnabled(brand is not None)
        self._no_logo.setVisible(brand is not None and bool(brand.logo))
        if brand is not None and brand != self._kept:
            self._kept = brand
            self._fill(brand)
        self._model.draw(self._shown())

    def keep(self) -> None:
        """Keep what is typed. Without a name it belongs to nobody, and the field says so."""
        typed = self._typed()
        nameless = typed != self._kept and not typed.trading_name
        self._name.show_problem(tr("Type the name first: the rest belongs to it.") if nameless else "")
        if typed != self._kept and not nameless:
            self._settings.save_brand(typed)

    def _fill(self, brand: Brand) -> None:
        self._brand = brand
        address = brand.return_address
        values = (brand.trading_name, ", ".join(address.lines), address.postcode, address.city, address.country)
        for field, value in zip(self._fields(), (*values, brand.website), strict=True):
            field.show_value(value)
        self._colour.show_value(brand.colour)

    def _typed(self) -> Brand:
        name, street, postcode, city, country, website = (field.value() for field in self._fields())
        lines = tuple(part.strip() for part in street.split(",") if part.strip())
        before = self._brand.return_address
        addressee = before.name if before.name != self._brand.trading_name else name
        address = replace(before, name=addressee, lines=lines, postcode=postcode, city=city, country=country.upper())
        return replace(self._brand, trading_name=name, return_address=address, website=website)

    def _shown(self) -> Brand:
        typed = self._typed()
        return replace(typed, trading_name=typed.trading_name or tr("Your shop"))

    def _choose_colour(self, colour: str) -> None:
        self._brand = replace(self._brand, colour=colour)
        if self._name.value():
            self.keep()
        self._model.draw(self._shown())

    def _choose_logo(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose a logo"), "", tr("Pictures") + " (*.png *.jpg *.jpeg)")
        if path:
            self._settings.choose_logo(path)

    def _fields(self) -> tuple[TextField, ...]:
        return self._name, self._street, self._postcode, self._city, self._country, self._website

    def _connect(self) -> None:
        for field in self._fields():
            field.edited.connect(lambda _: self.keep())
        for line in _lines(self._fields()):
            line.textEdited.connect(lambda _: self._model.draw(self._shown()))
        self._colour.edited.connect(self._choose_colour)
        self._logo.clicked.connect(self._choose_logo)
        self._no_logo.clicked.connect(lambda: self._settings.choose_logo(""))

    def _lay_out(self) -> None:
        self._colour.show_value(self._brand.colour)
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(12)
        form.addWidget(self._name, 0, 0, 1, 2)
        form.addWidget(self._street, 1, 0, 1, 2)
        form.addWidget(self._postcode, 2, 0)
        form.addWidget(self._city, 2, 1)
        form.addWidget(self._country, 3, 0)
        form.addWidget(self._website, 3, 1)
        form.addLayout(self._looks(), 4, 0, 1, 2)
        form.setRowStretch(5, 1)
        form.setColumnStretch(0, 2)
        form.setColumnStretch(1, 3)
        slip = QVBoxLayout()
        slip.setSpacing(8)
        slip.addWidget(self._slip_words)
        slip.addWidget(self._slip, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2 * GAP)
        row.addLayout(form, 3)
        row.addLayout(slip, 2)

    def _looks(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._colour)
        row.addStretch()
        for each in (self._logo, self._no_logo):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        return row


class _LargeSlip(SlipPreview):
    """Large enough to read the words."""

    def sizeHint(self) -> QSize:
        return _PREVIEW


def _lines(fields: tuple[TextField, ...]) -> Iterator[QLineEdit]:
    """The editors of the fields: they tell of every key, not only of the last one."""
    for field in fields:
        editor = field.focusProxy()
        if isinstance(editor, QLineEdit):
            yield editor
