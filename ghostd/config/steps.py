"""Whether the steps of a playbook make sense: what can never come, or never go on, is refused.

Only what a playbook writes itself is looked at; what it takes over from another was checked there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ghostd.config.checks import unique
from ghostd.config.document import Document, Where, found, words
from ghostd.config.inheritance import Laid, Layout, Written, text
from ghostd.config.values import listed
from ghostd.core.playbook.model import TEMPLATED, YES, Do, GateName, Occasion, Since, Topic

Remark = tuple[str, str]
"""A key of the step, and what is wrong with it."""

EXAMPLES = {Do.DRAFT: "are-you-ok", Do.TASK: "call", Do.NOTICE: "your-turn", Do.INVOICE: "invoice"}


def check_playbooks(document: Document, layouts: dict[str, Layout]) -> None:
    """Note what is wrong with the steps that the file writes."""
    for where, steps in found(document.tree, ("playbooks", "*", "steps")):
        names = [((*where, *inner), name) for inner, name in words(steps, "*", "name")]
        unique(document, names, "a step of this playbook")
    for name, layout in layouts.items():
        check_quiet(document, ("playbooks", name), layout)
        for place, step in enumerate(layout.steps):
            if step.here:
                for key, problem in remarks(step, layout):
                    document.note((*step.where, key), problem)
                if place and ends(layout.steps[place - 1]):
                    closing = layout.steps[place - 1].name
                    document.note(
                        (*step.where, "name"),
                        f"{closing} closes the case before this step can come; put it ahead, or give "
                        f"{closing} a condition (when)",
                    )


def check_quiet(document: Document, where: Where, layout: Layout) -> None:
    """A time is only for what the playbook opens for."""
    quiet = layout.keys.get("quiet")
    for occasion in quiet if isinstance(quiet, dict) else ():
        if occasion in list(Occasion) and occasion not in layout.opens:
            document.note(
                (*where, "quiet", occasion),
                f"this playbook does not open for {occasion}; add it to opens, or remove this",
            )


def ends(step: Laid) -> bool:
    """Whether the step always closes the case."""
    return step.keys.get("do") == Do.CLOSE and not step.keys.get("when")


def remarks(step: Laid, layout: Layout) -> Iterator[Remark]:
    for rule in RULES:
        yield from rule(step.keys, layout)


def template(step: Written, layout: Layout) -> Iterator[Remark]:
    do = step.get("do")
    if do in TEMPLATED:
        if step.get("template") is None:
            article = "an" if do == Do.INVOICE else "a"
            yield "template", f"{article} {do} needs a template; write template: {EXAMPLES[Do(str(do))]}"
    elif do in list(Do) and step.get("template") is not None:
        yield (
            "template",
            "only a draft, task, notice or invoice has a template; remove it, or write do: draft",
        )


def deadline(step: Written, layout: Layout) -> Iterator[Remark]:
    if step.get("do") in list(Do) and step["do"] != Do.DRAFT and step.get("deadline") is not None:
        yield "deadline", "only a draft has a deadline; remove it, or write do: draft"


def occasion(step: Written, layout: Layout) -> Iterator[Remark]:
    wanted = asked(step, Topic.OCCASION)
    known = [word for word in wanted if word in list(Occasion)]
    if known and len(known) == len(wanted) and not set(known) & set(layout.opens):
        yield (
            "when",
            f"this playbook never opens for {listed(known)}, so the step would never come; it opens for "
            f"{listed(layout.opens)}",
        )


def client_wrote(step: Written, layout: Layout) -> Iterator[Remark]:
    """Where the client's word ends the case, nothing comes after it."""
    opens = [Occasion(word) for word in layout.opens if word in list(Occasion)]
    if not opens or not all(occasion.ends_on_answer for occasion in opens):
        return
    why = f"a case opened for {listed(opens)} ends when the client writes, so the step would never come"
    if step.get("since") == Since.CLIENT_WROTE:
        yield "since", f"{why}; count from previous"
    if asked(step, Topic.CLIENT_WROTE) == [YES]:
        yield "when", f"{why}; remove client-wrote"


def goals(step: Written, layout: Layout) -> Iterator[Remark]:
    """A step for one goal that waits for another would wait for ever."""
    wanted = asked(step, Topic.GOAL)
    gates = step.get("gates")
    for gate in gates if isinstance(gates, list) else []:
        among = gate.get(GateName.GOAL) if isinstance(gate, dict) else None
        if wanted and isinstance(among, list) and not set(wanted) & set(map(text, among)):
            yield (
                "gates",
                f"the step is for the goal {listed(wanted)} (when) and would wait for "
                f"{listed(map(text, among))}; keep one of the two",
            )


def asked(step: Written, topic: Topic) -> list[str]:
    """The words of a step's condition on a topic, as they are written."""
    when = step.get("when")
    among = when.get(topic) if isinstance(when, dict) else None
    return [text(word) for word in (among if isinstance(among, list) else [among]) if text(word)]


RULES: tuple[Callable[[Written, Layout], Iterator[Remark]], ...] = (
    template,
    deadline,
    occasion,
    client_wrote,
    goals,
)
