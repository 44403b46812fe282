"""An account that cannot be looked at for a day is told of where another works; else the log says it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ghostd.core.outages import LASTING, Bulletin, Looked, Outage
from ghostd.errors import LoginRefused, OperatorError, Unavailable
from ghostd.service.lookout import Lookout
from ghostd.service.report import AccountHealth, Report
from ghostd.service.rhythm import Beat, Post
from ghostd.service.tick import tick
from tests.stage import CONFIG, Stage, at

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
REFUSED = "account main: the server refuses this user name or password"


@dataclass(slots=True)
class Account:
    """A fake account that remembers what it was told, and since when it fails."""

    name: str
    remembered: datetime | None = None
    told: list[Bulletin] = field(default_factory=list)

    def health(self) -> AccountHealth:
        return AccountHealth(self.name, None, "", self.remembered)

    def beat(self) -> Beat:
        unused = Post(
            self.name,
            lambda alive: Report(self.name),
            lambda timeout: False,
            lambda: False,
            lambda problem: None,
            lambda: None,
            lambda: None,
            self.health,
            self.told.append,
        )
        return Beat(unused, HOUR)


class Office:
    """Two accounts and their lookout; time runs by what is done."""

    def __init__(self) -> None:
        self.accounts = {name: Account(name) for name in ("main", "studio")}
        self.beats = {name: account.beat() for name, account in self.accounts.items()}
        self.lookout = Lookout(self.beats)

    def works(self, name: str, now: datetime) -> list[str]:
        beat = self.beats[name]
        since = beat.troubled()
        beat.succeeded(Report(name), now)
        self.lookout.recovered(beat, since, now)
        return self.look(now)

    def fails(self, name: str, now: datetime, error: OperatorError | None = None) -> list[str]:
        self.beats[name].failed(error or LoginRefused(REFUSED), now, 0.5)
        return self.look(now)

    def look(self, now: datetime) -> list[str]:
        return [beat.post.name for beat in self.lookout.look(now)]

    def told(self) -> Bulletin:
        return self.accounts["studio"].told[-1]


def test_less_than_a_day__nobody_is_told(caplog: pytest.LogCaptureFixture) -> None:
    office = Office()
    office.works("studio", NOW)
    for hours in range(24):
        assert office.fails("main", NOW + hours * HOUR) == []
    assert not any(bulletin.outages for bulletin in office.accounts["studio"].told)
    assert caplog.records == []
    assert office.beats["main"].problem == REFUSED


def test_a_day__the_account_that_works_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    office = Office()
    office.works("studio", NOW)
    tellers = [office.fails("main", NOW + hours * HOUR) for hours in range(72)]
    assert tellers[24] == ["studio"]
    assert sum(map(len, tellers)) == 1
    [outage] = office.told().outages
    assert outage == Outage("main", NOW, REFUSED, refused=True)
    assert office.told().accounts == (Looked("main", None), Looked("studio", NOW))
    lost = [record for record in caplog.records if "account.lost" in record.getMessage()]
    assert [record.levelno for record in lost] == [logging.ERROR] * 2


def test_no_other_account_works__the_log_and_the_status_say_it(caplog: pytest.LogCaptureFixture) -> None:
    office = Office()
    for hours in range(26):
        assert office.fails("main", NOW + hours * HOUR) == []
        assert office.fails("studio", NOW + hours * HOUR, Unavailable("no network")) == []
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(said) == 2
    assert "account.lost account=main since=2026-03-02T09:00Z" in said[0]
    assert office.accounts["studio"].told == []


def test_the_other_works_again_later__it_is_told_then() -> None:
    office = Office()
    for hours in range(30):
        office.fails("main", NOW + hours * HOUR)
        office.fails("studio", NOW + hours * HOUR, Unavailable("no network"))
    assert office.works("studio", NOW + 31 * HOUR) == ["studio"]
    # Its own lasted, too; but of that it was never told.
    assert [outage.account for outage in office.told().outages] == ["main"]


def test_a_restart__does_not_begin_the_day_again() -> None:
    office = Office()
    office.accounts["main"].remembered = NOW - 2 * LASTING
    office.works("studio", NOW)
    assert office.fails("main", NOW) == [], "one failure, perhaps before the network was up"
    assert office.fails("main", NOW + HOUR) == ["studio"]
    assert office.told().outages[0].since == NOW - 2 * LASTING


def test_it_is_over__told_once_more() -> None:
    office = Office()
    office.works("studio", NOW)
    for hours in range(30):
        office.fails("main", NOW + hours * HOUR)
    over = NOW + 31 * HOUR
    assert office.works("main", over) == ["studio"]
    assert office.told().outages == (Outage("main", NOW, REFUSED, over=over),)
    assert office.works("main", over + HOUR) == []


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage.built(tmp_path, at("2026-03-02 08:00"), CONFIG)
    yield built
    built.ledger.close()


def passes(stage: Stage, now: str, *outages: Outage) -> int:
    stage.clock.instant = at(now)
    bulletin = Bulletin(outages, (Looked("old", at("2026-03-01 13:55")), Looked("main", at(now))))
    report = tick(stage.practice, stage.mailbox, stage.ledger, stage.clock, stage.render, bulletin=bulletin)
    assert report.errors == []
    return report.notices


def inbox(stage: Stage) -> list[str]:
    return [item.source.decode() for item in stage.mailbox.everything()["INBOX"]]


OLD = Outage("old", at("2026-03-01 14:10"), "login refused", refused=True)


def test_a_notice__once_an_outage_and_once_at_its_end(stage: Stage) -> None:
    assert [passes(stage, f"2026-03-{day:02} 15:00", OLD) for day in range(2, 6)] == [1, 0, 0, 0]
    [notice] = inbox(stage)
    assert "Subject: The account old is not being watched" in notice
    assert "Since 1 March, 14:10, the server refuses the login" in notice
    assert "- old: 1 March, 13:55" in notice
    assert "- main: 2 March, 15:00" in notice
    assert "Auto-Submitted: auto-generated" in notice
    ended = Outage("old", OLD.since, "login refused", over=at("2026-03-06 09:05"))
    assert [passes(stage, f"2026-03-{day:02} 10:00", ended) for day in (6, 7)] == [1, 0]
    assert "Subject: The account old is watched again" in inbox(stage)[1]


def test_a_notice__once_though_the_database_is_lost_or_the_owner_deletes_it(stage: Stage) -> None:
    passes(stage, "2026-03-02 15:00", OLD)
    stage.lose_database()
    assert passes(stage, "2026-03-03 15:00", OLD) == 0
    for placement in [
        arrival.placement
        for batch in stage.mailbox.arrivals(stage.mailbox.folders().here[0], None)
        for arrival in batch.arrivals
    ]:
        stage.mailbox.remove(placement)
    assert passes(stage, "2026-03-04 15:00", OLD) == 0


def test_the_end_of_what_was_never_told__is_not_told(stage: Stage) -> None:
    ended = Outage("old", OLD.since, "login refused", over=at("2026-03-06 09:05"))
    assert passes(stage, "2026-03-06 10:00", ended) == 0


def test_another_outage__is_told_anew(stage: Stage) -> None:
    assert passes(stage, "2026-03-02 15:00", OLD) == 1
    assert passes(stage, "2026-03-09 15:00", Outage("old", at("2026-03-08 10:00"), "no network")) == 1
