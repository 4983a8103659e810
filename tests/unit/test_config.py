"""Settings have a default each, and the data folder is private and told about when it cannot be used."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.config import Settings, prepare_data_dir
from app.domain.messages import SENTENCES
from app.errors import DatabaseUnavailable


def test_every_setting_has_a_default_and_can_be_overridden(tmp_path: Path) -> None:
    assert Settings().data_dir.is_absolute()
    assert Settings().station
    assert Settings(data_dir=tmp_path, station="bench-2") == Settings(
        data_dir=tmp_path, station="bench-2", user="packer"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_new_data_folder_is_readable_only_by_its_owner(tmp_path: Path) -> None:
    folder = prepare_data_dir(tmp_path / "shop")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert prepare_data_dir(folder) == folder
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseUnavailable) as refused:
        prepare_data_dir(tmp_path / "file" / "shop")
    sentence = SENTENCES[refused.value.key][1].format(**refused.value.values)
    assert "Not a directory" in sentence
    assert "--data-dir" in sentence
