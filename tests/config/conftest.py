"""Configurations are written to a temporary folder and loaded with an environment of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ghostd.config.load import load
from ghostd.config.schema import Config
from ghostd.errors import ConfigError

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

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes) -> Path:
        path = tmp_path / "config.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def loaded(write: Write) -> Callable[[str | bytes], Config]:
    return lambda content: load(write(content), ENVIRON)


@pytest.fixture
def refusal(write: Write, tmp_path: Path) -> Callable[[str | bytes], str]:
    """The text of the refusal, the folder left out of it."""

    def refused(content: str | bytes) -> str:
        with pytest.raises(ConfigError) as caught:
            load(write(content), ENVIRON)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return refused
