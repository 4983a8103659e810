"""What Ctrl+K finds, on SQLite and on PostgreSQL, and what the palette makes of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.queries.find_anything import Find, Sort, find_anything
from tests.ui.small_shop import open_shop
from ui.runtime.background import Background
from ui.shell.finder import Entry, Finder, Found, entries_for

ORDERS = Entry("list-checks", "Orders", "Alt+2", "orders")


def find(database: Database, words: str) -> list[tuple[Sort, str]]:
    with database.read() as connection:
        return [(each.sort, each.title) for each in find_anything(connection, words)]


def test_things_are_found_by_what_people_call_them(database: Database) -> None:
    open_shop(database, 6)
    assert find(database, "#1003") == [(Sort.ORDER, "#1003")]
    assert find(database, "1003") == [(Sort.ORDER, "#1003")]
    assert find(database, "muster") == [(Sort.ORDER, "#1001")]
    assert find(database, "花子") == [(Sort.ORDER, "#1002")]
    assert find(database, "mug") == [(Sort.PRODUCT, "Blue mug, 330 ml")]
    assert find(database, "acm") == [(Sort.SUPPLIER, "Acme")]
    assert (Sort.PURCHASE_ORDER, "PO-00001") in find(database, "po-00001")


@pytest.mark.parametrize("words", ["", "  ", "x", "%%", "__", "no such thing", "'; DROP TABLE orders; --", "\\"])
def test_what_is_called_nothing_finds_nothing(database: Database, words: str) -> None:
    open_shop(database, 2)
    assert find(database, words) == []


def test_there_are_never_more_than_asked_for_and_the_exact_one_is_first(database: Database) -> None:
    open_shop(database, 30)
    found = [title for sort, title in find(database, "#10") if sort is Sort.ORDER]
    assert len(found) == 5
    assert find(database, "#1029")[0] == (Sort.ORDER, "#1029")


def test_finds_of_screens_that_are_missing_are_left_out() -> None:
    finds = [Find(Sort.ORDER, 4, "#4", "Ana"), Find(Sort.SUPPLIER, 1, "Acme", "")]
    entries = entries_for("ord", [ORDERS], finds)
    assert [(each.title, each.screen, each.select, each.code) for each in entries] == [
        ("#4", "orders", "4", ""),
        ("Orders", "orders", "", ""),
        ("ord", "", "", "ord"),
    ]


def test_without_words_the_screens_are_offered() -> None:
    assert entries_for("", [ORDERS], []) == (ORDERS,)


def test_only_the_answer_to_the_newest_words_is_shown(
    qtbot: QtBot, background: Background, sqlite_database: Database
) -> None:
    open_shop(sqlite_database, 6)
    finder = Finder(background, sqlite_database, [ORDERS])
    seen: list[Found] = []
    finder.changed.connect(seen.append)
    for words in ("#1001", "#1002", "#1003"):
        finder.search(words)
    qtbot.waitUntil(lambda: seen[-1].entries[0].title == "#1003" and seen[-1].entries[0].select == "4")
    assert [each.words for each in seen] == ["#1001", "#1002", "#1003", "#1003"]


def test_a_database_that_is_away_leaves_the_screens(qtbot: QtBot, background: Background) -> None:
    finder = Finder(background, Database("sqlite:////no-such-folder/crossdock.db"), [ORDERS])
    seen: list[Found] = []
    finder.changed.connect(seen.append)
    finder.search("orders")
    qtbot.waitUntil(lambda: seen[-1].problem != "")
    assert seen[-1].entries[0] == ORDERS
