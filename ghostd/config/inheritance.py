"""What one playbook takes from another: `extends` laid out into whole playbooks, before anything is built.

Works on the plain values of a file, so that every problem is told with its line, whatever else is wrong; what
has a wrong shape is passed over here, since the schema tells of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ghostd.config.checks import say
from ghostd.config.document import Document, Where
from ghostd.config.values import clip, listed, suggestion
from ghostd.core.playbook.model import TEMPLATED, Do, Occasion

Written = Mapping[str, object]
"""A playbook or a step as plain values."""

TAKEN = ("snooze", "opens", "quiet")
"""What a playbook takes from the one it extends, beside its steps."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A step as it comes out. `here` are the keys that this very playbook writes, at `where`; the others are
    taken over, and a step that it does not mention has none."""

    keys: Written
    where: Where = ()
    here: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return text(self.keys.get("name"))


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole playbook: its own keys (without steps) and its steps in order."""

    keys: Written
    steps: tuple[Laid, ...]

    @property
    def tree(self) -> dict[str, object]:
        return {**self.keys, "steps": [dict(step.keys) for step in self.steps]}

    @property
    def opens(self) -> tuple[str, ...]:
        written = self.keys.get("opens")
        return tuple(map(text, written)) if isinstance(written, list) else (Occasion.SILENCE.value,)


@dataclass(slots=True)
class Shelf:
    """The playbooks of one file, and those that come with ghostd (`shipped`), whole already."""

    document: Document
    shipped: Mapping[str, Layout] = field(default_factory=dict)
    laid: dict[str, Layout | None] = field(default_factory=dict)

    @property
    def own(self) -> Mapping[str, Written]:
        tree = self.document.tree
        written = tree.get("playbooks") if isinstance(tree, dict) else None
        return {k: v for k, v in written.items() if isinstance(v, dict)} if isinstance(written, dict) else {}

    def layouts(self) -> dict[str, Layout]:
        """Every playbook of the file, laid out; what cannot be is noted as a problem of the document."""
        for name in self.own:
            self._of(name, ())
        return {name: layout for name in self.own if (layout := self.laid[name])}

    def _of(self, name: str, path: tuple[str, ...]) -> Layout | None:
        """None where what it extends is not known: then nothing can be said of its steps."""
        if name not in self.laid:
            written = self.own[name]
            base = self._base(name, written, (*path, name))
            lost = base is None and isinstance(written.get("extends"), str)
            extension = _Extension(self.document, name, written, base)
            self.laid[name] = None if lost else extension.layout()
        return self.laid[name]

    def _base(self, name: str, written: Written, path: tuple[str, ...]) -> Layout | None:
        """What the playbook extends: another of the file, else ours of that name."""
        wanted = written.get("extends")
        if not isinstance(wanted, str):
            return None
        if wanted in self.own and wanted not in path:
            return self._of(wanted, path)
        where = ("playbooks", name, "extends")
        if wanted in path and wanted != name:
            circle = ", ".join([*path[path.index(wanted) :], wanted])
            self.document.note(where, f"these extend each other in a circle ({circle}); take out one extends")
        elif wanted in self.shipped:
            return self.shipped[wanted]
        elif wanted == name:
            self.document.note(where, "a playbook extends another, or ours of its own name; name that one")
        else:
            known = sorted({*self.shipped, *self.own} - {name})
            near = suggestion(wanted, known) or f"; there is {listed(map(clip, known))}" if known else ""
            say(self.document, where, wanted, f"is no playbook that can be extended{near}")
        return None


