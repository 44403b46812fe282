"""`make soak`: a month of a freelancer's mail on a real server, with faults at random, in minutes.

After each day it is checked that ghostd kept its promises, and what it takes of memory is shown. The number
of the seed can be given; the same one plays the same month again.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.errors import OperatorError
from ghostd.service.report import Report
from tests.dovecot import PASSWORD, Dovecot
from tests.recorder import ENDS_WITHIN
from tests.soak.daemon import PASSWORD_VARIABLE, Daemon
from tests.soak.faults import Troubles
from tests.soak.people import CLIENTS, Client, Town, configuration
from tests.soak.record import Record
from tests.soak.store import SoakMailbox
from tests.soak.wire import Wire
from tests.stage import Stage, at

DAYS = 30
START = at("2026-03-05 00:00")
"""Within the month the clocks change, on the 29th."""

EVERY = timedelta(minutes=45)
LISTENS_EVERY = 7
"""Passes; the connection that waits for the server's hint stays open in between."""

GROWTH = 5.0
"""Megabytes that the process may have more than after the first day."""

LONGEST = 600.0
"""Seconds for all of it, on two cores that are busy."""


class Month:
    """The soak itself; `wrong` fills with every promise that was not kept."""

    def __init__(self, seed: int, dovecot: Dovecot, folder: Path) -> None:
        random = Random(seed)  # a month that can be played again
        user, config, state = dovecot.user(), folder / "config.yaml", folder / "state"
        os.environ[PASSWORD_VARIABLE] = PASSWORD
        self.wire = Wire(dovecot.host, dovecot.port)
        text = configuration(dovecot.host, self.wire.port, user)
        config.write_text(text, encoding="utf-8")
        self.stage = Stage.built(made(state), START, text)
        self.stage.ledger.close()
        self.daemon = Daemon(config, self.stage.clock)
        self.record = Record(dovecot.recorder, user, dovecot.maildir(user))
        self.mailbox = SoakMailbox(dovecot, user, self.record)
        self.stage.mailbox = self.mailbox  # type: ignore[assignment]  # the port, in the place of the memory
        self.town = Town(self.stage, self.mailbox, random, START)
        self.troubles = Troubles(self.town, self.wire, self.daemon, dovecot.maildir(user), random)
        self.wrong: list[str] = []
        self.passes = self.failed = self.hints = 0
        self.done: Counter[str] = Counter()

    @property
    def ledger(self) -> SqliteLedger:
        return self.daemon.ledger

    def past(self) -> None:
        """What was before the soak: two months of answered mail."""
        for client in CLIENTS:
            self.stage.habit(START, answers=8, hours=round(client.hours), sender=client.address)
            self.town.answered.add(client.name)

    def day(self, number: int) -> None:
        midnight = START + number * timedelta(days=1)
        self.town.day(midnight)
        now = midnight
        while now < midnight + timedelta(days=1):
            self.town.until(now)
            self.troubles.before_a_pass()
            self._look(now)
            now += EVERY
        # The last look of the day has nothing in its way: what is checked then is what has settled.
        self.troubles.mend()
        refused, os.environ[PASSWORD_VARIABLE] = os.environ[PASSWORD_VARIABLE], PASSWORD
        for _ in range(3):
            self._look(now - timedelta(minutes=1))
        os.environ[PASSWORD_VARIABLE] = refused
        self.wrong += [f"day {number + 1}: {wrong}" for wrong in self._broken_promises()]

    def _look(self, now: datetime) -> None:
        self.stage.clock.instant = now + self.troubles.skew
        self.passes += 1
        before = self._drafted()
        report = None
        try:
            report = self.daemon.look()
        except OperatorError as error:
            self.failed += 1
            if not self.troubles.failing:
                self.wrong.append(f"{now}: a pass failed for no reason: {error}")
        if self.passes % LISTENS_EVERY == 0:
            # Nothing is lost with a hint.
            with suppress(OperatorError):
                self.hints += self.daemon.listen()
        self._remember_ours()
        self._check_drafts(now, self._drafted() - before)
        if report is not None:
            self._check(now, report)

    def _check(self, now: datetime, report: Report) -> None:
        self.done.update(action.action for action in report.actions)
        self.done["notices"] += report.notices
        if report.faults or (report.errors and not self.troubles.failing):
            self.wrong.append(f"{now}: {report.errors} {report.faults}")

    def _check_drafts(self, now: datetime, appended: set[str]) -> None:
        for case in self.ledger.cases(closed=True):
            for draft in self.ledger.drafts(case) if case.occasion.ends_on_answer else ():
                if draft.message_id in appended and draft.client in self.town.answered:
                    self.wrong.append(f"{now}: a draft ({draft.step}) to {draft.client}, who has answered")

    def _drafted(self) -> set[str]:
        ledger = self.ledger
        return {d.message_id for case in ledger.cases(closed=True) for d in ledger.drafts(case) if d.appended}

    def _remember_ours(self) -> None:
        ledger = self.ledger
        for case in ledger.cases(closed=True):
            self.mailbox.ours |= {sha256(d.source).hexdigest() for d in ledger.drafts(case) if d.source}

    def _broken_promises(self) -> Iterator[str]:
        yield from self.mailbox.wrongs()
        yield from self.record.wrongs()
        yield from self._mirror_gaps()
        drafts = [source for _, source in self.mailbox.drafts()]
        for client in CLIENTS:
            to_them = [
                source for source in drafts if client.address.encode() in source.partition(b"\r\n\r\n")[0]
            ]
            if len(to_them) > 1:
                yield f"{len(to_them)} drafts to {client.name}"
            if client.name in self.town.answered:
                yield from self._left_lying(client, to_them)

    def _left_lying(self, client: Client, sources: list[bytes]) -> Iterator[str]:
        """An untouched draft about a silence, to a client who has answered since."""
        ledger, lying = self.ledger, {sha256(source).hexdigest() for source in sources}
        for case in ledger.cases(closed=True):
            for draft in ledger.drafts(case) if case.occasion.ends_on_answer else ():
                untouched = draft.source and sha256(draft.source).hexdigest() in lying
                if draft.client == client.name and untouched:
                    yield f"the draft {draft.step} to {client.name}, who has answered, was not taken back"

    def _mirror_gaps(self) -> Iterator[str]:
        """What lies in a folder and is not known to lie there."""
        ledger = self.ledger
        if aside := ledger.quarantined():
            yield f"set aside: {aside}"
        for folder in self.mailbox.folder_names():
            cursor = ledger.cursor(folder)
            for uid, (source, _) in self.mailbox.world.contents(folder).items():
                name = _message_id(source)
                known = {
                    (p.folder, p.uid)
                    for _, p in ledger.find(name)
                    if cursor and p.uidvalidity == cursor.uidvalidity
                }
                if (folder, uid) not in known:
                    yield f"{folder} {uid} ({name}) is not in the mirror"

    def end(self) -> None:
        """Everybody goes; then the whole store on the disk must be what is known to have been made of it."""
        self.daemon.stop()
        self.mailbox.close_all()
        self.wrong += self.record.wrongs(within=ENDS_WITHIN)

    def close(self) -> None:
        self.wire.stop()


