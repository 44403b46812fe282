"""A configuration file becomes a `Config`, or one `ConfigError` with every problem in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ghostd.config import checks, document
from ghostd.config.document import Document
from ghostd.config.explain import explain
from ghostd.config.inheritance import Layout, Shelf
from ghostd.config.playbooks import PlaybookConfig, PlaybookFile
from ghostd.config.schema import Config
from ghostd.config.steps import check_playbooks

Model = TypeVar("Model", bound=BaseModel)


def load(path: Path, environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in `path`, whole and checked; relative paths in it lie beside the file.

    Its playbooks are whole as well: what they take from others is written out.
    """
    written = document.read(path)
    context = {"folder": path.absolute().parent, "environ": os.environ if environ is None else environ}
    config = validated(written, Config, context)
    checks.check(written, built_in())
    playbooks = whole(written, shipped())
    if playbooks is not None:
        checks.check_attached(written, [*built_in().values(), *playbooks.values()])
    if config is None or playbooks is None or written.problems:
        raise written.refusal()
    return config.model_copy(update={"playbooks": playbooks})


def load_playbooks(raw: bytes, name: str) -> dict[str, PlaybookConfig]:
    """The playbooks of a file that holds nothing else, under the same checks as an owner's."""
    written = document.parse(raw, name)
    validated(written, PlaybookFile, {})
    playbooks = whole(written, {})
    if playbooks is None:
        raise written.refusal()
    return playbooks


def whole(written: Document, ours: Mapping[str, Layout]) -> dict[str, PlaybookConfig] | None:
    """The playbooks of a file with all that they take from others; None where the file has a problem."""
    layouts = Shelf(written, ours).layouts()
    check_playbooks(written, layouts)
    if written.problems:
        return None
    return {name: PlaybookConfig.model_validate(layout.tree) for name, layout in layouts.items()}


@cache
def built_in() -> Mapping[str, PlaybookConfig]:
    """The playbooks that come with ghostd."""
    found: dict[str, PlaybookConfig] = {}
    for name, text in shipped_files().items():
        found |= load_playbooks(text.encode(), name)
    return found


@cache
def shipped() -> Mapping[str, Layout]:
    """The same as plain values, for those that extend them."""
    found: dict[str, Layout] = {}
    for name, text in shipped_files().items():
        found |= Shelf(document.parse(text.encode(), name)).layouts()
    return found


@cache
def shipped_files() -> Mapping[str, str]:
    """The text of the files that hold them, by the file's name."""
    folder = files("ghostd").joinpath("playbooks")
    ours = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda f: f.name)
    return {file.name: file.read_text(encoding="utf-8") for file in ours}


def shipped_text(name: str) -> str:
    """The YAML of the playbook of that name that comes with ghostd, with its comments."""
    return shipped_files()[f"{name}.yaml"]


def validated(written: Document, model: type[Model], context: dict[str, Any]) -> Model | None:
    try:
        return model.model_validate(written.tree, context=context)
    except ValidationError as failure:
        explain(failure, model, written)
        return None
