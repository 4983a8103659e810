"""Finding anything by name, without a widget: screens at once, the shop's rows from the read lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.queries.find_anything import Find, Sort, find_anything
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.runtime.language import tr

if TYPE_CHECKING:
    from app.db.engine import Database

_ICONS = {
    Sort.ORDER: "list-checks",
    Sort.PURCHASE_ORDER: "shopping-cart",
    Sort.PRODUCT: "tag",
    Sort.SUPPLIER: "factory",
}


class Entry(Struct, frozen=True):
    """One line of the palette: where it leads, or a `code` to take as a scan."""

    icon: str
    title: str
    detail: str
    screen: str = ""
    select: str = ""
    code: str = ""


class Found(Struct, frozen=True):
    """What the palette shows for `words`; `problem` is why the shop's rows are not among it."""

    words: str = ""
    entries: tuple[Entry, ...] = ()
    problem: str = ""


class Finder(QObject):
    """`changed` carries a `Found`. Answers to earlier words are dropped."""

    changed = Signal(object)

    def __init__(
        self, background: Background, database: Database, screens: Sequence[Entry], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._database = database
        self._screens = tuple(replace(each, title=tr(each.title)) for each in screens)
        self._pending: Interest | None = None

    def search(self, words: str) -> None:
        """Show what is called like this."""
        self.close()
        self._become(words, ())
        if words.strip():
            self._pending = self._background.read(
                lambda: self._read(words),
                lambda finds: self._become(words, finds),
                lambda failure: self._failed(words, failure),
            )

    def close(self) -> None:
        """Wait for no answer any more."""
        if self._pending is not None:
            self._pending.drop()

    def _read(self, words: str) -> tuple[Find, ...]:
        with self._database.read() as connection:
            return find_anything(connection, words)

    def _become(self, words: str, finds: tuple[Find, ...]) -> None:
        self.changed.emit(Found(words, entries_for(words, self._screens, finds)))

    def _failed(self, words: str, failure: Failure) -> None:
        self.changed.emit(Found(words, entries_for(words, self._screens, ()), failure.text))


def entries_for(words: str, screens: Sequence[Entry], finds: Sequence[Find]) -> tuple[Entry, ...]:
    """The finds of screens that exist, the screens of that name, and at the end the words as a scan."""
    needle = words.strip().lower()
    known = {screen.screen for screen in screens}
    return (
        *(_entry(find) for find in finds if find.sort.value in known),
        *(screen for screen in screens if needle in screen.title.lower()),
        *((Entry("scan-barcode", words.strip(), tr("Take this as a scan"), code=words.strip()),) if needle else ()),
    )


def _entry(find: Find) -> Entry:
    return Entry(_ICONS[find.sort], find.title, find.detail, find.sort.value, str(find.id))
