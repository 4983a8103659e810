"""The print ledger against real printers on loopback: nothing is lost, nothing comes out twice unmarked."""

from __future__ import annotations

from contextlib import contextmanager, suppress

import msgspec
import pytest
from sqlalchemy import select, update

from app.db import tables as t
from app.domain.messages import say
from app.domain.own_codes import Command
from app.domain.print_ledger import JobState
from app.domain.requests import new_request
from app.errors import Conflict
from app.queries.exports import rows
from app.services import print_jobs
from app.services.print_answers import Moved, move_to_printer
from app.services.print_jobs import active_jobs, move_on, recover
from printing import spooler
from printing.printers import Folder, Network, Printer, Role, open_transport
from printing.spooler import Spooler, print_waiting
from printing.transport.delivery import Delivery, Outcome
from printing.transport.network import NetworkTransport
from tests.factory import MUG, NOW, LabelOf, Shop
from tests.fake_printer import FakePrinter, Mode

BENCH = "bench-1"
BOX = (MUG, Command.PAPERS_REMOVED, Command.CLOSE_BOX)


@pytest.fixture
def shop(database):
    shop = Shop(database)
    shop.sells("#1", MUG)
    shop.dock().scans(shop.purchase_order(), MUG)
    shop.bench().scans(*BOX)
    return shop


def label_printer(port):
    return Printer("Zebra", Role.LABEL, "zpl", "label-4x6", Network("127.0.0.1", port))


def asks(station=BENCH):
    return lambda: new_request(station, "ana", lambda: NOW)


def prints(shop, printer, **timeouts):
    transport = NetworkTransport("127.0.0.1", printer.port, **timeouts)
    return print_waiting(shop.database, label_printer(printer.port), transport, asks())


def labels(shop):
    return [(copy, state) for kind, copy, state, _ in shop.jobs("#1") if kind == "label"]


@contextmanager
def ledger_checked(shop):
    yield
    shop.check()


def test_a_label_that_was_taken_whole_is_handed_off_and_its_scan_proves_it(shop):
    with FakePrinter(Mode.OK) as printer, ledger_checked(shop):
        assert prints(shop, printer)
        (label,) = printer.wait_for(1)
        assert shop.label("#1").encode() in label or b"^BC" in label
        assert labels(shop) == [(1, "handed_off")]
        shop.bench().scans(LabelOf("#1"))
        assert labels(shop) == [(1, "confirmed")]
        assert shop.state("#1") == "shipped"


@pytest.mark.parametrize("mode", [Mode.HALF_RESET, Mode.ALL_RESET])
def test_a_connection_that_dies_leaves_the_job_unknown_and_nothing_is_sent_again(shop, mode):
    with FakePrinter(mode) as printer, ledger_checked(shop):
        prints(shop, printer)
        prints(shop, printer)
        assert labels(shop) == [(1, "unknown")]
        assert len(printer.wait_for(1)) == 1


def test_scanning_the_label_settles_an_unknown_job(shop):
    with FakePrinter(Mode.ALL_RESET) as printer, ledger_checked(shop):
        prints(shop, printer)
        shop.bench().scans(LabelOf("#1"))
        assert labels(shop) == [(1, "confirmed")]


def test_a_printer_that_is_off_gets_the_original_when_it_is_on_again(shop):
    with FakePrinter(Mode.REFUSE) as off:
        assert not prints(shop, off)
        assert labels(shop) == [(1, "queued")]
    with FakePrinter(Mode.OK) as on, ledger_checked(shop):
        assert prints(shop, on)
        assert labels(shop) == [(1, "handed_off")]
        assert len(on.wait_for(1)) == 1


def said(shop):
    return [row.detail for row in shop.all(select(t.PrintJob.detail).where(t.PrintJob.kind == "label"))]


def test_what_a_printer_said_is_kept_as_a_message_and_exported_as_words(shop):
    with FakePrinter(Mode.REFUSE) as off:
        prints(shop, off)
    [told] = said(shop)
    assert told.key == "printer_silent"
    exported = [row["detail"] for row in rows(shop.database, "print-jobs") if row["kind"] == "label"]
    assert exported == [told.text]


def test_words_that_were_stored_before_stand_for_themselves(shop):
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE print_jobs SET detail = 'The printer is off.'")
    assert [told.text for told in said(shop)] == ["The printer is off."]


