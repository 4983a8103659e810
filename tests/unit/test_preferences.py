"""What was chosen for a station is declared once; a damaged file never stops a start."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.config import (
    DEFAULTS,
    Appearance,
    NumberRange,
    Preferences,
    number_range,
    preferences_file,
    read_preferences,
    with_preference,
)
from tests.logfail import LogGuard


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    chosen = Preferences(theme=Appearance.DARK, scale=120, sounds=False, volume=30, scanner="COM5")
    file = preferences_file(tmp_path, "Bench 1")
    file.parent.mkdir()
    file.write_bytes(msgspec.json.encode(chosen))
    assert file.name == "Bench_1-settings.json"
    assert read_preferences(file) == chosen


def test_without_a_file_everything_is_the_default(tmp_path: Path) -> None:
    assert read_preferences(tmp_path / "missing.json") == DEFAULTS


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"7"])
def test_a_file_that_cannot_be_read_is_told_in_the_log(tmp_path: Path, log_guard: LogGuard, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    with log_guard.expected("app.config"):
        assert read_preferences(file) == DEFAULTS


@pytest.mark.parametrize(
    "wrong",
    [
        {"scale": 79},
        {"scale": 201},
        {"scale": "large"},
        {"volume": 0},
        {"theme": "pink"},
        {"sounds": 1},
        {"scanner": 5},
    ],
)
def test_what_is_wrong_is_the_default_and_the_rest_stays(
    tmp_path: Path, log_guard: LogGuard, caplog: pytest.LogCaptureFixture, wrong: dict[str, object]
) -> None:
    file = tmp_path / "settings.json"
    right = {"scale": 150, "volume": 50, "theme": "dark", "sounds": False, "scanner": "COM5"}
    file.write_bytes(msgspec.json.encode(right | wrong))
    with log_guard.expected("app.config"):
        found = msgspec.to_builtins(read_preferences(file))
    assert found == right | {name: msgspec.to_builtins(DEFAULTS)[name] for name in wrong}
    [record] = caplog.records
    assert next(iter(wrong)) in record.message


def test_what_a_newer_program_stored_is_left_aside(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"scale": 110, "language": "fr"}')
    assert read_preferences(file) == Preferences(scale=110)


def test_the_range_of_a_page_is_the_range_of_the_file() -> None:
    scale = number_range("scale")
    assert scale == NumberRange(80, 200, "%", 10)
    assert with_preference(DEFAULTS, "scale", scale.most).scale == scale.most
    for outside in (scale.least - 1, scale.most + 1):
        with pytest.raises(msgspec.ValidationError):
            with_preference(DEFAULTS, "scale", outside)


@pytest.mark.parametrize("name", ["scale", "volume"])
def test_the_default_can_be_reached_step_by_step(name: str) -> None:
    found = number_range(name)
    assert getattr(DEFAULTS, name) in range(found.least, found.most + 1, found.step)
