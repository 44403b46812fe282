"""What a template may know, and how a date is written in its language.

Drafts go to the client, so their facts hold nothing that is only the owner's business: the client's
configured name, which may be a private label, is there for the owner's own templates, and the shipped
drafts do not use it.
"""

from __future__ import annotations

from datetime import date, tzinfo
from typing import NamedTuple, TypedDict

from ghostd.core.conversations import Client, Owner
from ghostd.core.messages import Message
from ghostd.core.replies.headers import SUBJECT_LENGTH, header_text
from ghostd.core.subjects import base_subject

SUBJECT_SHOWN = 70


class Rendered(NamedTuple):
    """A rendered template: `subject` is empty for replies, which keep their thread's."""

    subject: str
    body: str


class DraftFacts(TypedDict):
    """What the template of a draft may know.

    `asked_on` is the date of the owner's unanswered mail, `deadline` the date that this step promises or, for
    the closing, the one that was promised; `contact` and `phone` may be empty, `subject` is without `Re:`.
    """

    client: str
    contact: str
    owner: str
    subject: str
    asked_on: date
    silent_business_days: int
    deadline: date | None
    goal: str
    register: str
    step: str
    phone: str


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
) -> DraftFacts:
    """The facts of a draft that follows up the owner's unanswered message `asked`."""
    return DraftFacts(
        client=client.name,
        contact=client.contact,
        owner=owner.name,
        subject=shown_subject(asked.subject),
        asked_on=asked.at.astimezone(zone).date(),
        silent_business_days=silent_business_days,
        deadline=deadline,
        goal=goal,
        register=client.register,
        step=step,
        phone=client.phone,
    )


def shown_subject(subject: str) -> str:
    """A subject as it reads within a sentence: without its marks, and not longer than a line."""
    base = base_subject(header_text(subject, SUBJECT_LENGTH))
    return base if len(base) <= SUBJECT_SHOWN else base[: SUBJECT_SHOWN - 1].rstrip() + "…"
