"""The arguments that lead back to a shop and into its sample: what one start was given, the next is given again."""

from __future__ import annotations

from pathlib import Path

import pytest

import main
from app.config import Settings, preferences_file
from ui.cli.workplace import options
from ui.models.launch import Launch
from ui.runtime.workplace import Workplace


class Opened:
    """Stands where the window is opened, and notes for whom."""

    def __init__(self) -> None:
        self.settings = Settings(data_dir=Path())
        self.launch = Launch()

    def __call__(self, place: Workplace, launch: Launch, scanner: str = "") -> int:
        self.settings, self.launch = place.settings, launch
        return 0

    @property
    def folder(self) -> Path:
        return self.settings.data_dir

    @property
    def station(self) -> str:
        return self.settings.station

    def preferences(self) -> Path:
        """Where its theme and its sounds are kept."""
        return self.launch.preferences_of(self.settings)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The program on a computer that has a display."""
    opened = Opened()
    monkeypatch.setattr(main, "show_window", opened)
    monkeypatch.setattr(main, "has_display", lambda *_: True)
    return opened


def start(*arguments: str) -> None:
    main.cli(list(arguments), standalone_mode=False)


def test_what_was_not_given_is_left_out() -> None:
    assert options(data_dir=Path("/x"), database="", station="Dock 7", scanner=None) == (
        "--data-dir",
        "/x",
        "--station",
        "Dock 7",
    )


def test_the_way_into_the_sample_and_back_is_the_same_command_line(opened: Opened, tmp_path: Path) -> None:
    shop = ("--data-dir", str(tmp_path / "shop"), "--station", "Dock 7", "--scanner", "COM5")
    start(*shop)
    assert (opened.folder, opened.station) == (tmp_path / "shop", "Dock 7")
    assert opened.launch.here == shop
    start(*opened.launch.sample)
    assert opened.folder == tmp_path / "shop" / "practice"
    assert opened.launch.practising
    assert opened.launch.here == (*shop, "demo", "--out", str(opened.folder))
    start(*opened.launch.shop)
    assert (opened.folder, opened.launch.practising) == (tmp_path / "shop", False)


def test_the_sample_of_a_shop_looks_like_its_station_and_another_stands_for_itself(
    opened: Opened, tmp_path: Path
) -> None:
    shop, own = ("--data-dir", str(tmp_path), "--station", "Dock 7"), preferences_file(tmp_path, "Dock 7")
    start(*shop)
    assert opened.preferences() == own
    start(*opened.launch.sample)
    assert opened.preferences() == own
    start(*shop, "demo", "--out", str(tmp_path / "elsewhere"))
    assert opened.preferences().is_relative_to(tmp_path / "elsewhere")


def test_the_sample_is_as_it_was_left_until_it_is_started_anew(opened: Opened, tmp_path: Path) -> None:
    start("--data-dir", str(tmp_path), "demo", "--out", str(tmp_path / "practice"))
    played = opened.folder / "played"
    played.touch()
    start(*opened.launch.sample)
    assert played.exists()
    start(*opened.launch.anew)
    assert not played.exists()
    assert (opened.folder / "crossdock.db").exists()


def test_a_folder_that_is_no_sample_is_not_emptied(opened: Opened, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("keep me", encoding="utf-8")
    start("demo", "--out", str(tmp_path), "--anew")
    assert letter.read_text(encoding="utf-8") == "keep me"
    assert opened.folder == Path()
