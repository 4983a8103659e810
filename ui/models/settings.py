"""What the Settings screen shows, as frozen values."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from app.domain.documents import Brand
from ui.models.about import About
from ui.models.columns import Tone
from ui.models.sheet import Sheet

#: The pages, in the order they stand at the left: key, words, icon.
PAGES = (
    ("printers", "Printers", "printer"),
    ("brands", "Brands and slips", "palette"),
    ("channels", "Channels", "store"),
    ("data", "Data", "hard-drive"),
    ("look", "Look", "sun"),
    ("scanner", "Scanner test", "scan-barcode"),
    ("about", "About", "info"),
)


class PrinterForm(Struct, frozen=True):
    """A printer as a person fills it in. `way` is `folder`, `network` or `system_queue`, `where` its path or name.

    `media` and `dpi` are what is loaded; `papers` are the media a printer of this role may hold.
    """

    role: str
    purpose: str
    name: str
    way: str
    where: str
    port: int
    media: str
    dpi: int
    papers: tuple[tuple[str, str], ...]

    @property
    def prints_labels(self) -> bool:
        """Label printers have dots; for sheets the computer's driver decides."""
        return self.role in ("label", "tote")


class ChannelForm(Struct, frozen=True):
    """A channel's rules; `papers` says whether the supplier's papers must be taken out before a box is closed."""

    name: str
    kind: str
    brand: str
    papers: bool
    inserts: tuple[str, ...]
    days_to_promise: int


class Preview(Struct, frozen=True):
    """The slip of a brand as it would print now; `problem` says what it lacks or why there is none."""

    media: str = ""
    sheets: tuple[Sheet, ...] = ()
    problem: str = ""


class BackupLine(Struct, frozen=True):
    """A verified copy of the database."""

    made: str
    detail: str


class CheckLine(Struct, frozen=True):
    """What a check of the ledger found; nothing `broken` is the proof."""

    title: str
    broken: tuple[str, ...]


class Heard(Struct, frozen=True):
    """What a scanner sent: readable, and byte by byte."""

    text: str
    bytes: str
    detail: str


class Said(Struct, frozen=True):
    """What became of the last change; `undo` puts it back."""

    text: str
    tone: Tone = Tone.OK
    undo: Callable[[], None] | None = None


class SettingsState(Struct, frozen=True):
    """Everything the screen shows. `known` is False until it was read once; `problem` is why it could not be."""

    page: str = PAGES[0][0]
    known: bool = False
    problem: str = ""
    printers: tuple[PrinterForm, ...] = ()
    brands: tuple[Brand, ...] = ()
    brand: str = ""
    preview: Preview = Preview()
    channels: tuple[ChannelForm, ...] = ()
    backups: tuple[BackupLine, ...] = ()
    backup_age: str = ""
    can_back_up: bool = True
    data_folder: str = ""
    checked: tuple[CheckLine, ...] = ()
    about: About | None = None
    heard: tuple[Heard, ...] = ()
    said: Said | None = None
    busy: str = ""
    can_cancel: bool = False
    done: int = 0
    total: int = 0

    @property
    def chosen_brand(self) -> Brand | None:
        """The brand whose page is open."""
        return next((each for each in self.brands if each.key == self.brand), None)
