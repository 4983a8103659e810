"""What the readers of the channels' order exports have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from app.domain.imports import OrderDraft
from app.domain.messages import Message
from app.integrations.table_row import TableRow


class SkippedOrder(Struct, frozen=True):
    """An order of the file that needs nothing from us: it was shipped elsewhere, or has nothing to ship."""

    rows: tuple[int, ...]
    number: str
    reason: str


class OrderFormat(Struct, frozen=True):
    """One channel's export. `signature` are columns no other export has, `order_column` holds the order's number.

    `quoted` is False where `"` is a character like others. `read` makes an order of all its rows and raises
    `RowRejected` when one of them is wrong.
    """

    kind: str
    title: Message
    signature: frozenset[str]
    required: tuple[str, ...]
    order_column: str
    quoted: bool
    read: Callable[[Sequence[TableRow]], OrderDraft | SkippedOrder]


def country_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The ISO 3166-1 code, and what else to print below the address: a country in words is kept, not guessed."""
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper(), ()
    return "", (text,) if text else ()
