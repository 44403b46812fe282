"""A replay as JSON. Shares are between 0 and 1, lengths business days; names are kept, additions allowed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from ghostd.cli.options import stamp
from ghostd.cli.replay.sources import Replayed
from ghostd.cli.replay.words import is_yours
from ghostd.core.gaps.forecast import Dials
from ghostd.core.replay.people import Habit, Noticed
from ghostd.core.replay.settings import FixedDays
from ghostd.core.replay.tally import Acts, Row


def replayed_json(one: Replayed) -> dict[str, Any]:
    """Everything but the plots' finer sweeps; a client's silences are those of the configured setting."""
    past, found = one.past, one.study
    return {
        "name": one.name,
        "messages": past.messages,
        "from": stamp(past.first),
        "until": stamp(past.until),
        "turns": found.counts.turns,
        "answered": found.counts.answered,
        "never_answered": found.counts.ghosts,
        "cut_short": found.counts.cut,
        "learned": stamp(found.learned),
        "dials": asdict(found.dials),
        "settings": [row_json(row, found.dials) for row in found.rows],
        "quantiles": [asdict(kept) for kept in found.quantiles],
        "chances": [asdict(kept) for kept in found.chances],
        "clients": [habit_json(habit) for habit in found.habits],
    }


def row_json(row: Row, dials: Dials) -> dict[str, Any]:
    setting = row.setting
    fixed = isinstance(setting, FixedDays)
    return {
        "days": setting.days if isinstance(setting, FixedDays) else None,
        "alpha": None if isinstance(setting, FixedDays) else setting.dials.alpha,
        "gamma": None if isinstance(setting, FixedDays) else setting.dials.gamma,
        "configured": not fixed and is_yours(row, dials),
        "noticed": acts_json(row, row.noticed),
        "drafted": acts_json(row, row.drafted),
        "left_alone": row.ghosts - row.ghosts_noticed,
    }


def acts_json(row: Row, acts: Acts) -> dict[str, Any]:
    return {
        "times": acts.times,
        "needless": acts.needless,
        "needless_share": acts.needless_share,
        "too_soon_share": row.disturbed(acts),
        "business_days": acts.days,
    }


def habit_json(habit: Habit) -> dict[str, Any]:
    return {
        "name": habit.client,
        "turns": habit.turns,
        "answers": habit.answers,
        "median_business_days": habit.median_days,
        "p90_business_days": habit.q90_days,
        "drafts": habit.drafts,
        "silences": [silence_json(noticed) for noticed in habit.noticed],
    }


def silence_json(noticed: Noticed) -> dict[str, Any]:
    plain = asdict(noticed)
    del plain["client"]
    return {key: stamp(value) if isinstance(value, datetime) else value for key, value in plain.items()}
