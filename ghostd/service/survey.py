"""How every client stands, read from the ledger alone: what `status` and `show` tell. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ghostd.core.breaker import WINDOW, tripped
from ghostd.core.conversations import Client
from ghostd.core.early_signs import early_signs
from ghostd.core.gaps.clock import DAY
from ghostd.core.gaps.explain import explain, explain_habit
from ghostd.core.gaps.silence import Silence
from ghostd.core.gaps.silence import Usual as Habit
from ghostd.core.playbook.decide import Decision, decide, fresh, opens, to_come
from ghostd.core.playbook.events import WriteNotice
from ghostd.core.playbook.model import Case, Entry, Outcome, Phase
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.core.replies.facts import shown_subject
from ghostd.core.replies.notice_facts import NoticeFacts
from ghostd.core.review import Draft, Verdict
from ghostd.core.spoken import spoken_date
from ghostd.core.text import body_text
from ghostd.core.unproved import unproved
from ghostd.ports import Books, Ledger, NoBooks
from ghostd.service.assessing import Known, has_assessed
from ghostd.service.notices import notice_facts
from ghostd.service.situation import paused, portraits, situation_of


@dataclass(frozen=True, slots=True)
class Usual:
    """`known` says that somebody's answers are behind it; else it is only what is believed at the start."""

    median_business_hours: float
    p90_business_hours: float
    answers: int
    learning: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class CaseView:
    id: int
    playbook: str
    phase: str
    step: str
    goal: str
    opened: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    step: str
    verdict: str
    confidence: str
    message_id: str
    appended: datetime | None
    decided: datetime | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next and when; `at` is None when it waits for news or for the owner. `why` not before."""

    at: datetime | None
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One client. Hours are business hours; `paused` is empty or says why the client is left alone.

    `early_signs` are lines about what comes before a silence, `unproved` about mail that may be forged.
    """

    client: str
    turn: str
    silent_since: datetime | None
    silent_business_hours: float | None
    usual: Usual | None
    unusual: bool
    explanation: str
    case: CaseView | None
    drafts: tuple[DraftView, ...]
    next: Next | None
    paused: str
    silent_business_days: float | None = None
    business_day_hours: float = 9.0
    early_signs: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """One client's standing and the whole course of its newest case.

    `subject` and `asked` are of the mail that waits for an answer; `waiting` is the text of the draft that
    lies in Drafts as we wrote it. They are empty where there is none. `notice` has the facts of the
    assessment, once the open case has reached it.
    """

    standing: Standing
    entries: tuple[Entry, ...]
    subject: str = ""
    asked: datetime | None = None
    phone: str = ""
    waiting: str = ""
    notice: NoticeFacts | None = None


def survey(practice: Practice, ledger: Ledger, now: datetime, books: Books | None = None) -> list[Standing]:
    """Every client of the account, in the configuration's order."""
    drawn = portraits(practice, ledger, now)
    newest = _newest_cases(ledger)
    return [
        _standing(practice, ledger, drawn[client.name], newest.get(client.name), now, books)
        for client in practice.clients
    ]


def braked(practice: Practice, ledger: Ledger, standings: Sequence[Standing], now: datetime) -> str:
    """Why nothing that rests on a silence is done for the account now, or the empty text."""
    silent = sum(one.unusual for one in standings)
    if not silent:
        return ""
    waited = sum(one.silent_since is not None for one in standings)
    trip = tripped(ledger.came(now - WINDOW, now), silent, waited, practice.calendar, now)
    return trip.reason if trip else ""


def history(
    practice: Practice, ledger: Ledger, client: Client, now: datetime, books: Books | None = None
) -> History:
    """One client's standing with every entry of its newest case, oldest first."""
    case = _newest_cases(ledger).get(client.name)
    drawn = portraits(practice, ledger, now)
    portrait = drawn[client.name]
    entries = sorted(ledger.entries(case), key=lambda e: e.at) if case else []
    silence = _silence(portrait, case)
    pending = [d for d in ledger.drafts(case) if d.verdict is Verdict.PENDING and d.appended] if case else []
    return History(
        _standing(practice, ledger, portrait, case, now, books),
        tuple(entries),
        subject=shown_subject(silence.turn.run.subject) if silence else "",
        asked=silence.since if silence else None,
        phone=client.phone,
        waiting=body_text(pending[-1].source) if pending else "",
        notice=_assessment(practice, ledger, books or NoBooks(), drawn, case, now) if case else None,
    )


def _assessment(
    practice: Practice, ledger: Ledger, books: Books, drawn: Mapping[str, Portrait], case: Case, now: datetime
) -> NoticeFacts | None:
    """The facts of the assessment as it would be written now."""
    if case.phase is Phase.CLOSED or not has_assessed(practice, case, ledger.entries(case)):
        return None
    situation = situation_of(practice, ledger, drawn[case.client], case, now, books=books)
    known = Known(practice, ledger, books, drawn)
    return notice_facts(known, case, situation, WriteNotice(case.id or 0, "assessment", ""))


def _newest_cases(ledger: Ledger) -> dict[str, Case]:
    """The open case of each client, else its last one."""
    return {case.client: case for case in sorted(ledger.cases(closed=True), key=_openness)}


def _openness(case: Case) -> tuple[bool, datetime]:
    return case.phase is not Phase.CLOSED, case.opened


