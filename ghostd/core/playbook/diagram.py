"""A playbook as a Mermaid flowchart, made of the playbook itself, so that the picture cannot be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import (
    NO,
    TEMPLATED,
    YES,
    Condition,
    Do,
    Gate,
    GateName,
    Occasion,
    Playbook,
    Since,
    Step,
    Topic,
)

DEEDS = {
    Do.HOLD: "nothing is written",
    Do.ASSESS: "a note to you: the assessment",
    Do.DRAFT: "a draft",
    Do.TASK: "a task for you",
    Do.NOTICE: "a note to you",
    Do.INVOICE: "a reminder to invoice",
    Do.CLOSE: "the case is closed",
    Do.RETROSPECT: "a note to you: the retrospective",
}
SHAPES = {
    Do.HOLD: ("(", ")"),
    Do.DRAFT: ("[", "]"),
    Do.CLOSE: ("([", "])"),
    Do.TASK: ("[[", "]]"),
    Do.INVOICE: ("[[", "]]"),
}
NOTE = ("[/", "/]")

OCCASIONS = {
    Occasion.SILENCE: "a silence is unusual for this client",
    Occasion.CLIENT_WAITS: "the client has waited for your answer",
    Occasion.NO_UPDATE: "a running project has heard nothing from you",
    Occasion.RETURN: "a client whose file was closed writes again",
    Occasion.COMPLAINT: "a mail reads like a complaint",
    Occasion.BY_HAND: "you open it by hand",
}
GATES = {
    GateName.PREVIOUS_SENT: "the draft before was sent",
    GateName.NOT_BOUNCED: "your last mail did not come back",
    GateName.NOT_AWAY: "the client is not away",
    GateName.NO_HARDSHIP: "the client tells of no hardship",
    GateName.NOTICE_PERIOD: "the contract's notice is kept",
    GateName.AMOUNT_KNOWN: "to collect, the amount is known",
}
TOPICS = {
    Topic.OCCASION: "it was opened for {}",
    Topic.SILENCE: "the silence is {}",
    Topic.STAGE: "the project is {}",
    Topic.MONEY: "the money is {}",
    Topic.GOAL: "the goal is {}",
    Topic.LANGUAGE: "the language is {}",
    Topic.CLIENT_WROTE: "the client has written: {}",
    Topic.PHONE: "a phone number is known: {}",
}
CONDITIONS = {
    (Topic.CLIENT_WROTE, YES): "the client has written since",
    (Topic.CLIENT_WROTE, NO): "the client has not written since",
    (Topic.PHONE, YES): "a phone number is known",
    (Topic.PHONE, NO): "no phone number is known",
}
ENTITIES = {ord(c): f"#{ord(c)};" for c in '#"<>&`'}
"""What means something within a label, as the code that Mermaid shows as that character."""


def mermaid(playbook: Playbook) -> str:
    """The flowchart's text, with a line end: occasions on top, then every step, then how a case ends.

    An arrow says when the step comes and, below, what it waits for; a dotted one passes a step over whose
    conditions do not hold.
    """
    lines = ["flowchart TD", *(f"    {line}" for line in _lines(playbook))]
    return "\n".join(lines) + "\n"


def _lines(playbook: Playbook) -> Iterator[str]:
    steps = playbook.steps
    for number, occasion in enumerate(playbook.opens):
        yield f"o{number}([{label(_occasion(occasion, playbook))}])"
    # Only the nodes: an arrow in here would draw its other end in as well.
    yield "subgraph steps[ ]"
    for number, step in enumerate(steps):
        yield f"    {_node(number, step)}"
    yield "end"
    yield f"done([{label('the case is over')}])"
    for number, _ in enumerate(playbook.opens):
        for first in steps[:1]:
            yield f"o{number} -->|{label(*_comes(first, None))}| s0"
    for number, (step, following) in enumerate(zip(steps, [*steps[1:], None], strict=True)):
        yield from _arrows(number, step, following)
    yield from _ends(playbook)


def _occasion(occasion: Occasion, playbook: Playbook) -> str:
    span = playbook.quiet.get(occasion)
    return f"{OCCASIONS[occasion]}{f' for {span.spoken}' if span else ''}"


def _node(number: int, step: Step) -> str:
    deed = DEEDS[step.do]
    if step.do in TEMPLATED:
        deed += f": {step.template}"
    lines = [step.name, deed]
    if step.deadline:
        lines.append(f"names a date {step.deadline.spoken} ahead")
    opening, closing = SHAPES.get(step.do, NOTE)
    return f"s{number}{opening}{label(*lines)}{closing}"


def _arrows(number: int, step: Step, following: Step | None) -> Iterator[str]:
    """From a step to what comes next: when it was done, and where it is passed over."""
    target = f"s{number + 1}" if following else "done"
    if step.do is Do.CLOSE or following is None:
        yield f"s{number} --> done"
    else:
        yield f"s{number} -->|{label(*_comes(following, step))}| {target}"
    if step.when:
        conditions = " and ".join(_condition(condition) for condition in step.when)
        yield f"s{number} -.->|{label(f'passed over unless {conditions}')}| {target}"


def _comes(step: Step, before: Step | None) -> tuple[str, ...]:
    """When a step comes, and what it waits for."""
    gates = (_gate(gate) for gate in step.gates)
    words = (f"{'and' if number else 'when'} {gate}" for number, gate in enumerate(gates))
    return (_when(step.after, step.since, before), *words)


def _when(after: Span, since: Since, before: Step | None) -> str:
    starts = {
        Since.OPENED: "the case was opened",
        Since.ASKED: "the mail it is about",
        Since.OWNER_WROTE: "your last mail",
        Since.CLIENT_WROTE: "the client has written",
        Since.PREVIOUS: "you have sent it" if before and before.do is Do.DRAFT else "",
    }
    start = starts[since]
    if not after.amount:
        return f"as soon as {start}" if since is not Since.PREVIOUS or start else "at once"
    return f"{after.spoken} after {start}" if start else f"{after.spoken} later"


def _gate(gate: Gate) -> str:
    if gate.name is GateName.SENDABLE_DAYS:
        return f"{Span(gate.days, 'd').spoken} to answer in have passed"
    if gate.name is GateName.GOAL:
        return f"the goal is {either(gate.goals)}"
    return GATES[gate.name]


def _condition(condition: Condition) -> str:
    words = either(condition.among)
    return CONDITIONS.get((condition.topic, words)) or TOPICS[condition.topic].format(words)


def _ends(playbook: Playbook) -> Iterator[str]:
    """What ends a case at any step, whatever comes next."""
    answered = [occasion for occasion in playbook.opens if occasion.ends_on_answer]
    written = [occasion for occasion in playbook.opens if occasion.ends_on_own_mail]
    for word, occasions in (("the client answers", answered), ("you write yourself", written)):
        if occasions:
            only = "" if len(occasions) == len(playbook.opens) else f" (opened for {either(occasions)})"
            yield f"steps -->|{label(f'at any time: {word}{only}')}| done"


def either(words: Sequence[str]) -> str:
    return " or ".join(words)


def label(*lines: str) -> str:
    """Text as a Mermaid label, each line on its own."""
    return '"' + "<br/>".join(" ".join(line.split()).translate(ENTITIES) for line in lines) + '"'
