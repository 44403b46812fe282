"""Each story is a folder: story.yaml says what people do, expected.yaml what ghostd made of it.

`GHOSTD_ACCEPT=1 pytest tests/scenarios` writes expected.yaml afresh; a person reads the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import yaml

from ghostd.cli.demo.server import EmbeddedServer
from ghostd.service.survey import survey
from tests.served import ServedMailbox
from tests.stage import CONFIG, MADRID, Stage, at

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("*/story.yaml"))
HOURS = (time(10), time(16))


def rounds(story: dict[str, Any]) -> Iterator[datetime]:
    """When the daemon looks: twice each day, weekends too, but for the days on which it is off."""
    off = story.get("daemon_off")
    day, last = date.fromisoformat(story["from"]), date.fromisoformat(story["until"])
    while day <= last:
        if not off or not date.fromisoformat(off["from"]) <= day < date.fromisoformat(off["until"]):
            yield from (at(datetime.combine(day, hour).isoformat()) for hour in HOURS)
        day += timedelta(days=1)


class Player:
    """Plays a story's events as the clock passes them; `when` events wait for a draft of a step."""

    def __init__(self, stage: Stage, story: dict[str, Any]) -> None:
        self.stage = stage
        self.dated = [e for e in story.get("events", []) if "at" in e]
        self.waiting = [e for e in story.get("events", []) if "when" in e]
        self.promised: list[tuple[datetime, dict[str, Any]]] = []

    def until(self, now: datetime) -> None:
        due = [(at(e["at"]), e) for e in self.dated if at(e["at"]) <= now]
        due += [(moment, event) for moment, event in self.promised if moment <= now]
        self.dated = [e for e in self.dated if at(e["at"]) > now]
        self.promised = [(m, e) for m, e in self.promised if m > now]
        for moment, event in sorted(due, key=lambda pair: pair[0]):
            self.play(moment, event)

    def drafted(self, step: str, now: datetime) -> None:
        for event in [e for e in self.waiting if e["when"] == f"drafted {step}"]:
            self.promised.append((now + timedelta(hours=event.get("after_hours", 3)), event))
            self.waiting.remove(event)
            if not event.get("and_again"):
                break

    def play(self, moment: datetime, event: dict[str, Any]) -> None:
        stage, more = self.stage, dict(event.get("with", {}))
        deeds: dict[str, Callable[[], object]] = {
            "owner writes": lambda: stage.owner_writes(more.pop("thread"), moment, **more),
            "owner begins a draft": lambda: stage.owner_writes(more["thread"], moment, folder="Drafts"),
            "client writes": lambda: stage.client_writes(more.pop("thread"), moment, **more),
            "owner sends": lambda: stage.sends(moment, new_id=more.get("new_id", False)),
            "owner edits and sends": lambda: stage.sends(moment, change=warmer),
            "owner edits": lambda: stage.edits(warmer),
            "owner discards": stage.discards,
            "owner deletes without a trace": lambda: stage.discards(trash=False),
            "database is lost": stage.lose_database,
            "owner orders": lambda: stage.ledger.order(
                moment, more["verb"], more["client"], more.get("argument", "")
            ),
        }
        deeds[event["do"]]()


def warmer(text: str) -> str:
    return text.replace("Best wishes", "Warm regards")


def configuration(story: dict[str, Any]) -> str:
    """The stage's own, with the story's changes; what it adds at the end are more clients, or other keys."""
    text = CONFIG
    for old, new in story.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new)
    return text + str(story.get("config", ""))


def told(stage: Stage, story: dict[str, Any]) -> dict[str, Any]:
    """Run the story to its end; gives what ghostd did and what the mailbox holds."""
    player, lines = Player(stage, story), []
    for now in rounds(story):
        player.until(now)
        report = stage.tick(now)
        assert report.errors == []
        assert len(stage.drafts()) <= 1, "two open drafts"
        for action in report.actions:
            lines.append(f"{now.astimezone(MADRID):%Y-%m-%d %H:%M} {action.action} {action.step}".strip())
            if action.action == "drafted":
                player.drafted(action.step, now)
    assert not player.dated and not player.waiting and not player.promised, "not all of the story was played"
    standing = survey(stage.practice, stage.ledger, stage.clock.now())[story.get("client", 0)]
    cases = stage.ledger.cases(closed=True)
    folders = stage.mailbox.everything()
    return {
        "actions": lines,
        "cases": [f"{c.playbook}: {c.phase} {c.outcome or ''}".strip() for c in cases],
        "next": standing.next and standing.next.what,
        "drafts": [f"{d.step} {d.verdict} {d.confidence}" for d in standing.drafts],
        "notices": notices(stage),
        "folders": {name: len(folders[name]) for name in ("Drafts", "Trash")},
    }


def notices(stage: Stage) -> list[str]:
    """The subjects of what ghostd wrote to the owner, and what came with it."""
    told = []
    for item in stage.mailbox.everything()["INBOX"]:
        letter = message_from_bytes(item.source, policy=policy.default)
        if letter["Auto-Submitted"] == "auto-generated":
            files = [part.get_filename() for part in letter.iter_attachments()]
            told.append(" + ".join([letter["Subject"], *filter(None, files)]))
    return told


@pytest.fixture(params=["memory", pytest.param("embedded", marks=pytest.mark.served)])
def place(request: pytest.FixtureRequest) -> Iterator[ServedMailbox | None]:
    """Where a story plays: in memory (None), or on a real IMAP server of its own."""
    if request.param == "memory":
        yield None
        return
    with EmbeddedServer(user="ana@example.com", password="demo") as server:
        served = ServedMailbox(server.host, server.port, server.user, "demo")
        yield served
        served.close_all()


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_story_ends_as_told(folder: Path, place: ServedMailbox | None, tmp_path: Path) -> None:
    story = yaml.safe_load((folder / "story.yaml").read_text(encoding="utf-8"))
    stage = Stage.built(tmp_path, at(story["from"] + " 08:00"), configuration(story))
    if place is not None:
        stage.mailbox = place  # type: ignore[assignment]  # the port, in the place of the memory
    stage.habit(at(story["from"] + " 08:00"), **story.get("habit", {}))
    found = told(stage, story)
    expected = folder / "expected.yaml"
    if os.environ.get("GHOSTD_ACCEPT"):
        expected.write_text(yaml.safe_dump(found, sort_keys=False, allow_unicode=True), encoding="utf-8")
    assert found == yaml.safe_load(expected.read_text(encoding="utf-8"))
