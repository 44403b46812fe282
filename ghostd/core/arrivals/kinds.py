"""Who or what wrote a mail, told from its header: only a person's mail can be an answer.

A table of evidence: its rows are asked in order, and the first that finds something decides. Where a sign
is also seen on people's mail it counts only together with a second one: an answer taken for a machine's
would let ghostd chase a client who has written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ghostd.core.arrivals import autoreplies, wordings
from ghostd.core.arrivals.headers import Fields, text
from ghostd.core.arrivals.signs import Signs, gather, opening
from ghostd.core.characters import clean, fold
from ghostd.core.messages import Kind

Verdict = tuple[Kind, str]
"""The kind, and a short reason for the operator."""

REASON_LIMIT = 120


class Evidence(NamedTuple):
    """`look` gives what it found, or nothing; `because` says it in words, with that in the place of `{}`."""

    kind: Kind
    because: str
    look: Callable[[Signs], str]


def classify(fields: Fields, subject: str, sender: str | None) -> Verdict:
    """The kind of mail and why; human where nothing speaks against it."""
    signs = gather(fields, subject, sender)
    for row in TABLE:
        found = row.look(signs)
        if found:
            return row.kind, clean(row.because.replace("{}", found))[:REASON_LIMIT]
    return Kind.HUMAN, "nothing in it speaks of a machine"


def addressed(fields: Fields, subject: str, sender: str | None) -> Verdict:
    """The kind of a list's post that names the owner: a person's, unless a program wrote it."""
    signs = gather(fields, subject, sender)
    if signs.robot or signs.null_sender or signs.auto_submitted:
        return Kind.LIST, "a program's post to a list"
    return Kind.HUMAN, "a list's post that names the owner"


def only_its_subject(signs: Signs) -> bool:
    """Whether nothing but the words of the subject says that a mail is a failure report."""
    return not signs.unattended and next((row.look for row in TABLE if row.look(signs)), None) is _bounced


def doubtful(subject: str) -> bool:
    """Whether a subject could be a machine's, so that the body should be asked."""
    start, reply = opening(subject)
    return not reply and bool(
        absent(subject)
        or acknowledges(subject)
        or wordings.BOUNCE_MAYBE.match(start)
        or wordings.BOUNCE_ANYWHERE.search(start)
    )


def answering(subject: str) -> bool:
    """Whether a subject is one that programs which answer for somebody give to their mail."""
    start, reply = opening(subject)
    titles = (autoreplies.AUTO_REPLY_SURE, autoreplies.AUTO_REPLY_TITLED, autoreplies.AUTO_REPLY_PERSON)
    return not reply and (any(title.match(start) for title in titles) or absent(subject))


def absent(subject: str) -> bool:
    """Whether a subject speaks of an absence, as people's do, too."""
    start, _ = opening(subject)
    return bool(autoreplies.AUTO_REPLY_MAYBE.match(start) or autoreplies.AUTO_REPLY_ANYWHERE.search(start))


def acknowledges(subject: str) -> bool:
    """Whether a subject says that mail was received, as ticket systems do to every mail: nobody is away."""
    return autoreplies.ACKNOWLEDGEMENT_MAYBE.match(opening(subject)[0]) is not None


def _is(true: object, found: str = "yes") -> str:
    return found if true else ""


def _report(*words: str) -> Callable[[Signs], str]:
    def look(signs: Signs) -> str:
        content = signs.value("content-type")
        return next((w for w in words if w in content), "") if content.startswith("multipart/report") else ""

    return look


def _sieve(signs: Signs) -> str:
    """Some filters send a rejection as if it were a receipt."""
    return _is(not signs.reply and signs.opening.startswith("automatically rejected mail"), signs.opening)


def _daemon(signs: Signs) -> str:
    named = wordings.DAEMON.search(signs.name.replace(" ", "."))
    master = signs.local.startswith("postmaster") and (
        signs.null_sender or wordings.BOUNCE_ANYWHERE.search(signs.opening)
    )
    return _is(named or master, text(signs.fields, "from", 80))


