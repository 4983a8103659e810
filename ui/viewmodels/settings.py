"""The Settings screen as one state: every change is saved at once, and can be undone."""

from __future__ import annotations

import hashlib
import threading
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
from app.queries.checks import CheckResult, check
from app.services.backups import Backup, Cancelled, back_up, backups
from app.services.printers import PrinterRow, change_printer
from app.services.shop import ShopSetup, change_brand, change_channel, shop_setup
from printing.layout.images import usable_logo
from printing.printers import Printer
from printing.test_page import print_test_page
from printing.transport.delivery import Delivery, Outcome
from ui.models.about import About, about
from ui.models.columns import Tone
from ui.models.settings import ChannelForm, CheckLine, Preview, PrinterForm, Said, SettingsState
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.viewmodels.settings_words import (
    age_words,
    backup_line,
    brand_problem,
    channel_form,
    channel_of,
    heard,
    logo_name,
    new_brand_key,
    preview_of,
    printer_form,
    printer_of,
    size_words,
)

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

_HEARD = 8


class _Known(Struct, frozen=True):
    """What is stored now."""

    setup: ShopSetup
    printers: tuple[Printer, ...]
    backups: tuple[Backup, ...]


class SettingsModel(QObject):
    """Reads and changes how the shop is set up. `changed` carries a `SettingsState`."""

    changed = Signal(object)

    _copied = Signal(int, int)

    def __init__(self, background: Background, place: Workplace, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._place = place
        self._clock = clock
        self._printers: tuple[Printer, ...] = ()
        self._reading: dict[str, Interest] = {}
        self._stop = threading.Event()
        self._copied.connect(self._show_progress)
        is_file = place.database.is_sqlite
        self.state = SettingsState(can_back_up=is_file, data_folder=str(place.settings.data_dir))

    @property
    def backup_folder(self) -> Path:
        """Where copies of the database are kept."""
        return self._place.settings.data_dir / "backups"

    def refresh(self) -> None:
        """Read again what is shown."""
        self._read("all", self._read_all, self._arrived)
        if self.state.about is None:
            self._read("about", about, self._learned)

    def open_page(self, key: str) -> None:
        """Go to another page; what was said about the last change stays behind."""
        self._become(replace(self.state, page=key, said=None))

    def open_brand(self, key: str) -> None:
        """Show a brand and its slip."""
        self._become(replace(self.state, brand=key))
        self._preview()

    def dismiss(self) -> None:
        self._become(replace(self.state, said=None))

    def undo(self) -> None:
        """Put the last change back."""
        said = self.state.said
        if said is not None and said.undo is not None:
            said.undo()

    def hear(self, text: str) -> None:
        """A scan on the test page: shown, and acted on by nobody."""
        self._become(replace(self.state, heard=(heard(text), *self.state.heard)[:_HEARD]))

    def close(self) -> None:
        """Wait for no answer any more; a copy that is being made stops."""
        self._stop.set()
        for interest in self._reading.values():
            interest.drop()

    # --- changes ----------------------------------------------------------------------------------------------------

    def save_printer(self, form: PrinterForm) -> None:
        """Set a printer up; one that could never print is said, and changes nothing."""
        try:
            printer = printer_of(form)
        except ValueError as error:
            self._say(str(error), Tone.WRONG)
            return
        before = next((each for each in self.state.printers if each.role == form.role), None)
        row = PrinterRow(printer.name, form.role, msgspec.json.encode(printer).decode())
        undo = partial(self.save_printer, before) if before else None
        self._save(partial(change_printer, row=row), f"{form.purpose} print on {printer.name} now.", undo)

    def test_printer(self, role: str) -> None:
        """Print a test page on the printer as it is saved."""
        printer = next((each for each in self._printers if each.role.value == role), None)
        if printer is not None and not self.state.busy:
            self._become(replace(self.state, busy=f"Printing a test page on {printer.name}…", said=None))
            self._background.read(partial(print_test_page, printer, self._clock()), self._tested, self._troubled)

    def save_brand(self, brand: Brand) -> None:
        """Change what a brand's paper says from the next box on."""
        problem = brand_problem(brand)
        before = next((each for each in self.state.brands if each.key == brand.key), None)
        if problem:
            self._say(problem, Tone.WRONG)
        elif brand != before:
            undo = partial(self.save_brand, before) if before else None
            self._save(partial(change_brand, brand=brand), f"{brand.trading_name} is saved.", undo)

    def add_brand(self) -> None:
        """Make another brand, to be filled in."""
        key = new_brand_key(self.state.brands)
        self._become(replace(self.state, brand=key))
        self.save_brand(Brand(key, "New brand", PostalAddress()))

    def choose_logo(self, path: str) -> None:
        """Take a picture for the shown brand; an empty path takes the logo away."""
        brand = self.state.chosen_brand
        if brand is not None:
            keep = partial(self._keep_logo, brand, path)
            self._save(keep, "The logo is changed." if path else "The logo is gone.", partial(self.save_brand, brand))

    def save_channel(self, form: ChannelForm) -> None:
        """Change the rules of a channel."""
        before = next(each for each in self.state.channels if each.name == form.name)
        if form != before:
            save = partial(change_channel, setup=channel_of(form))
            self._save(save, f"{form.name} is saved.", partial(self.save_channel, before))

    def make_backup(self) -> None:
        """Copy the database; the copy counts only after it was read back."""
        if not self.state.busy:
            self._stop.clear()
            self._become(replace(self.state, busy="Copying the database…", said=None, can_cancel=True, done=0, total=0))
            self._background.read(self._copy, self._backed_up, self._troubled)

    def cancel(self) -> None:
        """Stop the copy that is being made; nothing of it is left."""
        self._stop.set()

    def check(self) -> None:
        """Ask whether the ledger still agrees with itself."""
        if not self.state.busy:
            self._become(replace(self.state, busy="Checking every rule of the ledger…", said=None, checked=()))
            self._background.read(partial(check, self._place.database), self._checked, self._troubled)

    # --- reading and writing ----------------------------------------------------------------------------------------

    def _read_all(self) -> _Known:
        database = self._place.database
        return _Known(shop_setup(database), self._place.printers(), backups(self.backup_folder))

    def _keep_logo(self, brand: Brand, path: str, *_args: object) -> None:
        kept = ""
        if path:
            if not usable_logo(path):
                raise Refused("printer_not_possible", reason=f"{Path(path).name} is no PNG or JPEG that can be read.")
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

    def _copy(self) -> Backup | None:
        try:
            return back_up(self._place.database, self.backup_folder, self._clock(), self._go_on)
        except Cancelled:
            return None

    def _go_on(self, done: int, total: int) -> bool:
        """Runs on a thread of the read lane."""
        self._copied.emit(done, total)
        return not self._stop.is_set()

    # --- answers ----------------------------------------------------------------------------------------------------

    def _arrived(self, known: _Known) -> None:
        self._printers = known.printers
        brands, now = known.setup.brands, self._clock()
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
            backups=tuple(backup_line(each, now) for each in known.backups),
            backup_age=age_words(known.backups, now),
        )
        self._become(fresh)
        self._preview()

    def _learned(self, known: About) -> None:
        self._become(replace(self.state, about=known))

    def _laid_out(self, preview: Preview) -> None:
        self._become(replace(self.state, preview=preview))

    def _tested(self, delivery: Delivery) -> None:
        tones = {Outcome.FAILED: Tone.WRONG, Outcome.UNKNOWN: Tone.ATTENTION}
        self._say(f"Test page: {delivery.detail}", tones.get(delivery.outcome, Tone.OK))

    def _show_progress(self, done: int, total: int) -> None:
        if self.state.can_cancel:
            self._become(replace(self.state, done=done, total=total))

    def _backed_up(self, backup: Backup | None) -> None:
        if backup is None:
            self._say("The backup was stopped. Nothing of it is left.", Tone.ATTENTION)
            return
        self._say(f"Backup made and read back: {backup.rows} rows, {size_words(backup.size)}.")
        self.refresh()

    def _checked(self, results: tuple[CheckResult, ...]) -> None:
        broken = sum(bool(each.broken) for each in results)
        self._become(replace(self.state, checked=tuple(CheckLine(each.title, each.broken) for each in results)))
        words = f"{broken} of {len(results)} rules are broken. Make a backup, then ask for help with the lines below."
        self._say(words if broken else "Everything agrees.", Tone.WRONG if broken else Tone.OK)

    def _not_read(self, failure: Failure) -> None:
        self._become(replace(self.state, problem=failure.text))

    def _troubled(self, failure: Failure) -> None:
        self._say(failure.text, Tone.WRONG)

    def _say(self, text: str, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None) -> None:
        self._become(replace(self.state, said=Said(text, tone, undo), busy="", can_cancel=False))

    def _become(self, state: SettingsState) -> None:
        self.state = state
        self.changed.emit(state)
