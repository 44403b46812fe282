"""What is kept of the mail between passes is the same as what is read afresh."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from ghostd.service.memory import Memory
from ghostd.service.situation import portraits
from tests.stage import Stage, at

START = at("2026-03-02 08:00")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage.built(tmp_path, START)
    made.habit(START)
    made.tick(START)
    return made


def test_nothing_is_read_again_while_no_mail_comes(stage: Stage) -> None:
    memory = Memory()
    first = memory.portraits(stage.practice, stage.ledger, START)
    again = memory.portraits(stage.practice, stage.ledger, START + timedelta(days=1))
    assert again["Acme"].conversations is first["Acme"].conversations


def test_new_mail_is_seen(stage: Stage) -> None:
    memory = Memory()
    memory.portraits(stage.practice, stage.ledger, START)
    stage.owner_writes("Logo", START + timedelta(hours=1))
    stage.tick(START + timedelta(hours=2))
    assert memory.portraits(stage.practice, stage.ledger, stage.clock.now())["Acme"].silence is not None


def test_mail_dated_ahead_of_the_clock_comes_when_its_time_has_come(stage: Stage) -> None:
    memory = Memory()
    stage.owner_writes("Logo", START + timedelta(hours=5))
    stage.tick(START + timedelta(hours=1))
    now = START + timedelta(hours=1)
    assert memory.portraits(stage.practice, stage.ledger, now)["Acme"].silence is None
    now = START + timedelta(hours=6)
    assert memory.portraits(stage.practice, stage.ledger, now)["Acme"].silence is not None


def test_a_clock_that_was_set_back_reads_afresh(stage: Stage) -> None:
    memory = Memory()
    stage.owner_writes("Logo", START + timedelta(hours=5))
    stage.tick(START + timedelta(days=9))
    late = memory.portraits(stage.practice, stage.ledger, START + timedelta(days=9))
    assert late["Acme"].silence is not None
    assert memory.portraits(stage.practice, stage.ledger, START)["Acme"].silence is None


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_and_goes__kept_equals_fresh(stage: Stage, seed: int) -> None:
    random, memory, now = Random(seed), Memory(), START
    for _ in range(40):
        now += timedelta(minutes=random.choice((0, 30, 300, 3000)))
        happens(stage, random, now)
        stage.tick(now)
        kept = memory.portraits(stage.practice, stage.ledger, now)
        assert kept == portraits(stage.practice, stage.ledger, now)


def happens(stage: Stage, random: Random, now: datetime) -> None:
    thread = random.choice(("Logo", "Invoice", "Website"))
    deed = random.choice(("nothing", "nothing", "owner", "client", "late", "delete"))
    if deed == "owner":
        stage.owner_writes(thread, now)
    elif deed == "client":
        stage.client_writes(thread, now - timedelta(minutes=random.choice((0, 700))))
    elif deed == "late":
        stage.client_writes(thread, now - timedelta(days=20))
    elif deed == "delete" and stage.drafts():
        stage.mailbox.move(stage.drafts()[0][0], "Trash")
