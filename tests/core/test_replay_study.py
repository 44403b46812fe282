"""What a setting would have done about a turn, and how that is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from math import log
from typing import Any

import pytest
from builders import ANA, BOB, DAY, OFFICE, at, mail

from ghostd.core.gaps.calendar import Span
from ghostd.core.gaps.clock import working_clock
from ghostd.core.gaps.forecast import Dials, Forecast
from ghostd.core.gaps.habit import Predictive
from ghostd.core.gaps.turns import FOLLOW_UP, Traits, Turn
from ghostd.core.gaps.walk import Judged
from ghostd.core.playbook.model import Do, Playbook, Step
from ghostd.core.replay.course import course
from ghostd.core.replay.lines import line
from ghostd.core.replay.people import habits
from ghostd.core.replay.played import Aftermath, Played, aftermath, play
from ghostd.core.replay.reliability import chances_kept, quantiles_kept
from ghostd.core.replay.settings import FixedDays, Tuned, usual_settings
from ghostd.core.replay.study import study
from ghostd.core.replay.tally import tally
from ghostd.core.replay.wait import Wait, lived

CLOCK = working_clock(OFFICE)
SENT = at("2026-03-02 10:00")  # a Monday
END = at("2026-12-01 12:00")
USUAL = Tuned(Dials())
QUICK = Forecast(p_answer=0.9, answers_known=20, predictive=Predictive(log(3.3), 0.5, 50.0))
"""Half of its answers come within three hours, nearly all within a day."""

TRAITS = Traits(
    asks=True, closes=False, initiating=True, recipients=1, cc=0, forward=False, depth=0, quiet_days=1.0,
    new=False, words=20, thread_answers=0, open_turns=0,
)  # fmt: skip
PLAYBOOK = Playbook(
    "ghosting",
    (
        Step("keep-calm", Do.HOLD, Span(0, "d")),
        Step("evaluate", Do.ASSESS, Span(1, "bd")),
        Step("ask", Do.DRAFT, Span(1, "bd")),
        Step("ask-again", Do.DRAFT, Span(7, "d")),
    ),
)


def wait(
    opened: datetime = SENT,
    *,
    client: str = "Acme",
    forecast: Forecast = QUICK,
    id: str = "one",
    until: datetime = END,
    **ends: Any,
) -> Wait:
    message = mail(id, ANA, opened, to=BOB)
    turn = replace(Turn(f"<{id}>", client, f"<{id}>", message, message, TRAITS), **ends)
    hours = CLOCK.elapsed(opened, turn.closed) if turn.closed else None
    return lived(Judged(turn, CLOCK, forecast, hours), CLOCK, until)


def under(setting: FixedDays | Tuned, *waits: Wait, until: datetime = END) -> list[Played]:
    return sorted(play(setting, waits, lambda _: PLAYBOOK, until), key=lambda p: p.wait.turn.opened)


def test_fixed_days_are_days_of_the_calendar() -> None:
    friday = at("2026-03-06 17:00")
    (played,) = under(FixedDays(3), wait(friday))
    assert played.noticed == played.drafted == friday + 3 * DAY


def test_ghostd_notices_in_working_hours_and_drafts_when_the_playbook_says() -> None:
    (played,) = under(USUAL, wait())
    assert played.noticed is not None
    assert OFFICE.open_at(played.noticed)
    assert played.noticed >= OFFICE.later(SENT, OFFICE.day)
    assert played.drafted == OFFICE.later(played.noticed, 2 * OFFICE.day)


def test_the_course_of_a_playbook_ends_with_its_last_step() -> None:
    monday = at("2026-03-02 10:00")
    found = course(PLAYBOOK, monday, OFFICE)
    assert (found.first_draft, found.ends) == (at("2026-03-04 10:00"), at("2026-03-11 10:00"))
    assert course(Playbook("silent", ()), monday, OFFICE).first_draft is None


@pytest.mark.parametrize(
    "ends",
    [
        {"closed": at("2026-03-02 15:00")},
        {"censored": at("2026-03-03 09:00"), "because": FOLLOW_UP},
        {"undeliverable": at("2026-03-02 10:01")},
        {"alive": at("2026-03-02 16:00")},
    ],
    ids=["answered", "followed_up", "came_back", "alive_elsewhere"],
)
def test_what_came_first_is_not_noticed(ends: dict[str, Any]) -> None:
    (played,) = under(USUAL, wait(**ends))
    assert (played.noticed, played.drafted) == (None, None)


def test_a_mail_that_hardly_anybody_answers_is_left_alone() -> None:
    (played,) = under(USUAL, wait(forecast=replace(QUICK, p_answer=0.2)))
    assert played.noticed is None


def test_an_answer_between_alarm_and_draft_spares_the_draft() -> None:
    (noticed,) = under(USUAL, wait())
    assert noticed.noticed is not None
    (played,) = under(USUAL, wait(closed=noticed.noticed + DAY))
    assert played.noticed == noticed.noticed
    assert played.drafted is None


def test_what_lies_beyond_the_end_of_the_mailbox_is_not_done() -> None:
    assert under(USUAL, wait(), until=SENT + DAY)[0].noticed is None
    assert under(FixedDays(3), wait(), until=SENT + 2 * DAY)[0].noticed is None


def test_a_client_has_one_case_at_a_time_and_none_for_what_is_older() -> None:
    first, second = wait(), wait(SENT + DAY, id="two")
    after = wait(at("2026-05-04 10:00"), id="three")
    other = wait(SENT, client="Lumen", id="four")
    played = {p.wait.turn.id: p for p in under(USUAL, first, second, after, other)}
    assert [p.drafted is not None for p in played.values()] == [True, True, False, True]
    assert played["<two>"].covered
    assert played["<two>"].noticed is not None
    reminded = under(FixedDays(3), first, second, after, other)
    assert all(p.drafted for p in reminded)


@pytest.mark.parametrize(
    ("ends", "until", "expected"),
    [
        ({"closed": SENT + DAY}, END, Aftermath.ANSWERED),
        ({"closed": SENT + 60 * DAY}, END, Aftermath.ANSWERED_LATE),
        ({"censored": SENT + DAY, "because": FOLLOW_UP}, END, Aftermath.WROTE_AGAIN),
        ({"censored": SENT + DAY, "because": "stranger"}, END, Aftermath.ELSEWHERE),
        ({"undeliverable": SENT + DAY}, END, Aftermath.UNDELIVERABLE),
        ({}, END, Aftermath.SILENT),
        ({}, SENT + DAY, Aftermath.OPEN),
    ],
)
def test_the_aftermath_is_what_came_in_the_end(
    ends: dict[str, Any], until: datetime, expected: Aftermath
) -> None:
    assert aftermath(wait(until=until, **ends))[0] is expected


def test_needless_is_what_was_answered_anyway_and_too_soon_is_its_share_of_all_answers() -> None:
    waits = [
        wait(id="quick", client="A", closed=SENT + DAY / 24),
        wait(id="slow", client="B", closed=SENT + 10 * DAY),
        wait(id="never", client="C"),
        wait(id="late", client="D", closed=SENT + 90 * DAY),
    ]
    row = tally(FixedDays(3), play(FixedDays(3), waits, lambda _: PLAYBOOK, END))
    assert (row.noticed.times, row.noticed.known, row.noticed.needless) == (3, 3, 1)
    assert row.noticed.needless_share == pytest.approx(1 / 3)
    assert row.disturbed(row.noticed) == pytest.approx(1 / 2)
    assert row.noticed.days == pytest.approx(3.0)
    assert (row.answered, row.ghosts, row.ghosts_noticed) == (2, 2, 2)


def test_an_alarm_whose_end_is_not_seen_is_no_evidence_either_way() -> None:
    until = SENT + 4 * DAY
    row = tally(FixedDays(3), play(FixedDays(3), [wait(until=until)], lambda _: PLAYBOOK, until))
    assert (row.noticed.times, row.noticed.known, row.noticed.needless_share) == (1, 0, None)


def test_a_quantile_is_kept_by_the_answers_that_took_no_longer() -> None:
    waits = [wait(id=str(n), closed=SENT + n * DAY / 24) for n in (1, 2, 3, 4, 5, 6)]
    kept = {one.foretold: one.happened for one in quantiles_kept(waits)}
    assert kept[0.5] == pytest.approx(3 / 6)
    assert kept[0.98] == 1.0
    assert quantiles_kept([wait()]) == ()


def test_a_chance_is_held_against_what_came_within_five_business_days() -> None:
    cut = wait(id="cut", censored=SENT + DAY, because=FOLLOW_UP)
    (bin,) = chances_kept([wait(id="yes", closed=SENT + DAY), wait(id="no"), cut])
    assert (bin.count, bin.happened) == (2, 0.5)
    assert bin.foretold == pytest.approx(QUICK.p5(0.0))


def test_the_configured_dials_are_among_the_settings_once() -> None:
    for dials in (Dials(), Dials(0.03, 0.15)):
        assert list(usual_settings(dials)).count(Tuned(dials)) == 1
        assert usual_settings(dials)[:3] == (FixedDays(3), FixedDays(5), FixedDays(7))


def test_every_setting_waits_at_least_as_long_as_the_owner_wants() -> None:
    dials = Dials(least=Span(5, "bd"))
    found = study([wait()], dials, lambda _: PLAYBOOK, END)
    tuned = [row for row in (*found.rows, *found.tuned) if isinstance(row.setting, Tuned)]
    assert {row.setting.dials.least for row in tuned if isinstance(row.setting, Tuned)} == {dials.least}
    assert all(row.noticed.days is not None and row.noticed.days >= 5 for row in tuned)


def test_clients_are_told_with_what_was_noticed_and_what_came() -> None:
    waits = [wait(id="never"), wait(SENT - 30 * DAY, id="quick", closed=SENT - 30 * DAY + DAY / 24)]
    (habit,) = habits(play(USUAL, waits, lambda _: PLAYBOOK, END))
    assert (habit.client, habit.turns, habit.answers, habit.drafts) == ("Acme", 2, 1, 1)
    (noticed,) = habit.noticed
    assert (noticed.subject, noticed.after, noticed.after_days) == ("The new logo", Aftermath.SILENT, None)
    assert noticed.drafted_days == pytest.approx(noticed.noticed_days + 2.0)


def test_a_mailbox_without_a_single_turn_has_an_empty_study() -> None:
    found = study((), Dials(), lambda _: PLAYBOOK, END)
    assert found.counts.turns == 0
    assert all(row.noticed.times == 0 and row.noticed.days is None for row in found.rows)
    assert (found.learned, found.quantiles, found.habits) == (None, (), ())


def test_a_line_holds_exactly_the_agreed_fields() -> None:
    answered = line(wait(closed=at("2026-03-03 11:00")))
    assert list(answered) == [
        *(
            "id",
            "client",
            "opened",
            "closed",
            "censored",
            "attempt",
            "answers_known",
            "p_answer",
            "quantiles",
        ),
        *("p5_at_send", "alarm_alpha", "alarm_gamma", "opened_to_closed_business_hours"),
    ]
    assert (answered["id"], answered["client"], answered["attempt"]) == ("<one>", "Acme", 1)
    assert (answered["opened"], answered["closed"]) == ("2026-03-02T09:00:00Z", "2026-03-03T10:00:00Z")
    assert answered["opened_to_closed_business_hours"] == pytest.approx(10.0)
    assert list(answered["quantiles"]) == ["0.5", "0.8", "0.9", "0.95", "0.98"]
    assert list(answered["alarm_alpha"]) == ["0.02", "0.05", "0.10"]
    assert list(answered["alarm_gamma"]) == ["0.05", "0.10"]
    assert json.loads(json.dumps(answered)) == answered


def test_a_lines_alarms_are_what_would_come_whatever_came() -> None:
    predictions = ("p_answer", "quantiles", "p5_at_send", "alarm_alpha", "alarm_gamma", "answers_known")
    open_, answered = line(wait()), line(wait(closed=SENT + DAY / 24, alive=SENT + DAY / 48))
    assert [open_[key] for key in predictions] == [answered[key] for key in predictions]
    hopeless = line(wait(forecast=replace(QUICK, p_answer=0.1)))
    assert hopeless["alarm_gamma"] == {"0.05": None, "0.10": None}


def test_a_mail_that_came_back_is_cut_and_not_answered() -> None:
    assert line(wait(undeliverable=SENT + DAY))["censored"] == "2026-03-03T09:00:00Z"
    both = line(wait(undeliverable=SENT + DAY, closed=SENT + 2 * DAY))
    assert (both["censored"], both["closed"]) == (None, "2026-03-04T09:00:00Z")
