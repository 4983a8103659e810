from datetime import UTC, datetime

import pytest

from printing.transport.delivery import JobInfo, Outcome
from printing.transport.folder import FolderTransport

JOB = JobInfo("7f3a", "shipping label", "10/42", "zpl", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))


def test_job_becomes_one_complete_file_that_was_read_back(tmp_path):
    delivery = FolderTransport(tmp_path / "labels").send(b"^XA^XZ", JOB)

    (file,) = (tmp_path / "labels").iterdir()
    assert delivery.outcome is Outcome.CONFIRMED
    assert delivery.file == str(file)
    assert file.name == "20260304T050607-shipping_label-10_42-7f3a.zpl"
    assert file.read_bytes() == b"^XA^XZ"


def test_same_job_twice_is_one_file(tmp_path):
    transport = FolderTransport(tmp_path)
    transport.send(b"^XA^XZ", JOB)

    assert transport.send(b"^XA^XZ", JOB).outcome is Outcome.CONFIRMED
    assert len(list(tmp_path.iterdir())) == 1


def test_other_bytes_under_the_same_job_are_not_confirmed_and_replace_nothing(tmp_path):
    first = FolderTransport(tmp_path).send(b"first", JOB)

    second = FolderTransport(tmp_path).send(b"second", JOB)

    assert second.outcome is Outcome.UNKNOWN
    assert (tmp_path / first.file).read_bytes() == b"first"


def test_folder_that_cannot_be_written_fails_with_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")

    delivery = FolderTransport(tmp_path / "file" / "labels").send(b"^XA^XZ", JOB)

    assert delivery.outcome is Outcome.FAILED
    assert "Check the folder" in delivery.detail.text


def test_full_disk_leaves_no_half_file(tmp_path, monkeypatch):
    def no_space(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)

    delivery = FolderTransport(tmp_path).send(b"^XA^XZ", JOB)

    assert delivery.outcome is Outcome.FAILED
    assert "No space left" in delivery.detail.text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "C:\\x", "a\nb", "", "😀", "x" * 500, "-rf"])
def test_names_of_jobs_stay_inside_the_folder(tmp_path, hostile):
    job = JobInfo("1", "slip", hostile, "pdf", JOB.at)

    delivery = FolderTransport(tmp_path).send(b"%PDF", job)

    assert delivery.outcome is Outcome.CONFIRMED
    assert len(list(tmp_path.iterdir())) == 1
