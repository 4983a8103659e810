"""A real X server without a screen, a program on it, and xdotool as hands and scanner."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "xdotool")
#: What the tests need of Debian, beside what Qt needs to show a window.
PACKAGES = "xvfb xdotool xauth"

Found = TypeVar("Found")


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def x_server() -> Iterator[str]:
    """Start Xvfb on a display of its own choosing; gives its name."""
    read, write = os.pipe()
    arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


class Hands:
    """Types and looks at the windows of one display. They have no mouse."""

    def __init__(self, display: str) -> None:
        self.environ = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.environ.pop("WAYLAND_DISPLAY", None)

    def do(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        return subprocess.run(command, env=self.environ, capture_output=True, text=True, timeout=60).stdout.strip()

    def window(self, title: str) -> str:
        """The id of a window, as soon as it can be seen."""
        return wait_for(lambda: self.do("search", "--onlyvisible", "--name", title).splitlines()[-1:], title)[0]

    def front(self) -> str:
        """The id of the window that is seen in the middle of the screen, where the mouse of nobody rests."""
        return dict(line.split("=") for line in self.do("getmouselocation", "--shell").splitlines())["WINDOW"]

    def focus(self, window: str) -> None:
        """There is no window manager here: somebody has to say who has the keyboard."""
        self.do("windowfocus", "--sync", window)
        time.sleep(0.15)

    def type(self, text: str, delay_ms: int) -> None:
        self.do("type", "--delay", str(delay_ms), text)

    def scan(self, text: str, delay_ms: int = 8) -> None:
        """What a scanner types: the code and Enter, without a pause between."""
        self.type(f"{text}\n", delay_ms)

    def press(self, *keys: str) -> None:
        """Press one key after the other as a person does, and not as fast as a scanner."""
        for key in keys:
            self.do("key", key)
            time.sleep(0.06)


#: A window of another program, to be run by Python.
OTHER = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
other = QLineEdit()
other.setWindowTitle("Other")
other.resize(1440, 900)
other.show()
app.exec()
"""


@contextmanager
def started(hands: Hands, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Python with these arguments on the display, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=hands.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def wait_for(look: Callable[[], Found], what: str, seconds: float = 20) -> Found:
    """The first answer that is something.

    Raises:
        AssertionError: none came in time.
    """
    found = waited_for(look, seconds)
    assert found, f"waited {seconds} s in vain for: {what}"
    return found


def waited_for(look: Callable[[], Found], seconds: float) -> Found:
    """The first answer that is something, or the last one."""
    until = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.02)
    return found
