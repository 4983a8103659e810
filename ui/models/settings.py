"""What the Settings screen shows, as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from app.config import DEFAULTS, Preferences
from app.domain.documents import Brand
from ui.models.about import About
from ui.models.columns import Tone
from ui.models.sheet import Sheet
from ui.runtime.language import mark, tr

if TYPE_CHECKING:
    from app.queries.put_wall import WallCell


class PageEntry(Struct, frozen=True):
    """A page at the left. `about` names what stands on it: the search looks there too."""

    key: str
    title: str
    icon: str
    about: str

    def holds(self, text: str) -> bool:
        """Every word that was typed stands in the title or in what the page is about."""
        words = f"{tr(self.title)} {tr(self.about)}".casefold()
        return all(word in words for word in text.casefold().split())


#: The pages in the order they stand at the left, under the words of their group.
GROUPS = (
    (
        mark("Shop"),
        (
            PageEntry(
                "brands", mark("Brands and slips"), "palette", mark("name, logo, colour, address, returns, slip")
            ),
            PageEntry(
                "channels",
                mark("Channels"),
                "store",
                mark("brand, supplier's papers, inserts, checklist, promise"),
            ),
            PageEntry("wall", mark("Put wall"), "layout-grid", mark("cells, totes, rows, columns, labels")),
        ),
    ),
    (
        mark("Devices"),
        (
            PageEntry("printers", mark("Printers"), "printer", mark("paper, label, network, queue, folder, test page")),
            PageEntry("scanner", mark("Scanner"), "scan-barcode", mark("test, serial port, keyboard, bytes")),
            PageEntry("sounds", mark("Sounds"), "volume-2", mark("mute, volume, loudspeaker, preview")),
        ),
    ),
    (mark("This station"), (PageEntry("look", mark("Look"), "sun", mark("light, dark, theme, colours, scale, size")),)),
    (
        mark("Crossdock"),
        (
            PageEntry("data", mark("Data"), "hard-drive", mark("backup, check, export, sample shop, folder")),
            PageEntry("about", mark("About"), "info", mark("version, licence, libraries")),
        ),
    ),
)
PAGES = tuple(page for _, pages in GROUPS for page in pages)


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
    """A channel and its rules; `papers`: the supplier's papers must be taken out before a box is closed."""

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


class Said(Struct, frozen=True):
    """What became of the last change; `undo` puts it back."""

    text: str
    tone: Tone = Tone.OK
    undo: Callable[[], None] | None = None


class SettingsState(Struct, frozen=True):
    """The shop's set-up and the open page. `known` is False until it was read once; `problem` is why it could not be.

    `kinds` are the exports a channel may be of. `new_channel` is the one that is being added, as it was to begin with.
    `wrong` are sentences about what was filled in and not kept, by the page's part (a printer's role) and the field.
    """

    page: str = PAGES[0].key
    known: bool = False
    problem: str = ""
    printers: tuple[PrinterForm, ...] = ()
    brands: tuple[Brand, ...] = ()
    brand: str = ""
    preview: Preview = Preview()
    channels: tuple[ChannelForm, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    new_channel: ChannelForm | None = None
    about: About | None = None
    wrong: dict[tuple[str, str], str] = {}
    said: Said | None = None
    busy: str = ""

    @property
    def chosen_brand(self) -> Brand | None:
        """The brand whose page is open."""
        return next((each for each in self.brands if each.key == self.brand), None)


class BackupLine(Struct, frozen=True):
    """A verified copy of the database."""

    made: str
    detail: str


class CheckLine(Struct, frozen=True):
    """What a check of the ledger found; nothing `broken` is the proof."""

    title: str
    broken: tuple[str, ...]


class DataState(Struct, frozen=True):
    """The page about data. `job` is the long work that runs now: backup, check, export, or none."""

    backups: tuple[BackupLine, ...] = ()
    backup_age: str = ""
    can_back_up: bool = True
    data_folder: str = ""
    checked: tuple[CheckLine, ...] = ()
    job: str = ""
    words: str = ""
    done: int = 0
    total: int = 0


class WallState(Struct, frozen=True):
    """The put wall as it would be with `rows` x `columns`; `stored` is how large it is.

    `added` are the codes that come with it, `removed` those that go, and `in_use` those of them that may not. `fresh`
    are the cells of the last change, which have no label yet.
    """

    known: bool = False
    stored: tuple[int, int] = (0, 0)
    rows: int = 0
    columns: int = 0
    most: tuple[int, int] = (1, 1)
    cells: tuple[WallCell, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    in_use: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    busy: bool = False

    @property
    def is_changed(self) -> bool:
        return (self.rows, self.columns) != self.stored


class Heard(Struct, frozen=True):
    """What a scanner sent: readable, and byte by byte."""

    text: str
    bytes: str
    detail: str


class StationState(Struct, frozen=True):
    """What was chosen for this station, the serial ports there are (path and name), and what the scanner sent."""

    chosen: Preferences = DEFAULTS
    wait_for_restart: bool = False
    ports: tuple[tuple[str, str], ...] = ()
    ports_known: bool = False
    heard: tuple[Heard, ...] = ()
