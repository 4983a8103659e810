"""A PostgreSQL server of our own for the tests: real, private, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from app.db.engine import Database
from app.db.migrations import bring_up_to_date

#: Nothing of a test has to survive a power cut. Numbers of connections: a few tests open one for each of 50 stations.
_SERVER = "-c fsync=off -c full_page_writes=off -c listen_addresses='' -c max_connections=120"
_TEMPLATE = "crossdock_template"


def find_binaries() -> Path | None:
    """The folder with initdb and pg_ctl: the newest of Debian's, or that of PATH. Windows has no Unix sockets."""
    if sys.platform == "win32":
        return None
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    folders = [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


class Cluster:
    """A running server that only listens on a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database of this server."""
        return f"postgresql+psycopg://crossdock@/{name}?host={self._folder}"

    def make_template(self) -> None:
        """Migrate one database, to be copied for every test."""
        self._admin(f"CREATE DATABASE {_TEMPLATE}")
        database = Database(self.url(_TEMPLATE))
        bring_up_to_date(database)
        database.close()

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[Database]:
        """A fresh database, dropped after the block even where connections were left open."""
        self._made += 1
        name = f"test_{self._made}"
        self._admin(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        database = Database(self.url(name))
        try:
            yield database
        finally:
            database.close()
            self._admin(f"DROP DATABASE {name} WITH (FORCE)")

    def _admin(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self._folder), user="crossdock", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """Start a server in a temporary folder, and stop it after the block."""
    # Not under pytest's own folder: the path of a socket may be 107 bytes long, and another user must reach it.
    folder = Path(tempfile.mkdtemp(prefix="crossdock-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        _run(
            binaries / "initdb",
            "--pgdata",
            data,
            "--username",
            "crossdock",
            "--auth",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        start = f"{_SERVER} -c unix_socket_directories={folder}"
        _run(binaries / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", folder / "log", "--options", start)
        try:
            cluster = Cluster(folder)
            cluster.make_template()
            yield cluster
        finally:
            _run(binaries / "pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", data)
    finally:
        shutil.rmtree(folder)


def _run(program: Path, *arguments: str | Path) -> None:
    command = [str(program), *map(str, arguments)]
    # pg_ctl leaves the server with its output, so a pipe would never end.
    with tempfile.TemporaryFile("w+") as output:
        run = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False, **_as_somebody())
        if run.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed:\n{output.read()}")


def _as_somebody() -> dict[str, Any]:
    """Whom a server tool runs as: ourselves, or `nobody` where we are root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}