def _challenge(signs: Signs) -> str:
    if wordings.CHALLENGE_HOST.search(signs.domain) and (signs.robot or signs.unattended):
        return signs.domain
    if signs.reply:
        return ""
    asked = wordings.CHALLENGE_ANYWHERE.search(signs.opening)
    if wordings.CHALLENGE_SURE.match(signs.opening) or (asked and signs.opening.startswith("confirm ")):
        return _is(signs.unattended, signs.opening)
    return _is(
        asked and (wordings.CHALLENGE_SENDER.search(signs.local) or "spam" in signs.local), signs.opening
    )


def _meeting(signs: Signs) -> str:
    # People write "Accepted: …", too. Google adds the time; Exchange keeps the bare subject as the topic.
    mark = None if signs.reply else wordings.CALENDAR_ANSWER.match(signs.opening)
    if not mark:
        return ""
    topic = fold(text(signs.fields, "thread-topic", 1000))
    told = wordings.CALENDAR_TIME.search(signs.opening) or (topic and signs.opening[mark.end() :] == topic)
    return _is(told, mark[0].strip())


def _receipt(signs: Signs) -> str:
    if signs.reply:
        return ""
    sure = wordings.READ_SURE.match(signs.opening)
    titled = wordings.READ_TITLED.match(signs.opening)
    return _is((sure or titled) and signs.unattended and not signs.listed, signs.opening)


def _bounced(signs: Signs) -> str:
    if signs.reply:
        return ""
    delayed = wordings.BOUNCE_DELAYED.match(signs.opening) or wordings.BOUNCE_SURE.match(signs.opening)
    anywhere = signs.unattended and (
        wordings.BOUNCE_MAYBE.match(signs.opening) or wordings.BOUNCE_ANYWHERE.search(signs.opening)
    )
    return _is(delayed or anywhere, (delayed or anywhere or [""])[0])


def _desk(signs: Signs) -> str:
    """Whether a person answered through a ticket system: such systems mark all of their mail as automatic."""
    told = signs.help_desk and signs.reply and not signs.null_sender
    program = signs.auto_submitted == "auto-replied" or signs.autoreply_field
    thanks = autoreplies.ACKNOWLEDGEMENT_MAYBE.match(signs.opening)
    return _is(told and not program and not thanks)


def _autoreply_header(signs: Signs) -> str:
    if signs.auto_submitted == "auto-replied":
        return "Auto-Submitted: auto-replied"
    if signs.precedence in ("auto_reply", "auto-reply"):
        return f"Precedence: {signs.precedence}"
    return signs.autoreply_field


def _autoreply_subject(signs: Signs) -> str:
    if signs.reply:
        return ""
    for pattern in (
        autoreplies.AUTO_REPLY_SURE,
        autoreplies.AUTO_REPLY_TITLED,
        autoreplies.AUTO_REPLY_PERSON,
    ):
        if sure := pattern.match(signs.opening):
            return sure[0].strip(" :")
    if tail := autoreplies.AUTO_REPLY_TAIL.search(signs.opening):
        return tail[0].strip(" :")
    maybe = autoreplies.AUTO_REPLY_MAYBE.match(signs.opening)
    return maybe[0] if maybe and signs.unattended and (signs.null_sender or not signs.listed) else ""


def _acknowledged(signs: Signs) -> str:
    maybe = None if signs.reply else autoreplies.ACKNOWLEDGEMENT_MAYBE.match(signs.opening)
    office = wordings.ROLE.fullmatch(signs.local) and autoreplies.RECEIVED.search(signs.opening)
    machine = signs.unattended or signs.help_desk or office
    return maybe[0] if maybe and not signs.listed and machine else ""


def _generated(signs: Signs) -> str:
    bulk = signs.listed or (signs.has("list-unsubscribe") and not signs.answers)
    submitted = signs.auto_submitted or _is(signs.has("x-fc-machinegenerated"), "machine generated")
    return "" if bulk else submitted


