"""A fault of our own: the report says where, and nothing that anybody wrote."""

from __future__ import annotations

from pathlib import Path

from ghostd.cli.faults import keep_report, report
from ghostd.errors import Bug


def fault(error: Exception) -> Exception:
    secret = "dear Bob, the sum is 4,000"
    try:
        try:
            raise ValueError(secret)
        except ValueError as inner:
            raise error from inner
    except Exception as caught:
        return caught


def test_the_report__holds_places_and_no_text_from_mail(tmp_path: Path) -> None:
    said = keep_report(fault(KeyError("subject of bob@acme.example")), tmp_path)
    [path] = tmp_path.iterdir()
    text = path.read_text()
    assert str(path) in said
    assert "\n" not in said
    assert "KeyError" in text
    assert "test_faults.py" in text
    assert "acme" not in text + said
    assert "4,000" not in text + said
    assert path.stat().st_mode & 0o077 == 0


def test_a_bugs_own_words__are_kept() -> None:
    assert "case 42 is drafted" in report(fault(Bug("case 42 is drafted")))


def test_the_same_fault_again__makes_no_second_file(tmp_path: Path) -> None:
    for _ in range(3):
        keep_report(fault(KeyError("x")), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_an_unwritable_folder__is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "fault-" in keep_report(fault(KeyError("x")), tmp_path / "file" / "below")
