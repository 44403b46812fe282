"""What happens to a case, and what is to be done about it: observations, commands, intents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ghostd.core.playbook.model import Case


class Why(StrEnum):
    """Why a draft of ours is not wanted any more."""

    ANSWERED = "the client answered"
    BY_HAND = "the owner wrote by hand"
    AWAY = "the client is away"
    STALE = "its date has come too near"
    ACCOUNT = "what the client owes is another now"
    CLOSED = "the owner closed the case"
    DOUBLE = "an earlier draft of this step was sent"
    RESTORED = "an earlier draft of this step is back"
    GOAL = "the goal is another now"
    SUPERSEDED = "a more important matter has come up"


class Left(StrEnum):
    """Why a draft of ours was not taken back."""

    CHANGED = "it is no longer as we wrote it"
    DELETED = "it is marked as deleted"
    NO_WAY = "there is no Trash, or no safe way to move one message there"
    PUT_BACK = "it was put back"


# What the mailbox shows (each has a row for every phase) ...


@dataclass(frozen=True, slots=True)
class Answered:
    """The client wrote: `identity` is the answering message.

    `unproved` says that the check of who sent it has failed.
    """

    at: datetime
    by: str
    identity: str
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """The client wrote, and the case is about more than that; `over`: the words ask for nothing any more."""

    at: datetime
    over: bool = False


@dataclass(frozen=True, slots=True)
class OwnerWrote:
    """The owner wrote to the client by hand, in the thread."""

    at: datetime
    identity: str


@dataclass(frozen=True, slots=True)
class WentAway:
    """The client's out-of-office says so; `until` is exclusive."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Appended:
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The draft for `step` was found sent at `at` (the Sent copy's time).

    `draft` is its Message-ID; `discarded` says that it had been taken for discarded.
    """

    at: datetime
    edited: bool
    step: str = ""
    draft: str = ""
    discarded: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The draft was saved with other words."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """The draft for `step`, taken for gone or (`discarded`) thrown away, lies in Drafts again."""

    at: datetime
    draft: str
    step: str
    discarded: bool = False


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A draft that is not wanted any more (`because`) was not taken back (`left`)."""

    at: datetime
    step: str
    because: Why
    left: Left


@dataclass(frozen=True, slots=True)
class Discarded:
    """The draft for `step` was thrown away."""

    at: datetime
    step: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """The draft for `step` is in no folder."""

    at: datetime
    step: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    at: datetime


Observation = (
    Answered
    | Heard
    | OwnerWrote
    | WentAway
    | Appended
    | Sent
    | Edited
    | Restored
    | Discarded
    | Gone
    | Withdrawn
    | LeftAlone
)

# ... and what ghostd's own clock or the owner commands (partial: a wrong phase is a Bug).


@dataclass(frozen=True, slots=True)
class StepDue:
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PassOver:
    """The step's time has come, and by its own conditions it does not apply."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Aim:
    """The owner chooses what the case is to reach."""

    at: datetime
    goal: str


@dataclass(frozen=True, slots=True)
class Supersede:
    """A case of a more important playbook takes this one's place."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Stale:
    """The date that the waiting draft names has come too near to be sent in good faith, or (`why`) what else
    it says does not hold any more."""

    at: datetime
    why: Why = Why.STALE


@dataclass(frozen=True, slots=True)
class Freed:
    """The draft that kept ours from being written lies there no more."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Resume:
    """The owner says "go on"; `lost`: what became of the case's draft is unknown."""

    at: datetime
    lost: bool = False


@dataclass(frozen=True, slots=True)
class PauseOver:
    """The end of a pause has come; it decides nothing that was open before."""

    at: datetime
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    at: datetime


Command = StepDue | PassOver | Aim | Supersede | Stale | Freed | Pause | PauseOver | Resume | Close
Event = Observation | Command


# What is to be done in the world.


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Made by `advance` with case_id 0 for a case not stored yet; the ledger fills it in."""

    case_id: int
    step: str
    attempt: int


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    case_id: int
    message_id: str
    reason: Why


@dataclass(frozen=True, slots=True)
class WriteNotice:
    """`notice` names the template: assessment, retrospective, gone, left, or a step's own; `about` is what
    only it knows. A `task` is something to be done, and comes with an entry for a calendar. `attempt` is the
    case's when the notice was decided upon: it names the notice, whatever becomes of the case."""

    case_id: int
    notice: str
    step: str
    about: str = ""
    task: bool = False
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class PauseClient:
    case_id: int
    until: datetime | None


Intent = WriteDraft | WithdrawDraft | WriteNotice | PauseClient


@dataclass(frozen=True, slots=True)
class Transition:
    case: Case
    intents: tuple[Intent, ...] = ()
