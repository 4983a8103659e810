"""Every sentence exists, is complete, and reads like one person speaking to another."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import msgspec
import pytest

from app.domain.codes import Refusal
from app.domain.messages import SENTENCES, Kind, Message, listed, say
from app.domain.orders import OrderState, PurchaseOrderState, state_words
from app.domain.sentences.parts import PARTS

ROOT = Path(__file__).parents[3]
FIELDS = {key: {name for _, name, _, _ in Formatter().parse(words) if name} for key, (_, words) in SENTENCES.items()}
TEXTS = {key: words for key, (_, words) in SENTENCES.items()}
#: What builds a message or an error from a key: `say`, the refusals of the services, and the errors.
SPEAKERS = re.compile(r"say|_refuse|\w*(Refused|NotFound|Conflict|UnreadableFile|DatabaseUnavailable)")


def sources() -> Iterator[Path]:
    yield ROOT / "main.py"
    for package in ("app", "printing", "ui"):
        yield from (ROOT / package).rglob("*.py")


def spoken(path: Path) -> Iterator[tuple[str, set[str], bool]]:
    """Key, values, and whether all values are named, of every sentence in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and SPEAKERS.fullmatch(node.func.id):
            keys = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            named = {keyword.arg for keyword in node.keywords if keyword.arg}
            for key in keys[:1]:
                yield key, named, all(keyword.arg for keyword in node.keywords)


SPOKEN = [
    pytest.param(key, named, complete, id=f"{path.stem}-{key}")
    for path in sources()
    for key, named, complete in spoken(path)
]


@pytest.mark.parametrize(("key", "named", "complete"), SPOKEN)
def test_every_sentence_that_is_said_exists_with_all_its_values(key, named, complete):
    assert key in SENTENCES
    assert not complete or FIELDS[key] <= named


def test_the_walk_finds_the_sentences():
    assert len({param.values[0] for param in SPOKEN}) > 70


@pytest.mark.parametrize("reason", Refusal)
def test_a_code_that_is_not_accepted_says_why(reason):
    assert say(reason.value, code="X", limit=1).kind is Kind.NOT_ACCEPTED


@pytest.mark.parametrize("key", [key for key in SENTENCES if key not in PARTS])
def test_a_sentence_is_whole(key):
    words = TEXTS[key]
    assert words[0].isupper() or words[0] == "{"
    assert words.endswith((".", ")", "{next}", "?"))
    assert len(re.findall(r"[.?](?:\s|$)", re.sub(r"\([^)]*\)", "", words))) <= 4
    assert "  " not in words


@pytest.mark.parametrize("key", PARTS)
def test_a_part_of_a_sentence_does_not_end_it(key):
    assert not PARTS[key].endswith((".", " "))


@pytest.mark.parametrize("state", [*OrderState, *PurchaseOrderState])
def test_every_state_has_its_word(state):
    assert state_words(state).text == state.value.replace("_", " ")


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_has_no_words_of_programmers(key):
    assert not re.search(r"exception|invalid|error|null|none\b|failed|traceback|sorry|please|!", TEXTS[key].lower())


@pytest.mark.parametrize("key", [key for key, (kind, _) in SENTENCES.items() if kind is Kind.WRONG])
def test_what_is_wrong_says_what_to_do(key):
    assert re.search(r"\b(scan|put|take|print|choose|do not|finish)\b", TEXTS[key].lower()) or key == "cannot_undo"


def test_a_missing_value_is_found_when_the_sentence_is_made():
    with pytest.raises(KeyError, match="product"):
        say("unit_to_stock", place="A1")
    with pytest.raises(KeyError):
        say("no_such_sentence")


def test_values_are_data_and_never_read_as_a_pattern():
    assert say("cell_empty", place="{next}").text == "{next} is empty."


def test_a_sentence_may_be_part_of_another_also_where_it_is_stored():
    message = say("cleared", next=say("next_to_verify", needs="Blue mug × 1"))
    assert message.text == "Cleared. Still to verify: Blue mug × 1."
    assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message


def test_parts_are_listed_as_one_message():
    parts = [say("order_number", order=number) for number in ("#1", "#2", "#3")]
    assert listed(parts).text == "order #1, order #2, order #3"
    assert listed(parts[:1]) == parts[0]
