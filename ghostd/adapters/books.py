"""The owner's own files about money: the list of invoices, and the files that go with a draft.

The list is read again whenever it has another time, size or inode; nothing is ever written.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from glob import has_magic
from itertools import takewhile
from pathlib import Path

from ghostd.core.money.book import Book, name_key, read_book
from ghostd.core.money.invoices import Invoice
from ghostd.core.replies.attachments import Attachment
from ghostd.errors import OperatorError

MAX_LIST = 20_000_000
MAX_FILES = 5
MAX_ENCLOSED = 10_000_000

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class OwnersBooks:
    """`Books` of one configuration.

    `file` is the list of invoices, `inline` the invoices in the configuration itself, by client. `currencies`
    says in what each client is invoiced where a row does not, `currency` what anybody else is. `patterns` are
    the configured ones of each client, for `remarks` alone.
    """

    file: Path | None = None
    inline: Mapping[str, Sequence[Invoice]] = field(default_factory=dict)
    currency: str = "EUR"
    currencies: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _stamp: Stamp | None = field(init=False, repr=False, default=None)
    _book: Book = field(init=False, repr=False, default_factory=Book)

    def invoices(self, client: str) -> Sequence[Invoice] | None:
        """The client's invoices, oldest first; None where neither the list nor the configuration has one.

        That the list does not name a client may be a slip of the pen, so that it never means "owes nothing";
        `invoices: []` in the configuration does. Raises `OperatorError` for a row that leaves it in doubt.
        """
        book = self._read()
        if problems := book.problems_of(client):
            more = f" (and {len(problems) - 1} more; `ghostd check` lists them)" if problems[1:] else ""
            raise OperatorError(problems[0].text + more)
        return self._joined(client, book)

    def enclosures(self, client: str, pattern: str) -> tuple[Attachment, ...]:
        """The last five files, by name, that an absolute pattern matches; none is no fault.

        A link that leads out of the folder which the pattern names is an `OperatorError`, and so are files
        that may not be read, or are larger than 10 MB together.
        """
        root = _root(pattern)
        files = _matches(pattern)[-MAX_FILES:]
        for path in files:
            if not path.resolve().is_relative_to(root):
                raise OperatorError(f"{path}: a link that leads out of {root}; put the file itself there")
        size = sum(path.stat().st_size for path in files)
        if size > MAX_ENCLOSED:
            raise OperatorError(
                f"{pattern}: {len(files)} files for {client} with {size / 1e6:.1f} MB together, and a draft "
                f"takes {MAX_ENCLOSED / 1e6:.0f} MB; let the pattern match fewer"
            )
        return tuple(Attachment(path.name, _media_type(path), _content(path)) for path in files)

    def check(self) -> list[str]:
        """Every problem with the list of invoices, in the order of its rows."""
        try:
            book = self._read()
        except OperatorError as problem:
            return [str(problem)]
        problems = [problem.text for problem in book.problems]
        for client in self.inline:
            try:
                self._joined(client, book)
            except OperatorError as problem:
                problems.append(str(problem))
        return problems

    def remarks(self) -> list[str]:
        """What is no fault, and yet would be noticed late; for lists without a problem."""
        said = []
        known = {name_key(client): client for client in self.currencies}
        for key, name in self._read().names.items():
            near = [] if key in known else get_close_matches(key, known, n=1, cutoff=0.75)
            if near:
                said.append(f'{self.file}: "{name}" is no client here (did you mean "{known[near[0]]}"?)')
        for client, patterns in self.patterns.items():
            said += [
                f"{client}: no file matches {pattern} yet, so that none will be attached"
                for pattern in patterns
                if not _matches(pattern)
            ]
        return said

    def _read(self) -> Book:
        if self.file is None:
            return self._book
        try:
            stat = self.file.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if stamp != self._stamp:
                if stat.st_size > MAX_LIST:
                    raise OperatorError(
                        f"{self.file}: larger than 20 MB; this cannot be the list of invoices"
                    )
                text = _decoded(self.file.read_bytes(), self.file)
                self._book = read_book(text, str(self.file), self._currency_of)
                self._stamp = stamp
        except FileNotFoundError:
            raise OperatorError(
                f"{self.file}: there is no such list of invoices; put it there, or mend money.invoices"
            ) from None
        except OSError as problem:
            reason = problem.strerror or "no reason given"
            raise OperatorError(f"{self.file}: the list of invoices cannot be read ({reason})") from None
        return self._book

    def _currency_of(self, client: str) -> str:
        key = name_key(client)
        return next((code for name, code in self.currencies.items() if name_key(name) == key), self.currency)

    def _joined(self, client: str, book: Book) -> Sequence[Invoice] | None:
        listed, inline = book.invoices.get(name_key(client)), self.inline.get(client)
        if listed is None and inline is None:
            return None
        both = [*(listed or ()), *(inline or ())]
        twice = {name_key(i.number) for i in listed or ()} & {name_key(i.number) for i in inline or ()}
        if twice:
            number = next(i.number for i in both if name_key(i.number) in twice)
            raise OperatorError(
                f'{self.file}: the invoice "{number}" of {client} stands here and in the configuration; '
                "keep one of the two"
            )
        return tuple(sorted(both, key=lambda i: (i.issued, i.number)))


def _decoded(raw: bytes, file: Path) -> str:
    if b"\0" in raw:
        raise OperatorError(f"{file}: this is no text; save the table as CSV (UTF-8)")
    # What is not UTF-8 was saved by an older spreadsheet, whose Windows set has the euro sign at 0x80.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _matches(pattern: str) -> list[Path]:
    """The regular files that match, in the order of their names; hidden ones do not."""
    path = Path(pattern)
    try:
        found = Path(path.anchor).glob(str(path.relative_to(path.anchor)))
        files = [file for file in found if file.is_file() and not file.name.startswith(".")]
    except (OSError, RuntimeError) as problem:
        reason = getattr(problem, "strerror", None) or "links in a circle"
        raise OperatorError(f"{pattern}: the files to attach cannot be listed ({reason})") from None
    return sorted(files, key=lambda file: (file.name, file))


def _root(pattern: str) -> Path:
    """The folder a pattern names before its first wildcard, links followed."""
    *folders, _ = Path(pattern).parts
    return Path(*takewhile(lambda part: not has_magic(part), folders)).resolve()


def _media_type(path: Path) -> str:
    kind, encoding = mimetypes.guess_type(path.name)
    return kind if kind and not encoding else "application/octet-stream"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or "no reason given"
        raise OperatorError(
            f"{path}: this file cannot be attached ({reason}); change its owner or mode"
        ) from None
