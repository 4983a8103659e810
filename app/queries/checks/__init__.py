"""Does the ledger still agree with itself? One check for each invariant (reliability §2), and one for the file itself.

Every check is asked in SQL and answers with the rows that are wrong, so an empty answer is the proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from msgspec import Struct
from sqlalchemy.exc import DatabaseError

from app.db.engine import Database
from app.errors import DatabaseUnavailable
from app.queries.checks import goods, integrity, journal, money, paper, parcels, promises
from app.queries.checks.rules import MOST_ROWS, Finder, be_patient

__all__ = ["CheckResult", "check"]


class CheckResult(Struct, frozen=True):
    """What one check found: `broken` holds a line for each of the first 20 things that are wrong."""

    id: str
    title: str
    broken: tuple[str, ...]


_CHECKS: tuple[tuple[str, str, tuple[Finder, ...]], ...] = (
    ("integrity", "The database is whole", integrity.FINDERS),
    ("I1", "Every scan that moved goods has its movements", goods.ANSWERED),
    ("I2", "Balances are what the movements and promises add up to", goods.BALANCED),
    ("I3", "Every unit is promised once", promises.FINDERS),
    ("I4", "Every parcel holds what its order asked for, under one label", parcels.CONTAINED),
    ("I5", "An order is shipped when its parcel is, and complete", parcels.SHIPPED),
    ("I6", "Every copy but the first is marked as a reprint", paper.MARKED),
    ("I7", "Every change is in the journal once, and the chain holds", journal.FINDERS),
    ("I8", "Paper says what the order says", paper.TRUE),
    ("I9", "Money is whole numbers of one currency", money.FINDERS),
)


def check(database: Database) -> tuple[CheckResult, ...]:
    """Run every check, in order. A check that the database cannot carry out counts as broken and says why.

    Raises:
        DatabaseUnavailable: no connection can be made.
    """
    return tuple(CheckResult(id, title, _broken(database, finders)) for id, title, finders in _CHECKS)


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
