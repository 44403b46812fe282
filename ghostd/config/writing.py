"""A playbook as YAML in the owner's schema: what is written is read again as the same playbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ghostd.config.document import NULLS
from ghostd.core.playbook.model import Gate, GateName, Playbook, Since, Step


def written(playbook: Playbook) -> str:
    """The whole playbook, with what it took from others, as a block to be put into a configuration."""
    keys: dict[str, str] = {"opens": _list(playbook.opens)}
    if playbook.quiet:
        keys["quiet"] = _mapping({str(occasion): str(span) for occasion, span in playbook.quiet.items()})
    keys["snooze"] = str(playbook.snooze)
    lines = ["playbooks:", f"  {_word(playbook.name)}:", *(f"    {key}: {keys[key]}" for key in keys)]
    lines.append("    steps:")
    for step in playbook.steps:
        first, *others = (f"{key}: {value}" for key, value in _step(step))
        lines += [f"      - {first}", *(f"        {line}" for line in others)]
    return "\n".join(lines) + "\n"


def _step(step: Step) -> Iterator[tuple[str, str]]:
    yield "name", _word(step.name)
    yield "do", step.do.value
    if step.template:
        yield "template", _word(step.template)
    yield "after", str(step.after)
    if step.since is not Since.PREVIOUS:
        yield "since", step.since.value
    if step.when:
        yield "when", _mapping({c.topic.value: _words(c.among) for c in step.when})
    if step.gates:
        yield "gates", f"[{', '.join(map(_gate, step.gates))}]"
    if step.deadline:
        yield "deadline", str(step.deadline)


def _gate(gate: Gate) -> str:
    if gate.name is GateName.SENDABLE_DAYS:
        return f"{gate.name}: {gate.days}"
    if gate.name is GateName.GOAL:
        return f"{gate.name}: {_list(gate.goals)}"
    return gate.name.value


def _words(words: tuple[str, ...]) -> str:
    return _list(words) if len(words) > 1 else _word(words[0])


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_word, words))}]"


def _mapping(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


def _word(word: str) -> str:
    """The schema's words need no quotes, but for the one that would be nothing."""
    return f'"{word}"' if word in NULLS else word
