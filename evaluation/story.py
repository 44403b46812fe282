"""Everything that passes between the owner and one client, and what fate had in store for each mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import exp
from random import Random

from evaluation.letters import AWAY, NUDGES, REPLIES, TOPICS, Intent, Letter, written
from evaluation.people import BEGIN, END, OWNER, Client
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Kind, Message

READINESS = {Intent.ASKS: 1.2, Intent.TELLS: -0.6, Intent.CLOSES: -2.4}
"""What the kind of mail adds to the log odds that an answer comes."""

ANSWERING, COPIED, FORWARDED = 0.7, -0.8, -1.6
"""The same for mail in a conversation that the client has written in, with a copy to a colleague, and for
what is only passed on."""

NUDGED = 0.35
"""How much less likely a follow-up brings the answer that the first mail did not."""

FOLLOWED_UP = 0.4
ATTEMPTS = 3
LONGEST_THREAD = 8
AT_ALL_HOURS = 0.07

OWN = OWNER.rpartition("@")[2]

GHOSTED_THREADS = 4
"""Conversations that the owner still starts with a client that no longer answers."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """For one mail of the owner's: the chance of an answer, and after how many of the client's own working
    hours it was to come; None: never. A ghost's answers are drawn and do not come."""

    client: str
    chance: float
    hours: float | None


@dataclass(frozen=True, slots=True)
class Truth:
    """By client the instant since which it answers nothing; by Message-ID what was drawn for that mail."""

    ghosts: dict[str, datetime] = field(default_factory=dict)
    drawn: dict[str, Drawn] = field(default_factory=dict)


