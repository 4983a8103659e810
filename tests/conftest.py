"""The test ground: real databases, a clock that stands still, and watches over what a test leaves behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from app.db.engine import Database, sqlite_url
from app.db.migrations import bring_up_to_date
from app.domain.requests import Clock
from tests.leaks import no_qt_left, no_threads_left
from tests.logfail import LogGuard, guarded_log
from tests.postgres import Cluster, find_binaries, running_cluster

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

IN_CI = os.environ.get("CI") == "true"
settings.register_profile("crossdock", deadline=None, derandomize=IN_CI, print_blob=True)
settings.load_profile("crossdock")

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def _has_qt(config: pytest.Config) -> bool:
    """False where `make test` found no system libraries for Qt, said so, and left pytest-qt out."""
    return config.pluginmanager.hasplugin("pytest-qt")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path == Path(__file__).with_name("ui") and not _has_qt(config) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in [] if _has_qt(config) else items:
        if {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.skip("Qt's system libraries are missing"))


@pytest.fixture(autouse=True)
def _leaves_nothing() -> Iterator[None]:
    with no_threads_left(), no_qt_left():
        yield


@pytest.fixture(autouse=True)
def log_guard(_leaves_nothing: None) -> Iterator[LogGuard]:
    """Fails the test for an unexpected warning; `with log_guard.expected("app.services"):` allows one."""
    with guarded_log() as guard:
        yield guard


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still on a Monday morning."""
    return lambda: NOW


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied: migrating takes longer than most tests."""
    folder = tmp_path_factory.mktemp("template")
    database = Database(sqlite_url(folder))
    bring_up_to_date(database)
    database.close()
    return folder / "crossdock.db"


@pytest.fixture
def sqlite_database(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated SQLite database in a file of its own."""
    shutil.copy(migrated_file, tmp_path / "crossdock.db")
    database = Database(sqlite_url(tmp_path))
    yield database
    database.close()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """One PostgreSQL server for all tests. Where it is not installed its tests are skipped, but never in CI."""
    binaries = find_binaries()
    if binaries is None:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        pytest.fail(reason) if IN_CI else pytest.skip(reason)
    with running_cluster(binaries) as cluster:
        yield cluster


@pytest.fixture
def postgres_database(postgres_cluster: Cluster) -> Iterator[Database]:
    """An empty, migrated PostgreSQL database of its own."""
    with postgres_cluster.database() as database:
        yield database


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty, migrated database: every test that takes it runs on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_database")
