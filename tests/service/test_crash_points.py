"""The daemon dies after every port call in turn, when the call has taken effect, and is started again.

Always the same final state as without the crash: one draft, one notice, one case, nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ghostd.adapters.sqlite.ledger import SqliteLedger
from tests.stage import Stage, at
from tests.tally import tally

START = at("2026-03-02 08:00")


class Crash(BaseException):
    """The process is gone; nothing of ours may catch it."""


class Doomed:
    """Passes every call of a port on, and dies when the fuse has burnt down."""

    def __init__(self, port: object, fuse: Fuse) -> None:
        self._port = port
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if not callable(method) or name == "transaction":
            return method

        def call(*args: Any, **named: Any) -> Any:
            result = method(*args, **named)
            self._fuse.burn(name)
            return self._each(result) if isinstance(result, Iterator) else result

        return call

    def _each(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            self._fuse.burn("batch")
            yield batch


class Fuse:
    """Counts the calls and burns down after the call with number `last`."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.calls = 0
        self.fired = ""

    def burn(self, name: str) -> None:
        self.calls += 1
        if self.calls == self.last:
            self.fired = name
            raise Crash(name)


def play(folder: Path, fuse: Fuse) -> dict[str, Any]:
    """A short life: silence, assessment, a draft that is sent, a second one that an answer withdraws."""
    stage = Stage.built(folder, START)
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))

    def look(text: str) -> None:
        ledger, mailbox = stage.ledger, stage.mailbox
        # What is doomed keeps the port of what it wraps.
        stage.ledger, stage.mailbox = Doomed(ledger, fuse), Doomed(mailbox, fuse)  # type: ignore[assignment]
        try:
            stage.tick(at(text))
        except Crash:
            ledger.close()
            ledger = SqliteLedger.open(folder / "main.sqlite3", stage.practice.owner)
            stage.ledger, stage.mailbox = ledger, mailbox
            stage.tick(at(text))
        stage.ledger, stage.mailbox = ledger, mailbox
        assert len(stage.drafts()) <= 1

    look("2026-03-02 11:00")
    look("2026-03-04 10:00")
    look("2026-03-05 10:00")
    look("2026-03-06 10:00")
    stage.sends(at("2026-03-06 13:00"))
    look("2026-03-06 16:00")
    look("2026-03-13 16:00")
    stage.client_writes("Logo proposal", at("2026-03-16 09:00"))
    look("2026-03-16 10:00")
    stage.ledger.close()
    stage.ledger = SqliteLedger.open(folder / "main.sqlite3", stage.practice.owner)
    return final_state(stage)


def final_state(stage: Stage) -> dict[str, Any]:
    folders = stage.mailbox.everything()
    cases = stage.ledger.cases(closed=True)
    return {
        "folders": {name: [(m.uid, m.source) for m in items] for name, items in folders.items()},
        "cases": cases,
        "drafts": [
            (d.message_id, d.step, d.attempt, d.verdict, d.placement)
            for c in cases
            for d in stage.ledger.drafts(c)
        ],
        "entries": [stage.ledger.entries(c) for c in cases],
        "intents": stage.ledger.intents(),
    }


def comparable(state: dict[str, Any]) -> dict[str, Any]:
    """How a draft was found again is a matter of the story; that it is there once is not."""
    told = {**state, "entries": [[(e.at, e.event, e.step) for e in entries] for entries in state["entries"]]}
    told["cases"] = [
        (c.client, c.anchor, c.phase, c.step, c.since, c.outcome, c.closed) for c in state["cases"]
    ]
    return told


PARTS = 8
"""The points are tried in so many tests, which may run at the same time."""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_crash_after_any_port_call_changes_nothing_in_the_end(
    tmp_path: Path, part: int, request: pytest.FixtureRequest
) -> None:
    whole = Fuse(0)
    (tmp_path / "whole").mkdir()
    expected = comparable(play(tmp_path / "whole", whole))
    assert [verdict for *_, verdict, _ in expected["drafts"]] == ["sent", "withdrawn"]
    for number in range(1 + part, whole.calls + 1, PARTS):
        fuse, folder = Fuse(number), tmp_path / str(number)
        folder.mkdir()
        found = comparable(play(folder, fuse))
        assert fuse.fired, f"call {number} was never made"
        assert found == expected, f"died after call {number} ({fuse.fired})"
        tally(request.config)["crash points tried"] += 1
