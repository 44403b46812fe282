"""No forecast uses what came later: whoever stops reading in the middle has foretold the same until there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluation.generator import Synthetic, generate
from evaluation.people import BEGIN, END, OWNER, owner_calendar
from evaluation.turns import Turn
from evaluation.walks import walked


def replayed(made: Synthetic, name: str, scratch: Path) -> dict[tuple[str, str], Turn]:
    made.write(scratch / f"{name}.mbox")
    one = walked(name, scratch / f"{name}.mbox", (OWNER,), (), owner_calendar(), scratch)
    return {turn.key: turn for turn in one.box.turns}


def foretold(turn: Turn) -> Turn:
    """The turn without what became of it."""
    return replace(turn, closed=None, censored=None, hours=None)


def test_half_a_mailbox_gives_the_same_forecasts(tmp_path: Path) -> None:
    made = generate(4, clients=20)
    middle = BEGIN + (END - BEGIN) / 2
    before = tuple(letter for letter in made.letters if letter.message.at <= middle)
    half = replayed(replace(made, letters=before), "half", tmp_path)
    whole = replayed(made, "whole", tmp_path)
    assert len(half) > 100
    assert {key: foretold(turn) for key, turn in half.items()} == {key: foretold(whole[key]) for key in half}
