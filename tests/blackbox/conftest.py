"""Shops for black-box tests: what was imported once is copied for every test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.blackbox.files import set_up_small_shop
from tests.blackbox.shop import Shop, take_in_sample


@pytest.fixture(scope="session")
def imported_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "shop"
    take_in_sample(Shop(folder))
    return folder


@pytest.fixture
def sample(imported_sample: Path, tmp_path: Path) -> Shop:
    """The sample shop with all of its orders imported; nothing has arrived yet."""
    return Shop(Path(shutil.copytree(imported_sample, tmp_path / "shop")))


@pytest.fixture
def small_shop(tmp_path: Path) -> Shop:
    """Two suppliers, four products, and no orders."""
    shop = Shop(tmp_path / "shop")
    set_up_small_shop(shop, tmp_path / "files")
    return shop
