"""A progress bar for a first import, on a terminal only; a daily handful of mail shows none."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rich.console
    import rich.progress

WORTH_A_BAR = 500


class Bars:
    """All accounts' bars, one below the other, fed from any thread; `close` removes them."""

    def __init__(self, shown: bool | None = None, console: rich.console.Console | None = None) -> None:
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._console = console
        self._display: rich.progress.Progress | None = None
        self._tasks: dict[tuple[str, str], rich.progress.TaskID] = {}
        self._lock = threading.Lock()

    def of(self, account: str) -> Bar:
        return Bar(self, account)

    def advance(self, account: str, folder: str, done: int, total: int) -> None:
        if not self._shown or total < WORTH_A_BAR:
            return
        with self._lock:
            self._advance(account, folder, done, total)

    def _advance(self, account: str, folder: str, done: int, total: int) -> None:
        display = self._display or self._start()
        key = account, folder
        if key not in self._tasks:
            from rich.markup import escape

            self._tasks[key] = display.add_task(escape(f"{account}: {folder}"), total=total)
        display.update(self._tasks[key], completed=done, total=total)
        if all(task.finished for task in display.tasks):
            self.close()

    def close(self) -> None:
        if self._display is not None:
            self._display.stop()
        self._display = None
        self._tasks.clear()

    def _start(self) -> rich.progress.Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._display = Progress(
            TextColumn("reading {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console or Console(stderr=True),
            transient=True,
        )
        self._display.start()
        return self._display


@dataclass(frozen=True, slots=True)
class Bar:
    """One account's `Progress`."""

    bars: Bars
    account: str

    def imported(self, folder: str, done: int, total: int) -> None:
        self.bars.advance(self.account, folder, done, total)
