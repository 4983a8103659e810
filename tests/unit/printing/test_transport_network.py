import time
from datetime import UTC, datetime

import pytest

from printing.transport.delivery import JobInfo, Outcome
from printing.transport.network import NetworkTransport
from tests.fake_printer import HALF, FakePrinter, Mode

JOB = JobInfo("7f3a", "shipping_label", "1042", "zpl", datetime(2026, 3, 4, tzinfo=UTC))
LABEL = b"^XA" + b"^FO10,10^FDcup^FS" * 100 + b"^XZ"
BIGGER_THAN_ALL_BUFFERS = b"0" * 30_000_000


def _to(printer):
    return NetworkTransport("127.0.0.1", printer.port, connect_timeout_s=1, send_timeout_s=0.3, closing_timeout_s=0.5)


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [
        (Mode.OK, Outcome.SENT),
        (Mode.HALF_RESET, Outcome.UNKNOWN),
        (Mode.ALL_RESET, Outcome.UNKNOWN),
        (Mode.KEEPS_OPEN, Outcome.SENT),
        (Mode.STALL, Outcome.SENT),
        (Mode.REFUSE, Outcome.FAILED),
    ],
)
def test_outcome_of_a_small_label(mode, outcome):
    with FakePrinter(mode) as printer:
        delivery = _to(printer).send(LABEL, JOB)

    assert delivery.outcome is outcome
    assert str(printer.port) in delivery.detail.text


def test_every_byte_arrives_once():
    with FakePrinter(Mode.OK) as printer:
        _to(printer).send(LABEL, JOB)

        assert printer.wait_for(1) == [LABEL]


def test_half_taken_job_is_never_sent_again():
    with FakePrinter(Mode.HALF_RESET) as printer:
        delivery = _to(printer).send(LABEL, JOB)
        time.sleep(0.2)

        assert printer.jobs == [LABEL[:HALF]]
    assert delivery.outcome is Outcome.UNKNOWN


def test_mutation_control_without_the_wait_for_a_reset_a_half_taken_job_passes_as_sent(monkeypatch):
    monkeypatch.setattr(NetworkTransport, "_ended_well", lambda self, connection: True)

    with FakePrinter(Mode.HALF_RESET) as printer:
        assert _to(printer).send(LABEL, JOB).outcome is Outcome.SENT


def test_printer_that_stops_reading_in_the_middle_is_unknown_in_bounded_time():
    with FakePrinter(Mode.STALL) as printer:
        begin = time.monotonic()
        delivery = _to(printer).send(BIGGER_THAN_ALL_BUFFERS, JOB)

    assert delivery.outcome is Outcome.UNKNOWN
    assert time.monotonic() - begin < 5


def test_no_byte_means_nothing_was_printed():
    with FakePrinter(Mode.OK) as printer:
        delivery = _to(printer).send(b"", JOB)

    assert delivery.outcome is Outcome.FAILED


@pytest.mark.parametrize("host", ["no-such-printer.invalid", "a" * 70, "a..b"])
def test_host_that_cannot_be_found_fails(host):
    delivery = NetworkTransport(host, connect_timeout_s=1).send(LABEL, JOB)

    assert delivery.outcome is Outcome.FAILED
    assert "does not answer" in delivery.detail.text
