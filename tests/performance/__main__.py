"""`python -m tests.performance`: measure, show the table, and keep it in bench-out/bench.json."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from tests.performance import report
from tests.performance.measure import Figure
from tests.performance.sizes import LARGE, QUICK, Sizes
from ui.shell.display import display_problem, load_qt

Measure = Callable[[Sizes, Path], Iterator[Figure]]

#: What is measured, and the module here whose `measure` does it.
BENCHES = {
    "commit": "commits",
    "scan": "scans",
    "job": "job",
    "import": "imports",
    "page": "pages",
    "slip": "slips",
    "start": "start",
    "usable": "usable",
    "painted": "painted",
    "table": "tables",
}
#: These need Qt, so every module is loaded when it is its turn.
WINDOWED = ("usable", "painted", "table")
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
OUT = Path("bench-out/bench.json")


def bench(
    only: Annotated[list[str] | None, typer.Option(help=f"One of {', '.join(BENCHES)}; may be repeated.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Small amounts: a look, not a figure to keep.")] = False,
    large: Annotated[bool, typer.Option("--large", help="A million orders of history.")] = False,
    folder: Annotated[
        Path | None, typer.Option(help="Where the databases stand meanwhile; a folder in memory leaves the disk out.")
    ] = None,
) -> None:
    """Measure Crossdock beside its floors. The figures of one run are comparable; those of two runs are not."""
    if unknown := set(only or ()) - set(BENCHES):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))} is not measured here; choose from {', '.join(BENCHES)}")
    chosen = _possible(only or list(BENCHES))
    sizes = QUICK if quick else LARGE if large else Sizes()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as place:
        for name in chosen:
            typer.echo(f"measuring {name} ...", err=True)
            figures += _measure(BENCHES[name])(sizes, Path(place) / name)
    typer.echo(report.machine())
    typer.echo(report.table(figures))
    report.write_json(figures, OUT)
    typer.echo(f"Kept in {OUT}.")


def _possible(names: list[str]) -> list[str]:
    """What can be measured here; where Qt does not start, the benches of the window are left out, and that is said."""
    problem = display_problem(sys.platform, _OFFSCREEN, partial(load_qt, _OFFSCREEN))
    if problem:
        typer.echo(problem, err=True)
    return [name for name in names if not problem or name not in WINDOWED]


def _measure(module: str) -> Measure:
    measure: Measure = import_module(f"tests.performance.{module}").measure
    return measure


if __name__ == "__main__":
    typer.run(bench)
