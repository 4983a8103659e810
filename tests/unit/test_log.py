"""The log: one line for each record, warnings also on stderr, and nothing left installed afterwards."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.log import logging_to
from tests.logfail import LogGuard


def _log() -> logging.Logger:
    return logging.getLogger("app.test")


def test_records_go_to_the_file_and_warnings_to_stderr_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], log_guard: LogGuard
) -> None:
    file = tmp_path / "logs" / "bench-1.log"
    with log_guard.expected("app.test"), logging_to(file):
        _log().debug("left out")
        _log().info("job %d sent", 7)
        _log().warning("printer jammed")
    first, second = file.read_text(encoding="utf-8").splitlines()
    assert first.endswith("Z INFO app.test job 7 sent")
    assert second.endswith("Z WARNING app.test printer jammed")
    assert capsys.readouterr().err == f"{second}\n"


def test_a_line_break_in_a_code_cannot_fake_a_record(tmp_path: Path) -> None:
    with logging_to(tmp_path / "log"):
        _log().info("scanned %s", "4006381333931\n2026-01-01 INFO app.test all is well")
    assert len((tmp_path / "log").read_text(encoding="utf-8").splitlines()) == 1


def test_a_traceback_keeps_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str], log_guard: LogGuard) -> None:
    with log_guard.expected("app.test"), logging_to(tmp_path / "log"):
        try:
            raise ValueError("wrong")
        except ValueError:
            _log().exception("a bug")
    assert "ValueError: wrong" in (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert "ValueError: wrong" in capsys.readouterr().err


def test_nothing_stays_installed(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    with logging_to(tmp_path / "log"):
        assert len(root.handlers) == len(before[1]) + 2
    assert (root.level, root.handlers) == before
