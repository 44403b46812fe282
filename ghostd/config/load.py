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
from ghostd.config.schema import Config, PlaybookConfig, PlaybookFile

Model = TypeVar("Model", bound=BaseModel)


def load(path: Path, environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in `path`, whole and checked; relative paths in it lie beside the file."""
    written = document.read(path)
    context = {"folder": path.absolute().parent, "environ": os.environ if environ is None else environ}
    config = validated(written, Config, context)
    checks.check(written, built_in())
    if config is None or written.problems:
        raise written.refusal()
    return config


def load_playbooks(raw: bytes, name: str) -> dict[str, PlaybookConfig]:
    """The playbooks of a file that holds nothing else, under the same checks as an owner's."""
    written = document.parse(raw, name)
    playbooks = validated(written, PlaybookFile, {})
    checks.check_steps(written)
    if playbooks is None or written.problems:
        raise written.refusal()
    return playbooks.playbooks


@cache
def built_in() -> Mapping[str, PlaybookConfig]:
    """The playbooks that come with ghostd."""
    shipped: dict[str, PlaybookConfig] = {}
    for file in sorted(files("ghostd").joinpath("playbooks").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            shipped |= load_playbooks(file.read_bytes(), file.name)
    return shipped


def validated(written: Document, model: type[Model], context: dict[str, Any]) -> Model | None:
    try:
        return model.model_validate(written.tree, context=context)
    except ValidationError as failure:
        explain(failure, model, written)
        return None
