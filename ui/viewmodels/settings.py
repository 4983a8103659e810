"""How the shop is set up: its printers, brands and channels. Every change is saved at once, and can be undone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.domain.requests import Clock
from app.errors import Refused
from app.integrations.files import write_atomically
from app.integrations.order_files import CHANNEL_KINDS
from app.services.printers import PrinterRow, change_printer
from app.services.shop import ShopSetup, add_channel, change_brand, change_channel, remove_channel, shop_setup
from printing.layout.images import usable_logo
from printing.printers import Printer
from printing.test_page import print_test_page
from printing.transport.delivery import Delivery, Outcome
from ui.models.about import About, about
from ui.models.columns import Tone
from ui.models.settings import ChannelForm, Preview, PrinterForm, Said, SettingsState
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import sentence_of, tr
from ui.viewmodels.settings_words import (
    blank_channel,
    brand_problems,
    channel_form,
    channel_of,
    channel_problems,
    logo_name,
    new_brand_key,
    preview_of,
    printer_form,
    printer_of,
    printer_problems,
)

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

#: The part of the page whose fields say what is wrong with a channel that is being added.
_NEW_CHANNEL = "channel"


class _Known(Struct, frozen=True):
    """What is stored now."""

    setup: ShopSetup
    printers: tuple[Printer, ...]


class SettingsModel(QObject):
    """Reads and changes how the shop is set up. `changed` carries a `SettingsState`."""

    changed = Signal(object)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._clock = clock
        self._printers: tuple[Printer, ...] = ()
        self._reading: dict[str, Interest] = {}
        self.state = SettingsState()

    def refresh(self) -> None:
        """Read again what is shown."""
        self._read("all", self._read_all, self._arrived)
        if self.state.about is None:
            self._read("about", about, self._learned)

    def open_page(self, key: str) -> None:
        """Go to another page; what was said about the last change stays behind."""
        self._become(replace(self.state, page=key, said=None, wrong={}, new_channel=None))

    def open_brand(self, key: str) -> None:
        """Show a brand and its slip."""
        self._become(replace(self.state, brand=key, wrong={}))
        self._preview()

    def dismiss(self) -> None:
        self._become(replace(self.state, said=None))

    def undo(self) -> None:
        """Put the last change back."""
        said = self.state.said
        if said is not None and said.undo is not None:
            said.undo()

    def tell(self, said: Said) -> None:
        """Say what became of something."""
        self._become(replace(self.state, said=said, busy=""))

    def close(self) -> None:
        """Wait for no answer any more."""
        for interest in self._reading.values():
            interest.drop()

    # --- changes ----------------------------------------------------------------------------------------------------

    def save_printer(self, form: PrinterForm) -> None:
        """Set a printer up; what could never print is said beside its field, and changes nothing."""
        if self._refuse(form.role, printer_problems(form)):
            return
        printer = printer_of(form)
        before = next((each for each in self.state.printers if each.role == form.role), None)
        row = PrinterRow(printer.name, form.role, msgspec.json.encode(printer).decode())
        undo = partial(self.save_printer, before) if before else None
        told = tr("{papers} print on {printer} now.", papers=form.purpose, printer=printer.name)
        self._save(partial(change_printer, row=row), told, undo)

    def test_printer(self, role: str) -> None:
        """Print a test page on the printer as it is saved."""
        printer = next((each for each in self._printers if each.role.value == role), None)
        if printer is not None and not self.state.busy:
            self._become(
                replace(self.state, busy=tr("Printing a test page on {printer}…", printer=printer.name), said=None)
            )
            self._background.read(partial(print_test_page, printer, self._clock()), self._tested, self._troubled)

    def save_brand(self, brand: Brand) -> None:
        """Change what a brand's paper says from the next box on."""
        if self._refuse("brand", brand_problems(brand)):
            return
        before = next((each for each in self.state.brands if each.key == brand.key), None)
        if brand != before:
            self._put_brand(brand, before)

    def add_brand(self) -> None:
        """Make another brand, to be filled in."""
        key = new_brand_key(self.state.brands)
        self._become(replace(self.state, brand=key))
        self.save_brand(Brand(key, tr("New brand"), PostalAddress()))

    def choose_logo(self, path: str) -> None:
        """Take a picture for the shown brand; an empty path takes the logo away."""
        brand = self.state.chosen_brand
        if brand is not None:
            keep = partial(self._keep_logo, brand, path)
            told = tr("The logo is changed.") if path else tr("The logo is gone.")
            self._save(keep, told, partial(self._put_brand, brand, None))

    def save_channel(self, form: ChannelForm) -> None:
        """Change the brand or the rules of a channel."""
        before = next(each for each in self.state.channels if each.name == form.name)
        if form != before:
            self._put_channel(form, before)

    def begin_channel(self) -> None:
        """Open the form of another channel, of the brand that was looked at last."""
        self._become(replace(self.state, new_channel=blank_channel(self.state.brand)))

    def leave_channel(self) -> None:
        """Add no channel after all."""
        self._become(replace(self.state, new_channel=None, wrong={}))

    def add_channel(self, form: ChannelForm) -> None:
        """Add what was filled in."""
        if self._refuse(_NEW_CHANNEL, channel_problems(form, self.state.channels)):
            return
        self._become(replace(self.state, new_channel=None))
        remove, gone = partial(remove_channel, name=form.name), tr("{name} is gone.", name=form.name)
        added = tr("{name} is added.", name=form.name)
        self._save(partial(add_channel, setup=channel_of(form)), added, partial(self._save, remove, gone, None))

    # --- reading and writing ----------------------------------------------------------------------------------------

    def _read_all(self) -> _Known:
        return _Known(shop_setup(self._place.database), self._place.printers())

    def _keep_logo(self, brand: Brand, path: str, *_args: object) -> None:
        kept = ""
        if path:
            if not usable_logo(path):
                raise Refused("logo_not_usable", file=Path(path).name)
            content = Path(path).read_bytes()
            name = logo_name(brand.key, hashlib.sha256(content).hexdigest(), Path(path))
            kept = str(self._place.settings.data_dir / "logos" / name)
            write_atomically(Path(kept), content)
        change_brand(self._place.database, self._place.new_request(), replace(brand, logo=kept))

    def _preview(self) -> None:
        brand = self.state.chosen_brand
        if brand is not None:
            self._read("preview", partial(preview_of, brand, self._printers), self._laid_out)

    def _read(self, what: str, work: Callable[[], object], then: Callable[..., None]) -> None:
        if what in self._reading:
            self._reading.pop(what).drop()
        self._reading[what] = self._background.read(work, then, self._not_read)

    def _save(self, change: Callable[..., None], told: str, undo: Callable[[], None] | None) -> None:
        def saved(_: object) -> None:
            self._say(told, undo=undo)
            self.refresh()

        work = partial(change, self._place.database, self._place.new_request())
        self._background.write(work, saved, self._troubled)

    def _put_brand(self, brand: Brand, before: Brand | None) -> None:
        undo = partial(self._put_brand, before, brand) if before else None
        self._save(partial(change_brand, brand=brand), tr("{name} is saved.", name=brand.trading_name), undo)

    def _put_channel(self, form: ChannelForm, before: ChannelForm) -> None:
        save, undo = partial(change_channel, setup=channel_of(form)), partial(self._put_channel, before, form)
        self._save(save, tr("{name} is saved.", name=form.name), undo)

    def _refuse(self, part: str, problems: dict[str, str]) -> bool:
        """Say what is wrong with a part of the page beside its fields; what was wrong before is forgotten."""
        self._become(replace(self.state, wrong={(part, field): words for field, words in problems.items()}, said=None))
        return bool(problems)

    # --- answers ----------------------------------------------------------------------------------------------------

    def _arrived(self, known: _Known) -> None:
        self._printers = known.printers
        brands = known.setup.brands
        first = brands[0].key if brands else ""
        chosen = self.state.brand if any(each.key == self.state.brand for each in brands) else first
        fresh = replace(
            self.state,
            known=True,
            problem="",
            printers=tuple(printer_form(each) for each in known.printers),
            brands=brands,
            brand=chosen,
            channels=tuple(channel_form(each) for each in known.setup.channels),
            kinds=tuple((kind, sentence_of(title)) for kind, title in CHANNEL_KINDS.items()),
        )
        self._become(fresh)
        self._preview()

    def _learned(self, known: About) -> None:
        self._become(replace(self.state, about=known))

    def _laid_out(self, preview: Preview) -> None:
        self._become(replace(self.state, preview=preview))

    def _tested(self, delivery: Delivery) -> None:
        tones = {Outcome.FAILED: Tone.WRONG, Outcome.UNKNOWN: Tone.ATTENTION}
        self._say(tr("Test page: {result}", result=sentence_of(delivery.detail)), tones.get(delivery.outcome, Tone.OK))

    def _not_read(self, failure: Failure) -> None:
        self._become(replace(self.state, problem=failure.text))

    def _troubled(self, failure: Failure) -> None:
        self._say(failure.text, Tone.WRONG)

    def _say(self, text: str, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None) -> None:
        self.tell(Said(text, tone, undo))

    def _become(self, state: SettingsState) -> None:
        self.state = state
        self.changed.emit(state)
