"""Draws the Settings: the pages at the left, one of them at the right, and what became of the last change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.models.columns import Tone
from ui.models.launch import Practice
from ui.models.settings import SettingsState
from ui.runtime.language import mark, tr
from ui.viewmodels.settings import SettingsModel
from ui.viewmodels.settings_data import DataModel
from ui.viewmodels.settings_station import StationModel
from ui.viewmodels.settings_wall import WallModel
from ui.views.notice_bar import NoticeBar
from ui.views.screen import Screen
from ui.views.settings_about import AboutPage
from ui.views.settings_brands import BrandsPage
from ui.views.settings_channels import ChannelsPage
from ui.views.settings_data import DataPage
from ui.views.settings_nav import NAV_WIDTH, PageList
from ui.views.settings_parts import scrolled
from ui.views.settings_printers import PrintersPage
from ui.views.settings_station import LookPage, ScannerPage, SoundsPage
from ui.views.settings_wall import WallPage
from ui.widgets.note import Note
from ui.widgets.tokens import GAP

_SCANNER = "scanner"
_SCROLL_BAR = 12
_OfTheShop = BrandsPage | ChannelsPage | PrintersPage | AboutPage


class SettingsScreen(Screen):
    """Shows the models of the Settings. `restart` starts the program again, `practice` leads to the sample shop."""

    key = "settings"
    title = mark("Settings")
    icon = "settings"
    help = (
        mark("Every change is saved at once. Undo puts the last one back."),
        mark("Printers: one for each kind of paper. Print a test page after every change."),
        mark("Put wall: see it in another size first. A cell that is in use never goes."),
        mark("Scanner: shows what the scanner sends; nothing is done with it."),
        mark("Data: a backup counts only after it was read back."),
    )

    def __init__(
        self,
        model: SettingsModel,
        data: DataModel,
        wall: WallModel,
        station: StationModel,
        restart: Callable[[], None],
        practice: Practice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._data, self._wall, self._station = model, data, wall, station
        self._notice, self._note, self._nav = NoticeBar(), Note(), PageList()
        self._build: dict[str, Callable[[], QWidget]] = {
            "brands": partial(BrandsPage, model),
            "channels": partial(ChannelsPage, model),
            "wall": partial(WallPage, wall),
            "printers": partial(PrintersPage, model),
            _SCANNER: partial(ScannerPage, station, restart),
            "sounds": partial(SoundsPage, station),
            "look": partial(LookPage, station, restart),
            "data": partial(DataPage, data, practice),
            "about": AboutPage,
        }
        self._pages: dict[str, QWidget] = {}
        self._seats: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.render_state(model.state)

    def refresh(self) -> None:
        for each in (self._model, self._data, self._wall, self._station):
            each.refresh()

    def select(self, what: str) -> None:
        if what in self._build:
            self._model.open_page(what)

    def back(self) -> bool:
        """Out of a channel that is being added."""
        if self._model.state.new_channel is None:
            return super().back()
        self._model.leave_channel()
        return True

    def scanned(self, text: str) -> bool:
        """The test page keeps every scan to itself, commands included."""
        if self._model.state.page != _SCANNER:
            return False
        self._station.hear(text)
        return True

    def undo(self) -> None:
        """Put the last change back."""
        self._model.undo()

    def close_models(self) -> None:
        for each in (self._model, self._data, self._wall, self._station):
            each.close()

    def render_state(self, state: SettingsState) -> None:
        """Draw a state."""
        self._nav.point_at(state.page)
        self._tell(state)
        page = self._page(state.page)
        if isinstance(page, _OfTheShop) and not state.known:
            self._stack.setCurrentWidget(self._note)
            self._say_why(state.problem)
            return
        if isinstance(page, _OfTheShop):
            page.render_state(state)
        self._stack.setCurrentWidget(self._seats[state.page])

    def _tell(self, state: SettingsState) -> None:
        said, busy = state.said, bool(state.busy)
        if state.problem and state.known and not (said or busy):
            self._notice.complain(state.problem)
            return
        tone = Tone.QUIET if busy or not said else said.tone
        words = state.busy or (said.text if said else "")
        self._notice.say(words, tone, undo=said is not None and said.undo is not None, busy=busy)

    def _say_why(self, problem: str) -> None:
        if problem:
            self._note.say(tr("The settings could not be read"), problem, retry=True)
        else:
            self._note.loading(tr("Reading the settings…"))

    def _connect(self) -> None:
        self._model.changed.connect(self.render_state)
        for each in (self._data, self._wall):
            each.told.connect(self._model.tell)
        self._nav.chosen.connect(self._model.open_page)
        self._note.retried.connect(self.shown)
        self._notice.retried.connect(self.refresh)
        self._notice.undone.connect(self._model.undo)
        self._notice.dismissed.connect(self._model.dismiss)

    def _page(self, key: str) -> QWidget:
        """A page is built when it is first opened. It scrolls, but for the brands: their slip stays in sight."""
        if key not in self._pages:
            self._pages[key] = page = self._build[key]()
            self._seats[key] = page if isinstance(page, BrandsPage) else scrolled(page)
            self._stack.addWidget(self._seats[key])
        return self._pages[key]

    def _lay_out(self) -> None:
        self._stack.addWidget(self._note)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self._notice)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, GAP, 24, GAP)
        row.setSpacing(12)
        pages = scrolled(self._nav)
        pages.setFixedWidth(NAV_WIDTH + _SCROLL_BAR)
        row.addWidget(pages)
        row.addLayout(right, 1)
