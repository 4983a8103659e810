"""One window for each data folder, in one process and in two."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.shell.single_instance import only_instance, raise_first

ROOT = Path(__file__).parents[2]
_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.single_instance import only_instance
app = QCoreApplication([])
with only_instance(Path(sys.argv[1])) as first:
    first.raised.connect(app.quit)
    print("open", flush=True)
    sys.exit(app.exec() + 7)
"""


def start_first(folder: Path) -> subprocess.Popen[str]:
    """Another process that owns the folder; it ends with 7 when it is raised."""
    process = subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(folder)], cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_start_raises_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = start_first(tmp_path)
    with only_instance(tmp_path / ".." / tmp_path.name) as second:
        assert second is None
        assert raise_first(tmp_path)
    assert first.wait(10) == 7
    assert first.stdout is not None
    first.stdout.close()


def test_other_folders_have_windows_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with only_instance(tmp_path / "a") as one, only_instance(tmp_path / "b") as other:
        assert one is not None
        assert other is not None


def test_a_closed_window_gives_the_folder_back(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        with only_instance(tmp_path) as first:
            assert first is not None
    assert not raise_first(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_window_holds_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    killed = start_first(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    assert killed.stdout is not None
    killed.stdout.close()
    with only_instance(tmp_path) as first:
        assert first is not None
        with qtbot.waitSignal(first.raised):
            raiser = [sys.executable, "-c", _RAISE, str(tmp_path)]
            process = subprocess.Popen(raiser, cwd=ROOT)
    assert process.wait(10) == 0


_RAISE = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.single_instance import raise_first
app = QCoreApplication([])
sys.exit(0 if raise_first(Path(sys.argv[1])) else 1)
"""
