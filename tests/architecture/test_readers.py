"""Types are learned while modules are loaded, by one thread: two at once would crash (docs/decisions/0011)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_ROOMS = ("app", "ui", "printing")


def late_readers(source: str) -> list[int]:
    """Lines that read into a type, or make a reader, only when a function runs; `script` is called at module level."""
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    return [call.lineno for function in functions if function.name != "script" for call in _calls(function)]


def _calls(function: ast.FunctionDef) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            typed = node.func.attr == "decode" and any(each.arg == "type" for each in node.keywords)
            if typed or node.func.attr == "Decoder":
                yield node


def test_every_reader_is_made_while_its_module_is_loaded() -> None:
    files = [file for room in _ROOMS for file in sorted((_ROOT / room).rglob("*.py"))]
    late = {str(file.relative_to(_ROOT)): late_readers(file.read_text(encoding="utf-8")) for file in files}
    assert {file: lines for file, lines in late.items() if lines} == {}


def test_scripts_are_made_while_their_modules_are_loaded() -> None:
    for name in ("packing", "receiving"):
        tree = ast.parse((_ROOT / "app" / "services" / f"{name}.py").read_text(encoding="utf-8"))
        assert [ast.unparse(node.targets[0]) for node in tree.body if _makes_script(node)] == ["SCRIPT"]


def _makes_script(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("script(")


@pytest.mark.parametrize("line", ["msgspec.json.decode(text, type=Brand)", "msgspec.json.Decoder(Brand).decode(text)"])
def test_a_late_reader_would_be_seen(line: str) -> None:
    assert late_readers(f"def brand(text):\n    return {line}\n") == [2]
