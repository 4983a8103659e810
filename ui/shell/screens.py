"""The screens of the window in the order of the rail, as data; a place keeps its number even where others miss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from app.domain.requests import Clock
from app.services.backups import backups
from ui.models.first_run import SetupStep
from ui.models.launch import Practice
from ui.runtime.background import Background
from ui.runtime.notices import Subject
from ui.runtime.preferences import StationPreferences
from ui.runtime.sounds import Sounds
from ui.viewmodels.first_run import FirstRun, SetupChecklist
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.orders import Orders
from ui.viewmodels.packing import PackBench
from ui.viewmodels.print_queue import PrintQueue
from ui.viewmodels.products import Products
from ui.viewmodels.purchasing import Purchasing
from ui.viewmodels.receiving import Receiving
from ui.viewmodels.settings import SettingsModel
from ui.viewmodels.settings_data import DataModel
from ui.viewmodels.settings_station import StationModel
from ui.viewmodels.settings_wall import WallModel
from ui.viewmodels.suppliers import Suppliers
from ui.viewmodels.today import Today
from ui.views.first_run import FirstRunScreen
from ui.views.first_run_card import SetupCard
from ui.views.orders import OrdersScreen
from ui.views.packing import PackingScreen
from ui.views.print_queue import PrintQueueScreen
from ui.views.products import ProductsScreen
from ui.views.purchasing import PurchasingScreen
from ui.views.receiving import ReceivingScreen
from ui.views.screen import Screen
from ui.views.settings import SettingsScreen
from ui.views.suppliers import SuppliersScreen
from ui.views.today import TodayScreen
from ui.views.work_screen import WorkScreen

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace


class Parts(Struct, frozen=True):
    """What screens are built from. `restart` closes the window and opens it again, for what is only read at a start."""

    background: Background
    place: Workplace
    clock: Clock
    sounds: Sounds
    preferences: StationPreferences
    restart: Callable[[], None]
    practice: Practice


class Seat(Struct, frozen=True):
    """A place of the rail: its number for the keyboard, its screen, how that is built, and what it shows.

    Number 0 is no place on the rail: such a screen is built when somebody goes there, and has the window to itself.
    """

    number: int
    screen: type[Screen]
    build: Callable[[Parts], Screen]
    shows: frozenset[Subject]
    at_foot: bool = False


def _today(parts: Parts) -> TodayScreen:
    model = Today(parts.background, parts.place, parts.clock, _newest_backup(parts))
    return TodayScreen(model).own(model)


def _guided_today(parts: Parts) -> Screen:
    """With the checklist of the first run, which is read whenever the day is."""
    today = Today(parts.background, parts.place, parts.clock, _newest_backup(parts))
    screen = TodayScreen(today).own(today)
    checklist = SetupChecklist(parts.background, parts.place, _newest_backup(parts), screen)
    card = SetupCard(checklist, parts.practice)
    screen.add_beside(card)
    card.asked.connect(lambda step: screen.asked.emit(*_PLACE_OF.get(step, (FirstRunScreen.key, step.value))))
    today.changed.connect(lambda _: checklist.refresh())
    return screen


def _newest_backup(parts: Parts) -> Callable[[], datetime | None]:
    folder = parts.place.settings.data_dir / "backups"
    return lambda: max((each.made_at for each in backups(folder)), default=None)


def _first_run(parts: Parts) -> Screen:
    settings = SettingsModel(parts.background, parts.place, parts.clock)
    files = ImportFiles(parts.background, parts.place)
    guide = FirstRun(parts.background, parts.place)
    return FirstRunScreen(guide, settings, files, parts.practice).own(guide, settings, files)


def _orders(parts: Parts) -> Screen:
    model, files = Orders(parts.background, parts.place, parts.clock), ImportFiles(parts.background, parts.place)
    return OrdersScreen(model, files).own(model, files)


def _purchasing(parts: Parts) -> Screen:
    model = Purchasing(parts.background, parts.place, parts.clock)
    return PurchasingScreen(model).own(model)


def _receiving(parts: Parts) -> Screen:
    model = Receiving(parts.background, parts.place, parts.clock)
    return _heard(ReceivingScreen(model).own(model), parts.sounds)


def _packing(parts: Parts) -> Screen:
    model = PackBench(parts.background, parts.place, parts.clock)
    return _heard(PackingScreen(model).own(model), parts.sounds)


def _products(parts: Parts) -> Screen:
    model, files = Products(parts.background, parts.place, parts.clock), ImportFiles(parts.background, parts.place)
    return ProductsScreen(model, files).own(model, files)


def _suppliers(parts: Parts) -> Screen:
    model, files = Suppliers(parts.background, parts.place, parts.clock), ImportFiles(parts.background, parts.place)
    return SuppliersScreen(model, files).own(model, files)


def _print_queue(parts: Parts) -> Screen:
    model = PrintQueue(parts.background, parts.place, parts.clock)
    return PrintQueueScreen(model).own(model)


def _settings(parts: Parts) -> Screen:
    at = (parts.background, parts.place, parts.clock)
    station = StationModel(parts.background, parts.preferences, parts.sounds)
    model, data, wall = SettingsModel(*at), DataModel(*at), WallModel(*at)
    screen = SettingsScreen(model, data, wall, station, parts.restart, parts.practice)
    return screen.own(model, data, wall, station)


def _heard(screen: WorkScreen, sounds: Sounds) -> WorkScreen:
    """Every answer to a scan is heard (ux §2.2), or flashes where nothing is."""
    screen.heard.connect(sounds.play)
    screen.flash(sounds.silent)
    sounds.silent_changed.connect(screen.flash)
    return screen


_WORK = frozenset({Subject.ORDERS, Subject.GOODS, Subject.PURCHASES, Subject.SETTINGS})
_CATALOG = frozenset({Subject.CATALOG, Subject.GOODS, Subject.PURCHASES})

SEATS = (
    Seat(1, TodayScreen, _today, frozenset(Subject)),
    Seat(2, OrdersScreen, _orders, _WORK | {Subject.PRINTS}),
    Seat(3, PurchasingScreen, _purchasing, _WORK | {Subject.CATALOG}),
    Seat(4, ReceivingScreen, _receiving, _WORK | {Subject.CATALOG}),
    Seat(5, PackingScreen, _packing, _WORK | {Subject.PRINTS}),
    Seat(6, ProductsScreen, _products, _CATALOG),
    Seat(7, SuppliersScreen, _suppliers, _CATALOG),
    Seat(8, PrintQueueScreen, _print_queue, frozenset({Subject.PRINTS, Subject.SETTINGS})),
    Seat(9, SettingsScreen, _settings, frozenset({Subject.SETTINGS}), at_foot=True),
)

#: Where a step of the checklist is done that is no page of the guide.
_PLACE_OF = {SetupStep.BACKUP: ("settings", "data")}

#: The same with the guide of a first run, and its checklist on Today.
GUIDED_SEATS = (
    replace(SEATS[0], build=_guided_today),
    *SEATS[1:],
    Seat(0, FirstRunScreen, _first_run, frozenset({Subject.SETTINGS, Subject.ORDERS})),
)
