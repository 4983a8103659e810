"""From the command to the first answer, beside importing the bare libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.performance.measure import Action, Figure, Goal, alternately, compared
from tests.performance.sizes import Sizes

_ROOT = Path(__file__).parents[2]
#: What any such program would import: a command line, a database with its migrations, values, barcodes, PDF.
LIBRARIES = "import typer, sqlalchemy.orm, alembic.command, msgspec, biip, reportlab.pdfgen.canvas"
_SCAN = b"4006381333931\n"
#: Without compiled modules on disk, as some shells ask, every start would compile the program again.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Whole processes, warm: the first round fills the file cache and is not counted."""
    folder.mkdir(parents=True)
    main, shop = str(_ROOT / "main.py"), str(folder / "shop")
    help_, station, floor = alternately(
        starts(sizes, main, "--help"),
        starts(sizes, main, "--data-dir", shop, "station", "--screen", "receiving"),
        starts(sizes, "-c", LIBRARIES),
        block=1,
        warm_up=1,
    )
    yield from compared("start to the help page", help_, "bare imports", floor, Goal("ratio", 2))
    yield from compared("start, first scan answered, and left", station, "bare imports", floor, Goal("ratio", 2))


def starts(sizes: Sizes, *arguments: str) -> Iterator[Action]:
    """Python with these arguments, until the process is gone."""
    return (partial(_run, arguments) for _ in range(sizes.starts + 1))


def _run(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, *arguments]
    subprocess.run(command, input=_SCAN, capture_output=True, cwd=_ROOT, env=_ENVIRONMENT, check=True, timeout=60)
