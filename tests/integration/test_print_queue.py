"""The print ledger as people settle it, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.db import tables as t
from app.db.engine import Database
from app.domain.own_codes import Command
from app.domain.print_ledger import JobState
from app.errors import Conflict, NotFound
from app.queries.print_queue import PrintRow, Show, Wanted, print_queue_page, print_row, queue_counts
from app.services.print_answers import (
    Moved,
    came_out,
    came_out_spoiled,
    did_not_print,
    label_scanned,
    move_to_printer,
    reprint,
)
from tests.factory import KILN, MUG, NOW, LabelOf, Shop


@pytest.fixture
def shop(database: Database) -> Shop:
    """Three shipped orders, so six papers: the slip and the label of each."""
    shop = Shop(database)
    numbers = ("#1", "#2", "#3")
    for number in numbers:
        shop.sells(number, MUG)
    shop.dock().scans(shop.purchase_order(KILN), *[MUG] * 3)
    for number in numbers:
        shop.bench().scans(
            shop.order(number).scan_code, MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf(number)
        )
    return shop


def put(shop: Shop, job_id: int, state: JobState) -> None:
    """Bring a job where a printer would have brought it."""
    with shop.database.write() as connection:
        connection.execute(update(t.PrintJob).where(t.PrintJob.id == job_id).values(state=state.value))


def page(shop: Shop, show: Show = Show.ALL, text: str = "", limit: int = 200) -> list[PrintRow]:
    """Every row of a list, read page by page."""
    found: list[PrintRow] = []
    with shop.database.read() as connection:
        one = print_queue_page(connection, None, wanted=Wanted(shop.now, show, text), limit=limit)
        found += one.rows
        while one.next is not None:
            one = print_queue_page(connection, one.next, wanted=Wanted(shop.now, show, text), limit=limit)
            found += one.rows
    return found


def row(shop: Shop, job_id: int) -> PrintRow:
    with shop.database.read() as connection:
        found = print_row(connection, job_id)
    assert found is not None
    return found


def told(shop: Shop, job_id: int) -> list[str]:
    """The states the journal tells of a job."""
    events = shop.all(select(t.Event.kind, t.Event.data).order_by(t.Event.id))
    wanted = f'"print_job_id":{job_id},'
    return [
        each.data.split('"state":"')[1].rstrip('"}') for each in events if wanted in each.data and "state" in each.data
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_what_is_not_sure_stands_on_top_and_every_job_is_there_once(shop: Shop, limit: int) -> None:
    put(shop, 2, JobState.UNKNOWN)
    put(shop, 3, JobState.FAILED)
    assert [each.id for each in page(shop, limit=limit)] == [3, 2, *(n for n in (6, 5, 4, 1))]
    assert [each.unsettled for each in page(shop)] == [True, True, False, False, False, False]


def test_views_and_counts_agree(shop: Shop) -> None:
    put(shop, 1, JobState.NOT_PRINTED)
    put(shop, 4, JobState.CONFIRMED)
    with shop.database.read() as connection:
        counts = queue_counts(connection)
    assert (counts.unsettled, counts.waiting, counts.begun) == (1, len(page(shop, Show.WAITING)), True)
    assert [each.id for each in page(shop, Show.UNSETTLED)] == [1]
    assert 4 not in [each.id for each in page(shop, Show.WAITING)]


def test_an_empty_ledger_says_so(database: Database) -> None:
    with database.read() as connection:
        assert not queue_counts(connection).begun
        assert print_queue_page(connection, None, wanted=Wanted(NOW)).rows == ()
        assert print_row(connection, 1) is None


def test_jobs_are_found_by_order_number_and_by_the_code_on_its_slip(shop: Shop) -> None:
    for text in ("#2", "2", shop.order("#2").scan_code):
        assert {each.order for each in page(shop, text=text)} == {"#2"}, text
    assert page(shop, text="%") == []


def test_it_came_out_after_all(shop: Shop) -> None:
    put(shop, 1, JobState.UNKNOWN)
    came_out(shop.database, shop.request(), 1)
    assert (row(shop, 1).state, told(shop, 1)) == (JobState.CONFIRMED, ["confirmed"])
    with pytest.raises(Conflict):
        came_out(shop.database, shop.request(), 1)
    shop.check()


def test_what_did_not_print_waits_again_as_the_original(shop: Shop) -> None:
    put(shop, 1, JobState.HANDED_OFF)
    did_not_print(shop.database, shop.request(), 1)
    assert told(shop, 1) == ["unknown", "not_printed", "queued"]
    assert (row(shop, 1).state, row(shop, 1).copy) == (JobState.QUEUED, 1)
    with pytest.raises(Conflict):
        did_not_print(shop.database, shop.request(), 1)
    shop.check()


def test_what_is_spoiled_is_printed_again_with_a_mark(shop: Shop) -> None:
    put(shop, 1, JobState.UNKNOWN)
    assert row(shop, 1).next_copy == 2
    asked = came_out_spoiled(shop.database, shop.request(), 1, "torn")
    assert (row(shop, 1).state, asked.copy) == (JobState.CONFIRMED, 2)
    assert (row(shop, asked.print_job_id).reason, row(shop, asked.print_job_id).state) == ("torn", JobState.DRAFT)
    assert [mark for kind, _, _, mark in shop.jobs("#1") if kind == "slip"] == ["", "REPRINT 2 · 09:30 · ana"]
    shop.check()


def test_a_reprint_of_what_never_came_out_carries_no_mark(shop: Shop) -> None:
    put(shop, 1, JobState.FAILED)
    asked = reprint(shop.database, shop.request(), 1, "paper changed")
    assert asked.copy == 1
    # The question is settled: the same paper was asked for again.
    assert [each.id for each in page(shop, Show.UNSETTLED)] == []
    assert not row(shop, 1).unsettled
    shop.check()


@pytest.mark.parametrize("state", [JobState.DRAFT, JobState.QUEUED, JobState.SENDING])
def test_what_is_on_its_way_is_not_copied(shop: Shop, state: JobState) -> None:
    put(shop, 1, state)
    assert not row(shop, 1).reprintable
    with pytest.raises(Conflict):
        reprint(shop.database, shop.request(), 1, "twice")


def test_paper_of_a_parcel_that_is_gone_is_not_copied(shop: Shop) -> None:
    put(shop, 1, JobState.CONFIRMED)
    assert row(shop, 1).reprintable
    with shop.database.write() as connection:
        connection.execute(update(t.Package).values(state="void"))
    assert not row(shop, 1).reprintable
    with pytest.raises(Conflict):
        reprint(shop.database, shop.request(), 1, "late")


def test_waiting_jobs_move_and_what_is_being_sent_stays(shop: Shop) -> None:
    put(shop, 1, JobState.DRAFT)
    put(shop, 3, JobState.SENDING)
    moves = [Moved(id, "office", "Desk printer", b"%PDF other paper") for id in (1, 3)]
    assert move_to_printer(shop.database, shop.request(), moves) == 1
    assert (row(shop, 1).role, row(shop, 1).printer, row(shop, 1).state) == ("office", "Desk printer", JobState.QUEUED)
    assert (row(shop, 3).role, row(shop, 3).state, told(shop, 1)) == ("slip", JobState.SENDING, ["queued"])


def test_settled_papers_leave_the_list_after_a_day_and_are_found_by_their_order(shop: Shop) -> None:
    put(shop, 1, JobState.UNKNOWN)
    for job_id in range(2, 7):
        put(shop, job_id, JobState.CONFIRMED)
    shop.now = NOW + timedelta(hours=24)
    assert len(page(shop)) == 6
    shop.now += timedelta(minutes=1)
    assert [each.id for each in page(shop)] == [1]  # nobody has said yet what became of it
    assert {each.id for each in page(shop, text="#3")} == {5, 6}
    assert shop.count(t.PrintJob) == 6


def test_a_paper_that_still_waits_keeps_the_list_open(shop: Shop) -> None:
    for job_id in (1, 2, 4, 5, 6):
        put(shop, job_id, JobState.CONFIRMED)
    put(shop, 3, JobState.QUEUED)
    shop.now = NOW + timedelta(days=3)
    assert [each.id for each in page(shop)] == [6, 5, 4, 3]


@pytest.mark.parametrize("state", [JobState.SENDING, JobState.HANDED_OFF, JobState.UNKNOWN])
def test_a_scanned_label_proves_its_job_and_ships_nothing(shop: Shop, state: JobState) -> None:
    shop.sells("#4", MUG)
    shop.dock().scans(Command.FINISH, shop.purchase_order(KILN), MUG)
    shop.bench().scans(shop.order("#4").scan_code, MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX)
    put(shop, 8, state)
    proof = label_scanned(shop.database, shop.request(), shop.label("#4"))
    assert (proof.job_id, proof.message.key) == (8, "label_proved")
    assert (row(shop, 8).state, told(shop, 8), shop.state("#4")) == (JobState.CONFIRMED, ["confirmed"], "packed")
    again = label_scanned(shop.database, shop.request(), shop.label("#4"))
    assert (again.job_id, again.message.key, told(shop, 8)) == (8, "label_proved_already", ["confirmed"])
    shop.check()


def test_a_label_that_cannot_have_come_out_is_told(shop: Shop) -> None:
    put(shop, 4, JobState.QUEUED)
    with pytest.raises(Conflict, match="label_not_printed"):
        label_scanned(shop.database, shop.request(), shop.label("#2"))
    with pytest.raises(NotFound, match="label_unknown"):
        label_scanned(shop.database, shop.request(), "JL:NOBODY:X")
    assert row(shop, 4).state is JobState.QUEUED