def _list(signs: Signs) -> str:
    if signs.listed:
        return text(signs.fields, "list-id", 80) or "its header"
    # Without a list's own marks, the sender of an answer is a person and "bulk" was the list's word.
    posted = signs.precedence in ("bulk", "list") and (signs.reply or signs.answers) and not signs.robot
    return _is(posted, f"Precedence: {signs.precedence}")


def _newsletter_header(signs: Signs) -> str:
    # Not Feedback-ID: two of the mail providers that people pay for put it on everything.
    if signs.replied and not signs.robot:
        return ""
    for key in ("list-unsubscribe", "list-id", "x-campaign", "x-campaignid", "errors-to"):
        if signs.has(key):
            return key.title()
    return _is(signs.precedence in ("bulk", "junk", "list"), f"Precedence: {signs.precedence}")


def _newsletter_words(signs: Signs) -> str:
    if signs.reply or signs.answers:
        return ""
    if "newsletter" in signs.name or wordings.BULK_LOCAL.fullmatch(signs.local):
        return text(signs.fields, "from", 80)
    named = wordings.NEWSLETTER_NAME.search(signs.name.partition("<")[0]) if "<" in signs.name else None
    issue = wordings.NEWSLETTER_ISSUE.search(signs.opening)
    return (issue or named or [""])[0]


def _robot(signs: Signs) -> str:
    return _is(signs.robot and not signs.local.startswith("postmaster"), signs.local)


TABLE: tuple[Evidence, ...] = (
    Evidence(Kind.CHALLENGE, "it asks to confirm a message ({})", _challenge),
    Evidence(Kind.BOUNCE, "its subject begins with “{}”", _sieve),
    Evidence(Kind.MDN, "its Content-Type is a report of {}", _report("disposition-notification")),
    Evidence(Kind.AUTO_REPLY, "its Content-Type is a {}", _report("feedback-report")),
    Evidence(Kind.BOUNCE, "its Content-Type is a report of {}", _report("delivery-status")),
    Evidence(Kind.BOUNCE, "its Content-Type is a {}", _report("report")),
    Evidence(Kind.BOUNCE, "it names failed recipients", lambda s: _is(s.has("x-failed-recipients"))),
    Evidence(Kind.BOUNCE, "a mail server sent it ({})", _daemon),
    Evidence(
        Kind.CALENDAR, "its Content-Type is {}", lambda s: _is(s.media_type == "text/calendar", s.media_type)
    ),
    Evidence(
        Kind.CALENDAR, "a calendar message", lambda s: _is("calendarmessage" in s.value("content-class"))
    ),
    Evidence(Kind.CALENDAR, "its subject is a calendar's (“{}”)", _meeting),
    Evidence(Kind.MDN, "its subject is a read receipt's (“{}”)", _receipt),
    Evidence(Kind.BOUNCE, "its subject says “{}”", _bounced),
    Evidence(Kind.HUMAN, "a person answered through a help desk", _desk),
    Evidence(Kind.AUTO_REPLY, "its header says {}", _autoreply_header),
    Evidence(Kind.AUTO_REPLY, "its subject begins with “{}”", _autoreply_subject),
    Evidence(Kind.AUTO_REPLY, "its subject acknowledges a message (“{}”)", _acknowledged),
    Evidence(Kind.AUTO_REPLY, "its header says Auto-Submitted: {}", _generated),
    Evidence(Kind.LIST, "a mailing list passed it on ({})", _list),
    Evidence(Kind.NEWSLETTER, "its header has {}", _newsletter_header),
    Evidence(Kind.NEWSLETTER, "sent to many ({})", _newsletter_words),
    Evidence(Kind.AUTO_REPLY, "its sender is empty, as machines leave it", lambda s: _is(s.null_sender)),
    Evidence(Kind.NEWSLETTER, "its sender, {}@, takes no answers", _robot),
)
