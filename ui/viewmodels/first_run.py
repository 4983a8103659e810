"""The first run: a guide of four pages, and the checklist that stays until everything on it is really done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.documents import Brand
from app.queries.setup_progress import Guide, SetupProgress, setup_progress
from app.services.setup_guide import change_guide
from printing.layout.barcodes import code128_modules
from ui.models.first_run import PAGES, ChecklistState, FirstRunState, SetupStep
from ui.models.settings import Preview
from ui.runtime.background import Background, Interest
from ui.runtime.failures import Failure
from ui.viewmodels.import_work import What
from ui.viewmodels.settings_words import heard, preview_of

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace

#: No code of the shop: scanning it shows that the scanner reads, and means nothing anywhere.
TEST_CODE = "CROSSDOCK"
_HEARD = 5
#: The slip is laid out anew when typing rests for so long, in ms.
_REST_MS = 120


def done_steps(progress: SetupProgress) -> frozenset[SetupStep]:
    """The steps that are done, as far as the database knows."""
    known = {
        SetupStep.SHOP: progress.named,
        SetupStep.PRINTERS: progress.prints,
        SetupStep.SCANNER: progress.scans,
        SetupStep.GOODS: progress.sells,
    }
    return frozenset(step for step, done in known.items() if done)


def known_files(progress: SetupProgress) -> frozenset[str]:
    """The kinds of files there is something of."""
    known = {What.SUPPLIERS: progress.buys, What.PRODUCTS: progress.offers, What.ORDERS: progress.sells}
    return frozenset(what.value for what, there in known.items() if there)


class FirstRun(QObject):
    """Leads through the steps. `changed` carries a `FirstRunState`; `finished` follows the last step."""

    changed = Signal(object)
    finished = Signal()

    def __init__(self, background: Background, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = FirstRunState()
        self.symbol = code128_modules(TEST_CODE)
        self._background, self._place = background, place
        self._brand: Brand | None = None
        self._reading: dict[str, Interest] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._draw_now)

    def refresh(self) -> None:
        """Look what is really done."""
        self._read("progress", partial(_progress, self._place), self._arrived, self._not_read)

    def open(self, step: SetupStep) -> None:
        """Go to a step, now and at the next start."""
        self._become(replace(self.state, step=step, known=True))
        self._remember(lambda guide: replace(guide, step=step.value))

    def go_on(self) -> None:
        """The next step; after the last one it is finished."""
        following = PAGES[PAGES.index(self.state.step) + 1 :]
        self.open(following[0]) if following else self.finished.emit()

    def go_back(self) -> None:
        """The step before; the first one has none."""
        self.open(PAGES[max(0, PAGES.index(self.state.step) - 1)])

    def leave(self) -> None:
        """Somebody has other things to do: it does not come again by itself."""
        self._remember(lambda guide: replace(guide, left=True))

    def hear(self, text: str) -> None:
        """A scan: shown, and acted on by nobody."""
        first = SetupStep.SCANNER not in self.state.done
        told = (heard(text), *self.state.heard)[:_HEARD]
        self._become(replace(self.state, heard=told, done=self.state.done | {SetupStep.SCANNER}))
        if first:
            self._remember(lambda guide: replace(guide, heard=True))

    def draw(self, brand: Brand) -> None:
        """Show the slip of a brand as it is being typed; nothing is kept."""
        if brand != self._brand:
            self._brand = brand
            self._rest.start()

    def close(self) -> None:
        """Wait for no answer any more."""
        self._rest.stop()
        for interest in self._reading.values():
            interest.drop()

    def _draw_now(self) -> None:
        brand, printers = self._brand, self._place.printers
        if brand is not None:
            self._read("slip", lambda: preview_of(brand, printers()), self._laid_out, self._not_read)

    def _read(
        self, what: str, work: Callable[[], object], then: Callable[..., None], failed: Callable[[Failure], None]
    ) -> None:
        if what in self._reading:
            self._reading[what].drop()
        self._reading[what] = self._background.read(work, then, failed)

    def _remember(self, change: Callable[[Guide], Guide]) -> None:
        self._background.write(partial(change_guide, self._place.database, change), _nothing, self._not_read)

    def _arrived(self, progress: SetupProgress) -> None:
        step = self.state.step
        if not self.state.known and progress.guide.step in PAGES:
            step = SetupStep(progress.guide.step)
        scanned = self.state.done & {SetupStep.SCANNER}
        done, files = done_steps(progress) | scanned, known_files(progress)
        self._become(replace(self.state, step=step, done=done, files=files, known=True, problem=""))

    def _laid_out(self, drawn: Preview) -> None:
        self._become(replace(self.state, drawn=drawn))

    def _not_read(self, failure: Failure) -> None:
        self._become(replace(self.state, problem=failure.text))

    def _become(self, state: FirstRunState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


class SetupChecklist(QObject):
    """What is still to be set up, for Today. `changed` carries a `ChecklistState`.

    `newest_backup` says when the last backup was made, None before the first; it runs off the UI thread. Once it is
    `over`, it looks no more.
    """

    changed = Signal(object)

    def __init__(
        self,
        background: Background,
        place: Workplace,
        newest_backup: Callable[[], datetime | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = ChecklistState()
        self.over = False
        self._background, self._place = background, place
        self._read = partial(_checklist, place, newest_backup)
        self._pending: Interest | None = None

    def refresh(self) -> None:
        """Look again; the card stays as it was where it cannot be read, as the list beside it says why."""
        self._wait_no_more()
        if not self.over:
            self._pending = self._background.read(self._read, self._become, _nothing)

    def put_away(self) -> None:
        """Nobody wants it any more."""
        self._wait_no_more()
        self._become(ChecklistState())
        put_away = partial(change_guide, self._place.database, lambda guide: replace(guide, put_away=True))
        self._background.write(put_away, _nothing, _nothing)

    def _wait_no_more(self) -> None:
        if self._pending is not None:
            self._pending.drop()

    def _become(self, state: ChecklistState) -> None:
        self.over = not state.steps
        if state != self.state:
            self.state = state
            self.changed.emit(state)


# --- in the lanes -----------------------------------------------------------------------------------------------------


def _progress(place: Workplace) -> SetupProgress:
    with place.database.read() as connection:
        return setup_progress(connection)


def _checklist(place: Workplace, newest_backup: Callable[[], datetime | None]) -> ChecklistState:
    progress = _progress(place)
    done = done_steps(progress)
    steps = [(step, step in done) for step in PAGES]
    if place.database.is_sqlite:
        steps.append((SetupStep.BACKUP, newest_backup() is not None))
    finished = progress.guide.put_away or all(done for _, done in steps)
    return ChecklistState() if finished else ChecklistState(tuple(steps))


def _nothing(_: object) -> None:
    """It needs no words."""
