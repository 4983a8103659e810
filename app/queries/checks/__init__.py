"""Does the ledger still agree with itself? One check for each invariant (reliability §2), and one for the file itself.

Every check is asked in SQL and answers with the rows that are wrong, so an empty answer is the proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct
from sqlalchemy.exc import DatabaseError

from app.db.engine import Database
from app.domain.messages import Message, say
from app.errors import DatabaseUnavailable
from app.queries.checks import goods, integrity, journal, money, paper, parcels, promises
from app.queries.checks.rules import MOST_ROWS, Finder, be_patient

__all__ = ["NUMBER_OF_CHECKS", "CheckResult", "check", "results"]


class CheckResult(Struct, frozen=True):
    """What one check found: `broken` holds a line for each of the first 20 things that are wrong."""

    id: str
    title: Message
    broken: tuple[str, ...]


_CHECKS: tuple[tuple[str, tuple[Finder, ...]], ...] = (
    ("integrity", integrity.FINDERS),
    ("I1", goods.ANSWERED),
    ("I2", goods.BALANCED),
    ("I3", promises.FINDERS),
    ("I4", parcels.CONTAINED),
    ("I5", parcels.SHIPPED),
    ("I6", paper.MARKED),
    ("I7", journal.FINDERS),
    ("I8", paper.TRUE),
    ("I9", money.FINDERS),
)


NUMBER_OF_CHECKS = len(_CHECKS)


def results(database: Database) -> Iterator[CheckResult]:
    """Run every check, in order, each when it is asked for; see `check`."""
    return (CheckResult(id, say(f"check_{id}"), _broken(database, finders)) for id, finders in _CHECKS)


def check(database: Database) -> tuple[CheckResult, ...]:
    """Run every check, in order. A check that the database cannot carry out counts as broken and says why."""
    return tuple(results(database))


def _broken(database: Database, finders: Iterable[Finder]) -> tuple[str, ...]:
    lines = (line for finder in finders for line in _found(database, finder))
    return tuple(islice(dict.fromkeys(lines), MOST_ROWS))


def _found(database: Database, finder: Finder) -> list[str]:
    # A transaction for each: an error spoils the rest of one on PostgreSQL, a long one holds up SQLite's checkpoints.
    try:
        with database.read() as connection:
            be_patient(connection)
            return list(islice(finder(connection), MOST_ROWS))
    except DatabaseError as error:
        return [f"This could not be checked: {error.orig}"]
    except DatabaseUnavailable as error:
        return [f"This could not be checked: {error.values['reason']}"]
