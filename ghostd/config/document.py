"""Bytes of YAML become plain values with their line numbers; nothing in them is guessed or run.

Every scalar stays text and the schema says what it means, so that `country: NO` is Norway, `phone: +34…`
keeps its plus and `09:00` is no number in base sixty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ghostd.config.values import clip
from ghostd.errors import ConfigError

Where = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_VALUES = 100_000
"""Aliases count as often as they are used, so that a few lines cannot grow into gigabytes."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map", "int", "float", "bool"))

SYNTAX = (
    (
        "cannot start any token",
        "a value cannot begin like this; put it in quotes, and indent with spaces, not tabs",
    ),
    (
        "mapping values are not allowed",
        "there is a colon too many, or the indentation is off; put text with ': ' in quotes",
    ),
    ("could not find expected ':'", "a key without its colon; write key: value"),
    (
        "did not find expected key",
        "a line is indented differently from its neighbours; align it with the keys above",
    ),
    (
        "expected <block end>",
        "a line is indented differently from its neighbours; align it with the keys above",
    ),
    (
        "did not find expected '-' indicator",
        "a list is broken here; begin each item with '- ' in the same column",
    ),
    ("quoted scalar", "a quotation mark is opened and never closed"),
    ("expected ',' or", "a [list] or {mapping} is not closed, or a comma is missing in it"),
    ("undefined alias", "an *alias without its &anchor; put text that begins with * in quotes"),
    ("duplicate anchor", "the same &anchor stands twice; give each its own name"),
    ("another document", "only one document is read; remove the line '---' and what follows it"),
    ("escape", 'an unknown \\ sequence within "…"; write the text in single quotes instead'),
)
"""The parser's words and ours. Its own text is never shown: it may quote what was written, a password too."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, and what to write instead."""

    where: Where
    line: int
    text: str


@dataclass(slots=True)
class Document:
    """A file's values, each with its line (a key's line for what stands under a key).

    `secrets` holds every text under a `password` key, so that no message repeats one.
    """

    name: str
    tree: object = None
    lines: dict[Where, int] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def line(self, where: Where) -> int:
        """The line of a value, or of the nearest thing around it that is written in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def note(self, where: Where, text: str, line: int | None = None) -> None:
        self.problems.append(Problem(where, line or self.line(where), text))

    def refusal(self) -> ConfigError:
        """All problems in the order of the file, each with its line, its key and its cure."""
        ordered = sorted(self.problems, key=lambda p: (p.line, [str(part) for part in p.where]))
        unique = list(dict.fromkeys((p.line, self.key(p.where), p.text) for p in ordered))
        listed = [f"{self.name}:{line}{key and '  ' + key}\n    {text}" for line, key, text in unique[:50]]
        if len(unique) > 50:
            listed.append(f"{self.name}: and {len(unique) - 50} problems more; mend these first")
        return ConfigError("\n".join(listed))

    def key(self, where: Where) -> str:
        """`accounts[0].folders.sent`, never going into a password."""
        text = ""
        for part in within_password(where):
            if isinstance(part, int):
                text += f"[{part}]"
            else:
                text += ("." if text else "") + ("…" if part in self.secrets else clip(part))
        return text


def within_password(where: Where) -> Where:
    """The path, cut behind a `password` key: what is written below one may be the password itself."""
    return where[: where.index("password") + 1] if "password" in where else where


def read(path: Path) -> Document:
    """The file as a Document; `ConfigError` in one line when it cannot be read at all."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such file; copy config.example.yaml there, or name yours with --config"
        ) from None
    except IsADirectoryError:
        raise ConfigError(f"{path}: this is a folder; name the configuration file in it") from None
    except PermissionError:
        raise ConfigError(f"{path}: may not be read by this user; change its owner or mode") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise ConfigError(f"{path}: cannot be read ({reason})") from None
    return parse(raw, str(path))


def parse(raw: bytes, name: str) -> Document:
    """The bytes as a Document whose tree is a mapping; `ConfigError` when they are no such thing."""
    text = decode(raw, name)
    try:
        check_depth(text, name)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConfigError(f"{name}:{mark.line + 1 if mark else 1}\n    {syntax(error)}") from None
    except yaml.YAMLError:
        raise ConfigError(f"{name}: this is not YAML; begin again from config.example.yaml") from None
    document = Document(name)
    if node is None or is_null(node):
        raise ConfigError(
            f"{name}: the file is empty; begin with accounts: and clients:, as in config.example.yaml"
        )
    if not isinstance(node, yaml.MappingNode):
        raise ConfigError(f"{name}:1\n    the file is not a mapping; begin with accounts: and clients:")
    document.tree = value(node, (), document)
    return document


def decode(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"{name}: the file is larger than 1 MB; this cannot be the configuration")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError(f"{name}:{line}\n    this is not UTF-8; save the file in that encoding") from None
    odd = UNPRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise ConfigError(
            f"{name}:{line}\n    there is a control character (U+{ord(odd[0]):04X}); remove it"
        ) from None
    return text


def check_depth(text: str, name: str) -> None:
    # The events come without recursion, so depth is known to be harmless before anything recurses.
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ConfigError(f"{name}:{line}\n    this is nested too deeply; close the brackets")


def syntax(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    for words, ours in SYNTAX:
        if words in said:
            return ours
    return "this is not valid YAML; look at the indentation, the quotes and the brackets around this line"


def value(node: yaml.Node, where: Where, document: Document) -> object:
    """The node as str, None, list or dict, its lines noted."""
    document.count += 1
    if document.count > MAX_VALUES or len(where) > MAX_DEPTH:
        raise ConfigError(f"{document.name}: aliases make this file too large; write the values out")
    document.lines.setdefault(where, node.start_mark.line + 1)
    if node.tag not in PLAIN_TAGS and not is_null(node):
        document.note(where, "tags (words that begin with !) are not understood; put the text in quotes")
    if isinstance(node, yaml.MappingNode):
        return mapping(node, where, document)
    if isinstance(node, yaml.SequenceNode):
        return [value(item, (*where, place), document) for place, item in enumerate(node.value)]
    if is_null(node):
        return None
    if "password" in where:
        document.secrets.add(node.value)
    return node.value


def mapping(node: yaml.MappingNode, where: Where, document: Document) -> Mapping[str, object]:
    values: dict[str, object] = {}
    for key, item in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            document.note(where, "a key must be a word; write key: value", line)
            continue
        below = (*where, key.value)
        if key.value in values:
            first = document.lines[below]
            document.note(below, f"this key stands twice, first in line {first}; keep one of the two", line)
            continue
        if "password" in where:
            document.secrets.add(key.value)
        document.lines[below] = line
        values[key.value] = value(item, below, document)
    return values


def is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS


def found(tree: object, pattern: Where) -> Iterator[tuple[Where, object]]:
    """Every value the pattern leads to ("*" is any key or position), passing over other shapes."""
    if not pattern:
        yield (), tree
        return
    head, rest = pattern[0], pattern[1:]
    pairs: list[tuple[str | int, object]] = []
    if isinstance(tree, dict):
        pairs = [(key, item) for key, item in tree.items() if head in ("*", key)]
    elif isinstance(tree, list) and head == "*":
        pairs = list(enumerate(tree))
    for key, item in pairs:
        for where, leaf in found(item, rest):
            yield (key, *where), leaf


def words(tree: object, *pattern: str | int) -> Iterator[tuple[Where, str]]:
    """The same, for text alone."""
    return ((where, leaf) for where, leaf in found(tree, pattern) if isinstance(leaf, str))
