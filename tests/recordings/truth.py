"""What the people in the recordings did, as one table: the verdict that ghostd has to come to."""

from __future__ import annotations

from ghostd.core.review import Verdict

EXACTLY = {
    # Nothing is left that tells sending from deleting.
    "send-norecord": Verdict.GONE,
    "send-nofcc": Verdict.GONE,
    "sendlater": Verdict.GONE,
    "delete-notrash": Verdict.GONE,
    # The program takes the draft out when it is opened, and was left without saving.
    "open-quit-no": Verdict.GONE,
    "kill-in-compose": Verdict.GONE,
    # The program was told to save by itself, and the text had been changed.
    "autosave": Verdict.EDITED,
    "editsave-send": Verdict.SENT_EDITED,
    # While the draft was open it was replaced from outside; the program sent, or saved, the text it had.
    "replaced": Verdict.SENT_EDITED,
    "replaced-save": Verdict.EDITED,
}

BY_PREFIX = (
    ("editsend", Verdict.SENT_EDITED),
    ("editsave", Verdict.EDITED),
    ("send", Verdict.SENT),
    ("resend", Verdict.SENT),
    ("gone-send", Verdict.SENT),
    ("delete", Verdict.DISCARDED),
    ("view", Verdict.PENDING),
    ("open", Verdict.PENDING),
    ("edit-leave", Verdict.PENDING),
    ("save-unchanged", Verdict.PENDING),
)


def expected(action: str) -> Verdict:
    if action in EXACTLY:
        return EXACTLY[action]
    return next(verdict for prefix, verdict in BY_PREFIX if action.startswith(prefix))