def test_what_was_being_sent_when_the_program_died_is_unknown_at_the_next_start(shop):
    (job,) = active_jobs(shop.database, BENCH, "label")
    move_on(shop.database, asks()(), job, JobState.DRAFT, JobState.QUEUED, content=b"^XA^XZ")
    move_on(shop.database, asks()(), job, JobState.QUEUED, JobState.SENDING)
    with FakePrinter(Mode.OK) as printer, ledger_checked(shop):
        assert recover(shop.database, asks()()) == 1
        prints(shop, printer)
        assert labels(shop) == [(1, "unknown")]
        assert printer.jobs == []


def test_another_station_s_job_is_left_alone_at_a_start(shop):
    (job,) = active_jobs(shop.database, BENCH, "label")
    move_on(shop.database, asks()(), job, JobState.DRAFT, JobState.QUEUED, content=b"^XA^XZ")
    move_on(shop.database, asks()(), job, JobState.QUEUED, JobState.SENDING)
    assert recover(shop.database, asks("bench-2")()) == 0
    assert labels(shop) == [(1, "sending")]


def test_a_reprint_is_marked_on_the_paper_and_the_original_is_not(shop):
    with FakePrinter(Mode.OK) as printer, ledger_checked(shop):
        prints(shop, printer)
        shop.bench().scans(Command.REPRINT_LABEL)
        prints(shop, printer)
        original, copy = printer.wait_for(2)
        assert original != copy
    marks = [mark for kind, _, _, mark in shop.jobs("#1") if kind == "label"]
    assert marks[0] == ""
    assert marks[1].startswith("REPRINT 2")


def test_a_job_that_somebody_else_moved_on_is_theirs(shop):
    (job,) = active_jobs(shop.database, BENCH, "label")
    move_on(shop.database, asks()(), job, JobState.DRAFT, JobState.QUEUED)
    with pytest.raises(Conflict):
        move_on(shop.database, asks()(), job, JobState.DRAFT, JobState.QUEUED)


def sent_although_moved(shop):
    """The worker of the slip printer has read a job when somebody moves it: what it sends nevertheless."""
    sent = []

    class Watching:
        def send(self, data, job):
            sent.append(data)
            return Delivery(Outcome.CONFIRMED, say("paper_saved", file="taken"))

    (job,) = active_jobs(shop.database, BENCH, "slip")
    move_on(shop.database, asks()(), job, JobState.DRAFT, JobState.QUEUED, content=b"for the paper of the slips")
    (queued,) = active_jobs(shop.database, BENCH, "slip")
    move_to_printer(shop.database, asks()(), [Moved(job.id, "office", "Office", b"for the paper of the office")])
    printer = Printer("Slips", Role.SLIP, "pdf", "a6", Folder("unused"))
    with suppress(Conflict):
        spooler._print(shop.database, queued, printer, Watching(), asks())
    return sent


def test_a_job_moved_to_another_printer_at_the_same_instant_is_left_to_that(shop):
    assert sent_although_moved(shop) == []
    (moved,) = active_jobs(shop.database, BENCH, "office")
    assert (moved.state, moved.content) == (JobState.QUEUED, b"for the paper of the office")


def test_without_its_role_a_moved_job_would_come_out_of_the_printer_it_left(shop, monkeypatch):
    def careless(database, request, job, before, after, **columns):
        [row] = shop.all(select(t.PrintJob.role).where(t.PrintJob.id == job.id))
        move_on(database, request, msgspec.structs.replace(job, role=row.role), before, after, **columns)

    monkeypatch.setattr(spooler, "move_on", careless)
    assert sent_although_moved(shop) == [b"for the paper of the slips"]


def test_a_document_that_does_not_fit_fails_with_its_reason_and_holds_up_nobody(shop, log_guard):
    job = t.PrintJob
    with shop.database.write() as connection:
        document = connection.execute(select(job.document).where(job.kind == "label")).scalar_one()
        broken = document.replace('"city":"Sampleton"', '"city":"' + "M" * 900 + '"')
        connection.execute(update(job).where(job.kind == "label").values(document=broken))
    with FakePrinter(Mode.OK) as printer, log_guard.expected("printing.spooler"):
        assert prints(shop, printer)
        assert labels(shop) == [(1, "failed")]
        assert printer.jobs == []
    shop.bench().scans(Command.REPRINT_LABEL)
    assert shop.jobs("#1")[-1] == ("label", 1, "draft", "")


