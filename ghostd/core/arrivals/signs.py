"""What a header shows of who or what wrote the mail, in the words that the table of kinds asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ghostd.core.arrivals import autoreplies, wordings
from ghostd.core.arrivals.addresses import specs
from ghostd.core.arrivals.headers import Fields, raw, text
from ghostd.core.characters import fold
from ghostd.core.subjects import PREFIX

_TICKET = re.compile(r"\s*\[([^\]]{1,120})\]")
_LIST_ID = re.compile(r"([\w.+-]{3,200})>?$")
_DECORATION = " *-_.#!\"'<>()【】《》"


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at. `opening` is the folded subject without list tags and decoration.

    `reply` says that a person's mail program marked the subject as a reply or forward; `name` is the folded
    From field; `local` and `domain` are its address.
    """

    fields: Fields
    opening: str
    reply: bool
    name: str
    local: str
    domain: str

    def has(self, *keys: str) -> bool:
        return any(key in self.fields for key in keys)

    def value(self, key: str) -> str:
        return raw(self.fields, key).strip().lower()

    @property
    def media_type(self) -> str:
        return self.value("content-type").partition(";")[0].strip()

    @property
    def null_sender(self) -> bool:
        """Whether nothing can answer it, because its sender is empty (RFC 5321, 4.5.5)."""
        path = self.value("return-path").strip("<> ")
        return (self.has("return-path") and path in ("", "mailer-daemon")) or (
            not self.domain and self.name.endswith("<>")
        )

    @property
    def precedence(self) -> str:
        return self.value("precedence").split(" ")[0]

    @property
    def auto_submitted(self) -> str:
        """The field's keyword (RFC 3834, 5); empty when a person is said to have sent it."""
        keyword = self.value("auto-submitted").partition(";")[0].partition("(")[0].strip()
        return "" if keyword == "no" else keyword

    @property
    def autoreply_field(self) -> str:
        """Which of the fields stands here that answering programs invented; empty when none does."""
        for key in wordings.AUTOREPLY_FIELDS:
            if self.has(key) and self.value(key) not in ("no", "false", "0"):
                return key.title()
        return ""

    @property
    def answers(self) -> bool:
        return self.has("in-reply-to", "references")

    @property
    def replied(self) -> bool:
        """Whether it is an answer as people's mail programs write them."""
        return self.answers and self.reply

    @property
    def robot(self) -> bool:
        return (
            wordings.ROBOT.fullmatch(self.local) is not None
            or wordings.ROBOT_NAME.search(self.name) is not None
        )

    @property
    def help_desk(self) -> bool:
        """Whether a ticket system sent it, which does so for its agents, too."""
        return self.has("rt-ticket", "x-zendesk-from-account-id", "x-jira-fingerprint") or (
            wordings.HELP_DESK.search(self.value("x-mailer")) is not None
        )

    @property
    def relayed(self) -> bool:
        """Whether list software handed it on in its own name, as Majordomo and Mailman do."""
        author = f"{self.local}@{self.domain}"
        handed = (self.value(key) for key in ("sender", "return-path", "errors-to"))
        return any(wordings.LIST_SENDER.search(value) and author not in value for value in handed)

    @property
    def posted(self) -> bool:
        """Whether it is addressed to the list that passed it on: a newsletter is addressed to its reader."""
        named = _LIST_ID.search(self.value("list-id"))
        to = (*specs(self.fields, "to"), *specs(self.fields, "cc")) if named else ()
        return named is not None and any(address.replace("@", ".") == named[1] for address in to)

    @property
    def listed(self) -> bool:
        """Whether a discussion list passed it on, as opposed to a sender of newsletters."""
        marks = ("list-post", "x-mailman-version", "x-beenthere", "x-mailing-list", "mailing-list")
        return self.has(*marks) or (self.has("list-id") and self.answers) or self.relayed or self.posted

    @property
    def unattended(self) -> bool:
        """Whether something besides the subject says that no person sent this."""
        return bool(
            self.null_sender
            or self.robot
            or self.precedence in ("bulk", "junk", "auto_reply", "auto-reply")
            or self.auto_submitted
            or self.autoreply_field
            or self.has("x-ms-exchange-inbox-rules-loop")
            or (self.answers and not self.reply)
        )


def gather(fields: Fields, subject: str, sender: str | None) -> Signs:
    """The signs of a header block."""
    start, reply = opening(subject)
    name = fold(text(fields, "from", 300))
    local, _, domain = (sender or "").rpartition("@")
    return Signs(fields, start, reply, name, local or name, domain)


def opening(subject: str) -> tuple[str, bool]:
    """How the subject begins behind its marks, folded, and whether it had a reply mark."""
    rest, reply = subject, False
    while match := PREFIX.match(rest) or _TICKET.match(rest):
        if match.re is _TICKET:
            # Some programs write their words in brackets: "[Automatic reply] Quote".
            tag = " ".join(fold(match[1]).split())
            if autoreplies.AUTO_REPLY_SURE.fullmatch(tag):
                return tag, reply
        else:
            reply = True
        rest = rest[match.end() :]
    return " ".join(fold(rest).split()).lstrip(_DECORATION), reply
