"""Who may import whom: the contracts of pyproject.toml hold, and each of them would notice its violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_CONTRACTS = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
_LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

#: One violation for each contract: file, what is written into it, and the contract it must break.
_VIOLATIONS = [
    ("app/log.py", "import printing.text.fonts", "packages"),
    ("app/log.py", "import app.devices", "app"),
    ("app/db/planted.py", "import app.devices", "app"),
    ("app/planted.py", "", "app"),
    ("printing/text/planted.py", "import printing.transport", "printing"),
    ("printing/planted.py", "", "printing"),
    ("ui/shell/planted.py", "import ui.cli", "ui"),
    ("ui/planted.py", "", "ui"),
    ("app/services/planted.py", "import PySide6.QtCore", "no-qt"),
    ("printing/transport/planted.py", "import PySide6.QtPrintSupport", "no-qt"),
    ("app/domain/planted.py", "import sqlalchemy", "no-sql"),
    ("ui/viewmodels/planted.py", "import sqlalchemy", "no-sql"),
    ("printing/transport/planted.py", "import app.db.tables", "no-tables"),
    ("ui/viewmodels/planted.py", "import app.db.engine", "no-tables"),
    ("ui/views/planted.py", "import app.services", "views-draw"),
    ("ui/widgets/planted.py", "import printing.transport", "views-draw"),
]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the three packages, Python files only, to plant violations in."""
    copy = tmp_path_factory.mktemp("packages")
    for name in ("app", "printing", "ui"):
        shutil.copytree(_ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(_ROOT / "pyproject.toml", copy)
    return copy


def _broken(folder: Path) -> set[str]:
    """The ids of the contracts that do not hold in `folder`."""
    ran = subprocess.run(
        [sys.executable, "-c", _LINT, "--no-logo"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = ran.stdout.splitlines()
    kept = {contract["id"] for contract in _CONTRACTS if f"{contract['name']} KEPT" in lines}
    broken = {contract["id"] for contract in _CONTRACTS if f"{contract['name']} BROKEN" in lines}
    assert kept | broken == {contract["id"] for contract in _CONTRACTS}, ran.stdout + ran.stderr
    return broken


def _broken_by(packages: Path, planted: dict[str, str]) -> set[str]:
    """The contracts that break when `planted` (file: line) is added to the copy."""
    files = {packages / name: line for name, line in planted.items()}
    before = {file: file.read_text(encoding="utf-8") if file.exists() else None for file in files}
    for file, line in files.items():
        file.write_text(f"{before[file] or ''}\n{line}\n", encoding="utf-8")
    try:
        return _broken(packages)
    finally:
        for file, content in before.items():
            file.unlink() if content is None else file.write_text(content, encoding="utf-8")


def test_the_contracts_hold(packages: Path) -> None:
    assert _broken(packages) == set()


@pytest.mark.parametrize(("file", "line", "contract"), _VIOLATIONS)
def test_a_violation_breaks_its_contract_and_no_other(packages: Path, file: str, line: str, contract: str) -> None:
    assert _broken_by(packages, {file: line}) == {contract}


def test_a_circle_of_siblings_is_seen(packages: Path) -> None:
    circle = {
        "app/domain/planted.py": "import app.domain.planted_too",
        "app/domain/planted_too.py": "import app.domain.planted",
    }
    assert _broken_by(packages, circle) == {"no-circles"}


def test_an_import_for_type_checking_is_none(packages: Path) -> None:
    line = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlalchemy"
    assert _broken_by(packages, {"app/domain/planted.py": line}) == set()


def test_every_contract_has_a_violation() -> None:
    assert {contract for _, _, contract in _VIOLATIONS} | {"no-circles"} == {c["id"] for c in _CONTRACTS}


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [("views", True), ("widgets", True), ("shell", True), ("viewmodels", False), ("models", False)],
)
def test_only_views_widgets_and_shell_use_qtwidgets(folder: str, allowed: bool) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select",
            "TID251",
            "--stdin-filename",
            f"ui/{folder}/planted.py",
            "-",
        ],
        cwd=_ROOT,
        input="from PySide6.QtWidgets import QLabel\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode == 0) is allowed
    assert allowed or "TID251" in ran.stdout
