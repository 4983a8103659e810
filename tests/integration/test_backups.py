"""A backup is a copy that was read back; a copy that does not read back never gets the name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.db.engine import Database, sqlite_url
from app.errors import Cancelled, Refused
from app.services import backups as module
from app.services.backups import back_up, backups, verify
from tests.factory import MUG, NOW, Shop


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    shop = Shop(sqlite_database)
    shop.sells("#1", MUG)
    return shop


def test_a_backup_opens_as_a_shop_with_every_row(shop: Shop, tmp_path: Path) -> None:
    made = back_up(shop.database, tmp_path / "copies", NOW)
    copy = Database(sqlite_url(tmp_path / "restored"))
    (tmp_path / "restored").mkdir()
    made.path.rename(tmp_path / "restored" / "crossdock.db")
    restored = Shop.__new__(Shop)
    restored.database = copy
    assert restored.state("#1") == shop.state("#1")
    assert made.rows > 10
    copy.close()


def test_only_whole_backups_are_listed_newest_first(shop: Shop, tmp_path: Path) -> None:
    older = back_up(shop.database, tmp_path, NOW - timedelta(days=1))
    newer = back_up(shop.database, tmp_path, NOW)
    (tmp_path / "crossdock-20261124T000000Z.part").write_bytes(b"half")
    (tmp_path / "crossdock-mine.db").write_bytes(b"something else")
    assert [each.path for each in backups(tmp_path)] == [newer.path, older.path]
    assert backups(tmp_path / "no-such-folder") == ()


def test_work_goes_on_while_a_backup_is_made(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STEP", 1)
    sold = []

    def sell(done: int, total: int) -> None:
        if not sold:
            sold.append(shop.sells("#2", MUG))

    made = back_up(shop.database, tmp_path / "copies", NOW, sell)
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("SELECT number FROM orders").fetchall() == [("#1",)]
    assert shop.state("#2") == "waiting"


def test_a_stopped_backup_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_up(shop.database, tmp_path / "copies", NOW, stop)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_that_lacks_a_row_is_refused(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the check: a copy that loses an order on the way must go red."""
    whole = module._copy

    def lossy(source: Path, part: Path, progress: object) -> dict[str, int]:
        rows = whole(source, part, progress)  # type: ignore[arg-type]
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("DELETE FROM order_lines")
            copy.commit()
        return rows

    monkeypatch.setattr(module, "_copy", lossy)
    with pytest.raises(Refused, match="does not hold every row"):
        back_up(shop.database, tmp_path / "copies", NOW)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_damaged_copy_does_not_read_back(shop: Shop, tmp_path: Path) -> None:
    made = back_up(shop.database, tmp_path / "copies", NOW)
    content = bytearray(made.path.read_bytes())
    content[4096:40960] = b"\xff" * (40960 - 4096)
    made.path.write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError):
        verify(made.path, {})


def test_a_folder_that_cannot_be_written_is_said(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file")
    with pytest.raises(Refused) as refused:
        back_up(shop.database, tmp_path / "copies", NOW)
    assert refused.value.key == "backup_not_made"
