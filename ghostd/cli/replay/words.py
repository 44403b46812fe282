"""What a replay says, in words that the tables and the report share."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ghostd.cli.once import plural
from ghostd.cli.replay.sources import Replayed
from ghostd.cli.tables import days as as_days
from ghostd.core.gaps.clock import DAY, HORIZON_DAYS
from ghostd.core.gaps.forecast import Dials
from ghostd.core.gaps.walk import ENOUGH
from ghostd.core.replay.people import Noticed
from ghostd.core.replay.played import Aftermath
from ghostd.core.replay.settings import FixedDays, Setting, Tuned
from ghostd.core.replay.tally import Acts, Row

NONE = "-"

ENOUGH_TO_TELL = 20
"""Forecasts below which the share that came true says nothing: 1 of 1 is no 100 %."""

TERMS = (
    ("needless", "of these, the share that the client answered afterwards anyway"),
    ("too soon", "of all who did answer, the share that would have been disturbed first"),
    ("after", "half of these came within so many business days (bd) of your mail"),
    ("left alone", "never answered, and not noticed: few answer such mail, or the client wrote elsewhere"),
    ("3 days", "a tool that reminds you of every mail after three days by the calendar"),
    (
        "ghostd 5/10",
        "the dials too_early (alpha: of those about to answer, how many may be disturbed) and needless "
        "(gamma: how many alarms may be needless), in %; a draft follows once the playbook has kept calm",
    ),
)


def number(value: float | None) -> str:
    """A tenth where that says something."""
    if value is None:
        return NONE
    return f"{value:.1f}" if 0 < value < 9.95 else f"{value:.0f}"


def hundredths(share: float | None) -> str:
    """A share in per cent, without the sign."""
    return number(None if share is None else 100 * share)


def percent(share: float | None) -> str:
    return NONE if share is None else f"{hundredths(share)} %"


def business_days(length: float | None) -> str:
    return NONE if length is None else f"{number(length)} bd"


def enough(forecasts: int) -> bool:
    """Whether the share of them that came true means anything."""
    return forecasts >= ENOUGH_TO_TELL


def too_few(answers: int) -> str:
    """Why nothing is said of whether ghostd was right."""
    return (
        f"Too few answers to tell whether its forecasts were right: {count(answers)} of the {ENOUGH_TO_TELL} "
        "that it takes."
    )


def days(length: float | None) -> str:
    """Business days; hours below one."""
    return NONE if length is None else as_days(length * DAY, DAY, "bd")


def day(at: datetime | None, zone: ZoneInfo) -> str:
    if at is None:
        return NONE
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y}"


def count(number: int) -> str:
    return f"{number:,}"


def label(setting: Setting) -> str:
    if isinstance(setting, FixedDays):
        return plural(setting.days, "day")
    return f"ghostd {whole(setting.dials.alpha)}/{whole(setting.dials.gamma)}"


def whole(share: float) -> str:
    return f"{100 * share:g}"


def is_yours(row: Row, dials: Dials) -> bool:
    return isinstance(row.setting, Tuned) and row.setting.dials == dials


def about(one: Replayed) -> list[str]:
    """How much was looked at, and how much can be said of it."""
    past, counts = one.past, one.study.counts
    span = f"{day(past.first, one.zone)} to {day(past.until, one.zone)}"
    lines = [f"{many(past.messages, 'message')}, {span}, {one.zone.key} time"]
    if not counts.turns:
        return [*lines, "None of your mails in it waited for an answer, so there is nothing to compare."]
    open_ = counts.turns - counts.answered - counts.ghosts - counts.cut
    ends = [f"{count(counts.answered)} {was(counts.answered)} answered within {HORIZON_DAYS} business days"]
    ends += [f"{count(counts.ghosts)} {was(counts.ghosts)} not"]
    ends += [f"{count(counts.cut)} ended otherwise (you wrote again, or it came back)"] if counts.cut else []
    ends += [f"{count(open_)} {'is' if open_ == 1 else 'are'} still open"] if open_ else []
    clients = many(counts.clients, "client")
    lines.append(f"{many(counts.turns, 'time')} you waited for {clients}: {'; '.join(ends)}.")
    return [*lines, learning(one)]


def was(number: int) -> str:
    return "was" if number == 1 else "were"


def learning(one: Replayed) -> str:
    if one.study.learned is None:
        return (
            f"ghostd is still learning here: it has seen {count(one.study.counts.answered)} of the {ENOUGH} "
            "answers that it wants to know first, so take the figures as a hint."
        )
    return f"ghostd knew enough ({ENOUGH} answers) from {day(one.study.learned, one.zone)} on."


def many(number: int, noun: str) -> str:
    """The same as `plural`, with thousands set apart."""
    return plural(number, noun).replace(str(number), count(number), 1)


def verdict(one: Replayed) -> str:
    """The sentence that somebody in a hurry reads."""
    rows = one.study.rows
    drafts = next(row.drafted for row in rows if is_yours(row, one.study.dials))
    fixed = next(row for row in rows if isinstance(row.setting, FixedDays))
    return (
        f"With your setting ghostd would have written {many(drafts.times, 'draft')}{needless(drafts)}. "
        f"A reminder after {label(fixed.setting)} would have come {times(fixed.drafted.times)}"
        f"{needless(fixed.drafted)}."
    )


def times(number: int) -> str:
    return "once" if number == 1 else many(number, "time")


def needless(acts: Acts) -> str:
    """To how many they would have come for nothing, as far as their end is known."""
    open_ = acts.times - acts.known
    still = f" ({count(open_)} still open)" if open_ else ""
    if acts.times == open_ == 1:
        return " (still open)"
    if not acts.known:
        return still
    if acts.times == 1:
        return f", {'to' if acts.needless else 'not to'} somebody who answered anyway"
    number = count(acts.needless) if acts.needless else "none"
    people = "somebody" if acts.needless == 1 else "people"
    return f", {number} of them to {people} who answered anyway{still}"


def ended(noticed: Noticed) -> str:
    """What really came after a silence was noticed."""
    after = days(noticed.after_days)
    return {
        Aftermath.ANSWERED: f"answered, {after}",
        Aftermath.ANSWERED_LATE: f"answered late, {after}",
        Aftermath.WROTE_AGAIN: f"you wrote again, {after}",
        Aftermath.ELSEWHERE: f"another answered, {after}",
        Aftermath.UNDELIVERABLE: "your mail came back",
        Aftermath.SILENT: "wrote, but not to this" if noticed.elsewhere else "never answered",
        Aftermath.OPEN: "still open",
    }[noticed.after]


def drafted(noticed: Noticed) -> str:
    """When the draft would have come, or why none did."""
    if noticed.drafted is not None:
        return days(noticed.drafted_days)
    return "has one" if noticed.covered else NONE
