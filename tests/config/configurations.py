"""Configurations in a temporary folder, loaded with an environment of their own."""

from __future__ import annotations

from pathlib import Path
from types import UnionType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from ghostd.config.load import load
from ghostd.config.schema import Config, keys_of
from ghostd.errors import ConfigError

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"
CANARY = "Xq7-hunter2-swordfish"
ENVIRON = {"HOME": "/home/ana"}

SMALLEST = """\
accounts:
  - name: main
    host: imap.example.com
    user: ana@example.com
    password: {env: IMAP_PASSWORD}
    owner: {name: Ana Pérez, addresses: [ana@example.com]}
clients:
  - name: Acme
    addresses: [bob@acme.example, "@acme.example"]
"""


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "config.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def loaded(folder: Path, content: str | bytes) -> Config:
    return load(written(folder, content), ENVIRON)


def refusal(folder: Path, content: str | bytes) -> str:
    """The text of the refusal, the folder left out of it."""
    with pytest.raises(ConfigError) as caught:
        loaded(folder, content)
    return str(caught.value).replace(f"{folder}/", "")


def keys(model: type[BaseModel]) -> set[str]:
    """Every key of the schema, however deep."""
    found = set(keys_of(model))
    for field in keys_of(model).values():
        for inner in models_in(field.annotation):
            found |= keys(inner)
    return found


def models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if isinstance(annotation, UnionType) or get_args(annotation):
        return [model for part in get_args(annotation) for model in models_in(part)]
    return []
