"""Which of the known reasons for vanishing the mailbox and the books speak for; of the others nothing is said
but that they can't be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ghostd.core.assessment.model import Evidence, Reason, Sign
from ghostd.core.assessment.view import RECENT, View
from ghostd.core.concerns import Concern
from ghostd.core.gaps.drift import left_questions, put_off, slowing
from ghostd.core.messages import Message

ESTABLISHED = 3
"""How many mails a client must have written before somebody new among its people means a change."""


def signs(view: View) -> tuple[Sign, ...]:
    """What speaks for a reason, in the order of the reasons."""
    finders = (_change, _money, _interest, _priorities, _emergency, _undelivered)
    return tuple(sign for find in finders for sign in find(view))


def unseen(found: Sequence[Sign]) -> tuple[Reason, ...]:
    """The reasons that nothing speaks for: they may hold all the same."""
    seen = {sign.reason for sign in found}
    return tuple(reason for reason in Reason if reason not in seen)


def _change(view: View) -> Iterator[Sign]:
    """Somebody new writes for the client, somebody says goodbye, or an address of theirs is no more."""
    wrote = view.wrote(within=None)
    known: dict[str, Message] = {}
    for number, message in enumerate(wrote):
        before = known.setdefault(message.sender or "", message)
        if before is message and number >= ESTABLISHED and message.at >= view.now - RECENT:
            yield _by_mail(view, Reason.INTERNAL_CHANGE, Evidence.NEW_CONTACT, message)
    if told := view.told(Concern.LEAVING):
        yield _by_mail(view, Reason.INTERNAL_CHANGE, Evidence.LEAVING, told)
    silence = view.silence
    if silence and silence.bounce and (gone := [a for a in silence.bounce.failed_recipients if a in known]):
        on = view.day(silence.bounce.at)
        yield Sign(Reason.INTERNAL_CHANGE, Evidence.ADDRESS_GONE, on, who=", ".join(gone))


def _money(view: View) -> Iterator[Sign]:
    statement = view.statement
    if statement and statement.late:
        overdue = tuple(total.overdue for total in statement.totals if total.overdue.value)
        oldest = min(line.due for line in statement.late)
        yield Sign(Reason.MONEY_TROUBLE, Evidence.OVERDUE, oldest, times=len(statement.late), amounts=overdue)
    if told := view.told(Concern.INSOLVENCY):
        yield _by_mail(view, Reason.MONEY_TROUBLE, Evidence.INSOLVENCY, told)


def _interest(view: View) -> Iterator[Sign]:
    portrait = view.portrait
    if slower := slowing(portrait.turns, portrait.calendar, view.now):
        yield Sign(Reason.LOST_INTEREST, Evidence.SLOWER, times=len(slower.last))
    if left := left_questions(portrait.turns, view.now):
        on = view.day(left[0].turn.opened)
        yield Sign(Reason.LOST_INTEREST, Evidence.LEFT_QUESTIONS, on, times=len(left))


def _priorities(view: View) -> Iterator[Sign]:
    """The client put its answer off, lately or once more than once."""
    for one in put_off(view.portrait.conversations, view.today, view.now, {}):
        yield Sign(Reason.PRIORITIES, Evidence.PUT_OFF, one.promised, times=one.times, who=one.subject)


def _emergency(view: View) -> Iterator[Sign]:
    if told := view.told(Concern.ILLNESS, Concern.BEREAVEMENT):
        yield _by_mail(view, Reason.EMERGENCY, Evidence.HARDSHIP, told)


def _undelivered(view: View) -> Iterator[Sign]:
    silence = view.silence
    if silence and silence.bounce:
        failed = ", ".join(silence.bounce.failed_recipients)
        yield Sign(Reason.NOT_DELIVERED, Evidence.BOUNCE, view.day(silence.bounce.at), who=failed)


def _by_mail(view: View, reason: Reason, evidence: Evidence, message: Message) -> Sign:
    return Sign(reason, evidence, view.day(message.at), who=message.sender_name or message.sender or "")
