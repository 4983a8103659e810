"""CUPS itself, private to the test: its own files, its own port on loopback, one raw queue to a fake printer."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from printing.transport.cups_queue import CupsQueue, cups_queues
from printing.transport.delivery import JobInfo, Outcome
from tests.fake_printer import FakePrinter, Mode

JOB = JobInfo("7f3a", "shipping_label", "1042", "zpl", datetime(2026, 3, 4, tzinfo=UTC))
LABEL = b"^XA^CI28" + bytes(range(256)) + b"^XZ"
CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
needs_cups = pytest.mark.skipif(not CUPSD or not shutil.which("lpadmin"), reason="CUPS is not installed")


@pytest.fixture
def server(monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"127.0.0.1:{port}"
    monkeypatch.setenv("CUPS_SERVER", address)
    with TemporaryDirectory() as folder:
        files, settings = _write_configuration(Path(folder), port)
        process = subprocess.Popen([CUPSD, "-f", "-c", settings, "-s", files], stderr=subprocess.DEVNULL)
        try:
            _wait_until_listening(port)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=10)


def _write_configuration(root: Path, port: int):
    for part in ("etc/ppd", "spool/tmp", "cache", "state/certs", "log"):
        (root / part).mkdir(parents=True)
    for path in (root, *root.rglob("*")):
        path.chmod(0o777)  # the server works as its own user
    files = root / "cups-files.conf"
    files.write_text(
        f"ServerRoot {root}/etc\nRequestRoot {root}/spool\nTempDir {root}/spool/tmp\nCacheDir {root}/cache\n"
        f"StateDir {root}/state\nAccessLog {root}/log/access\nErrorLog {root}/log/error\nPageLog {root}/log/page\n"
        "Sandboxing relaxed\nUser lp\nGroup lp\nSystemGroup root\n"
    )
    settings = root / "cupsd.conf"
    settings.write_text(
        f"Listen 127.0.0.1:{port}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\nDirtyCleanInterval 0\n"
        "<Location />\nOrder allow,deny\nAllow localhost\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow localhost\n</Limit>\n</Policy>\n"
    )
    return files, settings


def _wait_until_listening(port: int):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the private CUPS server did not start")


@contextmanager
def _queue(server: str, mode: Mode):
    with FakePrinter(mode) as printer:
        device = f"socket://127.0.0.1:{printer.port}"
        policy = "printer-error-policy=stop-printer"
        command = ["lpadmin", "-h", server, "-p", "Labels", "-E", "-v", device, "-o", policy]
        subprocess.run(command, check=True, capture_output=True)
        yield printer


@needs_cups
def test_label_passes_the_queue_byte_for_byte(server):
    with _queue(server, Mode.OK) as printer:
        delivery = CupsQueue("Labels").send(LABEL, JOB)

        assert delivery.outcome is Outcome.SENT
        assert cups_queues() == ("Labels",)
        assert printer.wait_for(1) == [LABEL]


@needs_cups
def test_queued_is_not_confirmed_even_where_the_printer_broke(server):
    with _queue(server, Mode.HALF_RESET) as printer:
        delivery = CupsQueue("Labels").send(LABEL, JOB)
        printer.wait_for(1)

    assert delivery.outcome is Outcome.SENT


@needs_cups
def test_queue_that_refuses_jobs_gets_nothing(server):
    with _queue(server, Mode.OK) as printer:
        subprocess.run(["cupsreject", "-h", server, "Labels"], check=True)

        delivery = CupsQueue("Labels").send(LABEL, JOB)

        assert delivery.outcome is Outcome.FAILED
        assert "refuse" in delivery.detail.text
        assert printer.jobs == []


@needs_cups
def test_unknown_queue_fails_with_a_sentence(server):
    delivery = CupsQueue("Nowhere").send(LABEL, JOB)

    assert delivery.outcome is Outcome.FAILED
    assert "no print queue named Nowhere" in delivery.detail.text


@needs_cups
def test_server_that_is_off_fails(monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")

    assert CupsQueue("Labels").send(LABEL, JOB).outcome is Outcome.FAILED
    assert cups_queues() == ()


def test_computer_without_a_print_system_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    delivery = CupsQueue("Labels").send(LABEL, JOB)

    assert delivery.outcome is Outcome.FAILED
    assert "no print system" in delivery.detail.text
    assert cups_queues() == ()


def _command(folder: Path, name: str, script: str):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_lp_that_breaks_while_handing_over_is_unknown(monkeypatch, tmp_path):
    _command(tmp_path, "lpstat", "echo 'Labels accepting requests since today'")
    _command(tmp_path, "lp", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")

    assert CupsQueue("Labels").send(LABEL, JOB).outcome is Outcome.UNKNOWN


def test_papers_are_printed_unscaled_on_the_media_of_the_printer(monkeypatch, tmp_path):
    _command(tmp_path, "lpstat", "echo 'Office accepting requests since today'")
    _command(tmp_path, "lp", f'echo "$@" > {tmp_path}/said; cat > /dev/null')
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    job = JobInfo("7f3a", "packing_slip", "1042", "pdf", JOB.at)

    assert CupsQueue("Office", media="A6").send(b"%PDF", job).outcome is Outcome.SENT
    said = (tmp_path / "said").read_text().strip()
    assert said == f"-d Office -n 1 -t {job.name()} -o print-scaling=none -o media=A6"
