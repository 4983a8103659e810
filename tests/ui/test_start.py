"""Whether a window can be shown is clear before Qt aborts the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import preferences_file
from app.db.engine import Database
from tests.ui.small_shop import STATION
from ui.shell.display import display_problem, has_display, load_qt
from ui.shell.start import scaled

ROOT = Path(__file__).parents[2]


def nothing() -> None:
    """Everything Qt needs is there."""


def without_cursor_library() -> None:
    raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")


def without_egl() -> None:
    raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")


def without_answer() -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize(
    "environ", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}]
)
def test_a_display_is_enough(environ: dict[str, str]) -> None:
    assert display_problem("linux", environ, nothing) == ""


def test_without_a_display_nothing_is_loaded() -> None:
    assert display_problem("linux", {}, without_egl).startswith("There is no display here")


def test_a_display_that_does_not_answer_is_named() -> None:
    assert display_problem("linux", {"DISPLAY": ":77"}, without_answer).startswith("The display :77 does not answer")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_bring_their_display_along(platform: str) -> None:
    assert display_problem(platform, {}, without_egl) == ""


@pytest.mark.parametrize(
    ("load", "library"), [(without_cursor_library, "libxcb-cursor.so.0"), (without_egl, "libEGL.so.1")]
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(load: object, library: str) -> None:
    problem = display_problem("linux", {"DISPLAY": ":0"}, load)  # type: ignore[arg-type]
    assert problem.startswith(f"Qt cannot show a window, because {library} is missing.")
    assert "apt-get install libegl1" in problem
    assert "libxcb-cursor0" in problem


def test_offscreen_needs_no_plugin_of_x() -> None:
    load_qt({"QT_QPA_PLATFORM": "offscreen"})


def test_the_window_opens_in_a_process_of_its_own_and_closes_with_0(sqlite_database: Database) -> None:
    script = (
        "import sys; from PySide6.QtCore import QTimer; from app.db.engine import Database;"
        "from tests.ui.shell_ground import a_place;"
        "from ui.shell.main_window import MainWindow; from ui.shell.start import run_window;"
        "MainWindow.showEvent = lambda window, event: QTimer.singleShot(200, window.close);"
        "database = Database(sys.argv[1]); code = run_window(a_place(database)); database.close();"
        "sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", script, str(sqlite_database.url)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("before", "percent", "during"),
    [({}, 150, "1.5"), ({"QT_SCALE_FACTOR": "2"}, 80, "1.6"), ({"QT_SCALE_FACTOR": "1.25"}, 100, "1.25")],
)
def test_a_scale_is_told_to_qt_and_to_nobody_else(before: dict[str, str], percent: int, during: str) -> None:
    environ = dict(before)
    with scaled(environ, percent):
        assert environ == {"QT_SCALE_FACTOR": during}
    assert environ == before


def test_the_window_is_as_large_as_it_was_chosen(sqlite_database: Database, tmp_path: Path) -> None:
    file = preferences_file(tmp_path, STATION)
    file.parent.mkdir()
    file.write_text('{"scale": 150}')
    script = (
        "import os, sys; from PySide6.QtCore import QTimer; from app.db.engine import Database;"
        "from tests.ui.shell_ground import a_place;"
        "from ui.shell.main_window import MainWindow; from ui.shell.start import run_window;"
        "MainWindow.showEvent = lambda window, event: (print(window.devicePixelRatio(),"
        "os.environ.get('QT_SCALE_FACTOR'), flush=True), QTimer.singleShot(200, window.close));"
        "database = Database(sys.argv[1]); code = run_window(a_place(database)); database.close();"
        "sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(sqlite_database.url)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "1.5 None\n", "")


@pytest.mark.parametrize(("given", "used"), [("", "COM5"), ("COM7", "COM7")])
def test_the_command_line_overrides_the_scanner_that_was_chosen(
    sqlite_database: Database, tmp_path: Path, given: str, used: str
) -> None:
    file = preferences_file(tmp_path, STATION)
    file.parent.mkdir()
    file.write_text('{"scanner": "COM5"}')
    script = (
        "import sys; from app.db.engine import Database; from tests.ui.shell_ground import a_place;"
        "from ui.shell import application; from ui.shell.start import run_window;"
        "application.show_window = lambda app, place, chosen, port, launch: print(port.path);"
        "database = Database(sys.argv[1]); run_window(a_place(database), sys.argv[2]); database.close()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(sqlite_database.url), given],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr) == (f"{used}\n", "")


def test_the_start_without_a_display_ends_with_2_and_loads_no_widgets() -> None:
    script = (
        "import sys; from ui.shell.start import run_window; code = run_window(None);"
        "print('PySide6.QtWidgets' in sys.modules); sys.exit(code)"
    )
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environ = {name: value for name, value in os.environ.items() if name not in shown}
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environ, capture_output=True, text=True)
    if sys.platform.startswith("linux"):
        assert (ran.returncode, ran.stdout) == (2, "False\n")
        assert ran.stderr.startswith("There is no display here")


@pytest.mark.parametrize(
    ("platform", "environ", "seen"),
    [
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {}, False),
        ("win32", {}, True),
    ],
)
def test_the_sample_day_is_played_only_where_nobody_can_see_a_window(
    platform: str, environ: dict[str, str], seen: bool
) -> None:
    assert has_display(platform, environ) is seen
