"""Finds words for people that no translation could reach: `python -m tests.architecture.words [FILE...]` lists them."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Where the window takes its words from; the command line speaks to administrators, in English.
ROOMS = ("ui/views", "ui/widgets", "ui/shell", "ui/viewmodels", "ui/models", "ui/runtime")
_WORDS = re.compile(r"\b(?<!\+)[A-Z][a-z]{2,}\b(?!\+)|[A-Za-z]{2,}[,.:;]? [A-Za-z]{2,}")
#: Style sheets, fonts and class names are no words for people; what is said before Qt is loaded, a terminal shows.
_NO_WORDS = {"ui/widgets/style_sheet.py", "ui/shell/theme.py", "ui/runtime/notices.py", "ui/shell/display.py"}
_TRANSLATED = {"tr", "mark"}
#: What these take is for programs and logs: names of objects, styles, and the texts of faults.
_NOT_SHOWN = {"setProperty", "setObjectName", "setStyleSheet", "set_look", "getLogger", "cast", "TypeVar", "print"}
_NOT_SHOWN |= {"setDisplayFormat", "QFont"}
_LOGGED = {"debug", "info", "warning", "error", "exception", "critical"}


def raw_words(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string with words for people that is neither translated nor marked."""
    yield from _walk(ast.parse(source))


def unread_words(source: str) -> Iterator[int]:
    """Lines that translate what `lupdate` cannot read: anything but a string, or the name of a marked one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in _TRANSLATED and node.args:
            words = node.args[0]
            literal = isinstance(words, ast.Constant)
            if isinstance(words, ast.JoinedStr | ast.BinOp) or (_name(node.func) == "mark" and not literal):
                yield node.lineno


def translated_words(source: str) -> Iterator[str]:
    """What is written to be translated, in both its forms where it counts."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in _TRANSLATED:
            yield from (each.value for each in node.args[:2] if isinstance(each, ast.Constant) and each.value)


def _walk(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Raise | ast.Assert):
        return
    if isinstance(node, ast.Call) and _name(node.func) in _TRANSLATED | _NOT_SHOWN | _LOGGED:
        yield from _inside(node)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORDS.search(node.value):
        yield node.lineno, node.value
        return
    for child in ast.iter_child_nodes(node):
        if not _is_docstring(child) and not _is_annotation(node, child):
            yield from _walk(child)


def _inside(call: ast.Call) -> Iterator[tuple[int, str]]:
    """What fills the fields of a translated sentence is words again."""
    for each in call.args:
        if not isinstance(each, ast.Constant):
            yield from _walk(each)
    for keyword in call.keywords if _name(call.func) in _TRANSLATED else ():
        yield from _walk(keyword.value)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_annotation(parent: ast.AST, node: ast.AST) -> bool:
    return node in (getattr(parent, "annotation", None), getattr(parent, "returns", None))


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def sources() -> list[Path]:
    """Every file with words for people."""
    files = [file for room in ROOMS for file in sorted((ROOT / room).glob("*.py"))]
    return [file for file in files if str(file.relative_to(ROOT)) not in _NO_WORDS]


def main(names: list[str]) -> int:
    files = [Path(name) for name in names] or sources()
    found = 0
    for file in files:
        for line, text in raw_words(file.read_text()):
            found += 1
            print(f"{file.resolve().relative_to(ROOT)}:{line}: {text!r}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
