"""The one fold over a mailbox: it forecasts each turn as it opens, and learns from each as it ends.

A forecast is made when the owner's message opens a turn, by what was known at that second, and never
changed. What a turn teaches is learned when it ends: by an answer, by a follow-up that cuts it, or when the
horizon has passed. So a client's open turns don't lower its own chance of answering while it is silent: a
model that learned the ghosting would stop warning of it. Turns that were open at the same time with one
client are not independent, and each weighs 1 / (1 + open turns).

The daemon, `status` and `replay` all use this fold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from itertools import islice

from ghostd.core.gaps.absences import absence_of
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.calibration import TRACKED, Calibration, Needless
from ghostd.core.gaps.chance import Chance, Readiness, features
from ghostd.core.gaps.clock import HORIZON, Clock, Rhythm, Week, clock_of
from ghostd.core.gaps.forecast import HOPE, LEAST, Dials, Forecast
from ghostd.core.gaps.habit import Habit, Prior
from ghostd.core.gaps.pool import START, estimate
from ghostd.core.gaps.silence import FEW, LATELY, Answered, Usual, usual_of
from ghostd.core.gaps.standing import Standing, stand
from ghostd.core.gaps.turns import Turn, Turns
from ghostd.core.messages import Kind, Message, Wording

ENOUGH = 40
"""Answers of a mailbox until which ghostd is learning."""

REFRESH = 25
"""Turns that end between two estimates of the pool; in a long history it is a twentieth of all."""


@dataclass(slots=True)
class Judged:
    """A turn, and the forecast made at its opening, in the effective time of that moment's clock.

    `turn` is its latest state. `hours` are from the opening to the answer, by the clock of the opening;
    None while there is no answer. `learned`: what it teaches has been taken in, by an answer, a cut, or the
    horizon.
    """

    turn: Turn
    clock: Clock
    forecast: Forecast
    hours: float | None = None
    features: tuple[float, ...] = ()
    learned: bool = False


@dataclass(slots=True)
class _Client:
    """What is kept of a client."""

    week: Week
    habit: Habit = field(default_factory=Habit)
    readiness: Readiness = field(default_factory=Readiness)
    rhythm: Rhythm = field(default_factory=Rhythm)


_Key = tuple[str, str]
"""Client and opening message: one message may hand the ball to several clients."""


def _key(turn: Turn) -> _Key:
    return turn.client, turn.id


def _everybodys(calendar: Calendar) -> Callable[[str], Calendar]:
    return lambda _client: calendar


def in_order(messages: Iterable[Message]) -> list[Message]:
    """The order in which a walk wants messages: by time, those of one instant by identity."""
    return sorted(messages, key=lambda m: (m.at, m.identity))


class Walk:
    """Takes in messages in order (`in_order`); `advance` tells it the time where no message does.

    `owner` and `lists` are lower-case addresses, `party` names the client that an address belongs to.
    `calendar` may differ by client: then it is asked by the client's name, and by the empty name for the
    owner's own.
    """

    def __init__(
        self,
        owner: frozenset[str],
        party: Callable[[str], str | None],
        calendar: Calendar | Callable[[str], Calendar],
        lists: frozenset[str] = frozenset(),
        dials: Dials | None = None,
    ) -> None:
        self.dials = dials or Dials()
        self.learned_answers = 0
        self._party = party
        self._calendar_of = _everybodys(calendar) if isinstance(calendar, Calendar) else calendar
        self._turns = Turns(owner, party, self._calendar_of(""), lists)
        self._clients: dict[str, _Client] = {}
        self._weeks: dict[int, Week] = {}
        self._judged: dict[_Key, Judged] = {}
        self._due: list[tuple[datetime, _Key]] = []
        self._prior: Prior = START
        self._chance = Chance()
        self._calibration = Calibration()
        self._needless = Needless.at({0.05, 0.10, self.dials.gamma})
        self._rhythm = Rhythm()
        self._ended = 0
        self._refresh_at = REFRESH

    @property
    def turns(self) -> tuple[Judged, ...]:
        """Every turn that was opened, in order."""
        return tuple(self._judged.values())

    def open(self, client: str | None = None) -> tuple[Judged, ...]:
        """The turns still open, oldest first."""
        return tuple(self._judged[_key(turn)] for turn in self._turns.open_turns(client))

    def read(self, message: Message, wording: Wording | None = None) -> tuple[Judged, ...]:
        """Takes in one message; returns every turn that it opened or changed."""
        self.advance(message.at)
        changed = tuple(self._took(turn) for turn in self._turns.read(message, wording))
        self._listen(message)
        return changed

    def advance(self, now: datetime) -> None:
        """Turns that have been open for the horizon count as unanswered from that moment on."""
        while self._due and self._due[0][0] <= now:
            _, key = heappop(self._due)
            judged = self._judged[key]
            if judged.learned or judged.turn.ended:
                continue
            due = self._clock_now(judged).later(judged.turn.opened, HORIZON)
            if due > now:
                heappush(self._due, (due, key))
            else:
                self._learn(judged, due)

    def clock(self, client: str) -> Clock:
        """The client's effective time by what is known now."""
        known = self._client(client)
        return clock_of(known.week, self._rhythm, known.rhythm)

    def standing(self, judged: Judged, now: datetime, since: datetime | None = None) -> Standing:
        """One open turn at `now`; `since` is when the silence began, if not with the unanswered run."""
        habit = self._client(judged.turn.client).habit
        return stand(judged.turn, judged.forecast, habit, self._clock_now(judged), self.dials, now, since)

    def usual(self, client: str) -> Usual:
        """The client's habit by what is known now; with few answers it is mostly that of all clients."""
        forecast = self._forecast(client, 1.0)
        own = forecast.answers_known
        lately = islice(self._answered(None if own < FEW else client), LATELY)
        return usual_of(forecast, tuple(lately), self.learned_answers - own)

    def _answered(self, client: str | None) -> Iterator[Answered]:
        """The answered turns of a client, or of all, the last opened first."""
        for judged in reversed(self._judged.values()):
            turn, hours = judged.turn, judged.hours
            mine = client is None or turn.client == client
            if mine and turn.closed is not None and hours is not None and hours <= HORIZON:
                yield Answered(turn.opened, turn.closed, self._clock_now(judged))

    def _forecast(self, client: str, p_answer: float) -> Forecast:
        habit = self._client(client).habit
        return Forecast(
            p_answer=p_answer,
            answers_known=habit.answers,
            predictive=habit.predictive(self._prior),
            warp=self._calibration.warp(),
            limits=self._needless.limits(),
            learning=self.learned_answers < ENOUGH,
        )

    def _took(self, turn: Turn) -> Judged:
        known = self._judged.get(_key(turn))
        if known is None:
            return self._opened(turn)
        known.turn = turn
        if turn.closed is not None:
            known.hours = known.clock.elapsed(turn.opened, turn.closed)
        if turn.ended is not None and not known.learned:
            self._learn(known, turn.ended)
        return known

    def _opened(self, turn: Turn) -> Judged:
        x = features(turn.traits, turn.attempt)
        forecast = self._forecast(turn.client, self._chance.of(x, self._client(turn.client).readiness))
        judged = Judged(turn, self.clock(turn.client), forecast, features=x)
        self._judged[_key(turn)] = judged
        heappush(self._due, (judged.clock.later(turn.opened, HORIZON), _key(turn)))
        return judged

    def _learn(self, judged: Judged, at: datetime) -> None:
        """What one turn's end teaches of its client, of all clients, and of the forecasts themselves."""
        judged.learned = True
        turn = judged.turn
        if turn.undeliverable is not None:
            return
        weight = 1 / (1 + turn.traits.open_turns)
        client, forecast = self._client(turn.client), judged.forecast
        hours = self._clock_now(judged).elapsed(turn.opened, at)
        if turn.closed is not None and hours <= HORIZON:
            came = 1.0
            client.habit.learn_answer(hours, weight)
            self._learn_timing(forecast, hours, weight)
            self._learn_alarm(judged, hours, weight)
        elif turn.censored is not None and hours < HORIZON:
            came = forecast.still(hours)
            client.habit.learn_cut(hours, came, self._prior, weight)
        else:
            came = 0.0
            self._learn_alarm(judged, None, weight)
        self._chance.learn(judged.features, client.readiness, came, weight)
        self._refresh()

    def _learn_timing(self, forecast: Forecast, hours: float, weight: float) -> None:
        late = {level: hours > forecast.quantile(level) for level in TRACKED}
        self._calibration.learn(forecast.raw(hours), late, weight)
        self.learned_answers += 1

    def _learn_alarm(self, judged: Judged, hours: float | None, weight: float) -> None:
        """Whether the alarm came before the answer; where none came, it was not needless."""
        forecast = judged.forecast
        if forecast.p_answer < HOPE or (hours is not None and hours <= LEAST):
            return
        if judged.turn.traits.over:
            return
        for gamma in tuple(self._needless.moved):
            if hours is None:
                self._needless.learn(gamma, 0.0, weight)
            elif (forecast.alarm_gamma(gamma) or HORIZON) < hours:
                self._needless.learn(gamma, 1.0, weight)

    def _refresh(self) -> None:
        self._ended += 1
        if self._ended >= self._refresh_at:
            self._refresh_at = self._ended + max(REFRESH, self._ended // 20)
            self._prior = estimate((c.habit for c in self._clients.values()), self._prior)

    def _listen(self, message: Message) -> None:
        """What a client's message says of its hours and its absences."""
        party = self._party(message.sender or "")
        if party is None or message.unproved:
            return
        client = self._client(party)
        if message.kind is Kind.HUMAN:
            client.rhythm.wrote(client.week, message.at)
            self._rhythm.wrote(client.week, message.at)
        elif absence := absence_of(message, client.week.calendar):
            # From that day on the client's clock stands still; openings' forecasts stay, alarms move.
            client.week = Week(client.week.calendar.without(((absence.first, absence.last),)))

    def _clock_now(self, judged: Judged) -> Clock:
        """The turn's clock with the absences learned since."""
        return judged.clock.on(self._client(judged.turn.client).week)

    def _client(self, name: str) -> _Client:
        found = self._clients.get(name)
        if found is None:
            calendar = self._calendar_of(name)
            # By identity: a calendar need not be hashable, and its week keeps it alive.
            week = self._weeks.get(id(calendar)) or self._weeks.setdefault(id(calendar), Week(calendar))
            found = self._clients[name] = _Client(week)
        return found
