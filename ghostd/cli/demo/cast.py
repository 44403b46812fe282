"""Who writes to whom in the demo: read from cast.yaml, which says what the fields mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ghostd.cli.demo.letters import Person


@dataclass(frozen=True, slots=True)
class Party:
    """A client as Ana knows it, and its habit of answering."""

    name: str
    language: str
    register: str
    usual: float
    spread: float
    longest: float
    people: tuple[Person, ...]
    work: tuple[tuple[str, str], ...]

    @property
    def contact(self) -> Person:
        return self.people[0]

    @property
    def domain(self) -> str:
        return self.contact.address.partition("@")[2]

    @property
    def slug(self) -> str:
        return self.domain.partition(".")[0]

    def person(self, name: str) -> Person:
        return next(one for one in self.people if one.name == name)


@dataclass(frozen=True, slots=True)
class Circular:
    """Mail that comes again and again and that no person wrote to Ana alone."""

    sender: Person
    to: Person
    subject: str
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cast:
    """`small_talk` holds, by language and kind of move, what may be said."""

    owner: Person
    parties: tuple[Party, ...]
    small_talk: Mapping[str, Mapping[str, tuple[str, ...]]]
    bulk: tuple[Circular, ...]

    def party(self, name: str) -> Party:
        return next(one for one in self.parties if one.name == name)


def read_yaml(name: str) -> Any:
    """What a file beside this one says."""
    return yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def cast() -> Cast:
    """Everybody in the demo."""
    told = read_yaml("cast.yaml")
    owner = Person(**told["owner"])
    return Cast(
        owner=owner,
        parties=tuple(_party(**client) for client in told["clients"]),
        small_talk=told["small_talk"],
        bulk=tuple(_circular(owner, one) for one in told["bulk"]),
    )


def _circular(owner: Person, told: Mapping[str, Any]) -> Circular:
    to = Person(**told["to"]) if "to" in told else owner
    return Circular(Person(**told["from"]), to, told["subject"], told["text"], told["headers"])


def _party(people: list[dict[str, str]], work: dict[str, str], **habit: Any) -> Party:
    return Party(
        people=tuple(Person(**one) for one in people),
        work=tuple(work.items()),
        **{"register": "tu", **habit},
    )
