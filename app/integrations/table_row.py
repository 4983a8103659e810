"""One row of a text table, and reading its cells into values: each cell is right, or it says why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from app.domain.imports import Rejection
from app.domain.messages import Message, say
from app.domain.money import Money, parse_money

LONGEST_TEXT = 500
LONGEST_NOTE = 2000
LONGEST_CODE = 100
_SHOWN = 64
#: Columns of the database hold 32 bits.
_LARGEST_AMOUNT = 2**31 - 1

_UNWRITTEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_SPACE_BEFORE_OFFSET = re.compile(r" (?=[+-]\d\d:?\d\d$)")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DIGITS = re.compile(r"[0-9]{1,9}")


class RowRejected(Exception):
    """A row cannot be taken; `rejection` says which cell is to blame."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(rejection.reason.text)
        self.rejection = rejection


class TableRow(Struct, frozen=True):
    """A row by column name. `number` counts records with the header as 1; a broken row has a `fault` and unsure cells.

    Every reading method raises `RowRejected` when the cell does not hold what it should.
    """

    number: int
    cells: Mapping[str, str]
    fault: Message | None = None

    def rejection(self, column: str, reason: Message, value: str | None = None) -> Rejection:
        """This row refused for `reason`; the value shown is that of the cell unless another is given."""
        shown = self.cells.get(column, "") if value is None else value
        return Rejection(self.number, column, _UNWRITTEN.sub(" ", shown)[:_SHOWN], reason)

    def refuse(self, column: str, reason: Message, value: str | None = None) -> RowRejected:
        """The exception for this row and `column`."""
        return RowRejected(self.rejection(column, reason, value))

    def text(self, column: str, *, required: bool = False) -> str:
        """A line of words: control characters and line breaks become spaces, the end of very long text is cut off."""
        words = _UNWRITTEN.sub(" ", self.cells.get(column, "")).strip()[:LONGEST_TEXT]
        if required and not words:
            raise self.refuse(column, say("is_empty"))
        return words

    def note(self, column: str) -> str:
        """Words of several lines, cleaned and bounded like `text`."""
        lines = (_UNWRITTEN.sub(" ", line).strip() for line in self.cells.get(column, "").splitlines())
        return "\n".join(lines).strip()[:LONGEST_NOTE]

    def code(self, column: str, *, required: bool = False) -> str:
        """Text that is compared, so nothing in it may be changed or cut off: it is right or refused."""
        code = self.cells.get(column, "").strip()
        if required and not code:
            raise self.refuse(column, say("is_empty"))
        if len(code) > LONGEST_CODE:
            raise self.refuse(column, say("is_too_long", limit=LONGEST_CODE))
        if not code.isprintable():
            raise self.refuse(column, say("is_unprintable"))
        return code

    def whole_number(
        self, column: str, of: Literal["days", "grams", "units"], *, least: int, most: int, empty: int | None = None
    ) -> int:
        """A count of something, from `least` to `most`; `empty` is the answer for an empty cell."""
        text = self.cells.get(column, "").strip()
        if not text and empty is not None:
            return empty
        if not _DIGITS.fullmatch(text):
            raise self.refuse(column, say("is_no_whole_number", of=say(f"of_{of}")))
        if not least <= int(text) <= most:
            raise self.refuse(column, say("is_not_between", least=least, most=most, of=say(f"of_{of}")))
        return int(text)

    def currency(self, column: str) -> str:
        """An ISO 4217 code."""
        text = self.cells.get(column, "").strip().upper()
        if not _CURRENCY.fullmatch(text):
            raise self.refuse(column, say("is_no_currency"))
        return text

    def money(self, column: str, currency: str) -> Money:
        """An amount of `currency`, not below zero."""
        text = self.cells.get(column, "")
        try:
            amount = parse_money(text, currency)
        except ValueError:
            raise self.refuse(column, say("is_no_amount", currency=currency)) from None
        if not 0 <= amount.minor <= _LARGEST_AMOUNT:
            raise self.refuse(column, say("is_no_price"))
        return amount

    def moment(self, column: str) -> datetime:
        """A date and time with its UTC offset (ISO 8601; a space before the offset is allowed), in UTC."""
        text = self.cells.get(column, "").strip()
        try:
            moment = datetime.fromisoformat(_SPACE_BEFORE_OFFSET.sub("", text))
            if moment.tzinfo is not None and 2000 <= moment.year < 2100:
                return moment.astimezone(UTC)
        except ValueError:
            pass
        raise self.refuse(column, say("is_no_moment"))