def made(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


def _message_id(source: bytes) -> str:
    head = source.partition(b"\r\n\r\n")[0].decode()
    [line] = [line for line in head.splitlines() if line.lower().startswith("message-id:")]
    return line.partition(":")[2].strip()


def resident() -> float:
    """Megabytes of memory in use, with what the allocator holds back given up first."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def warm_up(month: Month) -> None:
    """What is loaded once, when it is first needed, is loaded: the words and figures of every language, what
    writes entries for calendars, and what makes processes."""
    assert month.daemon.render.check() == []
    month.daemon.render.language_of(["¿Puedes mirarlo y decirme qué te parece?", "Could you have a look?"])
    import_module("ghostd.adapters.calendar_entries")
    month.troubles.daemon_is_killed()
    month.troubles.configuration_is_reloaded()


def main(seed: int) -> int:
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    dovecot, first, most = Dovecot(), 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        month = Month(seed, dovecot, Path(folder))
        try:
            month.past()
            warm_up(month)
            for number in range(DAYS):
                try:
                    month.day(number)
                except BaseException:
                    print(dovecot.log(), *month.wrong, sep="\n")
                    raise
                now = resident()
                first = first or now
                most = max(most, now - first)
                print(
                    f"day {number + 1:2}: {month.passes:4} passes, {now:6.1f} MB ({now - first:+.1f})",
                    flush=True,
                )
            month.end()
        finally:
            month.close()
            dovecot.stop()
    took = time.monotonic() - began
    wrong = [*month.wrong, *month.troubles.wrong, *month.mailbox.told_wrong]
    for one in wrong:
        print(f"wrong: {one}")
    faults = ", ".join(f"{name} {number}" for name, number in sorted(month.troubles.counts.items()))
    print(f"{DAYS} days (seed {seed}), {month.passes} passes; {month.failed} failed and were made up for")
    print(f"faults: {faults}")
    print(f"done: {', '.join(f'{name} {n}' for name, n in sorted(month.done.items()))}, hints {month.hints}")
    print(f"watched: {month.record.told()}")
    print(f"memory: {first:.1f} MB after the first day, {most:+.1f} MB at the most since")
    print(f"{len(wrong)} promises broken; {took:.0f} s")
    if took > LONGEST:
        print(f"a month takes {LONGEST:.0f} s at the most")
    return int(bool(wrong) or most > GROWTH or took > LONGEST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