@dataclass(slots=True)
class _Extension:
    """One playbook as written, over the one it extends, if any."""

    document: Document
    name: str
    written: Written
    base: Layout | None

    def layout(self) -> Layout:
        keys = {key: self.written[key] for key in TAKEN if self.written.get(key) is not None}
        if self.base is None:
            self._only_with_extends("without", "a playbook that extends none leaves nothing out; remove this")
            if not self.written.get("steps"):
                self._no_steps()
            return Layout(keys, tuple(self._new(*one) for one in self._steps()))
        left = self._left(self.base.steps)
        for where, step in self._steps():
            self._put(left, where, step)
        if not left:
            self._note(("without",), "no step is left; leave one, or write steps of your own")
        return Layout(_taken(self.base, keys), tuple(left))

    def _steps(self) -> list[tuple[Where, Written]]:
        steps = self.written.get("steps")
        listed_steps = enumerate(steps) if isinstance(steps, list) else ()
        return [(self._at("steps", place), step) for place, step in listed_steps if isinstance(step, dict)]

    def _left(self, steps: tuple[Laid, ...]) -> list[Laid]:
        """The steps taken over: nothing in them is written here."""
        names = [step.name for step in steps]
        out = set()
        without = self.written.get("without")
        for place, name in enumerate(without if isinstance(without, list) else []):
            if text(name) in names:
                out.add(text(name))
            else:
                say(self.document, self._at("without", place), text(name), self._absent(text(name), names))
        return [replace(step, where=(), here=frozenset()) for step in steps if step.name not in out]

    def _put(self, steps: list[Laid], where: Where, written: Written) -> None:
        """Change the step of that name, or put a new one in its place."""
        name = text(written.get("name"))
        for place, step in enumerate(steps):
            if step.name != name:
                continue
            if "follows" in written:
                self.document.note((*where, "follows"), f"{name} has its place already; remove this")
            steps[place] = _changed(step, where, written)
            return
        steps.insert(self._place(steps, where, written), self._new(where, written))

    def _place(self, steps: list[Laid], where: Where, written: Written) -> int:
        names = [step.name for step in steps]
        after = written.get("follows")
        if after is None:
            return len(names)
        if text(after) in names:
            return names.index(text(after)) + 1
        say(self.document, (*where, "follows"), text(after), self._absent(text(after), names))
        return len(names)

    def _new(self, where: Where, written: Written) -> Laid:
        """A step that stands here alone, and so must be whole."""
        keys = {key: value for key, value in written.items() if value is not None and key != "follows"}
        if self.base is None and "follows" in written:
            self.document.note((*where, "follows"), "here the order of the list is the order; remove this")
        known = [step.name for step in self.base.steps] if self.base else []
        for key, example in (("do", "draft"), ("after", "7d")):
            if key not in keys:
                lack = "has no value" if key in written else "is missing"
                near = suggestion(text(written.get("name")), known)
                other = f"; a step of that name is new{near}" if near else ""
                self.document.note((*where, key), f"{lack}; write {key}: {example}{other}")
        return Laid(keys, where, frozenset(keys))

    def _no_steps(self) -> None:
        if "steps" in self.written and self.written["steps"] is not None:
            self._note(("steps",), "this list is empty; write at least one step, or extends: ghosting")
        else:
            lack = "has no value" if "steps" in self.written else "is missing"
            self._note(("steps",), f"{lack}; write its steps, or extends: ghosting to change another's")

    def _absent(self, word: str, names: list[str]) -> str:
        base = clip(text(self.written.get("extends")))
        return f"is no step of {base}{suggestion(word, names) or f'; it has {listed(names)}'}"

    def _only_with_extends(self, key: str, text: str) -> None:
        if self.written.get(key) is not None:
            self._note((key,), text)

    def _note(self, key: Where, text: str) -> None:
        self.document.note(self._at(*key), text)

    def _at(self, *key: str | int) -> Where:
        return ("playbooks", self.name, *key)


def _changed(step: Laid, where: Where, written: Written) -> Laid:
    """The step with what is written here over it; what fits no step that does this falls away with `do`."""
    here = {key: value for key, value in written.items() if value is not None and key != "follows"}
    keys = {**step.keys, **here}
    unfit = {"template": TEMPLATED, "deadline": (Do.DRAFT,)}
    for key, fits in unfit.items():
        if key not in here and keys.get("do") not in fits:
            keys.pop(key, None)
    return Laid(keys, where, step.here | here.keys())


def _taken(base: Layout, own: Written) -> dict[str, object]:
    """The keys of both, the own ones first; times for what it does not open for are not taken over."""
    keys = {**base.keys, **own}
    opens = Layout(keys, ()).opens
    taken, written = base.keys.get("quiet"), own.get("quiet")
    if isinstance(taken, dict) and (written is None or isinstance(written, dict)):
        fitting = {occasion: span for occasion, span in taken.items() if occasion in opens}
        keys["quiet"] = {**fitting, **(written or {})}
    return keys


def text(value: object) -> str:
    """The value where it is text; no name is the empty text."""
    return value.strip() if isinstance(value, str) else ""
