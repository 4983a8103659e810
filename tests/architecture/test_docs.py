"""The documents keep up with the repository."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_DECISIONS = _ROOT / "docs" / "decisions"
_DOCUMENTS = [*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")]


def _dead_links(text: str, folder: Path) -> list[str]:
    targets = (match.partition("#")[0] for match in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in match)
    return [target for target in targets if target and not (folder / target).exists()]


def _required() -> set[str]:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return {re.split(r"[^\w.-]", requirement)[0] for requirement in wanted}


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: str(path.relative_to(_ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    assert _dead_links(document.read_text(encoding="utf-8"), document.parent) == []


def test_a_dead_link_would_be_seen() -> None:
    assert _dead_links("[here](nowhere.md) [there](README.md) [web](https://example.com)", _ROOT) == ["nowhere.md"]


def test_every_decision_is_listed() -> None:
    listed = (_DECISIONS / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in _DECISIONS.glob("0*.md") if f"({file.name})" not in listed] == []


def test_every_dependency_is_explained() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", (_DECISIONS / "dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name.split("[")[0] for row in rows for name in row.split(", ")}
    required = _required()
    assert len(required) > 20
    assert required - named == set()
    assert named - required - {"Package", "---"} == set(), "explained, but not required"
