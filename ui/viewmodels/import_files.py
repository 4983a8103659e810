"""Files in: which columns were recognised, the first rows, the import with its progress, and the rows it refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.imports import ImportSummary, Rejection
from app.integrations.catalog_files import (
    MORE_PRODUCT_COLUMNS,
    MORE_SUPPLIER_COLUMNS,
    PRODUCT_COLUMNS,
    SUPPLIER_COLUMNS,
    read_products,
    read_suppliers,
)
from app.integrations.files import write_atomically
from app.integrations.order_files import OrderFile, read_orders
from app.integrations.text_tables import TextTable, read_table, write_csv
from app.services.catalog import import_products, import_suppliers
from app.services.order_import import import_orders
from app.services.pull import pull_everything
from app.services.shop import channel_for_import
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

Item = TypeVar("Item")

_PREVIEW_ROWS = 5
_SHOWN_REJECTIONS = 200
#: How often the progress is looked at, in ms: the import itself tells nobody.
LOOK_EVERY_MS = 150


class What(StrEnum):
    """What a file holds."""

    PRODUCTS = "products"
    SUPPLIERS = "suppliers"
    ORDERS = "orders"


_CATALOG_COLUMNS = {
    What.PRODUCTS: (PRODUCT_COLUMNS, MORE_PRODUCT_COLUMNS),
    What.SUPPLIERS: (SUPPLIER_COLUMNS, MORE_SUPPLIER_COLUMNS),
}


class Phase(StrEnum):
    """No file yet, its preview, the import, or what it did."""

    CHOOSE = "choose"
    PREVIEW = "preview"
    RUNNING = "running"
    DONE = "done"


class FileColumn(Struct, frozen=True):
    """A column of the file: `used` by the import or left alone; `values` of its first rows."""

    name: str
    used: bool
    values: tuple[str, ...]


class Preview(Struct, frozen=True):
    """What a file holds. `missing` are columns it must have; `absent` are columns it may have."""

    path: Path
    rows: int
    columns: tuple[FileColumn, ...]
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    format: str = ""


class ImportState(Struct, frozen=True):
    """Everything the screen shows. `done` of `total` rows were read; `problem` is why nothing could be."""

    what: What = What.PRODUCTS
    phase: Phase = Phase.CHOOSE
    preview: Preview | None = None
    done: int = 0
    total: int = 0
    summary: ImportSummary | None = None
    cancelled: bool = False
    saved: str = ""
    problem: str = ""
    busy: bool = False

    @property
    def shown_rejections(self) -> tuple[Rejection, ...]:
        """The first refused rows; the error file has all of them."""
        return self.summary.rejected[:_SHOWN_REJECTIONS] if self.summary else ()


class _Progress:
    """How many rows were read, and whether to go on. Written by the import's thread, read by the window's."""

    def __init__(self) -> None:
        self.done = 0
        self.stop = Event()

    def watched(self, rows: Iterator[Item], weigh: Callable[[Item], int]) -> Iterator[Item]:
        """The same rows, counted. After `stop` the file ends early, so the chunk that is begun is stored whole."""
        for row in rows:
            if self.stop.is_set():
                return
            self.done += weigh(row)
            yield row


class ImportFiles(QObject):
    """Imports one file after the other. `changed` carries an `ImportState`; `imported` follows each import."""

    changed = Signal(object)
    imported = Signal()

    def __init__(self, background: Background, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ImportState()
        self._background, self._place = background, place
        self._progress = _Progress()
        self._pending: Interest | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(lambda: self._become(replace(self.state, done=self._progress.done)))

    def begin(self, what: What) -> None:
        """Start over with a file of another kind."""
        if self.state.phase is not Phase.RUNNING:
            self._become(ImportState(what))

    def choose(self, path: Path) -> None:
        """Look into a file; nothing is imported yet."""
        if self.state.phase is not Phase.RUNNING:
            self._become(ImportState(self.state.what, busy=True))
            self._read(partial(look_into, self.state.what, path), self._looked)

    def run(self) -> None:
        """Import the file that was looked into."""
        preview = self.state.preview
        if preview is None or preview.missing or self.state.phase is not Phase.PREVIEW:
            return
        self._progress = _Progress()
        self._become(replace(self.state, phase=Phase.RUNNING, total=preview.rows))
        self._look.start()
        # Not in the write lane, where scans would wait behind it: its short transactions take turns with theirs.
        self._read(partial(run_import, self._place, self.state.what, preview.path, self._progress), self._finished)

    def cancel(self) -> None:
        """Stop after the rows that are being stored."""
        self._progress.stop.set()

    def save_rejected(self, path: Path) -> None:
        """Write the refused rows with their reasons as CSV, to be mended and imported again."""
        preview, summary = self.state.preview, self.state.summary
        if preview is not None and summary is not None:
            rejected = summary.rejected
            self._read(partial(write_rejected, preview.path, rejected, path), lambda _: self._saved(path))

    def close(self) -> None:
        """Stop, and wait for no answer any more."""
        self.cancel()
        self._look.stop()
        if self._pending is not None:
            self._pending.drop()

    def _read(self, work: Callable[[], Item], then: Callable[[Item], object]) -> None:
        self._pending = self._background.read(work, then, self._failed)

    def _looked(self, preview: Preview) -> None:
        self._become(ImportState(self.state.what, Phase.PREVIEW, preview))

    def _finished(self, summary: ImportSummary) -> None:
        self._look.stop()
        done, stopped = self._progress.done, self._progress.stop.is_set()
        self._become(replace(self.state, phase=Phase.DONE, summary=summary, done=done, cancelled=stopped))
        self.imported.emit()

    def _saved(self, path: Path) -> None:
        self._become(replace(self.state, saved=str(path), problem=""))

    def _failed(self, failure: Failure) -> None:
        """A file that cannot be read leaves the choice, an import that broke its preview: both can be tried again."""
        self._look.stop()
        phase = Phase.PREVIEW if self.state.phase is Phase.RUNNING else self.state.phase
        self._become(replace(self.state, phase=phase, busy=False, problem=failure.text))

    def _become(self, state: ImportState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


# --- on a thread of its own -----------------------------------------------------------------------------------------


def look_into(what: What, path: Path) -> Preview:
    """The columns and first rows of a file, and what it lacks.

    Raises:
        UnreadableFile: it is no table, or no export of a channel that is known.
    """
    if what is What.ORDERS:
        orders = read_orders(path)
        return _preview(read_table(path), orders.columns, (), orders.title)
    required, more = _CATALOG_COLUMNS[what]
    return _preview(read_table(path), required, more, "")


def _preview(table: TextTable, required: tuple[str, ...], more: tuple[str, ...], title: str) -> Preview:
    first = tuple(islice(table.rows(), _PREVIEW_ROWS))
    used = {*required, *more}
    columns = tuple(
        FileColumn(name, name in used, tuple(row.cells[name] for row in first)) for name in table.header if name
    )
    return Preview(
        table.path,
        sum(1 for _ in table.rows()),
        columns,
        tuple(name for name in required if name not in table.header),
        tuple(name for name in more if name not in table.header),
        title,
    )


def run_import(place: Workplace, what: What, path: Path, progress: _Progress) -> ImportSummary:
    """Import a file, and buy at once what orders wait for.

    Raises:
        UnreadableFile: it changed meanwhile.
        Refused: the channel of an order file is not clear.
    """
    request = place.new_request()
    match what:
        case What.SUPPLIERS:
            return import_suppliers(place.database, request, progress.watched(read_suppliers(path), lambda _: 1))
        case What.PRODUCTS:
            rows = progress.watched(read_products(path), lambda _: 1)
            summary = import_products(place.database, request, rows)
            pull_everything(place.database, place.new_request())
            return summary
        case What.ORDERS:
            return _import_orders(place, read_orders(path), path.name, progress)


def _import_orders(place: Workplace, orders: OrderFile, file: str, progress: _Progress) -> ImportSummary:
    channel = channel_for_import(place.database, orders.kind, "", file)
    drafts = progress.watched(orders.drafts(), lambda draft: len(draft.rows))
    summary = import_orders(place.database, place.new_request(), channel, drafts)
    return replace(
        summary,
        unchanged=summary.unchanged + len(orders.skipped),
        rejected=tuple(sorted((*orders.rejected, *summary.rejected), key=lambda each: each.row)),
    )


def write_rejected(source: Path, rejected: tuple[Rejection, ...], target: Path) -> None:
    """The refused rows as they stood in the file, and before each what is wrong with it.

    Raises:
        UnreadableFile: the file is gone.
        Refused: the error file cannot be written.
    """
    table = read_table(source)
    wanted = {each.row for each in rejected}
    cells = {row.number: row.cells for row in table.rows() if row.number in wanted}
    header = ("row", "column", "problem", *table.header)
    lines = (
        (str(each.row), each.column, each.reason, *(cells.get(each.row, {}).get(name, "") for name in table.header))
        for each in rejected
    )
    write_atomically(target, write_csv(header, lines).encode("utf-8-sig"))
