"""Everything as files: all of them in a folder with a name, or nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.db.engine import Database
from app.errors import Cancelled, Refused
from app.integrations import export_files as module
from app.integrations.export_files import export_all
from app.queries.exports import EXPORTS, rows
from tests.factory import MUG, NOW, TEA, Shop


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    shop = Shop(sqlite_database)
    shop.sells("#1", MUG, TEA)
    return shop


def test_every_table_is_a_file_with_every_row(shop: Shop, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    made = export_all(shop.database, tmp_path, NOW, lambda done, total: seen.append((done, total)))
    assert made == tmp_path / "crossdock-export-20261123T093000Z"
    assert {each.stem for each in made.iterdir()} == set(EXPORTS)
    for kind in EXPORTS:
        with (made / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            head, *lines = csv.reader(file)
        assert tuple(head) == EXPORTS[kind].columns
        assert len(lines) == len(list(rows(shop.database, kind)))
    assert seen == [(done, len(EXPORTS)) for done in range(len(EXPORTS))]


def test_no_cell_is_a_formula(shop: Shop, tmp_path: Path) -> None:
    shop.sells("=1+1", MUG)
    made = export_all(shop.database, tmp_path, NOW)
    assert "'=1+1" in (made / "orders.csv").read_text(encoding="utf-8")


def test_a_stopped_export_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "chosen"
    folder.mkdir()

    def stop(done: int, total: int) -> None:
        if done == 3:
            assert len(list(folder.glob("*.part/*.csv"))) == 4
            raise Cancelled

    with pytest.raises(Cancelled):
        export_all(shop.database, folder, NOW, stop)
    assert list(folder.iterdir()) == []


def test_a_large_table_can_be_stopped_in_the_middle(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_STEP", 1)
    looks: list[int] = []
    export_all(shop.database, tmp_path, NOW, lambda done, total: looks.append(done))
    assert looks.count(list(EXPORTS).index("order-lines")) == 3


def test_a_folder_that_is_gone_is_said(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        export_all(shop.database, tmp_path / "gone", NOW)
    assert refused.value.key == "export_not_made"


def test_an_export_that_is_there_already_is_not_touched(shop: Shop, tmp_path: Path) -> None:
    made = export_all(shop.database, tmp_path, NOW)
    (made / "mine.txt").write_text("mine")
    with pytest.raises(Refused):
        export_all(shop.database, tmp_path, NOW)
    assert (made / "mine.txt").read_text() == "mine"
    assert len(list(tmp_path.glob("crossdock-export-*"))) == 1
