"""Delivery status reports: which recipients failed, for how long, and which of the owner's messages it was.

The machine-readable part of RFC 3464 is asked first; servers without one (qmail, Exim, the older Exchange
and their kind) write the failed address into a few well-known places of their text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ghostd.core.text import body_text

# Neither controls, which a terminal would obey, nor what ends an address.
RECIPIENT = re.compile(
    rb"^(?:final|original)-recipient:\s*(?:(?:rfc822|utf-8)\s*;)?\s*"
    rb"<?([!-:=?-~\x80-\xff]{1,320}@[!-:=?-~\x80-\xff]{1,255})>?",
    re.I | re.M,
)
ACTION = re.compile(rb"^action:\s*(\w+)", re.I | re.M)
STATUS = re.compile(rb"^status:\s*([245]\.\d{1,3}\.\d{1,3})", re.I | re.M)
MESSAGE_ID = re.compile(rb"^message-id:\s*(<[\x21-\x7e]{1,900}>)", re.I | re.M)
TO = re.compile(rb"^(?:to|from|delivered-to):(.{1,2000})", re.I | re.M)
DELAY = re.compile(
    rb"^subject:\s{0,9}(?:warning: (?:message \S{1,40} delayed|could not send)"
    rb"|[\w ]{0,40}\(delay(?:ed)?\)|delayed mail|delivery (?:is )?delayed|mail delivery (?:is )?delayed)",
    re.I | re.M,
)
RETRIED = re.compile(
    r"(?:still being|will be) retried|delivery attempts will continue|not yet (?:been )?delivered"
    r"|will (?:keep|continue) (?:trying|to try)|will retry|this is a (?:warning|delay) message only",
    re.I,
)

ADDRESS = r"[\w.+&=-][\w.+&='-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
ALONE = re.compile(
    rf"^[ \t>*-]{{0,9}}(?:\"[^\"\n]{{1,80}}\" )?[\"'<]{{0,2}}({ADDRESS})[>'\"]{{0,2}}:?[ \t]*$", re.M
)
LEADING = re.compile(
    rf"^[ \t>*]{{0,9}}(?:\d{{3}}[ -])?[\"<]{{0,2}}({ADDRESS})[>\"]{{0,2}}(?=[ \t:(\[,;.]|$)", re.M
)
SPOKEN = re.compile(
    rf"(?:deliver\w{{0,4}}|not reach|reject\w{{0,2}}|failed|unknown|exceed\w{{0,2}}|full|recipient"
    rf"|address(?:e[sd])?"
    rf"|mailbox|account|attempts|user)\b[^@\n]{{0,80}}?[\"'<=:( ]({ADDRESS})",
    re.I,
)
RETURNED = re.compile(
    r"^(?:received|return-path|x-original-to):\s?\S|^[ \t|>-]{0,80}[^\n]{0,60}"
    r"(?:copy of (?:the|your)|original message|headers? follow|message (?:text )?follows"
    r"|unsent message|below this line)",
    re.I | re.M,
)
CODE = re.compile(
    r"(?<![\d.])[45]\.\d\.\d{1,3}(?![\d.])|\bSMTP\b"
    r"|(?:^|[:(\"<>]|said|error)[ \t]{0,3}5[05]\d[ -](?=[#<A-Za-z])",
    re.M,
)
BACK = re.compile(r"^[ \t|>-]{0,20}(?:message-id|return-path|received):\s?\S", re.I | re.M)
UNKNOWN = re.compile(
    r"\b(?:user unknown|unknown user|no such (?:user|recipient|mailbox)"
    r"|(?:mailbox|postfach|postvak) (?:is |ist )?(?:full|unavailable|not found|voll?)"
    r"|permanent (?:fatal )?errors?|(?:following|these) (?:recipient|address))"
    r"|\b(?:messages?|e-?mails?|mails?|nachricht|mensaje|correo|courriel|mensagem|messaggio|posta|bericht"
    r"|wiadomo[sś][cć]|meddelandet?)\b[^.\n]{0,60}"
    r"(?:\bnot\b|deliver|nicht|zugestellt|entreg|remis|d[eé]livr|recapit|consegn|bezorg|afgelever|dostarcz|lever)"
    rf"[^@]{{0,120}}{ADDRESS}",
    re.I,
)
HELP = re.compile(r"contact|assistance|forward|postmaster@", re.I)

MOST = 20
TEXT_READ = 16 * 1024


class Report(NamedTuple):
    """`recipients` are lower-case; `original_ids` the Message-IDs found in the returned part.

    `delayed` says that delivery is still being tried: nobody is lost yet, and the rest is empty. `status` is
    the first failed recipient's code (RFC 3463), empty where none is told: a failure whose code starts with 4
    was given up, but might succeed another day.
    """

    recipients: tuple[str, ...]
    original_ids: tuple[str, ...]
    delayed: bool = False
    status: str = ""

    @property
    def because(self) -> str:
        """What the report says, in words for the operator."""
        if self.delayed:
            return "a report of a mere delay"
        whom = self.recipients[0] if self.recipients else "a recipient it does not name"
        if not self.status:
            return f"not delivered to {whom}"
        lasting = "given up after trying" if self.status.startswith("4") else "refused for good"
        return f"not delivered to {whom}: {lasting} ({self.status})"


def read_report(source: bytes) -> Report:
    """What a failure report says, from its first bytes; empty where it says nothing, and never raises.

    Reports about mere delays name recipients that may still be reached: they are left out. A recipient that
    was given up after temporary errors (`Action: failed` with `Status: 4…`) is a failed one.
    """
    text = source.replace(b"\r\n", b"\n")
    head, _, body = text.partition(b"\n\n")
    own = b"\n".join(TO.findall(head)).lower()
    actions = {action.lower() for action in ACTION.findall(body)}
    words = "" if actions else _notice(source)
    if b"failed" not in actions if actions else _delayed(head, words):
        return Report((), (), delayed=True)
    groups = [group for group in body.split(b"\n\n") if _fails(group)]
    found = [address for group in groups for address in RECIPIENT.findall(group)] or _told(
        words or _notice(source), own
    )
    own_id = set(MESSAGE_ID.findall(head))
    ids = [i for i in MESSAGE_ID.findall(body) if i not in own_id]
    status = next((code for group in groups for code in STATUS.findall(group)), b"")
    return Report(_unique(found, lower=True), _unique(ids, lower=False), status=status.decode("ascii"))


def undelivered(source: bytes) -> bool:
    """Whether the text of a mail bears what only mail servers write of a failure.

    That is a status code, a message that comes back with its header, or a sentence on an address's mailbox.
    """
    text = body_text(source)[:TEXT_READ]
    return bool(CODE.search(text) or BACK.search(text) or UNKNOWN.search(text))


def _delayed(head: bytes, words: str) -> bool:
    """Whether a report without actions speaks of a delay; a failure's subject may quote ours."""
    return DELAY.search(head) is not None or RETRIED.search(words) is not None


def _fails(group: bytes) -> bool:
    """Whether a group of fields is about a failure: it says so, or it says nothing of the kind."""
    actions = {action.lower() for action in ACTION.findall(group)}
    return not actions or b"failed" in actions


def _notice(source: bytes) -> str:
    """What the server itself wrote, before the message that it returns."""
    text = body_text(source)[:TEXT_READ]
    returned = RETURNED.search(text)
    return text[: returned.start()] if returned and returned.start() else text


def _told(words: str, own: bytes) -> list[bytes]:
    """The failed addresses of a text: alone on a line, else at its start, else where it speaks of failing."""
    lines = "\n".join(line for line in words.split("\n") if not HELP.search(line))
    for form in (ALONE, LEADING, SPOKEN):
        found = [address.encode("ascii", "replace") for address in form.findall(lines)]
        failed = [address for address in found if address.lower() not in own]
        if failed:
            return failed
    return []


def _unique(found: list[bytes], *, lower: bool) -> tuple[str, ...]:
    texts = (item.decode("ascii", "replace") for item in found)
    return tuple(dict.fromkeys(text.lower() if lower else text for text in texts))[:MOST]
