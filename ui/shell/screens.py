"""The screens of the window in the order of the rail, as data; a place keeps its number even where others miss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import SignalInstance

from app.domain.requests import Clock
from app.services.backups import backups
from ui.runtime.background import Background
from ui.runtime.notices import Subject
from ui.runtime.sounds import Sounds
from ui.viewmodels.import_files import ImportFiles
from ui.viewmodels.orders import Orders
from ui.viewmodels.packing import PackBench
from ui.viewmodels.print_queue import PrintQueue
from ui.viewmodels.products import Products
from ui.viewmodels.purchasing import Purchasing
from ui.viewmodels.receiving import Receiving
from ui.viewmodels.settings import SettingsModel
from ui.viewmodels.suppliers import Suppliers
from ui.viewmodels.today import Today
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
from ui.widgets.tokens import Appearance

if TYPE_CHECKING:
    from ui.runtime.workplace import Workplace


class Parts(Struct, frozen=True):
    """What screens are built from. `appearance` is the one in force, `dress` puts the whole window in another one."""

    background: Background
    place: Workplace
    clock: Clock
    sounds: Sounds
    appearance: Appearance
    dress: Callable[[Appearance], object]


class Seat(Struct, frozen=True):
    """A place of the rail: its number for the keyboard, its screen, how that is built, and what it shows."""

    number: int
    screen: type[Screen]
    build: Callable[[Parts], Screen]
    shows: frozenset[Subject]
    at_foot: bool = False


def _today(parts: Parts) -> Screen:
    folder = parts.place.settings.data_dir / "backups"

    def newest_backup() -> datetime | None:
        return max((each.made_at for each in backups(folder)), default=None)

    return TodayScreen(Today(parts.background, parts.place, parts.clock, newest_backup))


def _orders(parts: Parts) -> Screen:
    return OrdersScreen(Orders(parts.background, parts.place, parts.clock))


def _purchasing(parts: Parts) -> Screen:
    return PurchasingScreen(Purchasing(parts.background, parts.place, parts.clock))


def _receiving(parts: Parts) -> Screen:
    model = Receiving(parts.background, parts.place, parts.clock)
    _sound(model.answered, parts.sounds)
    return ReceivingScreen(model)


def _packing(parts: Parts) -> Screen:
    model = PackBench(parts.background, parts.place, parts.clock)
    _sound(model.answered, parts.sounds)
    return PackingScreen(model)


def _products(parts: Parts) -> Screen:
    files = ImportFiles(parts.background, parts.place)
    return ProductsScreen(Products(parts.background, parts.place, parts.clock), files)


def _suppliers(parts: Parts) -> Screen:
    files = ImportFiles(parts.background, parts.place)
    return SuppliersScreen(Suppliers(parts.background, parts.place, parts.clock), files)


def _print_queue(parts: Parts) -> Screen:
    return PrintQueueScreen(PrintQueue(parts.background, parts.place, parts.clock))


def _settings(parts: Parts) -> Screen:
    model = SettingsModel(parts.background, parts.place, parts.clock)
    return SettingsScreen(model, parts.appearance, parts.dress)


def _sound(answered: SignalInstance, sounds: Sounds) -> None:
    """Every answer to a scan is heard (ux §2.2)."""
    answered.connect(lambda message: sounds.play(message.kind))


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
