"""A case and its drafts are named by what can be derived again from the mailbox.

So after a crash, or with the whole state lost, the draft that was made is found before another is made.
"""

from __future__ import annotations

from ghostd.core.playbook.model import Case
from ghostd.core.practice import Practice
from ghostd.core.replies.compose import message_id


def draft_id(practice: Practice, case: Case, step: str, attempt: int, earlier: int = 0) -> str:
    """The Message-ID of the draft for a step; the same for the same mail, whatever the state knows.

    `earlier` counts the cases about the same message that ended before: a case opened again writes anew.
    """
    domain = practice.owner.addresses[0].rpartition("@")[2]
    anchor = f"{case.anchor}#{earlier}" if earlier else case.anchor
    return message_id(practice.account, case.client, case.playbook, anchor, step, attempt, domain)


def notice_id(practice: Practice, case: Case, notice: str, step: str, earlier: int = 0) -> str:
    """The Message-ID of a notice about a step, so that it is appended once."""
    return draft_id(practice, case, f"{notice}/{step}", 0, earlier)
