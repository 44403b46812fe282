"""Whether a step applies at all: one whose conditions do not hold when its time has come is passed over."""

from __future__ import annotations

from ghostd.core.playbook.model import NO, UNUSUAL, USUAL, YES, Case, Step, Topic
from ghostd.core.playbook.situation import Situation


def unmet(case: Case, step: Step, situation: Situation) -> str:
    """Why a step does not apply now; the empty text when it does."""
    for condition in step.when:
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
