"""What is measured, each defined in one sentence; a share over nothing is None.

"Answered" is always: an answer within the horizon of 20 business days. Figures of several mailboxes are
taken over all their turns together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from math import sqrt

from evaluation.past import Survival, kaplan_meier
from evaluation.turns import HORIZON, SOON, Mailbox, Turn

ALPHA, GAMMA = "0.05", "0.10"
"""The dials as they are set by default."""

BINS = 10
EARLY_WEEK, LATE_WEEK = (0, 1), (3, 4)

LEAST_SEEN = 0.05
"""No turn counts for more than twenty."""

Forecasts = list[tuple[float, bool, float]]
"""A probability, what then happened, and how much it counts."""


def share(truths: Iterable[bool]) -> float | None:
    """How many of them hold."""
    seen = list(truths)
    return sum(seen) / len(seen) if seen else None


def coverage(boxes: Sequence[Mailbox], quantile: str, known: range | None = None) -> float | None:
    """Of the answered turns, the share whose answer took no longer than the quantile foretold at the opening.

    `known` keeps only turns opened while that many answers of the client were known.
    """
    turns = (turn for box in boxes for turn in box.answered if known is None or turn.answers_known in known)
    return share((turn.hours or 0.0) <= turn.quantiles[quantile] for turn in turns)


def _raised(turn: Turn, alarm: datetime | None) -> bool:
    """Whether the alarm came, and came before the turn had ended."""
    return alarm is not None and (turn.ended is None or alarm < turn.ended)


def false_alarms(boxes: Sequence[Mailbox], alpha: str) -> float | None:
    """Of the answered turns, the share for which the alarm was raised before the answer came."""
    return share(_raised(turn, turn.alarm_alpha[alpha]) for box in boxes for turn in box.answered)


def weekday_gap(boxes: Sequence[Mailbox], alpha: str) -> float | None:
    """False alarms for mail sent on Thursday and Friday less those for mail of Monday and Tuesday, by the
    days of the owner's zone."""
    late, early = (
        share(
            _raised(turn, turn.alarm_alpha[alpha])
            for box in boxes
            for turn in box.answered
            if _sent_on(turn, box) in days
        )
        for days in (LATE_WEEK, EARLY_WEEK)
    )
    return None if late is None or early is None else late - early


def weekday_difference(box: Mailbox, early: Mapping[tuple[str, str], bool]) -> float | None:
    """The same gap for any rule; `early` tells by the turns' keys which answered turns it alarmed."""
    after, before = (
        share(early[turn.key] for turn in box.answered if _sent_on(turn, box) in days)
        for days in (LATE_WEEK, EARLY_WEEK)
    )
    return None if after is None or before is None else after - before


def _sent_on(turn: Turn, box: Mailbox) -> int:
    return turn.opened.astimezone(box.zone).weekday()


def alarms(boxes: Sequence[Mailbox], gamma: str) -> list[tuple[Turn, Mailbox]]:
    """The turns alarmed before they ended and before the mailbox does, whose outcome is known: they ended, or
    the whole horizon was seen to pass."""
    return [
        (turn, box)
        for box in boxes
        for turn in box.turns
        if _raised(turn, alarm := turn.alarm_gamma[gamma])
        and alarm is not None
        and alarm <= box.end
        and (turn.ended is not None or box.watched(turn) >= HORIZON)
    ]


def needless(boxes: Sequence[Mailbox], gamma: str, ever: bool = False) -> float | None:
    """Of the raised alarms, the share whose turn was answered afterwards; `ever`: however late."""
    return share(turn.answered or (ever and turn.closed is not None) for turn, _ in alarms(boxes, gamma))


def answered_soon(turn: Turn, box: Mailbox) -> bool | None:
    """Whether the answer came within five business days; None where the turn was cut short, or the mailbox
    ends, before that could be seen: such turns are left out, and others like them count for them."""
    if turn.closed is not None and turn.hours is not None:
        return turn.hours <= SOON
    return False if box.watched(turn) >= SOON else None


