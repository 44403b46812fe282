"""ghostd's own replay of one mailbox, by way of the turns file that it writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from evaluation.generator import generate
from evaluation.people import OWNER, owner_calendar
from evaluation.scored import Scored
from evaluation.turns import Mailbox, read_mailbox
from ghostd.adapters.mbox import letters
from ghostd.config.domains import registrable
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.parties import Party, by_domain
from ghostd.core.replay.lines import line
from ghostd.service.replay import Pile, past_of_pile


def synthetic(seed: int, scratch: Path) -> Scored:
    made = generate(seed)
    mbox = scratch / f"seed-{seed}.mbox"
    made.write(mbox)
    return walked(f"seed {seed}", mbox, (OWNER,), (), owner_calendar(), scratch, made.truth.ghosts)


def real(folder: Path, scratch: Path) -> list[Scored]:
    """Every mailbox that `owners.json` in the folder names; files, owners and lists are as its README says.

    Where their owners live is not known: their working hours are taken to be nine to six UTC.
    """
    rows = json.loads((folder / "owners.json").read_text(encoding="utf-8"))
    return [_owners(folder, scratch, row["file"], row["owner"], row["lists"]) for row in rows]


def _owners(folder: Path, scratch: Path, file: str, owner: list[str], lists: list[str]) -> Scored:
    return walked(file.partition(".")[0], folder / file, owner, lists, Calendar(), scratch)


def walked(
    name: str,
    mbox: Path,
    owner: Iterable[str],
    lists: Iterable[str],
    calendar: Calendar,
    scratch: Path,
    ghosts: Mapping[str, datetime] | None = None,
) -> Scored:
    """Replayed by headers and the owner's words, and once more by the headers alone; the turns files are
    written into `scratch`."""
    own, others = frozenset(owner), frozenset(lists)
    full, bare = Pile.of(own), Pile.of(own)
    for message, source in letters(mbox, own):
        full.add(message, source)
        bare.add(message)
    party = by_domain(own, registrable, others)
    box, headers = (
        _scored(name, pile, party, calendar, others, scratch / f"{name}-{which}.jsonl")
        for which, pile in (("words", full), ("headers", bare))
    )
    return Scored.of(box, headers, ghosts or {})


def _scored(
    name: str, pile: Pile, party: Party, calendar: Calendar, lists: frozenset[str], file: Path
) -> Mailbox:
    past = past_of_pile(pile, name, party, calendar, lists)
    file.write_text("".join(json.dumps(line(wait)) + "\n" for wait in past.waits), encoding="utf-8")
    return read_mailbox(file, name, calendar.zone)
