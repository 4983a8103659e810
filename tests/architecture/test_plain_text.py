"""What a stranger wrote in an order is never rendered: texts reach Qt through the factories of `ui/widgets` alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_ICONS = _ROOT / "resources" / "icons"

#: Widgets that guess whether a text is HTML, or that need an accessible name; and what shows rich text for certain.
_RAW = {
    "QLabel": {"labels.py"},
    "QPushButton": {"buttons.py"},
    "QToolButton": set(),
    "QMessageBox": set(),
    "QErrorMessage": set(),
    "QTextEdit": set(),
    "QTextBrowser": set(),
    "QToolTip": set(),
    "setToolTip": {"look.py"},
    "setWhatsThis": set(),
    "setHtml": set(),
    "RichText": set(),
    "AutoText": set(),
    "MarkdownText": set(),
}


def raw_uses(source: str, file: str) -> list[str]:
    """Where `source` makes, subclasses or calls something that only `file`s named above may."""
    return [
        f"{file}:{line} {name}"
        for name, line in _uses(ast.parse(source))
        if name in _RAW and Path(file).name not in _RAW[name]
    ]


def _uses(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name, node.lineno
            case ast.ClassDef(bases=bases):
                yield from ((base.id, node.lineno) for base in bases if isinstance(base, ast.Name))
            case ast.Attribute(attr="RichText" | "AutoText" | "MarkdownText" as name):
                yield name, node.lineno


def _sources() -> list[Path]:
    return sorted((_ROOT / "ui").rglob("*.py"))


def test_texts_go_through_the_factories() -> None:
    found = [use for file in _sources() for use in raw_uses(file.read_text(encoding="utf-8"), str(file))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "made = QLabel(words)",
        "made = QtWidgets.QMessageBox()",
        "class Loud(QPushButton): ...",
        "widget.setToolTip(customer)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "page.setHtml(note)",
    ],
)
def test_a_raw_use_would_be_seen(line: str) -> None:
    assert raw_uses(line, "ui/views/planted.py") != []


def test_the_factories_themselves_may() -> None:
    assert raw_uses("made = QLabel(text)", "ui/widgets/labels.py") == []
    assert raw_uses("made = QPushButton(text)", "ui/widgets/labels.py") != []


_ICON_NAME = re.compile(
    r"""\b(?:icon|icon_label|icon_button|paint_icon)(?:\(|\s*[:=]\s*(?:str\s*=\s*)?)["']([a-z0-9-]+)["']"""
)


def icon_names(source: str) -> set[str]:
    """The icons a source names in so many words."""
    return set(_ICON_NAME.findall(source))


def test_every_icon_that_is_named_is_bundled() -> None:
    named = {name for file in _sources() for name in icon_names(file.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert named - {file.stem for file in _ICONS.glob("*.svg")} == set()


def test_an_icon_is_found_however_it_is_named() -> None:
    source = """icon_button("x", "Close"); button("Go", icon="play"); icon: str = "sun"; icon_label('tag', 18)"""
    assert icon_names(source) == {"x", "play", "sun", "tag"}
