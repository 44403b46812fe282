"""What waits to be told becomes one mail to the owner: a day at most one, unless something is urgent."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from ghostd.core.folders import Role
from ghostd.core.playbook.events import Why, WriteNotice
from ghostd.core.playbook.model import Case, Outcome, Phase
from ghostd.core.replies.attachments import Task, stem_of
from ghostd.core.replies.identity import notice_id
from ghostd.core.replies.notices import DigestFacts, Section, compose_notice, digest_id
from ghostd.core.review import Draft
from ghostd.errors import Bug
from ghostd.service.notices import notice_for
from ghostd.service.recovery import EVER, earlier
from ghostd.service.run import Run
from ghostd.service.situation import situation_of

log = logging.getLogger("ghostd")

URGENT = frozenset(("gone", "complaint", "call", "your-turn"))
"""The notices that wait for no morning: somebody is kept waiting, or nothing goes on without the owner."""

PASSING = frozenset(("assessment", "call", "your-turn"))
"""The notices that have lost their point when the case is over before they were written."""

MOST = 20
"""Notices in one mail, lest References grow longer than a mailbox gives them back; the others come next."""

STALE_NEWS = timedelta(days=7)
"""After this long nobody asks any more where a draft went."""

SEEN = timedelta(days=1)
"""Who has had a draft in Drafts for so long may have seen it there, whatever its flags say."""

SLACK = timedelta(days=1)
"""How far the clocks of a mail's Date and our own may lie apart."""

TAKEN_BACK = {str(why): why.name.lower() for why in Why if why is not Why.CLOSED}
"""Why a draft was taken back, as it stands in its record; who closes a case knows that its draft goes."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that is asked for; `section` is what it says now."""

    number: int
    intent: WriteNotice
    case: Case
    section: Section | None = None

    @property
    def urgent(self) -> bool:
        return self.intent.notice in URGENT


def notify(run: Run) -> None:
    """Write what waits to be told, urgent first, or look again in the morning when it may be told."""
    waiting = sorted(_wanted(run), key=lambda w: (not w.urgent, w.number))
    if not waiting:
        return
    morning = _next_morning(run)
    if morning and run.now < morning and not any(w.urgent for w in waiting):
        run.look_again(morning)
        return
    told = [w for w in (_told(run, w) for w in waiting[:MOST]) if w.section]
    if told:
        with run.guarded("the notices"):
            _write(run, told)
    if len(waiting) > MOST:
        run.look_again(_next_morning(run))


def _wanted(run: Run) -> Iterator[Waiting]:
    for number, intent in run.ledger.intents():
        if not isinstance(intent, WriteNotice):
            continue
        with run.guarded(f"intent {number}"):
            case = run.cases.by_id(intent.case_id)
            if case is None:
                raise Bug(f"there is no case {intent.case_id}")
            if _has_passed(case, intent):
                run.ledger.settle(number)
            else:
                yield Waiting(number, intent, case)


def _has_passed(case: Case, intent: WriteNotice) -> bool:
    """Whether what it would ask or tell is over."""
    if intent.notice == "gone":
        return case.phase not in (Phase.ASKING, Phase.PAUSED)
    ended = case.phase is Phase.CLOSED and case.outcome is not Outcome.COMPLETED
    return ended and intent.notice in PASSING


def _next_morning(run: Run) -> datetime | None:
    """The first working hour of a day after the one that had a notice; None when there was none yet."""
    last = run.ledger.noticed()
    if last is None or last > run.now:
        return None
    calendar = run.practice.calendar
    day = calendar.local(last) + timedelta(days=1)
    return calendar.next_open(datetime.combine(day, time(), calendar.zone).astimezone(UTC))


def _told(run: Run, waiting: Waiting) -> Waiting:
    """With its section, unless our own fault in it leaves it for the next look."""
    case, intent = waiting.case, waiting.intent
    with run.guarded(f"intent {waiting.number}"):
        section = _section(run, case, intent)
        if intent.task:
            section = replace(section, attachments=run.render.entries(_task(run, case, intent, section)))
        return replace(waiting, section=section)
    return waiting


def _section(run: Run, case: Case, intent: WriteNotice) -> Section:
    portrait = run.portraits()[case.client]
    situation = situation_of(run.practice, run.ledger, portrait, case, run.now, books=run.books)
    return notice_for(run, case, portrait, situation, intent)


