"""Mail read the whole way that ghostd reads it, each with its CPU time and its peak of memory.

Run as a program, so that nothing of the tests is measured with it: `python -m tests.hostile.measured` reads
the real mail and the made-up one, and prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import tarfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ghostd.adapters.dossier_folder import html
from ghostd.adapters.imap.fields import HEADER_LIMIT, select_fields
from ghostd.core.arrivals import classify_source, read
from ghostd.core.arrivals.authentication import Authority, proved
from ghostd.core.arrivals.body import informed
from ghostd.core.dossier.markdown import markdown
from ghostd.core.dossier.page import Cell, Column, Page, Row, Section, Table
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Message
from ghostd.core.text import body_text, canonical, strip_quotes
from ghostd.service.reading import overheard, worded
from tests.hostile.made_up import PLAIN, made_up

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OWN = frozenset({"ana@example.com"})
MX = Authority("mx.example.com", frozenset({"example.com"}))
CALENDAR = Calendar()
FETCHED = 65_536
"""The bytes of a mail that a pass fetches at most."""

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "mail"
CORPUS = Path(os.environ.get("GHOSTD_MAIL_CORPUS") or BESIDE)


def real_mail() -> Iterator[tuple[str, bytes]]:
    """Every file of the collections of malformed and of labelled mail."""
    with tarfile.open(CORPUS / "malformed.tar.xz") as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)):
                yield member.name, content.read()
    for path in sorted((CORPUS / "labelled").rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def follow(source: bytes) -> Message:
    """As a pass reads a client's mail: the header that a server gives, and the first of the whole."""
    message = read(select_fields(source[:HEADER_LIMIT]), NOON, OWN)
    part = source[:FETCHED]
    message = informed(message, part)
    worded(message, part, CALENDAR, client_wrote=True)
    overheard(message, part)
    proved(part, MX, message.sender)
    return message


def study(source: bytes) -> None:
    """As `ghostd classify` reads a file, and what a draft is compared with."""
    classify_source(source)
    canonical(strip_quotes(body_text(source)))


def shown(messages: Iterable[Message]) -> tuple[str, str]:
    """What the messages say in a dossier's two indexes."""
    said = [(m.subject, m.sender_name, m.sender or "", *m.recipients[:3], m.because) for m in messages]
    rows = tuple(Row((Cell(text, text),)) for texts in said for text in texts)
    table = Table((Column("text", "text"),), rows)
    page = Page("en", "Dossier", "Acme", "", (), (Section("m", 2, table=table),))
    return html(page), markdown(page)


def measure(name: str, source: bytes, work: Callable[[bytes], object]) -> dict[str, object]:
    """The CPU seconds of one reading, and what went wrong in it."""
    began = time.process_time()
    fault = ""
    try:
        work(source)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - began
    return {"name": f"{name} ({work.__name__})", "seconds": seconds, "fault": fault}


def peak(source: bytes, work: Callable[[bytes], object]) -> int:
    """The most memory in bytes, beyond the mail itself, that a second reading takes."""
    tracemalloc.start()
    try:
        with suppress(Exception):
            work(source)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def resident() -> int:
    """The most memory in bytes that this process has had; `ru_maxrss` may be that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0])
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    real = dict(real_mail()) if CORPUS.is_dir() else {}
    both = (follow, study)
    for work in both:
        work(PLAIN)
    before = resident()
    found = [measure(name, source, work) for name, source in real.items() for work in both]
    grown = resident() - before
    mails = real | made_up()
    found += [measure(name, source, work) for name, source in made_up().items() for work in both]
    peaks = [peak(source, work) for source in mails.values() for work in both]
    for one, most in zip(found, peaks, strict=True):
        one["peak"] = most
    page = shown(map(follow, mails.values()))
    print(json.dumps({"mails": len(mails), "grown": grown, "found": found, "shown": page}))


if __name__ == "__main__":
    main()
