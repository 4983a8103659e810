"""In another language no word of the window is English: not one that was translated too early, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from app.db.engine import Database
from app.domain.messages import SENTENCES
from app.domain.requests import Clock
from tests.architecture.words import sources, translated_words
from tests.ui.pseudo import PseudoLanguage
from tests.ui.shell_ground import open_window
from tests.ui.tour import tour, tour_ground
from ui.shell.main_window import MainWindow
from ui.shell.screens import GUIDED_SEATS
from ui.widgets.labels import ElidedLabel

_FIELD = re.compile(r"\{[^}]*\}")
#: What has fewer letters of its own is found in data by chance.
_FEWEST_LETTERS = 4
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def english() -> Iterator[re.Pattern[str]]:
    """Every sentence of the window as it would be shown in English, whatever fills its fields."""
    written = {words for file in sources() for words in translated_words(file.read_text(encoding="utf-8"))}
    written |= {words for _, words in SENTENCES.values()}
    for words in sorted(written):
        if len(re.findall(r"[A-Za-z]", _FIELD.sub("", words))) >= _FEWEST_LETTERS:
            yield re.compile(".+".join(re.escape(part) for part in _FIELD.split(words)), re.DOTALL)


def told(window: MainWindow) -> Iterator[str]:
    """Every text that is, or can be, seen or heard in the window."""
    for each in [window, *window.findChildren(QWidget)]:
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle())
        match each:
            case ElidedLabel():
                yield each.whole_text()
            case QLabel() | QAbstractButton():
                yield each.text()
            case QLineEdit():
                yield each.placeholderText()
            case QComboBox():
                yield from (each.itemText(row) for row in range(each.count()))
            case QAbstractItemView() if each.model() is not None:
                yield from _in_table(each)


def _in_table(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel = view.model()
    columns = range(model.columnCount()) if isinstance(view, QTableView) else range(1)
    for column in columns:
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            index = model.index(row, column)
            yield from (str(index.data(role) or "") for role in _SAID)


def forgotten(database: Database, clock: Clock, stops: int | None = None) -> set[str]:
    """What is English at any stop of the tour, or at the first few of them."""
    place, seen = tour_ground(database), set()
    with PseudoLanguage(), open_window(place, clock, GUIDED_SEATS) as window:
        for _ in islice(tour(window, place), stops):
            seen |= set(told(window))
    sentences = list(english())
    return {text for text in seen if any(sentence.fullmatch(text) for sentence in sentences)}


def test_no_word_of_the_window_is_forgotten(qapp: QApplication, sqlite_database: Database, clock: Clock) -> None:
    assert forgotten(sqlite_database, clock) == set()


@pytest.mark.parametrize(
    "module", ["ui.views.today", "ui.viewmodels.today_words", "ui.models.paged_table", "ui.shell.main_window"]
)
def test_a_forgotten_word_is_found(
    qapp: QApplication, sqlite_database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    def untranslated(words: str, one: str = "", n: int = -1, /, **values: object) -> str:
        return (one if n == 1 else words).format(n=n, **values)

    monkeypatch.setattr(f"{module}.tr", untranslated)
    assert forgotten(sqlite_database, clock, 2) != set()
