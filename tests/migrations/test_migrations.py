"""Migrations make exactly the tables the program knows, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import ReflectedIndex

from app.db import migrations
from app.db.engine import Database, sqlite_url
from app.db.migrations import HEAD, bring_up_to_date
from app.db.tables import Table
from app.domain.messages import SENTENCES
from app.errors import DatabaseUnavailable
from tests.factory import BOWL, MUG, Shop


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(sqlite_url(tmp_path))
        yield database
        database.close()
        return
    with request.getfixturevalue("postgres_cluster").database(migrated=False) as database:
        yield database


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return compare_metadata(context, Table.metadata)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["connection"] = connection
    return config


def _set_revision(database: Database, revision: str) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_migrations_equal_the_tables(database: Database) -> None:
    with database.read() as connection:
        assert _differences(connection) == []


def _where(index: ReflectedIndex) -> str:
    options = index.get("dialect_options", {})
    return "".join(str(options[key]) for key in ("sqlite_where", "postgresql_where") if key in options)


def _described(connection: Connection) -> dict[str, object]:
    """What Alembic's comparison leaves out: check constraints, and which rows a partial index holds."""
    inspector = inspect(connection)
    return {
        name: (
            sorted((check["name"] or "", check["sqltext"]) for check in inspector.get_check_constraints(name)),
            sorted((index["name"] or "", _where(index)) for index in inspector.get_indexes(name)),
        )
        for name in Table.metadata.tables
    }


def test_checks_and_partial_indexes_equal_the_tables(database: Database) -> None:
    with database.write() as connection:
        migrated = _described(connection)
        Table.metadata.drop_all(connection)
        Table.metadata.create_all(connection)
        assert _described(connection) == migrated
        assert "waiting >= 0" in str(migrated["orders"])
        assert "on_hand > allocated" in str(migrated["balances"])


def test_a_difference_would_be_seen(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("ALTER TABLE suppliers ADD COLUMN fax VARCHAR"))
        connection.execute(text("DROP INDEX ix_orders_number"))
    with database.read() as connection:
        found = [entry[0] for entry in _differences(connection)]
    assert sorted(found) == ["add_index", "remove_column"]


def test_head_is_what_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_empty_database_gets_all_tables_and_a_second_time_changes_nothing(empty_database: Database) -> None:
    bring_up_to_date(empty_database)
    with empty_database.read() as connection:
        assert {*Table.metadata.tables, "alembic_version"} == set(inspect(connection).get_table_names())
    bring_up_to_date(empty_database)


def test_a_newer_database_is_refused_with_a_sentence(database: Database) -> None:
    _set_revision(database, "9999")
    with pytest.raises(DatabaseUnavailable) as refused:
        bring_up_to_date(database)
    sentence = SENTENCES[refused.value.key][1].format(**refused.value.values)
    assert "newer Crossdock (revision 9999; this one knows" in sentence


def test_down_and_up_again_gives_the_same_tables(database: Database) -> None:
    with database.write() as connection:
        command.downgrade(_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    bring_up_to_date(database)
    with database.read() as connection:
        assert _differences(connection) == []


def _rows(database: Database) -> dict[str, list[Any]]:
    """Every row of every table."""
    with database.read() as connection:
        return {
            name: sorted(map(repr, connection.execute(table.select()))) for name, table in Table.metadata.tables.items()
        }


def test_a_shop_of_the_revision_before_keeps_everything(empty_database: Database) -> None:
    """Revisions 0002 and 0003 differ in indexes alone, so a shop of today can work in tables of yesterday."""
    with empty_database.write() as connection:
        command.upgrade(_config(connection), "0002")
    shop = Shop(empty_database)
    shop.sells("#1", MUG, BOWL)
    shop.dock().scans("1Z999AA10123456784", shop.purchase_order(), MUG)
    before = _rows(empty_database)
    bring_up_to_date(empty_database)
    assert _rows(empty_database) == before
    assert before["movements"]
    assert before["inbound_parcels"]
    with empty_database.read() as connection:
        assert _differences(connection) == []
    assert shop.dock().hears(BOWL) == "order_complete"
    shop.check()