class Story:
    """One client's; `told` writes it into the truth as it goes along."""

    def __init__(self, random: Random, client: Client, owner: Calendar, truth: Truth) -> None:
        self._random = random
        self._client = client
        self._owner = owner
        self._truth = truth
        self._letters: list[Letter] = []
        self._away_told: set[tuple[str, date]] = set()

    def told(self) -> list[Letter]:
        ghost = self._client.habit.ghost_since
        starts = [BEGIN + self._random.random() * (END - BEGIN) for _ in range(self._client.threads)]
        before = [at for at in starts if ghost is None or at < ghost]
        since = sorted(at for at in starts if ghost is not None and at >= ghost)[:GHOSTED_THREADS]
        if ghost is not None and not since:
            since = [ghost]
        for at in before + since:
            self._conversation(at)
        if self._random.random() < 0.15:
            self._newsletters()
        return self._letters

    def _conversation(self, at: datetime) -> None:
        """One in four is begun by the client, who may owe an answer elsewhere all the while."""
        topic = self._random.choice(TOPICS[self._client.spanish]) + f" {self._random.randint(1, 999)}"
        if self._random.random() < 0.25 and self._lively(at):
            first = self._from_client(self._client.hours.later(at, self._span(2.0, 1.0)), topic, None)
            if self._lively(first.message.at) and self._random.random() < 0.9:
                self._thread(self._owner.later(first.message.at, self._span(3.0, 1.0)), topic, first)
            return
        self._thread(self._owner.later(at, self._span(2.0, 1.0)), topic, None)

    def _lively(self, at: datetime) -> bool:
        ends = (self._client.habit.ghost_since, self._client.dead_since)
        return all(end is None or at < end - timedelta(days=3) for end in ends)

    def _thread(self, at: datetime, topic: str, before: Letter | None) -> None:
        """The owner writes, the client answers, and so on until somebody lets it rest."""
        for _ in range(LONGEST_THREAD):
            weights = (65, 35, 0) if before is None else (40, 30, 30)
            intent = self._random.choices(tuple(Intent), weights)[0]
            answer = self._turn(at, topic, before, intent)
            if answer is None or intent is Intent.CLOSES or self._random.random() < 0.25:
                return
            before, at = answer, self._owner.later(answer.message.at, self._span(3.0, 1.0))

    def _turn(self, at: datetime, topic: str, before: Letter | None, intent: Intent) -> Letter | None:
        """The owner's mail, what follows on it until it is answered, and the answer."""
        quoted = before.text if before else ""
        text = written(self._random, intent, self._client.spanish, quoted)
        letter = self._from_owner(at, topic, before, text)
        if self._returned(letter):
            return None
        coming = self._fate(letter, intent, 1.0)
        if self._random.random() < 0.06:
            self._afterthought(letter, topic, coming)
        for _ in range(1, ATTEMPTS):
            if intent is Intent.CLOSES or self._random.random() > FOLLOWED_UP:
                break
            at = self._owner.later(letter.message.at, self._span(27.0, 0.5))
            if at > END or (coming is not None and coming <= at):
                break
            letter = self._from_owner(at, topic, letter, NUDGES[self._client.spanish])
            if self._returned(letter):
                return None
            again = self._fate(letter, Intent.ASKS, NUDGED)
            coming = min((one for one in (coming, again) if one is not None), default=None)
        return None if coming is None else self._from_client(coming, topic, letter)

    def _afterthought(self, letter: Letter, topic: str, coming: datetime | None) -> None:
        at = letter.message.at + timedelta(minutes=self._random.randint(5, 60))
        if coming is None or coming > at:
            self._from_owner(at, topic, letter, NUDGES[self._client.spanish])

    def _fate(self, letter: Letter, intent: Intent, factor: float) -> datetime | None:
        """When the answer comes, if it does; the draw is remembered."""
        habit, at = self._client.habit, letter.message.at
        chance = factor / (1 + exp(-habit.logit - READINESS[intent] - _manner(letter.message)))
        hours = habit.hours(self._random, at) if self._random.random() < chance else None
        self._truth.drawn[letter.message.identity] = Drawn(self._client.domain, chance, hours)
        self._say_away(letter)
        if hours is None:
            return None
        if hours < 12 and self._random.random() < AT_ALL_HOURS:
            coming = at + timedelta(hours=hours)
        else:
            coming = self._client.hours.later(at, timedelta(hours=hours))
        coming += timedelta(seconds=self._random.randint(20, 600))
        ghost = habit.ghost_since
        return None if ghost is not None and coming >= ghost else coming

    def _returned(self, letter: Letter) -> bool:
        """Now and then a mailbox refuses a mail, and one is gone for good."""
        dead = self._client.dead_since is not None and letter.message.at >= self._client.dead_since
        if not dead and self._random.random() > 0.005:
            return False
        at = letter.message.at + timedelta(seconds=self._random.randint(2, 3000))
        text = "This message could not be delivered: no such user here.\n"
        subject = "Undelivered Mail Returned to Sender"
        sender = f"mailer-daemon@{self._client.domain}"
        self._write(sender, at, subject, letter, text, Kind.BOUNCE, failed=letter.message.recipients)
        return True

    def _say_away(self, letter: Letter) -> None:
        leave, mail = self._client.absent(letter.message.at), letter.message
        if leave is None or not self._client.says_away or (mail.subject, leave[0]) in self._away_told:
            return
        self._away_told.add((mail.subject, leave[0]))
        subject, text = AWAY[self._client.spanish]
        at = mail.at + timedelta(seconds=self._random.randint(5, 90))
        text = text.format(leave[1].isoformat()) + "\n"
        self._write(mail.to[0], at, f"{subject}: {mail.subject}", letter, text, Kind.AUTO_REPLY)

    def _newsletters(self) -> None:
        for month in range(0, (END - BEGIN).days, 30):
            at = BEGIN + timedelta(days=month, hours=7)
            text = "All that is new with us this month.\n"
            self._write(f"news@{self._client.domain}", at, "Newsletter", None, text, Kind.NEWSLETTER)

    def _from_owner(self, at: datetime, topic: str, before: Letter | None, text: str) -> Letter:
        people = self._client.people
        answered = before.message.sender if before else None
        to = answered if answered in people else before.message.to[0] if before else people[0]
        others = tuple(person for person in people if person != to)
        cc = others[:1] if self._random.random() < 0.15 else ()
        first = "Fwd: " + topic if self._random.random() < 0.08 else topic
        subject = first if before is None else f"Re: {topic}"
        return self._write(OWNER, at, subject, before, text, to=(to or people[0],), cc=cc)

    def _from_client(self, at: datetime, topic: str, before: Letter | None) -> Letter:
        """Mostly from whom it was sent to, at times from a colleague."""
        sender = self._random.choice(self._client.people)
        if before is not None and self._random.random() > 0.1:
            sender = before.message.to[0]
        subject = topic if before is None else f"Re: {topic}"
        text = self._random.choice(REPLIES[self._client.spanish]) + "\n"
        return self._write(sender, at, subject, before, text)

    def _write(
        self,
        sender: str,
        at: datetime,
        subject: str,
        before: Letter | None,
        text: str,
        kind: Kind = Kind.HUMAN,
        to: tuple[str, ...] = (OWNER,),
        cc: tuple[str, ...] = (),
        failed: tuple[str, ...] = (),
    ) -> Letter:
        parent = before.message if before else None
        parents = (*parent.references, parent.identity) if parent else ()
        message = Message(
            message_id=f"<{len(self._letters)}.{self._random.getrandbits(40):x}@{sender.rpartition('@')[2]}>",
            sender=sender,
            at=at.replace(microsecond=0),
            subject=subject,
            to=to,
            cc=cc,
            in_reply_to=parent.message_id if parent else None,
            references=parents,
            kind=kind,
            failed_recipients=failed,
        )
        letter = Letter(message, text)
        self._letters.append(letter)
        return letter

    def _span(self, median: float, spread: float) -> timedelta:
        """The owner's own times are log-normal, too."""
        return timedelta(hours=median * exp(self._random.gauss(0.0, spread)))


def _manner(mail: Message) -> float:
    answering = ANSWERING if any(not parent.endswith(f"@{OWN}>") for parent in mail.references) else 0.0
    copied = COPIED if mail.cc else 0.0
    return answering + copied + (FORWARDED if mail.subject.startswith("Fwd:") else 0.0)
