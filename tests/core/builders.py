"""Small builders of the core's words: each names only what a test is about, the rest is unremarkable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ghostd.core.conversations import Client, Conversation, Owner, weave
from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.gaps.silence import Silence, Usual
from ghostd.core.gaps.turns import Traits, Turn
from ghostd.core.messages import Kind, Message, Placement
from ghostd.core.playbook.model import Case, Do, Gate, GateName, Playbook, Step
from ghostd.core.playbook.situation import Situation
from ghostd.core.practice import Practice
from ghostd.core.review import Draft, Listings, Sighting
from ghostd.core.text import canonical

MADRID = ZoneInfo("Europe/Madrid")
NEW_YORK = ZoneInfo("America/New_York")

ANA = "ana@studio.example"
BOB = "bob@acme.example"
CAROL = "carol@acme.example"
STRANGER = "eve@elsewhere.example"

OFFICE = Calendar(zone=MADRID)
"""Monday to Friday, nine to six, in Madrid; no holidays."""

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def at(text: str, zone: ZoneInfo = MADRID) -> datetime:
    """An instant by the wall clock of a place, `2026-03-02 09:00`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def owner(*more: str) -> Owner:
    return Owner("Ana Pérez", (ANA, *more))


def client(*addresses: str, domains: Iterable[str] = (), name: str = "Acme", **rest: Any) -> Client:
    return Client(name, frozenset(addresses or (BOB,)), frozenset(domains), **rest)


def mail(
    id: str | None,
    sender: str | None,
    when: str | datetime,
    *,
    to: str | Sequence[str] = (),
    answers: str | None = None,
    references: Sequence[str] = (),
    subject: str = "The new logo",
    **rest: Any,
) -> Message:
    """A person's message `<id@…>`; `answers` names its parent, which is the last of its references."""
    parent = named(answers) if answers else None
    chain = tuple(named(r) for r in references)
    return Message(
        message_id=named(id) if id else None,
        sender=sender,
        at=at(when) if isinstance(when, str) else when,
        subject=subject,
        to=(to,) if isinstance(to, str) else tuple(to),
        in_reply_to=parent,
        references=(*chain, parent) if parent and parent not in chain else chain,
        **rest,
    )


def named(id: str) -> str:
    return f"<{id}@mail.example>"


def asks(id: str, when: str | datetime, *, to: str | Sequence[str] = BOB, **rest: Any) -> Message:
    """The owner writes to the client."""
    return mail(id, ANA, when, to=to, **rest)


def says(
    id: str, when: str | datetime, *, by: str = BOB, to: str | Sequence[str] = ANA, **rest: Any
) -> Message:
    """A person of the client writes to the owner."""
    return mail(id, by, when, to=to, **rest)


def bounce(when: datetime, *, failed: tuple[str, ...] = (), of: str | None = None) -> Message:
    """A failure report, which names whom it could not reach, the message it is about, or neither."""
    return mail(
        "bounce",
        "mailer-daemon@mx.example",
        when,
        to=ANA,
        subject="Undelivered Mail Returned to Sender",
        references=(of,) if of else (),
        kind=Kind.BOUNCE,
        failed_recipients=failed,
    )


def thread(*messages: Message, of: Client | None = None) -> Conversation:
    """The one conversation that these messages are; fails when they are several."""
    (only,) = weave(messages, of or client(), owner())
    return only


def span(text: str) -> Span:
    return Span.parse(text)


def practice(*clients: Client, **rest: Any) -> Practice:
    rest.setdefault("calendar", OFFICE)
    rest.setdefault("playbooks", {"ghosting": GHOSTING})
    return Practice(account="main", owner=owner(), clients=clients or (client(),), **rest)


def draft_step(name: str, after: str, *gates: Gate, **rest: Any) -> Step:
    return Step(name, Do.DRAFT, span(after), template=name, gates=gates, **rest)


NOT_BOUNCED, NOT_AWAY = Gate(GateName.NOT_BOUNCED), Gate(GateName.NOT_AWAY)
PREVIOUS_SENT, SEVEN_DAYS = Gate(GateName.PREVIOUS_SENT), Gate(GateName.SENDABLE_DAYS, days=7)

GHOSTING = Playbook(
    "ghosting",
    (
        Step("keep-calm", Do.HOLD, span("0d")),
        Step("evaluate", Do.ASSESS, span("1bd")),
        draft_step("ask", "1bd", NOT_BOUNCED, NOT_AWAY),
        draft_step("ask-again", "7d", PREVIOUS_SENT, NOT_BOUNCED, NOT_AWAY, SEVEN_DAYS, deadline=span("7d")),
        draft_step("move-on", "7d", PREVIOUS_SENT, NOT_BOUNCED, NOT_AWAY, SEVEN_DAYS),
        Step("learn", Do.RETROSPECT, span("0d")),
    ),
)
"""The five steps, as they are shipped."""

OPENED = at("2026-03-02 10:00")
"""A Monday."""


