"""Where orders come from: each channel with its brand and the rules a packer follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.settings import ChannelForm, SettingsState
from ui.runtime.language import tr
from ui.viewmodels.settings import SettingsModel
from ui.views.settings_parts import PAGE_WIDTH, beside, stacked
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField, NumberField, Switch, TextField
from ui.widgets.labels import button
from ui.widgets.note import Note
from ui.widgets.tokens import GAP

_Choices = Sequence[tuple[str, str]]


class ChannelsPage(QWidget):
    """One card for each channel, and above them one for another that is being added."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self._cards: dict[str, _ChannelCard] = {}
        self._note, self._held, self._cards_column = Note(), QWidget(), QVBoxLayout()
        self._new, self._has_brand = _NewChannelCard(model), False
        add = button(tr("Add a channel"), icon="plus")
        self._add = beside(add)
        self._lay_out()
        add.clicked.connect(model.begin_channel)
        self._note.acted.connect(self._begin)

    def render_state(self, state: SettingsState) -> None:
        adding = state.new_channel is not None
        self._has_brand = bool(state.brands)
        empty = not (state.channels or adding)
        self._note.setVisible(empty)
        self._held.setVisible(not empty)
        self._add.setVisible(not adding and self._has_brand)
        if empty:
            self._say_how(self._has_brand)
        brands = [(brand.key, brand.trading_name) for brand in state.brands]
        self._drop(self._cards.keys() - {form.name for form in state.channels})
        for form in state.channels:
            if form.name not in self._cards:
                self._cards[form.name] = _ChannelCard(self._model, form)
                self._cards_column.addWidget(self._cards[form.name])
            self._cards[form.name].show_form(form, brands, dict(state.kinds))
        self._new.show_state(state, brands)

    def _say_how(self, has_brand: bool) -> None:
        advice = tr("A channel comes with its first order file, or add it here.")
        if not has_brand:
            advice = tr("A channel sells under a brand, so add the brand first.")
        action = tr("Add a channel") if has_brand else tr("Open the brands")
        self._note.say(tr("No channel yet"), advice, icon="store", action=action)

    def _begin(self) -> None:
        if self._has_brand:
            self._model.begin_channel()
        else:
            self._model.open_page("brands")

    def _drop(self, gone: set[str]) -> None:
        for name in gone:
            card = self._cards.pop(name)
            self._cards_column.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _lay_out(self) -> None:
        self._held.setMaximumWidth(PAGE_WIDTH)
        self._cards_column.setSpacing(GAP)
        inner = QVBoxLayout(self._held)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP)
        inner.addWidget(self._add)
        inner.addWidget(self._new)
        inner.addLayout(self._cards_column)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self._held)


class _Rules(QWidget):
    """The fields every channel has: its brand, and what a packer does for its orders."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered: _Choices = ()
        self._brand = ChoiceField(tr("Sells as"), (), hint=tr("Its brand stands on the slip of every box from now on."))
        self._days = NumberField(tr("Promise"), least=1, most=90, unit=tr("days"), hint=tr("If the file names none."))
        self._inserts = TextField(
            tr("What else goes into the box"), hint=tr("Separated by commas; stands on the checklist.")
        )
        self._papers = Switch(tr("The supplier's papers must be taken out before a box is closed"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(beside(self._brand, self._days, stretches=(3, 1)), self._inserts, self._papers))
        for each in (self._brand, self._papers, self._inserts, self._days):
            each.edited.connect(lambda _: self.edited.emit())

    def show_form(self, form: ChannelForm, brands: _Choices) -> None:
        """Fill the list of brands again only when it changed: it may be open."""
        if brands != self._offered:
            self._offered = brands
            self._brand.show_choices(brands, form.brand)
        self._brand.show_value(form.brand)
        self._papers.setChecked(form.papers)
        self._inserts.show_value(", ".join(form.inserts))
        self._days.show_value(form.days_to_promise)

    def typed(self, form: ChannelForm) -> ChannelForm:
        """The channel as it is filled in."""
        inserts = tuple(part.strip() for part in self._inserts.value().split(",") if part.strip())
        return replace(
            form,
            brand=self._brand.value(),
            papers=self._papers.isChecked(),
            inserts=inserts,
            days_to_promise=self._days.value(),
        )


class _ChannelCard(QWidget):
    """A channel; each change is saved at once."""

    def __init__(self, model: SettingsModel, form: ChannelForm) -> None:
        super().__init__()
        self._form = form
        self._rules = _Rules()
        self._card = Card(form.name, self._rules)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._rules.edited.connect(lambda: model.save_channel(self._rules.typed(self._form)))

    def show_form(self, form: ChannelForm, brands: _Choices, kinds: Mapping[str, str]) -> None:
        """Show it as it is kept."""
        self._form = form
        self._card.aside.setText(kinds.get(form.kind, form.kind))
        self._rules.show_form(form, brands)


class _NewChannelCard(QWidget):
    """A channel that is being added, saved as one."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._blank: ChannelForm | None = None
        self._model = model
        self._name = TextField(tr("Name"), longest=60)
        self._kind = ChoiceField(tr("Its order files"), ())
        self._rules = _Rules()
        add, leave = button(tr("Add"), primary=True, icon="plus"), button(tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        named = beside(self._name, self._kind, stretches=(1, 1))
        column.addWidget(Card(tr("Another channel"), stacked(named, self._rules, beside(add, leave))))
        add.clicked.connect(lambda: self._commit())
        leave.clicked.connect(model.leave_channel)

    def show_state(self, state: SettingsState, brands: _Choices) -> None:
        """What was typed stays until the channel is added or left."""
        self.setVisible(state.new_channel is not None)
        self._name.show_problem(state.wrong.get(("channel", "name"), ""))
        begins = state.new_channel is not None and self._blank is None
        self._blank = state.new_channel
        if self._blank is not None and begins:
            self._name.show_value(self._blank.name)
            self._kind.show_choices(state.kinds, self._blank.kind)
            self._rules.show_form(self._blank, brands)
            self._name.setFocus()

    def _commit(self) -> None:
        if self._blank is not None:
            named = replace(self._blank, name=self._name.value(), kind=self._kind.value())
            self._model.add_channel(self._rules.typed(named))