def test_a_fault_in_the_middle_of_sending_is_unknown(shop, log_guard):
    class Falls:
        def send(self, data, job):
            raise RuntimeError("unplugged")

    with log_guard.expected("printing.spooler"):
        print_waiting(shop.database, label_printer(9), Falls(), asks())
    assert labels(shop) == [(1, "unknown")]


def test_a_label_scanned_before_the_printer_answered_is_proved_and_keeps_its_file(shop, tmp_path):
    class Slow:
        def __init__(self, transport):
            self.transport = transport

        def send(self, data, job):
            delivery = self.transport.send(data, job)
            shop.bench().scans(LabelOf("#1"))
            return delivery

    printer = Printer("Labels", Role.LABEL, "zpl", "label-4x6", Folder(str(tmp_path / "labels")))
    print_waiting(shop.database, printer, Slow(open_transport(printer)), asks())
    (job,) = shop.all(select(t.PrintJob).where(t.PrintJob.kind == "label"))
    assert job.state == "confirmed"
    assert job.file.endswith(".zpl")
    shop.check()


def test_the_spooler_prints_by_itself_and_stops_clean(shop, tmp_path):
    printers = (
        Printer("Slips", Role.SLIP, "pdf", "a6", Folder(str(tmp_path / "slips"))),
        Printer("Labels", Role.LABEL, "zpl", "label-4x6", Folder(str(tmp_path / "labels"))),
    )
    running = Spooler(shop.database, printers, asks())
    running.start()
    running.stop()
    assert [len(list((tmp_path / folder).iterdir())) for folder in ("slips", "labels")] == [1, 1]
    assert [state for _, _, state, _ in shop.jobs("#1")] == ["confirmed", "confirmed"]
    shop.check()


def test_a_reopened_box_whose_paper_never_left_prints_an_original_again(shop, tmp_path):
    shop.bench().scans(Command.UNDO, Command.CLOSE_BOX)
    assert labels(shop) == [(1, "cancelled"), (1, "draft")]
    folder = tmp_path / "labels"
    transport = open_transport(Printer("L", Role.LABEL, "zpl", "label-4x6", Folder(str(folder))))
    print_waiting(shop.database, label_printer(9), transport, asks())
    assert len(list(folder.iterdir())) == 1
    assert [mark for *_, mark in shop.jobs("#1")] == ["", "", "", ""]
    shop.check()


# --- mutation controls: without the protection, the story above is not true ------------------------------------------


def crash_after_sending(shop, printer, monkeypatch):
    """The program dies between the last byte and its note of it, and is started again."""
    sent = spooler._send

    def crashes(*given):
        sent(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(spooler, "_send", crashes)
        with pytest.raises(KeyboardInterrupt):
            prints(shop, printer)
    recover(shop.database, asks()())


def test_without_the_durable_sending_state_a_crash_would_print_twice(shop, monkeypatch):
    """*Sending* not written before the first byte: after a crash the same original is sent again."""

    def forgets(database, request, job, before, after, **columns):
        if after is not JobState.SENDING and before is not JobState.SENDING:
            move_on(database, request, job, before, after, **columns)

    monkeypatch.setattr(spooler, "move_on", forgets)
    with FakePrinter(Mode.OK) as printer:
        for _ in range(2):
            crash_after_sending(shop, printer, monkeypatch)
        assert len(printer.wait_for(2)) == 2


def test_with_the_durable_sending_state_a_crash_prints_once(shop, monkeypatch):
    with FakePrinter(Mode.OK) as printer:
        crash_after_sending(shop, printer, monkeypatch)
        prints(shop, printer)
        assert len(printer.wait_for(1)) == 1
    assert labels(shop) == [(1, "unknown")]


def test_without_the_copy_number_a_reprint_would_not_be_marked(shop, monkeypatch, database):
    with FakePrinter(Mode.OK) as printer:
        prints(shop, printer)
        monkeypatch.setattr(print_jobs, "reprint_mark", lambda copy, at, user: "")
        shop.bench().scans(Command.REPRINT_LABEL)
    with pytest.raises(AssertionError, match="I6"):
        shop.check()
