"""The tests under a real systemd run only when they are asked for by name (`make test-systemd`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from debian import hindrance, tree, wheels
from machine import CannotBoot, Machine
from service import PASSWORD, Service, install

HERE = Path(__file__).parent
WITHOUT = "GHOSTD_WITHOUT_SYSTEMD"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """They need root, and a Debian of their own."""
    asked = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return None if any(HERE in (path.resolve(), *path.resolve().parents) for path in asked) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first of them builds the Debian."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.timeout(1800))


def left_out(reason: str) -> NoReturn:
    """Nothing of it is green where nothing was tried, unless that is what was asked for."""
    if os.environ.get(WITHOUT) == "1":
        pytest.skip(reason)
    pytest.fail(f"{reason}; or set {WITHOUT}=1 to leave these tests out", pytrace=False)


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A booted Debian with Dovecot, the wheel installed, and the units in place as the owner is told to."""
    if reason := hindrance():
        left_out(reason)
    scratch = tmp_path_factory.mktemp("debian")
    root, packages = tree(), wheels(scratch)
    try:
        booted = Machine(root, packages, scratch)
    except CannotBoot as error:
        left_out(f"no Debian can be booted here: {error}")
    try:
        booted.dovecot(PASSWORD)
        install(booted)
        yield booted
    finally:
        booted.stop()


@pytest.fixture
def service(machine: Machine, request: pytest.FixtureRequest) -> Iterator[Service]:
    """`ghostd.service` with a fresh mailbox and state, not yet started; its journal is shown on failure."""
    made = Service(machine).furnish()
    yield made
    if getattr(request.node, "failed_call", False):
        print(made.story())
    made.clear()