def _standing(
    practice: Practice,
    ledger: Ledger,
    portrait: Portrait,
    newest: Case | None,
    now: datetime,
    books: Books | None,
) -> Standing:
    case = newest if newest and newest.phase is not Phase.CLOSED else None
    silence, usual, day = _silence(portrait, case), portrait.usual, portrait.calendar.day
    scale = day / timedelta(hours=DAY)
    heard = bool(portrait.conversations)
    return Standing(
        client=portrait.client.name,
        turn=str(portrait.turn),
        silent_since=silence.since if silence else None,
        silent_business_hours=_hours(silence.business * scale) if silence else None,
        usual=_usual(usual, scale) if heard else None,
        unusual=bool(silence and silence.unusual and silence.bounce is None),
        explanation=_explanation(practice, portrait, silence),
        case=_case_view(practice, case) if case else None,
        drafts=tuple(_draft_view(d) for d in ledger.drafts(newest)) if newest else (),
        next=_next(practice, ledger, portrait, case, now, books),
        paused=paused(ledger, portrait.client, now),
        silent_business_days=round(silence.business * scale / day, 1) if silence else None,
        business_day_hours=_hours(day),
        early_signs=early_signs(portrait, now, practice.language, _settled(ledger, portrait.client)),
        unproved=unproved(portrait, now, practice.language),
    )


def _usual(usual: Habit, scale: float) -> Usual:
    """In the owner's hours."""
    median, p90 = _hours(usual.median * scale), _hours(usual.p90 * scale)
    return Usual(median, p90, usual.answers, usual.learning, known=not usual.unfounded)


def _settled(ledger: Ledger, client: Client) -> dict[str, datetime]:
    """The mails that the owner waited for in cases that ended without an answer, and when these ended."""
    over = (c for c in ledger.cases(closed=True) if c.client == client.name)
    return {c.anchor: c.closed for c in over if c.closed and c.outcome is not Outcome.ANSWERED}


def _explanation(practice: Practice, portrait: Portrait, silence: Silence | None) -> str:
    """The one line, with the harmless cause first where there is one."""
    name, language, day = portrait.client.name, practice.language, portrait.calendar.day
    if not portrait.conversations:
        return "Sin correo con este cliente todavía." if language == "es" else "No mail with this client yet."
    if silence is None:
        return explain_habit(name, portrait.usual, language, day)
    if silence.bounce is not None:
        return f"{_cause(portrait, silence, language)}{explain_habit(name, portrait.usual, language, day)}"
    return f"{_cause(portrait, silence, language)}{explain(name, silence, language, day)}"


def _silence(portrait: Portrait, case: Case | None) -> Silence | None:
    """The silence that the case is about, else the one to speak of."""
    return (portrait.silence_of(case.anchor) if case else None) or portrait.silence


def _cause(portrait: Portrait, silence: Silence, language: str) -> str:
    """The harmless cause of a silence, if one is known, as a sentence with a space behind it."""
    if bounce := silence.bounce:
        failed = ", ".join(bounce.failed_recipients)
        on = spoken_date(portrait.calendar.local(bounce.at), language)
        if language == "es":
            return f"Tu mensaje volvió devuelto el {on} ({failed or 'sin dirección'}): revisa la dirección. "
        return f"Your mail came back on {on} ({failed or 'no address named'}): check the address. "
    if portrait.absence is not None:
        last = spoken_date(portrait.absence.last, language)
        return f"Fuera hasta el {last}. " if language == "es" else f"Away until {last}. "
    return ""


def _next(
    practice: Practice,
    ledger: Ledger,
    portrait: Portrait,
    case: Case | None,
    now: datetime,
    books: Books | None,
) -> Next | None:
    if case is None:
        return _next_case(practice, ledger, portrait, now)
    situation = situation_of(practice, ledger, portrait, case, now, books=books)
    playbook = practice.playbook(case.playbook)
    coming = to_come(case, playbook, situation)
    step = playbook.steps[coming.step].name if coming.step < len(playbook.steps) else "close"
    return _told(step, decide(coming, playbook, situation), now)


def _next_case(practice: Practice, ledger: Ledger, portrait: Portrait, now: datetime) -> Next | None:
    """When a case would open if it stays quiet, else why none does."""
    cases = [c for c in ledger.cases(closed=True) if c.client == portrait.client.name]
    since = ledger.known_since(portrait.client.name, now)
    told = []
    for silence in fresh(portrait.silences, cases):
        situation = situation_of(practice, ledger, portrait, None, now, silence)
        told.append(_told("case opens if it stays quiet", opens(situation, since), now))
    dated = [n for n in told if n.at is not None]
    return min(dated, key=lambda n: n.at or now) if dated else (told[-1] if told else None)


def _told(what: str, decision: Decision, now: datetime) -> Next:
    if decision.due:
        return Next(now, what)
    if decision.look_at:
        return Next(decision.look_at, what, decision.reason)
    return Next(None, decision.reason)


def _case_view(practice: Practice, case: Case) -> CaseView:
    steps = practice.playbook(case.playbook).steps
    step = steps[case.step].name if case.step < len(steps) else ""
    return CaseView(case.id or 0, case.playbook, str(case.phase), step, case.goal, case.opened)


def _draft_view(draft: Draft) -> DraftView:
    return DraftView(
        draft.step,
        str(draft.verdict),
        str(draft.confidence),
        draft.message_id,
        draft.appended,
        draft.decided,
        draft.evidence,
    )


def _hours(length: timedelta) -> float:
    return round(length / timedelta(hours=1), 2)