def forecasts(box: Mailbox, chance: Callable[[Turn], float], weighted: bool = True) -> Forecasts:
    """The chance given at send time to each turn that can be judged, whether it was answered in time, and the
    weight of both.

    Owners follow up on silences, so what is left out is mostly silence. The weight is one over the chance of
    having been watched for that long without being cut short, by Kaplan and Meier over the mailbox's turns
    (Graf et al. 1999); `weighted` False lets each turn count once.
    """
    judged = [(turn, outcome) for turn in box.turns if (outcome := answered_soon(turn, box)) is not None]
    if not weighted:
        return [(chance(turn), outcome, 1.0) for turn, outcome in judged]
    uncut = kaplan_meier([(box.watched(turn), turn.closed is None) for turn in box.turns])
    return [(chance(turn), outcome, 1 / _seen(turn, box, uncut)) for turn, outcome in judged]


def _seen(turn: Turn, box: Mailbox, uncut: Survival | None) -> float:
    """The chance that a turn of that mailbox is still watched when this one was answered, or five days on."""
    return max(uncut.before(min(box.watched(turn), SOON)), LEAST_SEEN) if uncut else 1.0


def brier(pairs: Forecasts) -> float | None:
    """The mean square of what the probability was off by (Brier 1950)."""
    weight = sum(w for _, _, w in pairs)
    return sum(w * (p - outcome) ** 2 for p, outcome, w in pairs) / weight if weight else None


def calibration_error(pairs: Forecasts) -> float | None:
    """ECE: over ten equally wide bins, the mean gap between the mean probability and the share answered,
    weighted by how many fall into each."""
    bins: list[Forecasts] = [[] for _ in range(BINS)]
    for p, outcome, w in pairs:
        bins[min(int(p * BINS), BINS - 1)].append((p, outcome, w))
    weight = sum(w for _, _, w in pairs)
    gaps = (abs(sum(w * (p - outcome) for p, outcome, w in one)) for one in bins)
    return sum(gaps) / weight if weight else None


def outcome_error(pairs: Forecasts) -> float:
    """The standard error that the mean outcome has if every probability is right: how far ECE may be off."""
    weight = sum(w for _, _, w in pairs)
    return sqrt(sum(w * w * p * (1 - p) for p, _, w in pairs)) / weight if weight else 0.0


def auroc(pairs: Forecasts) -> float | None:
    """The chance that a turn answered in time was given a higher probability than one that was not; a tie
    counts half (Hanley and McNeil 1982)."""
    positives = sum(w for _, outcome, w in pairs if outcome)
    negatives = sum(w for _, outcome, w in pairs if not outcome)
    if not positives or not negatives:
        return None
    won = below = 0.0
    for _, tied in groupby(sorted(pairs), key=lambda pair: pair[0]):
        same = list(tied)
        answered = sum(w for _, outcome, w in same if outcome)
        missed = sum(w for _, outcome, w in same if not outcome)
        won += answered * (below + missed / 2)
        below += missed
    return won / (positives * negatives)


def ghostings_caught(box: Mailbox, ghosts: Mapping[str, datetime]) -> list[bool]:
    """For each client that fell silent for good: whether in its silence one of its turns was alarmed, at the
    default dials and before the owner followed up; left out where none was waited for through the horizon."""
    found = []
    for client, since in ghosts.items():
        silent = [
            turn
            for turn in box.turns
            if turn.client == client and turn.closed is None and (turn.ended or box.end) >= since
        ]
        caught = any(_noticed(turn, box) for turn in silent)
        if caught or any(box.watched(turn) >= HORIZON for turn in silent):
            found.append(caught)
    return found


def _noticed(turn: Turn, box: Mailbox) -> bool:
    """Whether both rules had raised their alarm while the turn was open."""
    alarms = (turn.alarm_alpha[ALPHA], turn.alarm_gamma[GAMMA])
    return all(alarm is not None and _raised(turn, alarm) and alarm <= box.end for alarm in alarms)
