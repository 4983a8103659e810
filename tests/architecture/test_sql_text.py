"""No SQL is put together from text (reliability S11): values are bound, names come from the tables."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_CONSTRUCTS = {"text", "literal_column", "DDL"}
_METHODS = {"execute", "executemany", "executescript", "exec_driver_sql"}


def _built(node: ast.expr) -> bool:
    """Whether `node` puts a string together. PRAGMA is left out: SQLite binds nothing in it."""
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if start.startswith("PRAGMA "):
            return False
        case ast.JoinedStr():
            return any(isinstance(part, ast.FormattedValue) for part in node.values)
        case ast.BinOp(op=ast.Mod() | ast.Add()):
            return any(
                isinstance(side, ast.JoinedStr) or _is_text(side) or _built(side) for side in (node.left, node.right)
            )
        case ast.Call(func=ast.Attribute(attr="format" | "join", value=subject)):
            return _is_text(subject)
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _takes_sql(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in _CONSTRUCTS
        case ast.Attribute(value=ast.Name(id="sa" | "sqlalchemy"), attr=name):
            return name in _CONSTRUCTS
        case ast.Attribute(attr=name):
            return name in _METHODS
    return False


def _built_sql(source: str) -> list[int]:
    """The lines where a call that takes SQL is given a string that was put together."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if call.args and _takes_sql(call) and _built(call.args[0])]


def test_no_sql_is_put_together_from_text() -> None:
    files = [file for package in ("app", "printing", "ui") for file in (_ROOT / package).rglob("*.py")]
    found = {str(file): lines for file in files if (lines := _built_sql(file.read_text(encoding="utf-8")))}
    assert len(files) > 40
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        'text(f"SELECT * FROM orders WHERE number = {number}")',
        'connection.execute("SELECT 1 FROM orders WHERE number = %s" % number)',
        'connection.execute(text("SELECT 1 FROM " + table))',
        'connection.exec_driver_sql("SELECT 1 FROM {}".format(table))',
        'sa.literal_column(f"{column} DESC")',
        'text("SELECT 1 FROM orders WHERE " + " AND ".join(parts))',
    ],
)
def test_sql_put_together_would_be_seen(source: str) -> None:
    assert _built_sql(source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        'connection.execute(text("SELECT 1 WHERE :number = 1"), {"number": number})',
        "connection.execute(select(t.Event).where(t.Event.id == number))",
        'driver.execute(f"PRAGMA {name}={wanted}")',
        'row.text(f"column {name}")',
    ],
)
def test_what_is_no_sql_put_together_is_no_finding(source: str) -> None:
    assert _built_sql(source) == []
