"""The figures as a table for people and as JSON for whoever compares runs."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from tests.performance.measure import Figure

_HEAD = ("what", "unit", "median", "p99", "beside", "there", "ratio", "goal", "")


def machine() -> str:
    """The line that says what the figures were measured on."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in ("SQLAlchemy", "reportlab"))
    system = f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}; {python}, SQLite {sqlite3.sqlite_version}, {libraries}"


def table(figures: Iterable[Figure]) -> str:
    """All figures in aligned columns."""
    rows = [_HEAD, *(_cells(figure) for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _cells(figure: Figure) -> tuple[str, ...]:
    told = {True: "met", False: "NOT MET", None: ""}[figure.met]
    numbers = (_number(figure.median), _number(figure.p99), figure.beside, _number(figure.floor))
    return (figure.name, figure.unit, *numbers, f"{figure.ratio:.2f}", figure.goal, told)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    numeric = (2, 3, 5, 6)
    return "  ".join(
        cell.rjust(width) if column in numeric else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ).rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def write_json(figures: Sequence[Figure], file: Path) -> None:
    """Keep the figures with the machine they were measured on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = msgspec.json.encode({"machine": machine(), "figures": figures})
    file.write_bytes(msgspec.json.format(told, indent=2))
