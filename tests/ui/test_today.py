"""The Today view model without a widget, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.config import Settings
from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.domain.own_codes import Command
from app.domain.requests import Clock
from app.queries.day_figures import DayFigures, LateSupply, OnTime
from app.queries.today import Promised, Work
from tests.factory import BOWL, KILN, MUG, NOW, TEA, Goods, LabelOf, Shop
from ui.models.columns import Tone
from ui.runtime.background import Background
from ui.runtime.workplace import Workplace
from ui.viewmodels.today import Phase, Today, TodayState
from ui.viewmodels.today_words import backup_words, figures

GHOST = Goods("GHOST", "Ghost lamp", "4006381333948", KILN)


def today_of(background: Background, database: Database, clock: Clock, folder: Path) -> Today:
    place = Workplace(database, Settings(data_dir=folder, station="bench-1", user="ana"), b"")
    return Today(background, place, clock, lambda: None)


@pytest.fixture
def today(background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path) -> Iterator[Today]:
    model = today_of(background, sqlite_database, clock, tmp_path)
    yield model
    model.close()


def look(qtbot: QtBot, today: Today) -> TodayState:
    with qtbot.waitSignal(today.changed):
        today.refresh()
    return today.state


def test_a_shop_without_orders_says_how_they_come(qtbot: QtBot, sqlite_database: Database, today: Today) -> None:
    Shop(sqlite_database)
    state = look(qtbot, today)
    assert (state.phase, state.sections, state.note[0]) == (Phase.FIRST_USE, (), "No orders yet")
    assert (state.backup, state.backup_tone) == ("No backup yet. Make one under Settings, Data.", Tone.ATTENTION)


def test_the_work_is_listed_by_its_kind_and_each_line_leads_to_its_job(
    qtbot: QtBot, sqlite_database: Database, today: Today
) -> None:
    shop = Shop(sqlite_database)
    shop.sells("#late", MUG, promise_days=-1)
    shop.sells("#today", BOWL, promise_days=0, note="ring twice")
    shop.sells("#ghost", GHOST, promise_days=2)
    shop.sells("#later", TEA, promise_days=9)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    with sqlite_database.write() as connection:
        connection.execute(update(t.PurchaseOrder).where(t.PurchaseOrder.id == 1).values(expected_on=NOW.date()))
    state = look(qtbot, today)
    assert [(section.title, section.count) for section in state.sections] == [
        ("Late", 1),
        ("Ship today", 1),
        ("Arriving today", 1),
        ("To buy", 1),
        ("Problems", 1),
        ("Coming up", 2),
    ]
    jobs = {section.title: section.jobs[0] for section in state.sections}
    late = jobs["Late"]
    assert (late.title, late.screen, late.select) == ("#late · Customer #late", "pack", shop.order("#late").scan_code)
    assert (late.stage, late.stage_words, late.tone) == (3, "Received", Tone.WRONG)
    assert (jobs["Ship today"].screen, jobs["Ship today"].stage_words) == ("orders", "Bought")
    assert (jobs["Arriving today"].screen, jobs["Arriving today"].aside) == ("receiving", "today")
    assert jobs["Arriving today"].detail == "PO-00001 · 1 unit · 1 order waits for it"
    assert (jobs["To buy"].screen, jobs["To buy"].detail) == ("purchasing", "GHOST · 1 unit · for 1 order")
    assert (jobs["Problems"].title, jobs["Problems"].screen) == ("GHOST is not in the catalog", "products")
    assert state.urgent == 2


def test_when_everything_has_left_it_says_what_comes_next(
    qtbot: QtBot, sqlite_database: Database, today: Today
) -> None:
    shop = Shop(sqlite_database)
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(KILN), MUG)
    shop.bench().scans(MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1"))
    state = look(qtbot, today)
    assert (state.phase, state.note) == (Phase.DONE, ("Nothing waiting", "No delivery is expected."))
    assert state.figures[0].number == "1"


def test_a_database_that_cannot_be_read_says_so_and_comes_back(
    qtbot: QtBot, background: Background, clock: Clock, tmp_path: Path
) -> None:
    database = Database(sqlite_url(tmp_path / "no-such-folder"))
    today = today_of(background, database, clock, tmp_path)
    state = look(qtbot, today)
    assert (state.phase, state.note[0]) == (Phase.FAILED, "Today could not be read")
    database.close()


NOTHING = DayFigures(0, {}, OnTime(), (), LateSupply(), 0)


def test_a_figure_that_cannot_be_told_says_why() -> None:
    shipped, risk, on_time, hours, supply, caught = figures(Work(Promised()), NOTHING)
    assert (shipped.number, shipped.words, shipped.share) == ("0", "nothing more is due", None)
    assert (risk.number, risk.words) == ("0", "all goods come in time")
    assert (on_time.number, on_time.words) == ("–", "not enough data (0)")
    assert (hours.number, hours.words) == ("–", "nothing has left today")
    assert (supply.number, supply.words) == ("0", "nothing is on order")
    assert (caught.number, caught.words) == ("0", "no wrong scan today")


def test_figures_of_a_busy_day() -> None:
    day = DayFigures(12, {9: 4, 11: 8}, OnTime(49, 50), (), LateSupply(20, 3, 1), 2)
    shipped, risk, on_time, hours, supply, caught = figures(Work(Promised(30, 2, 6), at_risk=3), day)
    assert (shipped.number, shipped.words, shipped.share) == ("12", "8 more due, 2 late", 0.6)
    assert (risk.number, risk.tone) == ("3", Tone.ATTENTION)
    assert (on_time.number, on_time.words) == ("98 %", "49 of 50 parcels")
    assert (hours.number, hours.words, hours.bars) == ("8", "at best, since 09:00", (4, 0, 8))
    assert (supply.number, supply.words, supply.tone) == ("24", "units, 4 overdue", Tone.WRONG)
    assert (caught.number, caught.words) == ("2", "caught before they left")


@pytest.mark.parametrize(
    ("age", "words", "tone"),
    [
        (timedelta(minutes=5), "Backed up less than an hour ago.", Tone.OK),
        (timedelta(hours=1), "Backed up 1 hour ago.", Tone.OK),
        (timedelta(hours=23), "Backed up 23 hours ago.", Tone.OK),
        (timedelta(days=3), "The newest backup is 3 days old.", Tone.ATTENTION),
    ],
)
def test_the_age_of_the_backup(age: timedelta, words: str, tone: Tone) -> None:
    newest: datetime = NOW - age
    assert backup_words(newest, NOW) == (words, tone)
