"""The write lane: what is committed is safe, nothing is lost between writers, and readers never wait."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, insert, select, text, update
from sqlalchemy.exc import OperationalError

from app.db import engine as engine_module
from app.db import tables as t
from app.db.engine import Database, sqlite_url
from app.db.migrations import HEAD
from app.errors import DatabaseUnavailable

Transaction = AbstractContextManager[Connection]
_ROOT = Path(__file__).parents[2]

#: Written out once more, so that a change of `engine.PRAGMAS` has to be meant (reliability §3).
_NEEDED = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: with NORMAL a power cut loses acknowledged scans
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "mmap_size": 0,
    "secure_delete": 1,
    "wal_autocheckpoint": 0,
}


def _wrong_pragmas(connection: Connection) -> dict[str, object]:
    found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _NEEDED}
    return {name: value for name, value in found.items() if value != _NEEDED[name]}


def _count(connection: Connection) -> int:
    value = connection.execute(select(t.Setting.value).where(t.Setting.name == "count")).scalar()
    return int(value or 0)


def _set_count(connection: Connection, value: int) -> None:
    connection.execute(update(t.Setting).where(t.Setting.name == "count").values(value=str(value)))


def _set_count_and_fail(database: Database) -> None:
    with database.write() as connection:
        _set_count(connection, 7)
        raise ZeroDivisionError


def _add_one(database: Database) -> None:
    with database.write() as connection:
        _set_count(connection, _count(connection) + 1)


@pytest.fixture
def counting(database: Database) -> Database:
    """A database with a count of 0 to be fought over."""
    with database.write() as connection:
        connection.execute(insert(t.Setting).values(name="count", value="0"))
    return database


def _python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _outputs(processes: list[subprocess.Popen[str]]) -> list[str]:
    return [process.communicate(timeout=60)[0] for process in processes]


def test_the_writer_and_every_reader_have_the_pragmas_in_force(sqlite_database: Database) -> None:
    with ExitStack() as stack:
        readers = [stack.enter_context(sqlite_database.read()) for _ in range(6)]
        writer = stack.enter_context(sqlite_database.write())
        assert [_wrong_pragmas(connection) for connection in (*readers, writer)] == [{}] * 7


def test_a_weaker_synchronous_would_be_seen(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine_module.PRAGMAS, "synchronous", 1)
    with sqlite_database.write() as connection:
        assert _wrong_pragmas(connection) == {"synchronous": 1}


def test_a_connection_that_does_not_take_a_pragma_is_refused() -> None:
    database = Database("sqlite:///:memory:")  # cannot have a write-ahead log
    with pytest.raises(RuntimeError, match="journal_mode='memory', but the ledger needs 'wal'"), database.read():
        pass
    database.close()


def test_two_processes_writing_at_once_lose_nothing(counting: Database) -> None:
    code = """
import sys
from app.db.engine import Database
from tests.integration.test_engine import _add_one
database = Database(sys.argv[1])
for _ in range(150):
    _add_one(database)
database.close()
"""
    url = counting.url.render_as_string(hide_password=False)
    assert _outputs([_python(code, url) for _ in range(2)]) == ["", ""]
    with counting.read() as connection:
        assert _count(connection) == 300


def test_threads_of_one_process_lose_nothing(counting: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: _add_one(counting), range(100)))
    with counting.read() as connection:
        assert _count(connection) == 100


def test_without_the_lane_the_same_work_goes_wrong(counting: Database) -> None:
    bare = create_engine(counting.url)
    with bare.connect() as slow, bare.connect() as quick:
        seen = _count(slow)
        _set_count(quick, _count(quick) + 1)
        quick.commit()
        try:
            _set_count(slow, seen + 1)
            slow.commit()
            refused = False
        except OperationalError:
            refused = True
    bare.dispose()
    with counting.read() as connection:
        assert refused or _count(connection) == 1, "two additions should not both have counted"


def test_a_reader_is_not_blocked_by_an_open_write_and_does_not_see_it(counting: Database) -> None:
    with counting.write() as writer:
        _set_count(writer, 7)
        with counting.read() as reader:
            assert _count(reader) == 0
    with counting.read() as reader:
        assert _count(reader) == 7


def test_a_writer_is_not_blocked_by_an_open_reader(counting: Database) -> None:
    with counting.read() as reader:
        assert _count(reader) == 0
        _add_one(counting)
    with counting.read() as reader:
        assert _count(reader) == 1


def test_a_failing_block_leaves_nothing_and_frees_the_lane(counting: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _set_count_and_fail(counting)
    _add_one(counting)
    with counting.read() as connection:
        assert _count(connection) == 1


def test_processes_that_start_a_fresh_shop_at_once_all_succeed(tmp_path: Path) -> None:
    code = """
import sys
from app.db.engine import Database
from app.db.migrations import bring_up_to_date
database = Database(sys.argv[1])
bring_up_to_date(database)
database.close()
"""
    assert _outputs([_python(code, sqlite_url(tmp_path)) for _ in range(3)]) == [""] * 3
    database = Database(sqlite_url(tmp_path))
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    database.close()


@pytest.mark.parametrize(("commits", "stays_small"), [(5, True), (10**9, False)])
def test_the_writer_keeps_the_log_short(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, commits: int, stays_small: bool
) -> None:
    monkeypatch.setattr(engine_module, "COMMITS_PER_CHECKPOINT", commits)
    with sqlite_database.write() as connection:
        connection.execute(insert(t.Setting).values(name="count", value=""))
    for number in range(60):
        with sqlite_database.write() as connection:
            connection.execute(update(t.Setting).values(value=str(number) * 8000))
    log = Path(f"{sqlite_database.url.database}-wal")
    assert (log.stat().st_size < 300_000) is stays_small


def test_closing_leaves_one_whole_file(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        connection.execute(insert(t.Setting).values(name="count", value="1"))
    sqlite_database.close()
    assert not Path(f"{sqlite_database.url.database}-wal").exists()


@pytest.mark.parametrize("opens", [Database.read, Database.write])
def test_a_missing_folder_is_told_as_such(tmp_path: Path, opens: Callable[[Database], Transaction]) -> None:
    database = Database(sqlite_url(tmp_path / "missing"))
    with pytest.raises(DatabaseUnavailable) as refused, opens(database):
        pass
    assert refused.value.key == "database_unavailable"
    assert str(tmp_path / "missing") in str(refused.value.values["where"])
    database.close()


def test_a_missing_server_is_told_without_the_password() -> None:
    database = Database("postgresql+psycopg://ana:hunter2@127.0.0.1:1/shop")
    with pytest.raises(DatabaseUnavailable) as refused, database.read():
        pass
    assert "127.0.0.1" in str(refused.value)
    assert "hunter2" not in str(refused.value)
    database.close()


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path):
    (tmp_path / "crossdock.db").write_bytes(b"a shopping list, not a database" * 100)
    with pytest.raises(DatabaseUnavailable) as raised, Database(sqlite_url(tmp_path)).read():
        pass
    assert raised.value.key == "database_unavailable"
