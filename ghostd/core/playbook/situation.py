"""What a decision weighs beside the case itself: derived afresh from the mail each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ghostd.core.concerns import Hardship
from ghostd.core.engagement import Stage
from ghostd.core.gaps.absences import Absence
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.silence import Silence
from ghostd.core.messages import Message
from ghostd.core.playbook.model import Money
from ghostd.core.quarantine import Doubt


@dataclass(frozen=True, slots=True)
class Situation:
    """One client at one moment. `calendar` has the client's holidays and absences taken out.

    `bounce` is the failure report for the owner's last mail to the client, if it came back. `asked_at` is
    when the owner's last mail in the thread was sent; `promised` the date it named, if it was ours and did.
    `patient_until` is when silence after a mail that the owner wrote by hand begins to be unusual.
    `previous_sent` says whether the draft before this step was sent; None where there was none.
    `anchored` is the time of the mail that the case is about; `notice_until` is when the contract's notice,
    once given, is over. `unread` are messages of which nothing could be read: any may be the answer.
    """

    now: datetime
    calendar: Calendar
    silence: Silence | None = None
    absence: Absence | None = None
    bounce: Message | None = None
    asked_at: datetime | None = None
    promised: datetime | None = None
    patient_until: datetime | None = None
    reachable: bool = True
    open_draft: str | None = None
    quota_left: int = 1
    paused: str = ""
    anchored: datetime | None = None
    notice_until: datetime | None = None
    hardship: Hardship | None = None
    money: Money = Money.UNKNOWN
    stage: Stage | None = None
    language: str = "en"
    phone: bool = False
    previous_sent: bool | None = None
    unread: tuple[Doubt, ...] = ()
