"""What a Windows queue may claim, with a spooler made of a list; the spooler itself is there on Windows only."""

from ctypes import c_void_p
from datetime import UTC, datetime

from printing.transport.delivery import JobInfo, Outcome
from printing.transport.windows_queue import WindowsQueue

JOB = JobInfo("7f3a", "shipping_label", "1042", "zpl", datetime(2026, 3, 4, tzinfo=UTC))


class ListSpool:
    def __init__(self, takes: int | None = 1000, opens: bool = True):
        self.said = []
        self._takes = takes
        self._opens = opens

    def start(self, queue, title):
        if not self._opens:
            raise OSError("1801")
        self.said.append(("start", queue, title))
        return c_void_p(1)

    def write(self, handle, data):
        if self._takes is None:
            raise OSError("63")
        self.said.append(("write", data))
        return min(len(data), self._takes)

    def end(self, handle):
        self.said.append(("end",))


def test_label_is_handed_over_whole_and_the_job_is_ended():
    spool = ListSpool()

    assert WindowsQueue("Zebra", spool).send(b"^XA^XZ", JOB).outcome is Outcome.SENT
    assert spool.said == [("start", "Zebra", JOB.name()), ("write", b"^XA^XZ"), ("end",)]


def test_part_or_trouble_after_the_start_is_unknown_and_the_job_is_ended():
    for spool in (ListSpool(takes=2), ListSpool(takes=None)):
        assert WindowsQueue("Zebra", spool).send(b"^XA^XZ", JOB).outcome is Outcome.UNKNOWN
        assert spool.said[-1] == ("end",)


def test_printer_that_does_not_open_got_nothing():
    assert WindowsQueue("Gone", ListSpool(opens=False)).send(b"^XA^XZ", JOB).outcome is Outcome.FAILED


def test_pdf_is_refused_rather_than_printed_as_text():
    spool = ListSpool()
    job = JobInfo("1", "packing_slip", "1042", "pdf", JOB.at)

    assert WindowsQueue("Zebra", spool).send(b"%PDF", job).outcome is Outcome.FAILED
    assert spool.said == []
