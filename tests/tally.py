"""What the tests count while they run; conftest adds it up over all workers and prints it in the end."""

from __future__ import annotations

from collections import Counter

import pytest

TALLY = pytest.StashKey[Counter[str]]()
FAULTS = "fault point: "
"""What begins the name of each kind of fault."""


def tally(config: pytest.Config) -> Counter[str]:
    return config.stash.setdefault(TALLY, Counter())


def lines(counted: Counter[str]) -> list[str]:
    """The counts as they are printed, the faults in one line."""
    faults = {name.removeprefix(FAULTS): n for name, n in sorted(counted.items()) if name.startswith(FAULTS)}
    told = [f"{name}: {n:,}" for name, n in sorted(counted.items()) if not name.startswith(FAULTS)]
    if faults:
        each = ", ".join(f"{kind} {n:,}" for kind, n in faults.items())
        told.append(f"fault points tried: {sum(faults.values()):,} ({each})")
    return told
