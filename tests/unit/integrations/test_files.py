import errno
import os
import stat
from pathlib import Path

import pytest

from app.errors import Refused
from app.integrations.files import write_atomically


def disk_full(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_file_holds_what_was_written_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="rights are kept in another way")
def test_only_the_owner_may_read_it(tmp_path):
    path = tmp_path / "orders.csv"
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def survives(tmp_path, write):
    path = tmp_path / "orders.csv"
    path.write_bytes(b"old")
    with pytest.raises((Refused, OSError)):
        write(path, b"new" * 100)
    return path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_leaves_the_old_file_whole(tmp_path, monkeypatch, call):
    monkeypatch.setattr(call, disk_full)
    assert survives(tmp_path, write_atomically)


def test_a_writer_without_a_temporary_file_would_be_seen(tmp_path, monkeypatch):
    def careless(path: Path, content: bytes) -> None:
        with path.open("wb") as stream:
            stream.write(content)
            os.fsync(stream.fileno())

    monkeypatch.setattr("os.fsync", disk_full)
    assert not survives(tmp_path, careless)


def test_a_folder_that_is_missing_is_made(tmp_path):
    write_atomically(tmp_path / "new" / "orders.csv", b"new")
    assert (tmp_path / "new" / "orders.csv").read_bytes() == b"new"


def test_what_is_in_the_way_is_told(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "orders.csv"):
        with pytest.raises(Refused) as refused:
            write_atomically(path, b"new")
        assert refused.value.key == "cannot_write"
        assert refused.value.values["file"] == str(path)
