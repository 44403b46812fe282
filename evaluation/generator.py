"""A synthetic mailbox whose truth is known: who ghosted since when, and how long each answer was to take.

Everything follows from the seed. What happened is in the letters; why, in the truth, which is kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evaluation.letters import Letter, write_mbox
from evaluation.people import END, cast, owner_hours
from evaluation.story import Story, Truth

CLIENTS = 70


@dataclass(frozen=True, slots=True)
class Synthetic:
    seed: int
    letters: tuple[Letter, ...]
    truth: Truth

    def write(self, path: Path) -> None:
        """As an mbox for `ghostd replay --mbox`, with `people.OWNER` as its owner."""
        write_mbox(self.letters, path)


def generate(seed: int, clients: int = CLIENTS) -> Synthetic:
    """Letters in time order; the same seed gives the same mailbox."""
    random = Random(seed)
    people = cast(random, clients)
    truth = Truth({c.domain: c.habit.ghost_since for c in people if c.habit.ghost_since is not None})
    hours = owner_hours(random)
    stories = [Story(Random(f"{seed} {c.domain}"), c, hours, truth).told() for c in people]
    return Synthetic(seed, _in_order([letter for story in stories for letter in story]), truth)


def _in_order(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    seen = (letter for letter in letters if letter.message.at <= END)
    return tuple(sorted(seen, key=lambda letter: (letter.message.at, letter.message.identity)))
