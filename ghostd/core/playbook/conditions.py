"""Whether a step applies at all: one whose conditions do not hold when its time has come is passed over."""

from __future__ import annotations

from collections.abc import Container

from ghostd.core.playbook.model import NO, UNUSUAL, USUAL, YES, Case, Step, Topic
from ghostd.core.playbook.situation import Situation

LASTING = frozenset((Topic.OCCASION,))
"""What stays as it is for as long as a case lives: nobody has to wait to know it."""

FORESEEN = frozenset(Topic) - {Topic.SILENCE, Topic.CLIENT_WROTE, Topic.LANGUAGE}
"""What will likely be the same when a step's time comes, and is known without a look at the mail."""


def unmet(
    case: Case, step: Step, situation: Situation, *, topics: Container[Topic] = frozenset(Topic)
) -> str:
    """Why a step does not apply now, by these topics; the empty text when it does."""
    for condition in step.when:
        if condition.topic not in topics:
            continue
        found = answer(condition.topic, case, situation)
        if found not in condition.among:
            wanted = " or ".join(condition.among)
            return f"{step.name} is for {condition.topic} {wanted}; here it is {found or 'not known'}"
    return ""


def answer(topic: Topic, case: Case, situation: Situation) -> str:
    """What a condition's topic is at this moment, in the words of its vocabulary; empty when not known."""
    match topic:
        case Topic.OCCASION:
            return case.occasion.value
        case Topic.SILENCE:
            return UNUSUAL if situation.silence is not None and situation.silence.unusual else USUAL
        case Topic.STAGE:
            return situation.stage.value if situation.stage else ""
        case Topic.MONEY:
            return situation.money.value
        case Topic.GOAL:
            return case.goal
        case Topic.LANGUAGE:
            return situation.language
        case Topic.CLIENT_WROTE:
            return YES if case.heard is not None and case.heard > case.since else NO
        case Topic.PHONE:
            return YES if situation.phone else NO
