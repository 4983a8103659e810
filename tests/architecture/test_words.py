"""Every word the window says can be translated: it goes through `tr`, or is `mark`ed where it is a constant."""

from __future__ import annotations

import pytest

from tests.architecture.words import ROOT, raw_words, sources, unread_words


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_word_is_out_of_reach(file) -> None:
    source = file.read_text(encoding="utf-8")
    assert [f"{line}: {words}" for line, words in raw_words(source)] == []
    assert list(unread_words(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        'title = "Orders"',
        'label("nothing waits here")',
        'words = f"Order {number}"',
        'tr("Left by {who}", who="The packer")',
        'help = (mark("One"), "Two lines of help")',
    ],
)
def test_a_forgotten_word_would_be_seen(source: str) -> None:
    assert list(raw_words(source)) != []


@pytest.mark.parametrize("source", ['tr(f"Order {number}")', 'tr("Order " + number)', "TITLE = mark(words)"])
def test_words_that_no_translator_would_get_would_be_seen(source: str) -> None:
    assert list(unread_words(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        'title = mark("Orders")',
        'words = tr("{n} units of {what}", "{n} unit of {what}", count, what=title)',
        "words = tr(TITLE)",
        '"""What this is for."""',
        'raise ValueError("a fault of the program")',
        '_log.info("the window begins anew")',
        'shortcut = "Ctrl+Shift+M"',
        'key = "print_queue"',
    ],
)
def test_what_is_in_order_is_let_through(source: str) -> None:
    assert list(raw_words(source)) == list(unread_words(source)) == []
