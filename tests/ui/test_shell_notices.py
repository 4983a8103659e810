"""Who has to look again: by the journal, for this window's writes and for other stations'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from app.db.engine import Database, sqlite_url
from app.domain import events
from app.queries.changes import Mark, News, news_since
from tests.ui.small_shop import open_shop, pack, receive
from ui.runtime.background import Background
from ui.runtime.failures import Failure
from ui.runtime.notices import EVERYTHING, Changes, Notices, Subject, changes_of


@pytest.fixture
def notices(background: Background, sqlite_database: Database) -> Iterator[Notices]:
    notices = Notices(background, sqlite_database)
    yield notices
    notices.close()


def test_nothing_is_new_at_first_and_then_what_happened(database: Database) -> None:
    with database.read() as connection:
        first = news_since(connection, None)
    assert first == News(Mark())
    secret = open_shop(database, 2)
    with database.read() as connection:
        news = news_since(connection, first.mark)
        again = news_since(connection, news.mark)
    assert {"OrderImported", "GoodsReceived", "PurchaseOrderRaised"} <= news.kinds
    assert news.scanned
    assert again == News(news.mark)
    receive(database, secret)
    with database.read() as connection:
        assert news_since(connection, news.mark).scanned


@pytest.mark.parametrize("kind", [kind.__name__ for kind in get_args(events.Event)])
def test_every_fact_concerns_something(kind: str) -> None:
    assert changes_of(News(Mark(), frozenset({kind}))).subjects


def test_a_fact_of_a_later_version_may_concern_everything() -> None:
    assert changes_of(News(Mark(), frozenset({"MoonLanded"}))).subjects == EVERYTHING


def test_a_scan_without_a_fact_concerns_the_scans_alone() -> None:
    changes = changes_of(News(Mark(), scanned=True))
    assert changes == Changes(frozenset({Subject.SCANS}))
    assert changes.concern(frozenset({Subject.SCANS}))
    assert not changes.concern(frozenset({Subject.ORDERS}))


def test_a_write_of_this_window_is_noticed_at_once(
    qtbot: QtBot, background: Background, notices: Notices, sqlite_database: Database
) -> None:
    with qtbot.waitSignal(notices.reached):
        notices.start()
    with qtbot.waitSignal(notices.changed) as changed:
        background.write(lambda: open_shop(sqlite_database, 2), lambda _: None, fail)
    assert {Subject.ORDERS, Subject.SCANS} <= changed.args[0].subjects


def test_what_another_station_wrote_is_found_by_looking(
    qtbot: QtBot, notices: Notices, sqlite_database: Database
) -> None:
    secret = open_shop(sqlite_database, 6)
    with qtbot.waitSignal(notices.reached):
        notices.start()
    other = Database(str(sqlite_database.url))
    pack(other, secret, "MUG")
    other.close()
    with qtbot.waitSignal(notices.changed) as changed:
        notices.look()
    assert Subject.SCANS in changed.args[0].subjects


def test_fifty_writes_cost_few_looks(qtbot: QtBot, background: Background, notices: Notices) -> None:
    looks: list[object] = []
    done: list[object] = []
    with qtbot.waitSignal(notices.reached):
        notices.start()
    notices.reached.connect(looks.append)
    for _ in range(50):
        background.write(lambda: None, done.append, fail)
    qtbot.waitUntil(lambda: len(done) == 50)
    qtbot.waitUntil(lambda: len(looks) > 0)
    qtbot.wait(50)
    assert len(looks) < 60


def test_a_database_that_is_away_is_told_and_looked_for_again(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    away = Database(sqlite_url(tmp_path / "no-such-folder"))
    notices = Notices(background, away)
    with qtbot.waitSignal(notices.reached) as reached:
        notices.start()
    assert isinstance(reached.args[0], Failure)
    with qtbot.waitSignal(notices.reached):
        notices.look()
    notices.close()


def fail(failure: Failure) -> None:
    raise AssertionError(failure.text)
