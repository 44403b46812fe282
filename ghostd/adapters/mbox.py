"""Mail as files hold it: mbox in all its dialects (RFC 4155), plain or packed by xz, gzip or bzip2.

A file is read as a stream, so that its size costs time and no memory. Of a mail that is larger than
SOURCE_LIMIT only the beginning is kept.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, cast

from ghostd.core.arrivals import dates, read
from ghostd.core.arrivals.body import informed
from ghostd.core.arrivals.headers import split
from ghostd.core.messages import Dated, Message
from ghostd.core.text import SOURCE_LIMIT
from ghostd.errors import OperatorError

LINE_LIMIT = 64 * 1024
HOPS_LIMIT = 50

PACKED: Mapping[bytes, Callable[[BinaryIO], IO[bytes]]] = {
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x1f\x8b": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    b"BZh": bz2.BZ2File,
}

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Programs that know no date write that of the epoch into the line that begins a mail."""

_ENVELOPE = re.compile(rb"From .*\b\d\d?:\d\d(?::\d\d)?\b.*\b(?:19|20)\d\d\b")
_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|>From ")
_QUOTED = re.compile(rb">+From ")


class Letter(NamedTuple):
    """One mail of a file; `source` are its first bytes, with line ends as in Unix."""

    message: Message
    source: bytes


def letters(path: Path, own: Container[str]) -> Iterator[Letter]:
    """The mails of a file in its own order; `own` are the owner's addresses.

    A mail is dated as in a mailbox, with the last of its Received fields for INTERNALDATE; where there is
    none the line that begins it, else its own Date. That line is not believed where it says that the mail
    came in long before it was written. A mail without any date gets that of the one before it.
    Raises OperatorError when the file can't be read, or is no mbox.
    """
    before: datetime | None = None
    with _opened(path) as file:
        for envelope, source in _mails(path, _lines(file)):
            header = source.partition(b"\n\n")[0]
            arrived = _passed(header) or _filed(header, envelope) or _written(header)
            if arrived is None and before is None:
                continue
            message = informed(read(header, arrived or cast(datetime, before), own), source)
            if arrived is None:
                message = replace(message, dated=Dated.GUESSED)
            before = message.at
            yield Letter(message, source)


def _passed(header: bytes) -> datetime | None:
    """When the mail came in; the latest hop, because each hop writes its own above those before it."""
    hops = split(header).get("received", [])[:HOPS_LIMIT]
    times = (dates.parse(hop.rpartition(b";")[2].decode("latin-1")) for hop in hops)
    passed = max((at for at in times if at is not None), default=None)
    return passed if passed is not None and passed > EARLIEST else None


def _filed(header: bytes, envelope: bytes) -> datetime | None:
    """When the line that begins a mail says it came in.

    Some programs write one and the same moment into all of these lines: Git one in September 2001.
    """
    filed = dates.parse(envelope.decode("latin-1").partition(" ")[2].strip().partition(" ")[2])
    written = _written(header)
    if filed is None or filed <= EARLIEST or (written and filed + dates.AGREEMENT < written):
        return None
    return filed


def _written(header: bytes) -> datetime | None:
    copies = split(header).get("date")
    return dates.parse(copies[0].decode("latin-1")) if copies else None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's own bytes, whatever they are packed in: told by the first bytes, not by the name."""
    try:
        with path.open("rb") as plain:
            beginning = plain.read(6)
            plain.seek(0)
            opens = next((opens for magic, opens in PACKED.items() if beginning.startswith(magic)), None)
            if opens is None:
                yield plain
                return
            with io.BufferedReader(cast(io.RawIOBase, opens(plain))) as unpacked:
                yield unpacked
    except (EOFError, lzma.LZMAError, gzip.BadGzipFile, zlib.error) as error:
        raise OperatorError(f"{path}: cannot be unpacked to its end ({error}); copy it once more") from None
    except OSError as error:
        said = error.strerror or "cannot be unpacked"
        raise OperatorError(f"{path}: {said}; name a file in mbox format") from None


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    for line in iter(lambda: file.readline(LINE_LIMIT), b""):
        yield line[:-2] + b"\n" if line.endswith(b"\r\n") else line


def _mails(path: Path, lines: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each mail's first line, and its header and body without the dialect's quoting."""
    envelope = b""
    kept: list[bytes] = []
    size = 0
    before = b"\n"
    for line, following in pairwise(chain(lines, [b""])):
        if _begins(before, line, following):
            if envelope:
                yield envelope, b"".join(kept)
            envelope, kept, size = line, [], 0
        elif not envelope and line.strip(b"\xef\xbb\xbf\n\t "):
            raise OperatorError(
                f'{path}: this is no mbox, which begins with a line "From ..."; '
                "let your mail program export a folder as mbox"
            )
        elif size < SOURCE_LIMIT:
            kept.append(line[1:] if _QUOTED.match(line) else line)
            size += len(line)
        before = line
    if not envelope:
        raise OperatorError(f"{path}: there is no mail in it; name a file in mbox format")
    yield envelope, b"".join(kept)


def _begins(before: bytes, line: bytes, following: bytes) -> bool:
    """Whether a mail begins here. Not every program quotes a "From " within a text, or leaves a line free."""
    if not line.startswith(b"From ") or not before.endswith(b"\n"):
        return False
    return bool(_FIELD.match(following)) and (before == b"\n" or bool(_ENVELOPE.match(line)))
