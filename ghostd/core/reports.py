"""Delivery status reports: which recipients failed, and which of the owner's messages it was (RFC 3464)."""

from __future__ import annotations

import re
from typing import NamedTuple

RECIPIENT = re.compile(
    rb"^(?:final|original)-recipient:\s*(?:rfc822|utf-8)\s*;\s*<?([^\s<>;]{1,320}@[^\s<>;]{1,255})>?",
    re.I | re.M,
)
ACTION = re.compile(rb"^action:\s*(\w+)", re.I | re.M)
MESSAGE_ID = re.compile(rb"^message-id:\s*(<[\x21-\x7e]{1,900}>)", re.I | re.M)
LOOSE = re.compile(rb"^[ \t]*<?([\w.+-]{1,64}@[\w-][\w.-]{0,250}\.\w{2,24})>?:?[ \t]*$", re.M)
DELAY = re.compile(rb"^subject:.{0,200}(?:delay|warning: could not send)", re.I | re.M)

MOST = 20


class Report(NamedTuple):
    """`recipients` are lower-case; `original_ids` the Message-IDs found in the returned part.

    `delayed` says that delivery is still being tried: nobody is lost yet, and the rest is empty.
    """

    recipients: tuple[str, ...]
    original_ids: tuple[str, ...]
    delayed: bool = False


def read_report(source: bytes) -> Report:
    """What a failure report says, from its first bytes; empty where it says nothing, and never raises.

    Reports about mere delays name recipients that may still be reached: they are left out. Where there is
    no machine-readable part (qmail and its kind), an address alone on its line is the failed one.
    """
    text = source.replace(b"\r\n", b"\n")
    head, _, body = text.partition(b"\n\n")
    if _delayed(head, body):
        return Report((), (), delayed=True)
    found = [address for group in body.split(b"\n\n") for address in _failed(group)]
    own_id = set(MESSAGE_ID.findall(head))
    ids = [i for i in MESSAGE_ID.findall(body) if i not in own_id]
    return Report(_unique(found or LOOSE.findall(body), lower=True), _unique(ids, lower=False))


def _delayed(head: bytes, body: bytes) -> bool:
    """Whether nothing has failed yet. A failure's subject may quote ours, so the actions are asked first."""
    actions = {action.lower() for action in ACTION.findall(body)}
    return b"failed" not in actions if actions else DELAY.search(head) is not None


def _failed(group: bytes) -> list[bytes]:
    """The recipients of one group of fields, unless it says of itself that it is about no failure."""
    actions = {action.lower() for action in ACTION.findall(group)}
    return [] if actions and b"failed" not in actions else RECIPIENT.findall(group)


def _unique(found: list[bytes], *, lower: bool) -> tuple[str, ...]:
    texts = (item.decode("ascii", "replace") for item in found)
    return tuple(dict.fromkeys(text.lower() if lower else text for text in texts))[:MOST]
