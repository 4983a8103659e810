"""Makes the six sounds of the feedback (two-note earcons of at most 180 ms): `python make_sounds.py [FOLDER]`.

The same bytes every time, with the standard library only. A kind is told by its contour first, since the loudspeaker of
a workstation says little about timbre: right rises, wrong falls, a decision stays level, refused buzzes.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path
from typing import NamedTuple

RATE = 22_050
PEAK = 0.6
_ATTACK_MS = 4


class Note(NamedTuple):
    """`pitch` in Hz, 0 for silence; `edge` from 0 (a pure tone) to 1 (as harsh as a square wave)."""

    pitch: float
    length_ms: int
    edge: float = 0.0
    loudness: float = 1.0


SOUNDS: dict[str, tuple[Note, ...]] = {
    "ok": (Note(659.26, 55), Note(987.77, 85)),
    "done": (Note(523.25, 45), Note(659.26, 45), Note(1046.5, 90)),
    "note": (Note(1318.5, 35, loudness=0.45),),
    "attention": (Note(698.46, 70, 0.2), Note(0, 25), Note(698.46, 80, 0.2)),
    "wrong": (Note(466.16, 70, 0.8), Note(311.13, 110, 1.0)),
    "not_accepted": (Note(155.56, 75, 1.0), Note(0, 25), Note(155.56, 80, 1.0)),
}


def samples(notes: tuple[Note, ...]) -> list[float]:
    """The sound from -1 to 1."""
    return [value for note in notes for value in _note(note)]


def _note(note: Note) -> list[float]:
    count = RATE * note.length_ms // 1000
    return [note.loudness * _envelope(at, count) * _wave(note, at / RATE) for at in range(count)]


def _wave(note: Note, seconds: float) -> float:
    """A sine with the odd harmonics of a square wave mixed in."""
    turn = 2 * math.pi * note.pitch * seconds
    harsh = sum(math.sin(turn * order) / order for order in (3, 5, 7))
    return (math.sin(turn) + note.edge * harsh) / (1 + note.edge * 0.3)


def _envelope(at: int, count: int) -> float:
    """In quickly, out slowly: no click at either end."""
    attack = RATE * _ATTACK_MS // 1000
    return min(1.0, at / attack) * math.cos(math.pi / 2 * at / count) ** 0.6


def write(folder: Path) -> None:
    """Write every sound as 16 bit mono."""
    for name, notes in SOUNDS.items():
        values = [round(32767 * PEAK * max(-1.0, min(1.0, value))) for value in samples(notes)]
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
