"""A dossier as a folder: written beside its place, and moved there when it is whole.

Nothing that is there is ever touched; a run that breaks off leaves `DIR.part` at most, and its name says so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ghostd.core.characters import clean
from ghostd.core.dossier.markdown import markdown
from ghostd.core.dossier.names import INDEX, INDEX_TEXT, SUMS, SUMS_SUM, sums_text
from ghostd.core.dossier.page import Page
from ghostd.core.dossier.records import File
from ghostd.errors import OperatorError

TEMPLATE = "dossier.html.j2"
PART = ".part"
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class DossierFolder:
    """A folder in the making; `finish` gives it its name, and leaving without that removes it.

    Raises `OperatorError` when the folder is there and not empty, or can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().absolute()
        self._part = self.folder.with_name(self.folder.name + PART)
        self._files: list[File] = []
        self._finished = False

    def __enter__(self) -> Self:
        with self._writing():
            self._require_free()
            self._part.mkdir(mode=0o700)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._finished:
            shutil.rmtree(self._part, ignore_errors=True)

    def keep(self, name: str, content: bytes) -> str:
        """A new file of that name, readable for its owner alone; gives its SHA-256 in hexadecimal."""
        digest = hashlib.sha256(content).hexdigest()
        self._write(name, content)
        self._files.append(File(name, digest))
        return digest

    def finish(self, page: Page) -> str:
        """The index and the list of sums are written, the folder has its name; gives the list's SHA-256."""
        self.keep(INDEX, html(page).encode())
        self.keep(INDEX_TEXT, markdown(page).encode())
        sums = sums_text(self._files).encode()
        digest = hashlib.sha256(sums).hexdigest()
        self._write(SUMS, sums)
        self._write(SUMS_SUM, sums_text([File(SUMS, digest)]).encode())
        with self._writing():
            # Over an empty folder a rename is allowed, over any other it fails.
            self._part.rename(self.folder)
        self._finished = True
        return digest

    def _require_free(self) -> None:
        # A link is not looked through: what it leads to could change meanwhile.
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise OperatorError(f"{self.folder} is there and is no folder; name a new one")
        if self.folder.exists() and any(self.folder.iterdir()):
            raise OperatorError(f"{self.folder} is not empty, and nothing is overwritten; name a new folder")
        if self.folder == Path.cwd() or not self.folder.name:
            raise OperatorError(f"{self.folder} is where you are; name a new folder in it")
        if os.path.lexists(self._part):
            raise OperatorError(
                f"{self._part} is there: another run is writing it, or one was broken off; "
                "remove it when no other runs"
            )

    def _write(self, name: str, content: bytes) -> None:
        path = self._part / name
        with self._writing():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(path, NEW_FILE, 0o600), "wb") as file:
                file.write(content)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OperatorError(
                f"{self.folder}: {error.strerror}; name a folder that can be made, with room for the mail"
            ) from error


def html(page: Page) -> str:
    """The page as one HTML file: nothing is loaded from anywhere, no script, all text in it is escaped."""
    environment = Environment(
        loader=PackageLoader("ghostd.adapters", ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(page=page)


def harmless(value: object) -> object:
    """Text without what nobody can see; the template's own markup stays as it is."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
