"""What comes next for each account, and the threads it runs in: the only place that knows APScheduler.

It beats and remembers nothing: due dates live in the ledger. Every entry runs once and is then made anew, so
that a clock that jumps by years leaves no list of missed runs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from ghostd.ports import Clock

KINDS = ("tick", "idle")
THREADS = len(KINDS)
"""For each account, so that none waits for another's: one for its pass, one that waits for the server."""


class Agenda:
    """Entries of accounts that have joined: one of each kind an account, the newest in the place of others.

    `skipped` is told of an entry (its kind and account) that came while the one before still ran, `fault` of
    an exception out of one.
    """

    def __init__(
        self, clock: Clock, skipped: Callable[[str, str], None], fault: Callable[[BaseException], None]
    ) -> None:
        self._clock = clock
        self._skipped = skipped
        self._fault = fault
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._scheduler.add_listener(self._event, EVENT_JOB_ERROR | EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """Nothing begins any more; what runs is left to end."""
        self._scheduler.shutdown(wait=False)

    def join(self, account: str) -> None:
        self._scheduler.add_executor(ThreadPoolExecutor(THREADS), alias=_threads(account))

    def leave(self, account: str) -> None:
        """Nothing of the account begins any more; its threads go when what runs in them has ended.

        To leave twice is to leave once.
        """
        for kind in KINDS:
            with suppress(JobLookupError):
                self._scheduler.remove_job(_entry(kind, account))
        with suppress(KeyError):
            self._scheduler.remove_executor(_threads(account), shutdown=False)

    def put(self, kind: str, account: str, work: Callable[[], None], pause: timedelta) -> None:
        """Have the work begin after the pause."""
        self._scheduler.add_job(
            work, "date", run_date=self._clock.now() + pause, id=_entry(kind, account),
            executor=_threads(account), replace_existing=True,
        )  # fmt: skip

    def entered(self, kind: str, account: str) -> bool:
        """Whether the entry is there, and has not begun."""
        return self._scheduler.get_job(_entry(kind, account)) is not None

    def _event(self, event: Any) -> None:
        if event.code == EVENT_JOB_ERROR:
            self._fault(event.exception)
        else:
            kind, _, account = str(event.job_id).partition(":")
            self._skipped(kind, account)


def _entry(kind: str, account: str) -> str:
    return f"{kind}:{account}"


def _threads(account: str) -> str:
    """Apart from the names that APScheduler itself gives."""
    return f"account:{account}"
