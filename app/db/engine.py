"""Engines for SQLite and PostgreSQL, and the one write lane.

Every writing transaction of every process goes through one lane: on SQLite a file lock beside the database and then
BEGIN IMMEDIATE, on PostgreSQL one advisory lock. A rule that was checked inside the transaction is therefore still
true when it commits. See docs/decisions/0002-one-write-lane.md.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from filelock import lock_descriptor, unlock_descriptor
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from app.errors import DatabaseUnavailable

#: What must be in force on every SQLite connection (reliability §3); read back after setting.
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "mmap_size": 0,
    "secure_delete": 1,
    "wal_autocheckpoint": 0,
}
COMMITS_PER_CHECKPOINT = 200
_PG_LANE = 0x0C055D0C
_PG_CONNECT = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,
    "options": "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c timezone=UTC",
}


class Database:
    """Where the shop's rows are. `read()` and `write()` each give a connection inside one transaction."""

    def __init__(self, url: str) -> None:
        """Open nothing yet; connections are made on first use.

        Args:
            url: an SQLAlchemy URL, `sqlite:///folder/file.db` or `postgresql+psycopg://...`.
        """
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.url = parsed
        self._lane = threading.Lock()
        self._commits = 0
        if self.is_sqlite:
            self._file_lane = _FileLane(Path(f"{parsed.database}.lane"))
            self._writer = _sqlite_engine(url, pool_size=1)
            self._reader = _sqlite_engine(url, pool_size=4)
        else:
            self._writer = self._reader = create_engine(
                url, pool_pre_ping=True, hide_parameters=True, connect_args=dict(_PG_CONNECT)
            )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view for reading; nothing is kept.

        Raises:
            DatabaseUnavailable: no connection can be made.
        """
        with self._connect(self._reader, "not_read") as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The write lane: commits when the block ends, rolls back when it raises, one writer at a time.

        Raises:
            DatabaseUnavailable: no connection can be made, or the disk or server refused to keep it.
        """
        with self._lane:
            if not self.is_sqlite:
                with self._connect(self._writer) as connection, connection.begin():
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lane)"), {"lane": _PG_LANE})
                    yield connection
                return
            with self._file_lane, self._connect(self._writer) as connection:
                with connection.begin():
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
                self._checkpoint_now_and_then(connection)

    def close(self) -> None:
        """Give back every connection; the last one to leave a SQLite file checkpoints it."""
        self._reader.dispose()
        self._writer.dispose()
        if self.is_sqlite:
            self._file_lane.close()

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._writer

    @contextmanager
    def _connect(self, engine: Engine, trouble: str = "not_saved") -> Iterator[Connection]:
        try:
            connection = engine.connect()
        except DatabaseError as error:
            raise DatabaseUnavailable("database_unavailable", where=_where(self), reason=str(error.orig)) from error
        with connection:
            try:
                yield connection
            except OperationalError as error:
                raise DatabaseUnavailable(trouble, reason=str(error.orig)) from error

    def _checkpoint_now_and_then(self, connection: Connection) -> None:
        # Only the writer checkpoints, and only inside the lane: SQLite before 3.51.3 can lose the WAL when two do.
        self._commits += 1
        if self._commits % COMMITS_PER_CHECKPOINT == 0:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


class _FileLane:
    """Lets one process at a time into the block. The file stays open: to open it anew takes as long as a commit."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def __enter__(self) -> None:
        lock_descriptor(self._opened().fileno(), poll_interval=0.002)

    def __exit__(self, *_: object) -> None:
        unlock_descriptor(self._opened().fileno())

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> BinaryIO:
        if self._file is None:
            try:
                self._file = self._path.open("ab")
            except OSError as error:
                where = str(self._path.with_suffix(""))
                raise DatabaseUnavailable("database_unavailable", where=where, reason=error.strerror or "") from error
        return self._file


def _where(database: Database) -> str:
    return str(database.url.database) if database.is_sqlite else database.url.render_as_string(hide_password=True)


def sqlite_url(folder: Path) -> str:
    """The database of a data folder."""
    return f"sqlite:///{folder / 'crossdock.db'}"


def _sqlite_engine(url: str, *, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else 8,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(driver: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver begins nothing by itself: `read` and `write` do, as each needs. Listening for SQLAlchemy's "begin"
    # instead would make every statement look for listeners, a tenth of the time of a scan.
    driver.isolation_level = None
    for name, wanted in PRAGMAS.items():
        driver.execute(f"PRAGMA {name}={wanted}").fetchall()
        found = driver.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise RuntimeError(f"SQLite answers {name}={found!r}, but the ledger needs {wanted!r}")
