"""Where a scan goes that the screen in front does not take, and who works after a badge."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.meanings import (
    AmbiguousMeaning,
    Meaning,
    NewParcelMeaning,
    OrderMeaning,
    PackageMeaning,
    ParcelMeaning,
    PlaceMeaning,
    Product,
    ProductMeaning,
    PurchaseOrderMeaning,
    RefusedMeaning,
    UnknownMeaning,
)
from app.domain.messages import say
from app.domain.own_codes import Command, CommandCode, badge_code, command_code
from tests.ui.shell_ground import a_place
from tests.ui.small_shop import open_shop
from ui.models.columns import Tone
from ui.runtime.background import Background
from ui.shell.routes import Route, route_of
from ui.shell.scan_router import ScanRouter

MUG, CUP = Product(7, "MUG", "Blue mug"), Product(8, "CUP", "Small cup")


@pytest.mark.parametrize(
    ("meaning", "screen", "select"),
    [
        (ParcelMeaning(1, "1Z1", None), "receiving", ""),
        (NewParcelMeaning("1Z1", "UPS"), "receiving", ""),
        (PurchaseOrderMeaning(3, "PO-00003"), "receiving", ""),
        (OrderMeaning(4, "#4"), "orders", "4"),
        (PackageMeaning(9, 4, "#4"), "orders", "4"),
        (PlaceMeaning(2, "B3", (4, 5), ("#4", "#5")), "orders", "4"),
        (ProductMeaning("400", (MUG,)), "products", "7"),
    ],
)
def test_what_has_a_screen_goes_there(meaning: Meaning, screen: str, select: str) -> None:
    route = route_of(meaning)
    assert (route.screen, route.select, route.scans) == (screen, select, select == "")


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        (PlaceMeaning(2, "B3", (), ()), "B3 is empty"),
        (ProductMeaning("400", (MUG, CUP)), "Several products have this code: MUG, CUP. Scan the SKU."),
        (CommandCode(Command.UNDO), "UNDO does nothing here. Open Receiving or Pack first."),
        (
            AmbiguousMeaning("1", (say("kind_product"), say("kind_order"))),
            "This code fits several things: product, order.",
        ),
        (UnknownMeaning("?"), "Nobody here knows this code. Press Ctrl+K to search for it."),
        (RefusedMeaning("JC:X", "foreign_command"), "This command code is not from this shop"),
    ],
)
def test_what_has_none_is_said_and_nothing_opens(meaning: Meaning, words: str) -> None:
    route = route_of(meaning)
    assert route.screen == ""
    assert route.words.startswith(words)


@pytest.mark.parametrize("key", ["control_characters", "code_too_long", "damaged_code", "unreadable_element_string"])
def test_every_refusal_has_its_sentence(key: str) -> None:
    assert route_of(RefusedMeaning("ABC", key)).tone is Tone.WRONG


class Front:
    """A screen that takes what it is told to take."""

    def __init__(self, *, takes: bool) -> None:
        self.takes = takes
        self.texts: list[str] = []

    def scanned(self, text: str) -> bool:
        self.texts.append(text)
        return self.takes


def test_the_screen_in_front_comes_first(qtbot: QtBot, sqlite_database: Database, background: Background) -> None:
    front = Front(takes=True)
    router = ScanRouter(background, a_place(sqlite_database), front.scanned)
    taken: list[str] = []
    router.taken.connect(taken.append)
    router.scanned("4006381333931")
    assert (front.texts, taken) == (["4006381333931"], ["4006381333931"])


def test_what_it_does_not_take_is_looked_up(qtbot: QtBot, sqlite_database: Database, background: Background) -> None:
    open_shop(sqlite_database, 2)
    router = ScanRouter(background, a_place(sqlite_database), Front(takes=False).scanned)
    with qtbot.waitSignal(router.routed) as routed:
        router.scanned("#1001")
    assert routed.args == ["#1001", Route("Order #1001", "orders", "2")]


def test_a_badge_means_the_same_on_every_screen_and_a_foreign_one_nothing(
    qtbot: QtBot, sqlite_database: Database, background: Background
) -> None:
    place, front = a_place(sqlite_database), Front(takes=True)
    router = ScanRouter(background, place, front.scanned)
    badges: list[str] = []
    router.badge.connect(badges.append)
    router.scanned(badge_code("BEN", place.secret))
    router.scanned(badge_code("EVE", b"another installation"))
    assert badges == ["BEN"]
    assert len(front.texts) == 1


def test_a_command_of_this_shop_does_nothing_where_it_does_not_fit(
    qtbot: QtBot, sqlite_database: Database, background: Background
) -> None:
    place = a_place(sqlite_database)
    router = ScanRouter(background, place, Front(takes=False).scanned)
    with qtbot.waitSignal(router.routed) as routed:
        router.scanned(command_code(Command.FINISH, place.secret))
    assert routed.args[1].screen == ""


def test_a_database_that_is_away_is_said(qtbot: QtBot, sqlite_database: Database, background: Background) -> None:
    secret = a_place(sqlite_database).secret
    away = a_place(Database("sqlite:////no-such-folder/crossdock.db"), secret)
    router = ScanRouter(background, away, Front(takes=False).scanned)
    with qtbot.waitSignal(router.routed) as routed:
        router.scanned("#1")
    assert routed.args[1].tone is Tone.WRONG
    assert "cannot be opened" in routed.args[1].words
