"""Who or what wrote a mail, told from its header: only a person's mail can be an answer.

The rules are asked in order and the first that knows decides. Where a sign is also seen on people's mail it
counts only together with a second one: an answer taken for a machine's would let ghostd chase a client who
has written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ghostd.core.arrivals import wordings
from ghostd.core.arrivals.headers import Fields, raw, text
from ghostd.core.characters import clean, fold
from ghostd.core.messages import Kind
from ghostd.core.subjects import PREFIX

Verdict = tuple[Kind, str]
"""The kind, and a short reason for the operator."""

REASON_LIMIT = 120

_TICKET = re.compile(r"\s*\[[^\]]{1,120}\]")


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at. `opening` is the folded subject without list tags and decoration.

    `reply` says that a person's mail program marked the subject as a reply or forward.
    """

    fields: Fields
    opening: str
    reply: bool
    local: str

    def has(self, key: str) -> bool:
        return key in self.fields

    def value(self, key: str) -> str:
        return raw(self.fields, key).strip().lower()

    @property
    def media_type(self) -> str:
        return self.value("content-type").partition(";")[0].strip()

    @property
    def null_sender(self) -> bool:
        """Whether the envelope's sender is empty, so that nothing can answer it (RFC 5321, 4.5.5)."""
        path = self.value("return-path").strip("<> ")
        return self.has("return-path") and path in ("", "mailer-daemon")

    @property
    def precedence(self) -> str:
        return self.value("precedence").split(" ")[0]

    @property
    def auto_submitted(self) -> str:
        return self.value("auto-submitted").partition(";")[0].partition("(")[0].strip()

    @property
    def answers(self) -> bool:
        return self.has("in-reply-to") or self.has("references")

    @property
    def robot(self) -> bool:
        return wordings.ROBOT.fullmatch(self.local) is not None

    @property
    def listed(self) -> bool:
        """Whether a discussion list passed it on, as opposed to a sender of newsletters."""
        marks = ("list-post", "x-mailman-version", "x-beenthere", "x-mailing-list", "mailing-list")
        return any(self.has(mark) for mark in marks) or (self.has("list-id") and self.answers)

    @property
    def unattended(self) -> bool:
        """Whether something besides the subject says that no person sent this."""
        return (
            self.null_sender
            or self.robot
            or self.precedence in ("bulk", "junk")
            or self.auto_submitted not in ("", "no")
            or self.has("x-ms-exchange-inbox-rules-loop")
            or (self.answers and not self.reply)
        )


Rule = Callable[[Signs], "Verdict | None"]


def classify(fields: Fields, subject: str, sender: str | None) -> Verdict:
    """The kind of mail and why; human where nothing speaks against it."""
    signs = _signs(fields, subject, sender)
    for rule in RULES:
        verdict = rule(signs)
        if verdict:
            return verdict[0], clean(verdict[1])[:REASON_LIMIT]
    return Kind.HUMAN, "no sign of a machine"


def addressed(fields: Fields, subject: str, sender: str | None) -> Verdict:
    """The kind of a list's post that names the owner: a person's, unless a program wrote it."""
    signs = _signs(fields, subject, sender)
    if signs.robot or signs.null_sender or signs.auto_submitted not in ("", "no"):
        return Kind.LIST, "a program's post to a list"
    return Kind.HUMAN, "a list's post that names the owner"


def doubtful(fields: Fields, subject: str, sender: str | None) -> bool:
    """Whether the subject could be a machine's, so that the body should be asked."""
    signs = _signs(fields, subject, sender)
    return not signs.reply and bool(
        wordings.AUTO_REPLY_MAYBE.match(signs.opening)
        or wordings.ACKNOWLEDGEMENT_MAYBE.match(signs.opening)
        or wordings.BOUNCE_ANYWHERE.search(signs.opening)
    )


def acknowledges(subject: str) -> bool:
    """Whether a subject says that mail was received, as ticket systems do to every mail: nobody is away."""
    opening, _ = _opening_of(subject)
    return wordings.ACKNOWLEDGEMENT_MAYBE.match(opening) is not None


def _opening_of(subject: str) -> tuple[str, bool]:
    """How the subject begins behind its marks, folded, and whether it had a reply mark."""
    rest, reply = subject, False
    while match := PREFIX.match(rest) or _TICKET.match(rest):
        reply = reply or not match[0].lstrip().startswith("[")
        rest = rest[match.end() :]
    return " ".join(fold(rest).split()).lstrip(" *-_.#!\"'<>()【】《》"), reply


def _signs(fields: Fields, subject: str, sender: str | None) -> Signs:
    opening, reply = _opening_of(subject)
    local = sender.rpartition("@")[0] if sender else text(fields, "from", 100).lower()
    return Signs(fields, opening, reply, local)


def _report(signs: Signs) -> Verdict | None:
    content = signs.value("content-type")
    if not content.startswith("multipart/report"):
        return None
    if "disposition-notification" in content:
        return Kind.MDN, "Content-Type: report of disposition-notification"
    if "feedback-report" in content:
        return Kind.AUTO_REPLY, "Content-Type: report of feedback"
    return Kind.BOUNCE, "Content-Type: report of delivery-status"


def _failed(signs: Signs) -> Verdict | None:
    return (Kind.BOUNCE, "X-Failed-Recipients") if signs.has("x-failed-recipients") else None


def _daemon(signs: Signs) -> Verdict | None:
    name = text(signs.fields, "from", 300).lower()
    if wordings.DAEMON.search(name.replace(" ", ".")):
        return Kind.BOUNCE, f"From: {name}"
    if signs.local.startswith("postmaster") and (
        signs.null_sender or wordings.BOUNCE_ANYWHERE.search(signs.opening)
    ):
        return Kind.BOUNCE, f"From: {name}"
    return None


