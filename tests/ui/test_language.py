"""What is written in English where it is used is shown in the language of the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app.domain.messages import SENTENCES, Kind, Message, say
from tests.ui.pseudo import PseudoLanguage
from ui.runtime.language import mark, sentence_of, tr


class _Backwards(QTranslator):
    """Moves the fields, and has a form of its own for two."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, words: str, disambiguation: str | None = None, n: int = -1) -> str:
        pair = "{n} Paar von {what}" if n == 2 else "{n} Stück von {what}"
        return {"{who} packs {what}": "{what}: {who}", "{n} units of {what}": pair}.get(words, "")


@pytest.fixture
def backwards(qapp):
    translator = _Backwards()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_without_a_translation_the_words_are_english(qapp):
    assert tr("{who} packs {what}", who="Ana", what="a box") == "Ana packs a box"
    assert [tr("{n} units", "{n} unit", count) for count in (0, 1, 2)] == ["0 units", "1 unit", "2 units"]


def test_words_that_are_the_same_for_one_need_no_second_form(qapp):
    assert tr("{n} pcs", "", 1) == "1 pcs"


def test_a_brace_in_words_without_fields_stays(qapp):
    assert tr("Use {sku}") == "Use {sku}"


def test_a_translation_may_move_the_fields_and_has_its_own_forms(backwards):
    assert tr("{who} packs {what}", who="Ana", what="a box") == "a box: Ana"
    forms = [tr("{n} units of {what}", "{n} unit of {what}", count, what="tea") for count in (1, 2, 3)]
    assert forms == ["1 Stück von tea", "2 Paar von tea", "3 Stück von tea"]


def test_what_fills_a_field_is_never_read_as_a_field(qapp):
    assert tr("{who} packs", who="{what}") == "{what} packs"


def test_a_missing_field_is_a_fault(qapp):
    with pytest.raises(KeyError):
        tr("{who} packs {what}", who="Ana")


def test_marked_words_are_translated_where_they_are_shown(qapp):
    words = mark("Orders")
    with PseudoLanguage():
        assert tr(words).startswith("[Örd")
    assert tr(words) == "Orders"


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_of_the_catalogue_can_be_translated(qapp, key):
    fields = _Anything()
    message = Message(key, Kind.NOTE, fields)
    with PseudoLanguage():
        assert sentence_of(message).startswith("[")


def test_a_sentence_inside_a_sentence_is_translated_too(qapp):
    with PseudoLanguage():
        assert "[Sçåñ åñ" in sentence_of(say("cleared", next=say("next_order")))


class _Anything(dict):
    """Every field there may be."""

    def __init__(self) -> None:
        names = {name for _, words in SENTENCES.values() for _, name, _, _ in Formatter().parse(words) if name}
        super().__init__(dict.fromkeys(names, "x"))


def test_the_tool_of_translators_finds_the_words(tmp_path):
    """`lupdate` reads sources: what it cannot see no translator ever gets."""
    source = tmp_path / "screen.py"
    source.write_text('title = mark("Orders")\n\ndef words(n):\n    return tr("{n} units", "{n} unit", n)\n')
    found = tmp_path / "crossdock.ts"
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run([lupdate, "-tr-function-alias", "tr+=mark", source, "-ts", found], check=True, capture_output=True)
    messages = list(ElementTree.parse(found).iter("message"))
    assert [each.findtext("source") for each in messages] == ["Orders", "{n} units"]
    assert messages[1].get("numerus") == "yes"
