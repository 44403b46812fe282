"""What may be written of a playbook and its steps: the schema of `playbooks:`.

What belongs together within a step, and what one playbook takes from another, is in `inheritance`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import Field, PlainValidator

from ghostd.config import values
from ghostd.config.base import Duration, Strict, Word
from ghostd.config.values import listed, quoted, suggestion
from ghostd.core.engagement import Stage
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import (
    GOALS,
    NO,
    UNUSUAL,
    USUAL,
    YES,
    Condition,
    Do,
    Gate,
    Money,
    Occasion,
    Since,
    Topic,
)

LANGUAGE = re.compile(r"[a-z]{2}")
VOCABULARY: dict[Topic, tuple[str, ...]] = {
    Topic.OCCASION: tuple(Occasion),
    Topic.SILENCE: (UNUSUAL, USUAL),
    Topic.STAGE: tuple(Stage),
    Topic.MONEY: tuple(Money),
    Topic.GOAL: GOALS,
    Topic.CLIENT_WROTE: (YES, NO),
    Topic.PHONE: (YES, NO),
}
"""What a condition may ask for; a language is any two letters."""


def chosen(topic: Topic) -> Callable[[object], tuple[str, ...]]:
    """The parser of a condition on `topic`: one word of its vocabulary, or a list of them."""

    def parse(value: object) -> tuple[str, ...]:
        words = value if isinstance(value, list) else [value]
        if not words:
            raise ValueError(f"this list is empty, so the step would never come; write {_example(topic)}")
        return tuple(dict.fromkeys(_word(topic, word) for word in words))

    return parse


def _word(topic: Topic, value: object) -> str:
    text = values.as_text(value, f"write {_example(topic)}")
    if topic is Topic.LANGUAGE:
        if not LANGUAGE.fullmatch(text):
            raise ValueError(f"{quoted(text)} is not a language; write its two letters, such as language: es")
        return text
    known = VOCABULARY[topic]
    if text not in known:
        near = suggestion(text, known)
        raise ValueError(f"{quoted(text)} is no word for {topic} in a condition{near}; write {listed(known)}")
    return text


def _example(topic: Topic) -> str:
    return f"{topic}: {VOCABULARY.get(topic, ('es',))[0]}"


def occasion(value: object) -> Occasion:
    text = values.as_text(value, f"write {listed(Occasion)}")
    if text not in list(Occasion):
        near = suggestion(text, Occasion)
        raise ValueError(f"{quoted(text)} is no occasion{near}; write {listed(Occasion)}")
    return Occasion(text)


def patience(value: object) -> Span:
    """A span that is not nothing."""
    found = values.span(value)
    if not found.amount:
        raise ValueError(f"{quoted(value)} leaves no time to write first; write such as 2bd")
    return found


def _of(topic: Topic) -> PlainValidator:
    return PlainValidator(chosen(topic))


Words = tuple[str, ...]


class WhenConfig(Strict):
    """The conditions of a step; all of them must hold."""

    occasion: Annotated[Words, _of(Topic.OCCASION)] = ()
    silence: Annotated[Words, _of(Topic.SILENCE)] = ()
    stage: Annotated[Words, _of(Topic.STAGE)] = ()
    money: Annotated[Words, _of(Topic.MONEY)] = ()
    goal: Annotated[Words, _of(Topic.GOAL)] = ()
    language: Annotated[Words, _of(Topic.LANGUAGE)] = ()
    client_wrote: Annotated[Words, _of(Topic.CLIENT_WROTE)] = Field((), alias=Topic.CLIENT_WROTE.value)
    phone: Annotated[Words, _of(Topic.PHONE)] = ()

    def conditions(self) -> tuple[Condition, ...]:
        """In the order of `Topic`, so that the same conditions are always equal."""
        written = ((topic, getattr(self, topic.value.replace("-", "_"))) for topic in Topic)
        return tuple(Condition(topic, among) for topic, among in written if among)


class QuietConfig(Strict):
    """How long the owner may leave a client without a word, by the occasion that opens for it."""

    no_update: Annotated[Span, PlainValidator(patience)] | None = Field(None, alias=Occasion.NO_UPDATE.value)
    client_waits: Annotated[Span, PlainValidator(patience)] | None = Field(
        None, alias=Occasion.CLIENT_WAITS.value
    )

    def spans(self) -> dict[Occasion, Span]:
        written = {Occasion.NO_UPDATE: self.no_update, Occasion.CLIENT_WAITS: self.client_waits}
        return {occasion: span for occasion, span in written.items() if span}


class StepConfig(Strict):
    """A step; where it changes one of another playbook it holds only what it changes."""

    name: Word = Field(examples=["ask"])
    do: Do | None = Field(None, examples=["draft"])
    after: Duration | None = Field(None, examples=["7d"])
    since: Since = Since.PREVIOUS
    when: WhenConfig = WhenConfig()
    gates: tuple[Annotated[Gate, PlainValidator(values.gate)], ...] = ()
    template: Word | None = None
    deadline: Duration | None = None
    follows: Word | None = None


class PlaybookConfig(Strict):
    extends: Word | None = None
    without: tuple[Word, ...] = ()
    opens: tuple[Annotated[Occasion, PlainValidator(occasion)], ...] = Field(
        (Occasion.SILENCE,), min_length=1
    )
    quiet: QuietConfig = QuietConfig()
    snooze: Duration = Span(7, "d")
    steps: tuple[StepConfig, ...] = Field(
        (), examples=["[{name: ask, do: draft, template: are-you-ok, after: 2bd}]"]
    )


class PlaybookFile(Strict):
    """What a file of playbooks that ghostd ships may hold: the same as in a configuration, no more."""

    playbooks: dict[Word, PlaybookConfig] = Field(examples=["{}"])
