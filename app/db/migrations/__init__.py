"""Bringing a database to the tables this program knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.db.engine import Database
from app.errors import DatabaseUnavailable

#: The newest revision in `versions/`; a test holds it to what Alembic finds there.
HEAD = "0003"


def bring_up_to_date(database: Database) -> None:
    """Create or migrate the tables, in one transaction.

    Raises:
        DatabaseUnavailable: the database was written by a newer Crossdock.
    """
    with database.read() as connection:
        found = _revision(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise DatabaseUnavailable("database_too_new", found=found, known=HEAD)
    _upgrade(database)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(database: Database) -> None:
    # Alembic costs a quarter of a second to import: only where there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
