"""A small shop for every story, on SQLite and on PostgreSQL; when a story ends, its books must be right."""

from collections.abc import Iterator

import pytest

from app.db.engine import Database
from tests.factory import Shop, Station


@pytest.fixture
def shop(database: Database) -> Iterator[Shop]:
    shop = Shop(database)
    yield shop
    shop.check()


@pytest.fixture
def dock(shop: Shop) -> Station:
    return shop.dock()


@pytest.fixture
def bench(shop: Shop) -> Station:
    return shop.bench()
