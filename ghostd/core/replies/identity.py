"""A case and its drafts are named by what can be derived again from the mailbox.

So after a crash, or with the whole state lost, the draft that was made is found before another is made.
"""

from __future__ import annotations

from ghostd.core.playbook.model import Case
from ghostd.core.practice import Practice
from ghostd.core.replies.compose import message_id


def draft_id(practice: Practice, case: Case, step: str, attempt: int) -> str:
    """The Message-ID of the draft for a step; the same for the same mail, whatever the state knows."""
    domain = practice.owner.addresses[0].rpartition("@")[2]
    return message_id(practice.account, case.client, case.playbook, case.anchor, step, attempt, domain)


def notice_id(practice: Practice, case: Case, notice: str, step: str) -> str:
    """The Message-ID of a notice about a step, so that it is appended once."""
    domain = practice.owner.addresses[0].rpartition("@")[2]
    return message_id(
        practice.account, case.client, case.playbook, case.anchor, f"{notice}/{step}", 0, domain
    )
