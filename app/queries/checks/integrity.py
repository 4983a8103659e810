"""The database itself: can every page be read, are its constraints in force, does every reference have its row?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKey, exists, func, select, text

from app.db import tables as t
from app.queries.checks.rules import MOST_ROWS


def _storage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        yield from _faults_of_file(connection)
    else:
        _read_everything(connection)
        yield from _not_enforced(connection)


def _faults_of_file(connection: Connection) -> Iterator[str]:
    """What SQLite says of its pages, indexes and CHECK constraints; a row may hold several lines under a heading."""
    for row in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_ROWS})").scalars():
        yield from (line for line in row.splitlines() if line != "ok" and not line.startswith("***"))


def _read_everything(connection: Connection) -> None:
    """Read every row of every table; a damaged page is an error of the server."""
    for table in t.Table.metadata.sorted_tables:
        # The whole row is counted, because an index alone could answer count(*).
        connection.execute(select(func.count(table.table_valued())))


_NOT_ENFORCED = text("""
    SELECT 'constraint ' || conname || ' of ' || conrelid::regclass::text || ' is not enforced' AS told
    FROM pg_constraint WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 'index ' || indexrelid::regclass::text || ' of ' || indrelid::regclass::text || ' is not valid'
    FROM pg_index WHERE NOT indisvalid
""")


def _not_enforced(connection: Connection) -> Iterator[str]:
    return iter(connection.execute(_NOT_ENFORCED).scalars())


def _orphans(connection: Connection) -> Iterator[str]:
    """References to rows that are not there: a restore, or SQLite without `foreign_keys`, lets them in."""
    for table in t.Table.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            yield from _orphans_of(connection, key)


def _orphans_of(connection: Connection, key: ForeignKey) -> Iterator[str]:
    parent = key.column.table.alias()
    has_row = exists().where(parent.c[key.column.name] == key.parent)
    missing = select(key.parent).where(key.parent.is_not(None), ~has_row).distinct().limit(MOST_ROWS)
    for id in connection.execute(missing).scalars():
        yield f"{key.parent.table.name}.{key.parent.name} is {id}, but {key.column.table.name} has no such row"


FINDERS = (_storage, _orphans)
