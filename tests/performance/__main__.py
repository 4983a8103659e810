"""`python -m tests.performance`: measure, show the table, and keep it in bench-out/bench.json."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from tests.performance import commits, imports, job, pages, report, scans, slips, start
from tests.performance.measure import Figure
from tests.performance.sizes import LARGE, QUICK, Sizes

Bench = Callable[[Sizes, Path], Iterator[Figure]]

BENCHES: dict[str, Bench] = {
    "commit": commits.measure,
    "scan": scans.measure,
    "job": job.measure,
    "import": imports.measure,
    "page": pages.measure,
    "slip": slips.measure,
    "start": start.measure,
}
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
    sizes = QUICK if quick else LARGE if large else Sizes()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=folder) as place:
        for name in only or BENCHES:
            typer.echo(f"measuring {name} ...", err=True)
            figures += BENCHES[name](sizes, Path(place) / name)
    typer.echo(report.machine())
    typer.echo(report.table(figures))
    report.write_json(figures, OUT)
    typer.echo(f"Kept in {OUT}.")


if __name__ == "__main__":
    typer.run(bench)
