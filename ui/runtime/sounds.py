"""Plays the sound of a feedback beside the UI thread. A machine without sound is no error: it is said once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.messages import Kind
from ui.runtime.language import mark, tr

SOUND_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"

#: Programs that play a WAV file, the quickest first, with the arguments that keep them quiet.
_PROGRAMS = {
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
    "darwin": (("afplay",),),
}
_PATIENCE_S = 3.0
_STICKY = (Kind.WRONG, Kind.NOT_ACCEPTED)


class SoundFailed(Exception):
    """The sound was not heard; the text says why, in words for people."""


class Player(Protocol):
    """Plays one file and returns when it was heard."""

    def play(self, file: Path) -> None:
        """Play it.

        Raises:
            SoundFailed: nothing was heard.
        """


class ProgramPlayer:
    """Lets a program of the desktop play; no sound library is needed."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command

    def play(self, file: Path) -> None:
        try:
            ran = subprocess.run([*self._command, str(file)], capture_output=True, timeout=_PATIENCE_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SoundFailed(tr(_NOT_PLAYED, program=self._command[0])) from error
        if ran.returncode:
            raise SoundFailed(tr(_NO_LOUDSPEAKER))


class WindowsPlayer:
    """Plays through the system of Windows."""

    def play(self, file: Path) -> None:
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            except RuntimeError as error:
                raise SoundFailed(tr(_NO_LOUDSPEAKER)) from error


class NoPlayer:
    """Stands in where the machine has nothing that plays."""

    def play(self, file: Path) -> None:
        raise SoundFailed(tr(_NO_PROGRAM))


_NO_LOUDSPEAKER = mark(
    "No loudspeaker answers. Feedback is shown only. Check the loudspeaker and the volume of this computer."
)
_NOT_PLAYED = mark(
    "{program} does not play. Feedback is shown only. Check the loudspeaker and the volume of this computer."
)
_NO_PROGRAM = mark(
    "This computer has no program that plays sounds. Feedback is shown only. Install one: apt-get install alsa-utils"
)
_NOT_PREPARED = mark("The sound could not be prepared. Feedback is shown only. Make room on the disk of this computer.")


def player_for(platform: str, which: Callable[[str], str | None] = shutil.which) -> Player:
    """The player of this computer; `platform` as in `sys.platform`."""
    if platform == "win32":
        return WindowsPlayer()
    known = [command for command in _PROGRAMS.get(platform, ()) if which(command[0])]
    return ProgramPlayer(known[0]) if known else NoPlayer()


class Sounds(QObject):
    """The six sounds of a workstation.

    `problem_changed` carries why nothing is heard, and an empty text when it is heard again; `silent_changed` whether
    an answer has to be seen instead, because of that or because sounds are off. A sound that newer ones have overtaken
    is left out, so a burst of scans does not beep on for seconds; a sticky kind is always played.
    """

    problem_changed = Signal(str)
    silent_changed = Signal(bool)

    def __init__(self, player: Player, *, volume: float = 1.0, muted: bool = False) -> None:
        """`volume` from 0 to 1."""
        super().__init__()
        self._muted = muted
        self._player = player
        self._volume = volume
        self._problem = ""
        self._folder = TemporaryDirectory(prefix="crossdock-sounds-")
        self._waiting: SimpleQueue[Kind | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="sounds", daemon=True)
        self._thread.start()

    def play(self, kind: Kind) -> None:
        """Ask for the sound of `kind` and return at once."""
        self._waiting.put(kind)

    @property
    def silent(self) -> bool:
        """Nothing is heard."""
        return self._muted or bool(self._problem)

    def mute(self, muted: bool) -> None:
        """From now on nothing sounds, nor later what was asked for meanwhile; or sounds are on again."""
        self._muted = muted
        self.silent_changed.emit(self.silent)

    def set_volume(self, volume: float) -> None:
        """From 0 to 1, from the next sound on."""
        self._volume = volume

    def close(self) -> None:
        """Finish what is sounding, drop the rest."""
        self._waiting.put(None)
        self._thread.join()
        self._folder.cleanup()

    def _work(self) -> None:
        while True:
            kinds = self._all_waiting()
            for kind in [] if self._muted else heard(kinds):
                self._sound(kind)
            if None in kinds:
                return

    def _all_waiting(self) -> list[Kind | None]:
        kinds = [self._waiting.get()]
        while True:
            try:
                kinds.append(self._waiting.get_nowait())
            except Empty:
                return kinds

    def _sound(self, kind: Kind) -> None:
        problem = ""
        try:
            self._player.play(self._file(kind))
        except SoundFailed as error:
            problem = str(error)
        except OSError:
            problem = tr(_NOT_PREPARED)
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)
            self.silent_changed.emit(self.silent)

    def _file(self, kind: Kind) -> Path:
        """The file of a kind in the present volume: programs that play differ in what they know of volume."""
        percent = round(100 * max(0.0, min(1.0, self._volume)))
        file = Path(self._folder.name) / f"{kind}-{percent}.wav"
        if not file.exists():
            write_scaled(SOUND_FOLDER / f"{kind}.wav", file, percent / 100)
        return file


def heard(kinds: list[Kind | None]) -> list[Kind]:
    """Which of the waiting kinds are played: every sticky one, and the last. None asks for the end: nothing more."""
    if None in kinds:
        return []
    waiting = [kind for kind in kinds if kind is not None]
    return [kind for kind in waiting[:-1] if kind in _STICKY] + waiting[-1:]


def write_scaled(source: Path, target: Path, volume: float) -> None:
    """Copy a 16 bit WAV file with every sample multiplied by `volume` (0 to 1)."""
    with wave.open(str(source), "rb") as read:
        parameters, frames = read.getparams(), array("h", read.readframes(read.getnframes()))
    scaled = array("h", (round(sample * volume) for sample in frames))
    with wave.open(str(target), "wb") as written:
        written.setparams(parameters)
        written.writeframes(scaled.tobytes())
