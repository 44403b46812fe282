"""The tests with real mail programs run only when they are asked for by name (`make test-clients`)."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
COLUMNS = ("program", "action", "verdict", "confidence", "seconds")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """They need the programs and more packages than the other tests."""
    asked = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return None if any(HERE in (path.resolve(), *path.resolve().parents) for path in asked) else True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What ghostd said of each action in each program."""
    rows = [
        (*(str(dict(report.user_properties).get(name, "")) for name in COLUMNS[:4]), f"{report.duration:.1f}")
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call" and report.user_properties
    ]
    if not rows:
        return
    widths = [max(len(row[n]) for row in (COLUMNS, *rows)) for n in range(len(COLUMNS))]
    terminalreporter.section("program x action x verdict")
    for row in (COLUMNS, *sorted(rows)):
        terminalreporter.write_line(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        )
