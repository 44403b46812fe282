"""Real labelled mail, where it is at hand: it is never part of the project."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ghostd.core.arrivals import classify_source, read
from ghostd.core.arrivals.body import informed
from ghostd.core.messages import Kind

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "mail"
CORPUS = Path(os.environ.get("GHOSTD_MAIL_CORPUS") or BESIDE)
LABELS = CORPUS / "labelled.csv"

pytestmark = pytest.mark.skipif(
    not LABELS.is_file(), reason=f"no labelled mail at {CORPUS}; point GHOSTD_MAIL_CORPUS at it"
)


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, Kind]]:
    with LABELS.open(encoding="utf-8", newline="") as rows:
        files = [(row["label"], CORPUS / "labelled" / row["file"]) for row in csv.DictReader(rows)]
    return [(label, classify_source(path.read_bytes())[0]) for label, path in files]


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_at_most_one_percent_of_peoples_mail_is_called_automatic(judged: list[tuple[str, Kind]]) -> None:
    assert share([kind is not Kind.HUMAN for label, kind in judged if label == "human"]) <= 0.01


def test_at_most_five_percent_of_automatic_mail_is_called_human(judged: list[tuple[str, Kind]]) -> None:
    assert share([kind is Kind.HUMAN for label, kind in judged if label != "human"]) <= 0.05


def test_ninety_three_percent_are_called_by_their_kind(judged: list[tuple[str, Kind]]) -> None:
    assert share([kind == label for label, kind in judged]) >= 0.93


def test_a_header_with_its_text_is_judged_as_the_whole_mail_is() -> None:
    now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    for path in sorted((CORPUS / "labelled").iterdir()):
        source = path.read_bytes()
        message = informed(read(source, now), source)
        assert (message.kind, path.name) == (classify_source(source)[0], path.name)


def test_the_days_of_return_that_automatic_answers_name_are_found() -> None:
    with LABELS.open(encoding="utf-8", newline="") as rows:
        files = [row["file"] for row in csv.DictReader(rows) if row["label"] == "auto_reply"]
    sources = [(CORPUS / "labelled" / file).read_bytes() for file in files]
    now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert sum(informed(read(one, now), one).away_until is not None for one in sources) >= 9
