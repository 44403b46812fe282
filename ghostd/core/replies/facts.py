"""What a template may know, and how a date is written in its language.

Drafts go to the client, so their facts hold nothing that is only the owner's business: the client's
configured name, which may be a private label, is there for the owner's own templates, and the shipped
drafts do not use it. What nobody has said is empty or None, and no template may make more of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Literal, NamedTuple, TypedDict

from ghostd.core.concerns.told import Concern
from ghostd.core.conversations import Client, Owner, Side
from ghostd.core.engagement import Engagement, Term
from ghostd.core.messages import Message
from ghostd.core.money.statement import Statement
from ghostd.core.replies.headers import SUBJECT_LENGTH, header_text
from ghostd.core.subjects import base_subject

SUBJECT_SHOWN = 70
STATED_SHOWN = 400
CLOSES_ON_SILENCE = frozenset((Term.CLOSING_ON_SILENCE, Term.APPROVAL_BY_SILENCE))
"""Either of these lets a project end without another word from the client."""


class Rendered(NamedTuple):
    """A rendered template: `subject` is empty for replies, which keep their thread's."""

    subject: str
    body: str


class DraftFacts(TypedDict):
    """What the template of a draft may know.

    `asked_on` is the date of the mail that the case is about, and `anchor_side` says who wrote it; `heard_on`
    is the date of the client's last mail, None when there is none. `complained` says that the mail the case
    is about is the client's and reads like a complaint. `hardship` is the distress that the client told of
    lately (illness, bereavement, insolvency), empty where it told of none. `deadline` is the date that this
    step promises or, for the closing, the one that was promised. `contact` and `phone` may be empty,
    `subject` is without `Re:`.

    `project` (its name), `stage` (a word of `Stage`) and `due` (the day the work is due, None once that has
    passed) are as configured. `statement` is the client's account, None when nobody has told the invoices;
    `fee_basis` is what a late fee rests on. `clause` says that by the contract silence may end the project.
    `attached` are the names of the files that go with this draft; `reason` for parting and `open_items` are
    in the owner's own words.
    """

    client: str
    contact: str
    owner: str
    subject: str
    asked_on: date
    anchor_side: Literal["owner", "client"]
    heard_on: date | None
    complained: bool
    hardship: str
    silent_business_days: int
    deadline: date | None
    goal: str
    register: str
    step: str
    phone: str
    project: str
    stage: str
    due: date | None
    statement: Statement | None
    fee_basis: str
    clause: bool
    attached: tuple[str, ...]
    reason: str
    open_items: tuple[str, ...]


def draft_facts(
    client: Client,
    owner: Owner,
    asked: Message,
    *,
    zone: tzinfo,
    silent_business_days: int,
    deadline: date | None,
    goal: str,
    step: str,
    side: Side = Side.OWNER,
    heard: datetime | None = None,
    today: date | None = None,
    engagement: Engagement | None = None,
    statement: Statement | None = None,
    attached: Iterable[str] = (),
    hardship: str = "",
) -> DraftFacts:
    """The facts of a draft about the message `asked`, which `side` wrote.

    `heard` is when the client wrote last, `today` the day the draft is written for (without it no due date
    is told, which might have passed), `attached` the names of the files that go with it, `hardship` the
    concern of distress that the client told of.
    """
    work = engagement or Engagement()
    due = work.project.due if work.project else None
    return DraftFacts(
        client=client.name,
        contact=client.contact,
        owner=owner.name,
        subject=shown_subject(asked.subject),
        asked_on=asked.at.astimezone(zone).date(),
        anchor_side="owner" if side is Side.OWNER else "client",
        heard_on=heard.astimezone(zone).date() if heard else None,
        complained=side is not Side.OWNER and _complains(asked),
        hardship=hardship,
        silent_business_days=silent_business_days,
        deadline=deadline,
        goal=goal,
        register=client.register,
        step=step,
        phone=client.phone,
        project=_stated(work.project.name) if work.project else "",
        stage=str(work.stage or ""),
        due=due if due and today and due >= today else None,
        statement=statement,
        fee_basis=_stated(work.late_fee.basis) if work.late_fee else "",
        clause=bool(CLOSES_ON_SILENCE & work.contract.terms),
        attached=tuple(header_text(name, SUBJECT_LENGTH) for name in attached),
        reason=_stated(work.stated.reason),
        open_items=tuple(_stated(item) for item in work.stated.open_items),
    )


def shown_subject(subject: str) -> str:
    """A subject as it reads within a sentence: without its marks, and not longer than a line."""
    base = base_subject(header_text(subject, SUBJECT_LENGTH))
    return base if len(base) <= SUBJECT_SHOWN else base[: SUBJECT_SHOWN - 1].rstrip() + "…"


def _complains(message: Message) -> bool:
    return message.wording is not None and Concern.COMPLAINT in message.wording.concerns


def _stated(words: str) -> str:
    """The owner's words as one line, without a full stop at the end: the sentence has its own."""
    return header_text(words, STATED_SHOWN).removesuffix(".")