def _task(run: Run, case: Case, intent: WriteNotice, section: Section) -> Task:
    """Something to do within working hours, when the owner will have read of it."""
    client = next(c for c in run.practice.clients if c.name == case.client)
    return Task(
        uid=section.id.strip("<>"),
        summary=section.subject,
        description=section.body,
        at=run.practice.calendar.next_open(_full_hour(run.now + timedelta(hours=1))),
        name=stem_of(intent.notice, case.client),
        phone=client.phone,
        organizer=run.practice.owner.addresses[0],
    )


def _full_hour(at: datetime) -> datetime:
    """The full hour at or after an instant."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    return hour if hour == at else hour + timedelta(hours=1)


def _write(run: Run, told: Sequence[Waiting]) -> None:
    """One mail with all that no mail of ours holds yet; then all of it has been told."""
    news = list(_taken_back(run))
    run.follow()
    since = min(run.now - STALE_NEWS, *(_since(run, w.case) for w in told))
    there = _there(run, [w.section.id for w in told if w.section] + [s.id for s in news], since)
    fresh = [w.section for w in told if w.section and w.section.id not in there]
    if fresh:
        _append(run, fresh, [section for section in news if section.id not in there][:MOST])
        there |= {section.id: run.now for section in fresh}
    with run.ledger.transaction():
        for waiting in told:
            run.ledger.settle(waiting.number)
        newest = min(max(there.values()), run.now) if there else run.now
        if newest > (run.ledger.noticed() or EVER):
            run.ledger.note_notice(newest)


def _append(run: Run, fresh: Sequence[Section], news: Sequence[Section]) -> None:
    owner, language = run.practice.owner, run.practice.language
    head, below = fresh[0], [*fresh[1:], *news]
    if len(fresh) > 1:
        facts = DigestFacts(owner=owner.name, count=len(fresh), subjects=tuple(s.subject for s in fresh))
        frame = run.render.render("digest", language, {**facts})
        head, below = Section(digest_id(owner, fresh), frame.subject, frame.body), [*fresh, *news]
    run.mailbox.append_notice(
        compose_notice(owner, head, run.now.astimezone(run.practice.calendar.zone), below)
    )
    run.report.notices += len(fresh)
    log.info("notice.appended account=%s notices=%d", run.practice.account, len(fresh))


def _since(run: Run, case: Case) -> datetime:
    """No notice about a case is older than the mail that the case is about."""
    anchor = run.portraits()[case.client].message(case.anchor)
    return anchor.at - SLACK if anchor else EVER


def _there(run: Run, ids: Iterable[str], since: datetime) -> dict[str, datetime]:
    """Those of our notices that are in the mailbox, as mails or within one, each with its mail's time."""
    wanted, own = frozenset(ids), run.practice.owner.addresses
    found = {name: EVER for name in wanted if run.ledger.find(name)}
    for role in Role:
        for sighting in () if role is Role.DRAFTS else run.ledger.sightings(role, since):
            message = sighting.message
            if message.sender in own:
                for name in wanted & {message.message_id, *message.references}:
                    found[name] = max(message.at, found.get(name, EVER))
    return found


def _taken_back(run: Run) -> Iterator[Section]:
    """A line for each draft that the owner may miss; it travels along with a notice, or is left unsaid."""
    recent = run.now - STALE_NEWS
    for case in run.ledger.cases(closed=True):
        if case.closed is not None and case.closed < recent - STALE_NEWS:
            continue
        newest = {draft.step: draft for draft in run.ledger.drafts(case)}
        for draft in newest.values():
            # One that another of its step has followed is missed by nobody.
            if draft.decided and draft.decided >= recent and _is_missed(draft):
                with run.guarded(draft.client):
                    yield _news_of(run, case, draft)


def _is_missed(draft: Draft) -> bool:
    lay = draft.decided - draft.appended if draft.decided and draft.appended else timedelta()
    return draft.evidence in TAKEN_BACK and (draft.looked or lay > SEEN)


def _news_of(run: Run, case: Case, draft: Draft) -> Section:
    intent = WriteNotice(case.id or 0, "withdrawn", draft.step, TAKEN_BACK[draft.evidence])
    step = f"{draft.step}/{draft.attempt}"
    name = notice_id(run.practice, case, "withdrawn", step, earlier(run.ledger, case))
    return replace(_section(run, case, intent), id=name)