def case(**changes: Any) -> Case:
    """A case about `<ask@mail.example>`, stored as number 7, that has just been opened."""
    fresh = Case("Acme", "ghosting", named("ask"), opened=OPENED, since=OPENED, id=7)
    return replace(fresh, **changes)


def situation(now: datetime, **rest: Any) -> Situation:
    rest.setdefault("calendar", OFFICE)
    return Situation(now=now, **rest)


def usual(**changes: Any) -> Usual:
    return replace(Usual(median=9 * HOUR, p90=27 * HOUR, answers=10), **changes)


TRAITS = Traits(
    asks=None,
    closes=None,
    initiating=True,
    recipients=1,
    cc=0,
    forward=False,
    depth=0,
    quiet_days=None,
    new=False,
    words=None,
    thread_answers=0,
    open_turns=0,
)


def turn(opening: Message, **changes: Any) -> Turn:
    """The open turn that a message of the owner's began."""
    fresh = Turn(
        id=opening.identity,
        client="Acme",
        thread=opening.identity,
        opening=opening,
        run=opening,
        traits=TRAITS,
    )
    return replace(fresh, **changes)


def silence(unusual_at: datetime | None, now: datetime, *, bounce: Message | None = None) -> Silence:
    """The silence after `<ask@mail.example>`, unusual from an instant on, or never."""
    asked = asks("ask", (unusual_at or now) - 7 * DAY)
    return Silence(
        turn=turn(asked, undeliverable=bounce.at if bounce else None),
        since=asked.at,
        business=OFFICE.elapsed(asked.at, now),
        calendar=now - asked.at,
        usual=usual(),
        survival=0.02,
        still=0.07,
        unusual_at=unusual_at,
        unusual=unusual_at is not None and now >= unusual_at,
        bounce=bounce,
    )


TEXT = """Hello Bob,

I hope that you are well. Two weeks ago I sent you the three sketches for the logo and have not heard since.
Is everything all right on your side? A short word is enough, there is no hurry.

Kind regards
Ana"""
"""The text of a draft of ours."""

APPENDED = at("2026-03-04 10:00")
DRAFTS, SENT, TRASH = "Drafts", "Sent", "Trash"


def source_of(text: str) -> bytes:
    return "\r\n".join(("Content-Type: text/plain; charset=utf-8", "", *text.split("\n"))).encode()


def draft(**changes: Any) -> Draft:
    """Our draft `<draft@…>`, an answer to `<ask@…>`, appended as number 11 of Drafts and untouched since."""
    fresh = Draft(
        message_id=named("draft"),
        case_id=7,
        client="Acme",
        step="ask",
        attempt=0,
        recipients=(BOB,),
        in_reply_to=named("ask"),
        thread=(named("ask"),),
        subject="The new logo",
        canonical=canonical(TEXT),
        digest="",
        source=source_of(TEXT),
        created=APPENDED,
        placement=Placement(DRAFTS, 1, 11),
        appended=APPENDED,
        chain=(named("draft"),),
    )
    return replace(fresh, **changes)


def copy(folder: str, uid: int, message: Message, uidvalidity: int = 1) -> Sighting:
    return Sighting(Placement(folder, uidvalidity, uid), message)


def listings(*seen: Sighting | tuple[Sighting, str]) -> Listings:
    """What lies in Drafts, Sent and Trash, each alone or with its text; without one it is our draft's own."""
    pairs = [one if isinstance(one, tuple) else (one, TEXT) for one in seen]

    def lying(folder: str) -> tuple[Sighting, ...]:
        return tuple(s for s, _ in pairs if s.placement.folder == folder)

    return Listings(lying(DRAFTS), lying(SENT), lying(TRASH), {s.placement: text for s, text in pairs})


def days(*texts: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts)


REVIEWED = APPENDED + HOUR
"""When a review looks at the draft."""

EDITED = TEXT.replace("there is no hurry", "take your time, I am here all week")
BY_HAND = "Bob, I will call you tomorrow at ten about the invoice."

Seen = Sighting | tuple[Sighting, str]


def lying(**changes: Any) -> Sighting:
    """Our draft where we put it."""
    return copy(DRAFTS, 11, asks("draft", APPENDED, answers="ask", **changes))


def saved_again(uid: int = 12, id: str | None = "draft", when: datetime = REVIEWED - HOUR / 2) -> Sighting:
    """What a mail program leaves in Drafts when it saves our draft."""
    return copy(DRAFTS, uid, mail(id, ANA, when, to=BOB, answers="ask"))


def sent(
    id: str | None = "draft",
    when: datetime = REVIEWED - HOUR / 2,
    to: str = BOB,
    answers: str = "ask",
    **more: Any,
) -> Sighting:
    return copy(SENT, 40, mail(id, ANA, when, to=to, answers=answers, **more))


def trashed() -> Sighting:
    return copy(TRASH, 5, asks("draft", APPENDED, answers="ask"))


def gone_since(span: timedelta, now: datetime = REVIEWED) -> Draft:
    """A draft that was first missed that long ago."""
    return draft(missing_since=now - span)
