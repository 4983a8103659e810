"""Imported once by the process that all warm ones are forked from: whatever a command loads late is loaded here."""

from __future__ import annotations

import io
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest  # noqa: F401  every child imports the program that pytest was started by

from main import cli


def _run(*arguments: str) -> None:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), suppress(SystemExit):
        cli(list(arguments))


with tempfile.TemporaryDirectory() as folder:
    sample = Path(__file__).parents[2] / "resources" / "sample"
    for command in (
        ("set-up", str(sample / "shop.json")),
        ("import-orders", str(sample / "orders-lumen.txt")),
        ("print-slip", "299-8566097-3247186", "--out", f"{folder}/slip.pdf"),
        ("print-label", "299-8566097-3247186", "--out", f"{folder}/label.zpl"),
        ("export", "orders"),
        ("--help",),
    ):
        _run("--data-dir", folder, *command)
