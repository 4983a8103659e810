"""The six sounds: made by the script, told apart by ear, and played without ever holding up or breaking the work."""

from __future__ import annotations

import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.messages import Kind
from ui.runtime.sounds import (
    SOUND_FOLDER,
    NoPlayer,
    ProgramPlayer,
    SoundFailed,
    Sounds,
    WindowsPlayer,
    heard,
    player_for,
    write_scaled,
)

_LONGEST_MS = 180


def read(file: Path) -> tuple[int, array[int]]:
    """Samples per second and the samples."""
    with wave.open(str(file), "rb") as opened:
        assert (opened.getnchannels(), opened.getsampwidth()) == (1, 2)
        return opened.getframerate(), array("h", opened.readframes(opened.getnframes()))


def pitches(file: Path) -> list[float]:
    """The pitch of each quarter in Hz, by counting the crossings of zero; 0 for silence."""
    rate, samples = read(file)
    quarter = len(samples) // 4
    found = []
    for start in range(0, 4 * quarter, quarter):
        part = samples[start : start + quarter]
        crossings = sum(before < 0 <= after for before, after in pairwise(part))
        found.append(crossings * rate / quarter)
    return found


def test_the_script_makes_the_very_bytes_that_are_bundled(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SOUND_FOLDER / "make_sounds.py"), str(tmp_path)], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in SOUND_FOLDER.glob("*.wav")}
    assert set(made) == {f"{kind}.wav" for kind in Kind}


@pytest.mark.parametrize("kind", Kind)
def test_a_sound_is_short_loud_enough_and_not_cut(kind: Kind) -> None:
    rate, samples = read(SOUND_FOLDER / f"{kind}.wav")
    assert len(samples) * 1000 / rate <= _LONGEST_MS
    assert 5_000 < max(map(abs, samples)) < 32_000
    assert abs(samples[0]) < 300
    assert abs(samples[-1]) < 3_000


def test_right_rises_wrong_falls_and_refused_is_low() -> None:
    by_kind = {kind: pitches(SOUND_FOLDER / f"{kind}.wav") for kind in Kind}
    assert by_kind[Kind.OK][0] < by_kind[Kind.OK][-1]
    assert by_kind[Kind.DONE][0] < by_kind[Kind.DONE][-1]
    assert by_kind[Kind.WRONG][0] > by_kind[Kind.WRONG][-1]
    assert by_kind[Kind.ATTENTION][0] == pytest.approx(by_kind[Kind.ATTENTION][-1], rel=0.15)
    assert max(by_kind[Kind.NOT_ACCEPTED]) < min(by_kind[Kind.WRONG])


class Ear:
    """A player that remembers what it heard; `gate` holds it back, `broken` says why it fails."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.broken = ""
        self.began = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()

    def play(self, file: Path) -> None:
        self.began.release()
        assert self.gate.wait(5)
        if self.broken:
            raise SoundFailed(self.broken)
        self.kinds.append(file.stem.rpartition("-")[0])


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def sounds(qtbot: QtBot, ear: Ear) -> Callable[..., Sounds]:
    return lambda **options: Sounds(ear, **options)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_exactly_its_sound(qtbot: QtBot, sounds: Callable[..., Sounds], ear: Ear, kind: Kind) -> None:
    made = sounds()
    made.play(kind)
    qtbot.waitUntil(lambda: ear.kinds != [])
    made.close()
    assert ear.kinds == [kind.value]


def test_a_burst_is_not_heard_for_seconds_but_every_wrong_is(
    qtbot: QtBot, sounds: Callable[..., Sounds], ear: Ear
) -> None:
    made = sounds()
    ear.gate.clear()
    made.play(Kind.NOTE)
    assert ear.began.acquire(timeout=5)  # the first one sounds; the others wait
    for kind in (Kind.OK, Kind.OK, Kind.WRONG, Kind.OK, Kind.DONE):
        made.play(kind)
    ear.gate.set()
    qtbot.waitUntil(lambda: len(ear.kinds) == 3)
    made.close()
    assert ear.kinds == ["note", "wrong", "done"]


def test_after_the_end_nothing_more_sounds() -> None:
    assert heard([Kind.OK, None, Kind.WRONG]) == []
    assert heard([Kind.WRONG, Kind.NOT_ACCEPTED]) == [Kind.WRONG, Kind.NOT_ACCEPTED]


def test_a_muted_station_is_silent(sounds: Callable[..., Sounds], ear: Ear) -> None:
    made = sounds(muted=True)
    made.play(Kind.WRONG)
    made.close()
    assert ear.kinds == []


def test_muting_drops_what_waits_and_is_told(sounds: Callable[..., Sounds], ear: Ear) -> None:
    made = sounds()
    told: list[bool] = []
    made.silent_changed.connect(told.append)
    made.mute(True)
    made.play(Kind.WRONG)
    made.close()
    assert ear.kinds == []
    made.mute(False)
    assert told == [True, False]


def test_no_sound_is_told_once_and_so_is_its_return(qtbot: QtBot, sounds: Callable[..., Sounds], ear: Ear) -> None:
    made = sounds()
    told: list[str] = []
    made.problem_changed.connect(told.append)
    ear.broken = "No loudspeaker answers."
    for _ in range(2):
        made.play(Kind.OK)
        assert ear.began.acquire(timeout=5)
    qtbot.waitUntil(lambda: told == ["No loudspeaker answers."])
    ear.broken = ""
    made.play(Kind.OK)
    qtbot.waitUntil(lambda: told == ["No loudspeaker answers.", ""])
    made.close()


def test_volume_makes_it_quieter(tmp_path: Path) -> None:
    write_scaled(SOUND_FOLDER / "wrong.wav", tmp_path / "half.wav", 0.5)
    loud, quiet = read(SOUND_FOLDER / "wrong.wav")[1], read(tmp_path / "half.wav")[1]
    assert max(quiet) == pytest.approx(max(loud) / 2, abs=1)


def test_the_player_of_each_system() -> None:
    assert isinstance(player_for("win32"), WindowsPlayer)
    assert isinstance(player_for("linux", {"aplay": "/usr/bin/aplay"}.get), ProgramPlayer)
    assert isinstance(player_for("linux", {}.get), NoPlayer)


def test_a_program_plays_or_says_why_not(tmp_path: Path) -> None:
    heard_file = tmp_path / "heard"
    script = "import shutil, sys; shutil.copy(sys.argv[2], sys.argv[1])"
    ProgramPlayer((sys.executable, "-c", script, str(heard_file))).play(SOUND_FOLDER / "ok.wav")
    assert heard_file.read_bytes() == (SOUND_FOLDER / "ok.wav").read_bytes()
    for command in ((sys.executable, "-c", "raise SystemExit(1)"), ("no-such-program",)):
        with pytest.raises(SoundFailed, match="Feedback is shown only"):
            ProgramPlayer(command).play(SOUND_FOLDER / "ok.wav")
    with pytest.raises(SoundFailed, match="apt-get install"):
        NoPlayer().play(SOUND_FOLDER / "ok.wav")