def _calendar(signs: Signs) -> Verdict | None:
    if signs.media_type == "text/calendar" or "calendarmessage" in signs.value("content-class"):
        return Kind.CALENDAR, "Content-Type: a calendar message"
    mark = None if signs.reply else wordings.CALENDAR_ANSWER.match(signs.opening)
    if not mark:
        return None
    # People write "Accepted: …", too. Google adds the time; Exchange keeps the bare subject as the topic.
    topic = fold(text(signs.fields, "thread-topic", 1000))
    if wordings.CALENDAR_TIME.search(signs.opening) or (topic and signs.opening[mark.end() :] == topic):
        return Kind.CALENDAR, f"Subject: {mark[0].strip()}"
    return None


def _challenge(signs: Signs) -> Verdict | None:
    if signs.reply:
        return None
    asked = wordings.CHALLENGE_ANYWHERE.search(signs.opening)
    if wordings.CHALLENGE_SURE.match(signs.opening) or (asked and signs.opening.startswith("confirm ")):
        return (Kind.CHALLENGE, "Subject: asks to confirm a message") if signs.unattended else None
    if asked and wordings.CHALLENGE_SENDER.search(signs.local):
        return Kind.CHALLENGE, "From and Subject: ask to confirm"
    if asked and "spam" in signs.local:
        return Kind.CHALLENGE, "From and Subject: ask to confirm"
    return None


def _bounce_subject(signs: Signs) -> Verdict | None:
    if signs.reply:
        return None
    if wordings.BOUNCE_DELAYED.match(signs.opening):
        return Kind.BOUNCE, "Subject: delivery is delayed"
    sure = wordings.BOUNCE_SURE.match(signs.opening)
    if sure:
        return Kind.BOUNCE, f"Subject: {sure[0]}"
    anywhere = wordings.BOUNCE_ANYWHERE.search(signs.opening)
    return (Kind.BOUNCE, f"Subject: {anywhere[0]}") if anywhere and signs.unattended else None


def _auto_headers(signs: Signs) -> Verdict | None:
    if signs.auto_submitted == "auto-replied":
        return Kind.AUTO_REPLY, "Auto-Submitted: auto-replied"
    for key in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from"):
        if signs.has(key) and signs.value(key) not in ("no", "false", "0"):
            return Kind.AUTO_REPLY, key.title()
    if signs.has("x-mail-autoreply"):
        return Kind.AUTO_REPLY, "X-Mail-Autoreply"
    if signs.precedence in ("auto_reply", "auto-reply"):
        return Kind.AUTO_REPLY, f"Precedence: {signs.precedence}"
    return None


def _auto_subject(signs: Signs) -> Verdict | None:
    if signs.reply:
        return None
    sure = wordings.AUTO_REPLY_SURE.match(signs.opening) or wordings.AUTO_REPLY_TITLED.match(signs.opening)
    if sure:
        return Kind.AUTO_REPLY, f"Subject: {sure[0].strip(' :')}"
    maybe = wordings.AUTO_REPLY_MAYBE.match(signs.opening)
    if maybe and signs.unattended and not signs.listed:
        return Kind.AUTO_REPLY, f"Subject: {maybe[0]}"
    return None


def _acknowledgement(signs: Signs) -> Verdict | None:
    maybe = None if signs.reply else wordings.ACKNOWLEDGEMENT_MAYBE.match(signs.opening)
    if maybe and not signs.listed and (signs.unattended or wordings.ROLE.fullmatch(signs.local)):
        return Kind.AUTO_REPLY, f"Subject: {maybe[0]}"
    return None


def _generated(signs: Signs) -> Verdict | None:
    submitted = signs.auto_submitted
    if submitted in ("", "no") and not signs.has("x-fc-machinegenerated"):
        return None
    if signs.listed or (signs.has("list-unsubscribe") and not signs.answers):
        return None
    return Kind.AUTO_REPLY, f"Auto-Submitted: {submitted or 'machine generated'}"


def _list(signs: Signs) -> Verdict | None:
    if signs.listed:
        return Kind.LIST, f"List-Id: {text(signs.fields, 'list-id', 80)}" if signs.has(
            "list-id"
        ) else "a list's header"
    return None


def _newsletter(signs: Signs) -> Verdict | None:
    # Not Feedback-ID: two of the mail providers that people pay for put it on everything.
    for key in ("list-unsubscribe", "list-id", "x-campaign", "x-campaignid", "errors-to"):
        if signs.has(key):
            return Kind.NEWSLETTER, key.title()
    if signs.precedence in ("bulk", "junk", "list"):
        return Kind.NEWSLETTER, f"Precedence: {signs.precedence}"
    if "newsletter" in text(signs.fields, "from", 300).lower():
        return Kind.NEWSLETTER, "From: a newsletter"
    if not signs.reply and wordings.NEWSLETTER_ISSUE.search(signs.opening):
        return Kind.NEWSLETTER, "Subject: an issue of a newsletter"
    return None


def _null_sender(signs: Signs) -> Verdict | None:
    return (Kind.AUTO_REPLY, "Return-Path: <>") if signs.null_sender else None


def _robot(signs: Signs) -> Verdict | None:
    if signs.robot and not signs.local.startswith("postmaster"):
        return Kind.NEWSLETTER, f"From: {signs.local}@ takes no answers"
    return None


RULES: tuple[Rule, ...] = (
    *(_report, _failed, _daemon, _calendar, _challenge, _bounce_subject, _auto_headers, _auto_subject),
    *(_acknowledgement, _generated, _list, _newsletter, _null_sender, _robot),
)
