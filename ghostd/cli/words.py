"""What was done for a client, in words for a person: as done, and as it would be done."""

from __future__ import annotations

from ghostd.service.report import Action

DONE = {
    "opened": "a case is open",
    "opened-by-hand": "a case is open",
    "passed-over": "no case",
    "held": "keeping calm first, nothing is written",
    "assessed": "an assessment lies in your mailbox",
    "drafted": 'the draft "{step}" lies in Drafts',
    "sent": 'the draft "{step}" was sent',
    "sent-edited": 'the draft "{step}" was sent, with your changes',
    "edited": 'the draft "{step}" was changed and is yours now',
    "owner-wrote": "you wrote yourself",
    "answered": "the client answered, the case is closed",
    "answered-unproved": "an answer failed the check of who sent it, the case is closed",
    "away": "the client is away",
    "withdrawn": 'the draft "{step}" was taken back to Trash',
    "left": 'the draft "{step}" was left in Drafts; a note in your mailbox says why',
    "restored": 'the draft "{step}" lies in Drafts again',
    "discarded": 'you deleted the draft "{step}"',
    "gone": 'the draft "{step}" is in no folder; a note in your mailbox asks about it',
    "renewed": 'the draft "{step}" is taken back and written anew',
    "paused": "left alone",
    "resumed": "going on",
    "closed": "the case is closed",
    "completed": "the case is closed",
    "looked-back": "a look back lies in your mailbox",
}

WOULD = {
    "opened": "would open a case",
    "held": "would keep calm first and write nothing",
    "assessed": "would leave an assessment in your mailbox",
    "drafted": 'would write the draft "{step}" into Drafts',
    "withdrawn": 'would take the draft "{step}" back to Trash',
    "renewed": 'would take the draft "{step}" back and write it anew',
    "looked-back": "would leave a look back in your mailbox",
    "gone": 'would ask you about the draft "{step}", which is in no folder',
}

UNSAID = frozenset(("drafting", "freed"))
"""Steps on the way to what is told anyway."""


def done(action: Action) -> str | None:
    """One line, or None for what is not worth one."""
    return _line(action, DONE)


def would(action: Action) -> str | None:
    """One line in the conditional; what was only noticed is told as it is."""
    return _line(action, DONE | WOULD)


def _line(action: Action, words: dict[str, str]) -> str | None:
    if action.action in UNSAID:
        return None
    what = words.get(action.action, action.action).format(step=action.step)
    return f"{action.client}: {what} ({action.reason})" if action.reason else f"{action.client}: {what}"
