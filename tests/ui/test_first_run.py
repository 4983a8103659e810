"""The first run without a widget: what it remembers, hears and draws; and the checklist that follows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from app.config import Settings
from app.db.engine import Database
from app.domain.address import PostalAddress
from app.domain.documents import Brand
from app.queries.setup_progress import Guide, SetupProgress, read_guide
from app.services.setup_guide import change_guide
from app.services.shop import ShopSetup, prepare, set_up
from tests.conftest import NOW
from tests.ui.work_ground import Gone
from ui.models.first_run import ChecklistState, FirstRunState, SetupStep
from ui.runtime.background import Background
from ui.runtime.workplace import Workplace
from ui.viewmodels.first_run import TEST_CODE, FirstRun, SetupChecklist, done_steps, known_files

BRAND = Brand("north", "Nordlicht", PostalAddress("Nordlicht", lines=("Am Hafen 1",), city="Kiel", country="DE"))


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Workplace:
    """A shop where nothing is set up."""
    settings = Settings(data_dir=tmp_path, station="bench-1", user="ana")
    return Workplace(sqlite_database, settings, prepare(sqlite_database))


@pytest.fixture
def model(place: Workplace, background: Background) -> Iterator[FirstRun]:
    model = FirstRun(background, place)
    yield model
    model.close()


def known(qtbot: QtBot, model: FirstRun) -> FirstRunState:
    model.refresh()
    qtbot.waitUntil(lambda: model.state.known)
    return model.state


def remembered(place: Workplace) -> Guide:
    with place.database.read() as connection:
        return read_guide(connection)


@pytest.mark.parametrize(
    ("progress", "done"),
    [
        (SetupProgress(), set()),
        (SetupProgress(named=True, scans=True), {SetupStep.SHOP, SetupStep.SCANNER}),
        (SetupProgress(prints=True, sells=True), {SetupStep.PRINTERS, SetupStep.GOODS}),
    ],
)
def test_a_step_is_done_where_its_thing_is_there(progress: SetupProgress, done: set[SetupStep]) -> None:
    assert done_steps(progress) == done


def test_each_kind_of_file_is_ticked_for_itself() -> None:
    assert known_files(SetupProgress(buys=True)) == {"suppliers"}
    assert known_files(SetupProgress(offers=True, sells=True)) == {"products", "orders"}
    assert done_steps(SetupProgress(buys=True, offers=True)) == set()


def test_it_begins_at_the_beginning_and_goes_on_where_it_stopped(
    qtbot: QtBot, place: Workplace, background: Background, model: FirstRun
) -> None:
    assert known(qtbot, model).step is SetupStep.SHOP
    model.go_on()
    model.go_on()
    qtbot.waitUntil(lambda: remembered(place).step == "scanner")
    again = FirstRun(background, place)
    assert known(qtbot, again).step is SetupStep.SCANNER
    again.close()


def test_the_way_back_ends_at_the_first_step_and_the_way_on_in_work(qtbot: QtBot, model: FirstRun) -> None:
    known(qtbot, model)
    model.go_back()
    assert model.state.step is SetupStep.SHOP
    model.open(SetupStep.GOODS)
    with qtbot.waitSignal(model.finished):
        model.go_on()
    assert model.state.step is SetupStep.GOODS


def test_a_scan_is_shown_remembered_once_and_acted_on_by_nobody(
    qtbot: QtBot, place: Workplace, model: FirstRun
) -> None:
    known(qtbot, model)
    for text in (TEST_CODE, "4006381333931"):
        model.hear(text)
    assert [each.text for each in model.state.heard] == ["4006381333931", TEST_CODE]
    assert SetupStep.SCANNER in model.state.done
    qtbot.waitUntil(lambda: remembered(place).heard)
    model.refresh()
    qtbot.waitUntil(lambda: SetupStep.SCANNER in model.state.done)


def test_leaving_is_remembered(qtbot: QtBot, place: Workplace, model: FirstRun) -> None:
    model.leave()
    qtbot.waitUntil(lambda: remembered(place).left)


def test_the_slip_follows_the_typing_and_nothing_is_kept(qtbot: QtBot, place: Workplace, model: FirstRun) -> None:
    for name in ("N", "No", "Nordlicht"):
        model.draw(replace(BRAND, trading_name=name))
    qtbot.waitUntil(lambda: "Nordlicht" in str(model.state.drawn.sheets))
    assert SetupStep.SHOP not in known(qtbot, model).done


def test_a_shop_that_cannot_be_read_says_why(
    qtbot: QtBot, place: Workplace, background: Background, model: FirstRun
) -> None:
    gone = Gone(place.database)
    place.database = gone  # type: ignore[assignment]
    model.refresh()
    qtbot.waitUntil(lambda: bool(model.state.problem))
    gone.back()
    assert known(qtbot, model).problem == ""


# --- the checklist ---------------------------------------------------------------------------------------------------


def checklist(qtbot: QtBot, place: Workplace, background: Background, backup: datetime | None) -> SetupChecklist:
    model = SetupChecklist(background, place, lambda: backup)
    with qtbot.waitSignal(model.changed):
        model.refresh()
    return model


def test_the_checklist_names_every_step_and_what_is_done(
    qtbot: QtBot, place: Workplace, background: Background
) -> None:
    set_up(place.database, ShopSetup((BRAND,)))
    state = checklist(qtbot, place, background, NOW).state
    assert [step for step, _ in state.steps] == list(SetupStep)
    assert {step for step, done in state.steps if done} == {SetupStep.SHOP, SetupStep.BACKUP}
    assert state.done == 2


def test_the_checklist_is_put_away_for_good(qtbot: QtBot, place: Workplace, background: Background) -> None:
    model = checklist(qtbot, place, background, None)
    model.put_away()
    assert model.state == ChecklistState()
    qtbot.waitUntil(lambda: remembered(place).put_away)
    again = SetupChecklist(background, place, lambda: None)
    again.refresh()
    qtbot.waitUntil(lambda: again.over)
    assert again.state == ChecklistState()


def test_the_checklist_goes_away_when_all_is_done(
    qtbot: QtBot, place: Workplace, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = checklist(qtbot, place, background, NOW)
    done = SetupProgress(named=True, prints=True, scans=True, sells=True)
    monkeypatch.setattr("ui.viewmodels.first_run.setup_progress", lambda _: done)
    with qtbot.waitSignal(model.changed):
        model.refresh()
    assert model.state == ChecklistState()


def test_one_thing_left_keeps_the_checklist(
    qtbot: QtBot, place: Workplace, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = SetupProgress(named=True, prints=True, scans=True, sells=True)
    monkeypatch.setattr("ui.viewmodels.first_run.setup_progress", lambda _: replace(done))
    assert checklist(qtbot, place, background, None).state.done == 4


def test_looking_remembers_nothing(qtbot: QtBot, place: Workplace, model: FirstRun) -> None:
    known(qtbot, model)
    assert remembered(place) == Guide()
    change_guide(place.database, lambda guide: guide)
    assert remembered(place) == Guide()
