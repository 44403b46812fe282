"""Where templates run: they reach nothing but their facts, and write no more than a mail holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ghostd.adapters.filters import FILTERS

MOST_OUTPUT = 64 * 1024


def sandbox(folders: Iterable[Path]) -> ImmutableSandboxedEnvironment:
    """An environment that looks for templates in these folders, the first first."""
    # Plain text, not HTML: escaping would write "&amp;" into mail.
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    return environment


def bounded(template: Template, facts: Mapping[str, object]) -> str:
    """What the template renders to; `ValueError` where that is longer than any mail should be."""
    pieces: list[str] = []
    length = 0
    for piece in template.generate(facts):
        pieces.append(piece)
        length += len(piece)
        if length > MOST_OUTPUT:
            raise ValueError("the text grows beyond 64 kB")
    return "".join(pieces)
