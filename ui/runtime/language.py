"""The words of the window in the language of the window: the one way from a written sentence to a shown one.

Every sentence is written in English where it is used and looked up in the installed `QTranslator`s, so that
`pyside6-lupdate` finds it. Fields are filled in after the look-up: a translation may move them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.messages import SENTENCES, Message

_NO_CONTEXT = ""


def tr(words: str, one: str = "", n: int = -1, /, **values: object) -> str:
    """`words` translated and filled with `values`.

    Where a number decides the form, `words` is the English plural, `one` its singular and `n` the number, which fills
    `{n}`: `tr("{n} units", "{n} unit", count)`. A translation brings as many forms as its language has.

    Raises:
        KeyError: a field has no value; a fault of the program, not of people.
    """
    found = QCoreApplication.translate(_NO_CONTEXT, words, one or None, n)
    if n == 1 and found == words:
        found = one or words
    return found.format(n=n, **values) if values or n >= 0 else found


def mark(words: str) -> str:
    """Words that are written before a language is known, such as a constant; `tr` them where they are shown."""
    return words


def sentence_of(message: Message) -> str:
    """A message of the catalogue, in the language of the window."""
    return tr(SENTENCES[message.key][1], **fields_of(message))


def fields_of(message: Message) -> dict[str, object]:
    """What fills the sentence of a message; a sentence among it in the language of the window."""
    return {name: sentence_of(each) if isinstance(each, Message) else each for name, each in message.values.items()}
