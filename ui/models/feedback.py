"""The answer to a scan as a screen shows it, and what else can be asked of the conversation by a button."""

from __future__ import annotations

import re

from msgspec import Struct

from app.domain.messages import SENTENCES, Kind, Message
from ui.runtime.language import fields_of, tr

_END_OF_HEADLINE = re.compile(r"(?<=[.:?]) ")


class Notice(Struct, frozen=True):
    """What is said in large letters, and what it means and what to do under it. `key` names the sentence."""

    kind: Kind
    headline: str
    body: str = ""
    key: str = ""

    @property
    def sticky(self) -> bool:
        """Stays until it is dealt with (ux §2.2)."""
        return self.kind in (Kind.WRONG, Kind.NOT_ACCEPTED)


class Choice(Struct, frozen=True):
    """A button that does exactly what a scan does: `text` is that scan; `detail` says what will happen."""

    words: str
    detail: str
    text: str


def notice_of(message: Message) -> Notice:
    """The sentence of a message, its first part as the headline.

    The pattern is cut, not the filled words: a title with a colon in it stays whole.
    """
    headline, *rest = _END_OF_HEADLINE.split(tr(SENTENCES[message.key][1]), maxsplit=1)
    title, body = _filled(headline, message).rstrip(".:"), _capital(_filled("".join(rest), message))
    return Notice(message.kind, title, body, message.key)


def _filled(pattern: str, message: Message) -> str:
    return pattern.format(**fields_of(message)).strip()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
