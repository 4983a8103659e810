"""The sample day leaves what the README says it leaves."""

from __future__ import annotations

import json

from tests.blackbox.program import run


def test_the_sample_day_leaves_its_papers_and_is_sound(tmp_path):
    out = tmp_path / "out"
    assert run("demo", "--headless", "--out", str(out)).code == 0
    for folder in ("paper/slips", "paper/labels", "outbox/purchase-orders", "outbox/confirmations"):
        assert list((out / folder).iterdir()), folder
    assert (out / "command-sheet.pdf").read_bytes().startswith(b"%PDF")
    answers = [json.loads(line) for line in (out / "scans.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"unit_received", "order_complete", "not_in_order", "unknown_code", "shipped"} <= {
        answer["message"] for answer in answers
    }
    assert run("--data-dir", str(out), "check").code == 0


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    outcome = run("demo", "--headless", "--out", str(tmp_path))
    assert outcome.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
