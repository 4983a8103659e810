"""The Print queue: its view model without a widget, and one test for each state of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command, OwnKind, own_code
from app.domain.print_ledger import JobState
from app.domain.requests import Clock
from tests.factory import KILN, MUG, NOW, LabelOf, Shop
from tests.ui.work_ground import Gone, workplace
from ui.models.columns import Tone
from ui.models.print_queue import Phase
from ui.runtime.background import Background
from ui.viewmodels.print_queue import PrintQueue
from ui.views.print_queue import PrintQueueScreen
from ui.widgets.slip_preview import SlipPreview


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    """Two shipped orders: slip 1 and label 2 of `#1`, slip 3 and label 4 of `#2`."""
    shop = Shop(sqlite_database)
    for number in ("#1", "#2"):
        shop.sells(number, MUG)
    shop.dock("bench-1").scans(shop.purchase_order(KILN), MUG, MUG)
    for number in ("#1", "#2"):
        shop.bench().scans(
            shop.order(number).scan_code, MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf(number)
        )
    return shop


@pytest.fixture
def queue(background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path) -> Iterator[PrintQueue]:
    model = PrintQueue(background, workplace(Shop(sqlite_database), tmp_path), clock)
    yield model
    model.close()


def put(shop: Shop, job_id: int, state: JobState) -> None:
    with shop.database.write() as connection:
        connection.execute(update(t.PrintJob).where(t.PrintJob.id == job_id).values(state=state.value))


def settle(qtbot: QtBot, queue: PrintQueue) -> None:
    queue.refresh()
    qtbot.waitUntil(lambda: queue.state.phase is not Phase.LOADING and bool(queue.state.printers))


def opened(qtbot: QtBot, queue: PrintQueue, job_id: int) -> None:
    queue.open_job(job_id)
    qtbot.waitUntil(lambda: queue.state.job is not None and queue.state.job.id == job_id)


def reported(qtbot: QtBot, queue: PrintQueue) -> str:
    qtbot.waitUntil(lambda: queue.state.report is not None and not queue.state.busy)
    assert queue.state.report is not None
    return queue.state.report.text


def words(screen: PrintQueueScreen) -> str:
    seen = [*screen.findChildren(QLabel), *screen.findChildren(QPushButton)]
    return "\n".join(each.text() for each in seen if each.isVisible())


# --- without a widget ------------------------------------------------------------------------------------------------


def test_states_are_told_in_honest_words(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    put(shop, 1, JobState.HANDED_OFF)
    put(shop, 2, JobState.UNKNOWN)
    settle(qtbot, queue)
    told = [queue.table.data(queue.table.index(row, 1)) for row in range(queue.table.rowCount())]
    assert told[0] == "Not sure"
    assert "Handed to printer" in told
    assert (queue.state.unsettled, queue.state.count_words) == (1, "4 jobs")


def test_the_question_is_answered(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    put(shop, 2, JobState.UNKNOWN)
    settle(qtbot, queue)
    opened(qtbot, queue, 2)
    assert queue.state.job is not None
    assert (queue.state.job.title, queue.state.job.question) == (
        "Shipping label of #1",
        "Did it come out of the printer?",
    )
    queue.came_out()
    assert queue.state.busy
    assert reported(qtbot, queue) == "Marked as come out."
    qtbot.waitUntil(lambda: queue.state.job is not None and queue.state.job.chip.text == "Came out")
    assert (queue.state.job.question, queue.state.job.copy_words) == ("", "This copy will say REPRINT 2.")


def test_a_reprint_says_its_mark_before_and_after(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    put(shop, 1, JobState.CONFIRMED)
    settle(qtbot, queue)
    opened(qtbot, queue, 1)
    queue.reprint(" coffee ")
    assert reported(qtbot, queue) == "Packing slip of #1 prints again. This copy will say REPRINT 2."
    qtbot.waitUntil(lambda: queue.state.count == 5)
    assert [job[:2] for job in shop.jobs("#1")] == [("slip", 1), ("label", 1), ("slip", 2)]


def test_an_answer_that_came_too_late_changes_nothing(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    put(shop, 1, JobState.UNKNOWN)
    settle(qtbot, queue)
    opened(qtbot, queue, 1)
    put(shop, 1, JobState.CONFIRMED)
    queue.did_not_print()
    assert "moved on by somebody else" in reported(qtbot, queue)
    assert queue.state.report.tone is Tone.WRONG  # type: ignore[union-attr]


def test_waiting_slips_move_to_the_other_sheet_printer(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    put(shop, 1, JobState.DRAFT)
    put(shop, 3, JobState.SENDING)
    settle(qtbot, queue)
    opened(qtbot, queue, 1)
    assert queue.state.job is not None
    assert queue.state.job.elsewhere == (("office", "Papers as files (A4)"),)
    queue.move("office")
    assert reported(qtbot, queue) == "1 job waits for Papers as files now."
    opened(qtbot, queue, 2)
    assert queue.state.job.elsewhere == ()


@pytest.mark.parametrize("role", ["slip", "label", "tote", "office"])
def test_a_test_page_is_made_and_marked(qtbot: QtBot, shop: Shop, queue: PrintQueue, tmp_path: Path, role: str) -> None:
    settle(qtbot, queue)
    queue.test(role)
    assert "Saved as" in reported(qtbot, queue)
    [page] = (tmp_path / "paper").rglob("*test_page*")
    assert page.stat().st_size > 100
    assert len(shop.jobs("#1")) == 2  # the ledger knows nothing of it


# --- the screen ------------------------------------------------------------------------------------------------------


def test_a_shop_that_never_printed(qtbot: QtBot, sqlite_database: Database, queue: PrintQueue) -> None:
    screen = shown(qtbot, queue)
    assert "Reading the print queue…" in words(screen)
    settle(qtbot, queue)
    assert "Nothing was printed yet" in words(screen)
    assert "Slips as files" in words(screen)


def test_nothing_needs_a_person_and_no_match(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    screen = shown(qtbot, queue)
    settle(qtbot, queue)
    queue.show("unsettled")
    qtbot.waitUntil(lambda: "Nothing needs you here" in words(screen))
    queue.clear_filters()
    queue.search("nobody")
    qtbot.waitUntil(lambda: "No papers of “nobody”" in words(screen))
    assert "Clear filters" in words(screen)


def test_a_ledger_that_cannot_be_read(
    qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    place = workplace(shop, tmp_path)
    gone = Gone(shop.database)
    place.database = gone  # type: ignore[assignment]
    queue = PrintQueue(background, place, clock)
    screen = shown(qtbot, queue)
    queue.refresh()
    qtbot.waitUntil(lambda: "The print queue could not be read" in words(screen))
    gone.back()
    [again] = [each for each in screen.findChildren(QPushButton) if each.isVisible() and each.text() == "Try again"]
    again.click()
    qtbot.waitUntil(lambda: queue.state.phase is Phase.SHOWN)
    queue.close()


def test_only_what_fits_the_state_is_offered(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    for job_id, state in (
        (1, JobState.UNKNOWN),
        (2, JobState.CONFIRMED),
        (3, JobState.QUEUED),
        (4, JobState.NOT_PRINTED),
    ):
        put(shop, job_id, state)
    screen = shown(qtbot, queue)
    settle(qtbot, queue)
    offered = {}
    for job_id in (1, 2, 3, 4):
        opened(qtbot, queue, job_id)
        actions = (
            "It came out",
            "It did not print",
            "It is spoiled: reprint",
            "Print it again",
            "Reprint",
            "Move waiting jobs",
        )
        offered[job_id] = [action for action in actions if action in words(screen).split("\n")]
    assert offered == {
        1: ["It came out", "It did not print", "It is spoiled: reprint"],
        2: ["Reprint"],
        3: ["Move waiting jobs"],
        4: ["Print it again", "Reprint"],
    }


def test_a_scanned_label_is_confirmed_and_its_job_is_shown(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    put(shop, 4, JobState.UNKNOWN)
    screen = shown(qtbot, queue)
    settle(qtbot, queue)
    assert screen.scanned(shop.label("#2"))
    qtbot.waitUntil(lambda: queue.state.job is not None and queue.state.unsettled == 0)
    assert "The label of #2 came out: its print job is confirmed." in words(screen)
    assert (queue.state.job.id, queue.state.job.chip.text) == (4, "Came out")  # type: ignore[union-attr]
    assert screen.back()
    assert queue.state.job is None


def test_a_label_nobody_knows_is_told(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    assert queue.scanned(own_code(OwnKind.LABEL, "NOBODY"))
    assert "belongs to no parcel" in reported(qtbot, queue)
    assert queue.state.report.tone is Tone.WRONG  # type: ignore[union-attr]


def test_a_scanned_order_shows_its_papers_and_all_ends_that(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    screen = shown(qtbot, queue)
    settle(qtbot, queue)
    assert screen.scanned(shop.order("#2").scan_code)
    qtbot.waitUntil(lambda: queue.state.phase is Phase.SHOWN and queue.state.count == 2)
    assert not screen.scanned("4006381333931")
    queue.show("all")
    qtbot.waitUntil(lambda: queue.state.phase is Phase.SHOWN and queue.state.count == 4)


@pytest.mark.parametrize(("job_id", "what"), [(1, "Packing slip of #1"), (2, "Shipping label of #1")])
def test_a_paper_is_shown_as_its_next_copy_will_look(
    qtbot: QtBot, shop: Shop, queue: PrintQueue, job_id: int, what: str
) -> None:
    put(shop, job_id, JobState.CONFIRMED)
    screen = shown(qtbot, queue)
    settle(qtbot, queue)
    opened(qtbot, queue, job_id)
    queue.show_paper()
    qtbot.waitUntil(lambda: queue.state.preview is not None)
    [paper] = screen.findChildren(SlipPreview)
    assert {what, "This copy will say REPRINT 2."} <= set(words(screen).split("\n"))
    assert "REPRINT 2" in paper.accessibleDescription()
    assert screen.back()
    assert (queue.state.preview, queue.state.job is None) == (None, False)


def test_a_paper_that_waits_is_shown_without_a_mark(qtbot: QtBot, shop: Shop, queue: PrintQueue) -> None:
    settle(qtbot, queue)
    opened(qtbot, queue, 1)
    put(shop, 1, JobState.QUEUED)
    queue.show_paper()
    qtbot.waitUntil(lambda: queue.state.preview is not None)
    preview = queue.state.preview
    assert preview is not None
    assert preview.words == "As it waits for the printer."
    assert "REPRINT" not in " ".join(str(shape) for shape in preview.sheets[0].shapes)


def test_a_day_later_the_list_is_empty_and_says_so(
    qtbot: QtBot, background: Background, shop: Shop, tmp_path: Path
) -> None:
    for job_id in (1, 2, 3, 4):
        put(shop, job_id, JobState.CONFIRMED)
    queue = PrintQueue(background, workplace(shop, tmp_path), lambda: NOW + timedelta(days=2))
    screen = shown(qtbot, queue)
    settle(qtbot, queue)
    qtbot.waitUntil(lambda: "Nothing was printed in the last day" in words(screen))
    queue.close()


def shown(qtbot: QtBot, queue: PrintQueue) -> PrintQueueScreen:
    screen = PrintQueueScreen(queue)
    qtbot.addWidget(screen)
    screen.resize(1084, 640)
    screen.show()
    return screen
