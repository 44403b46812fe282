"""The port `Render` with Jinja2, sandboxed: the owner's templates first, then the shipped ones.

Text from mail comes in as facts only and is never compiled. What the owner's templates may have changed is
compiled and rendered with sample facts when `Templates` is made, so that a mistake shows at start and not on
the day of the draft.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template, TemplateError, TemplateNotFound
from jinja2.exceptions import TemplateSyntaxError, UndefinedError

from ghostd.adapters.languages import language_of
from ghostd.adapters.notice_samples import notice_samples
from ghostd.adapters.samples import sample_draft, samples
from ghostd.adapters.sandbox import MOST_OUTPUT, bounded, sandbox
from ghostd.adapters.template_review import begins_with_subject, reviewed, sources
from ghostd.core.playbook.model import TEMPLATED, Do, Playbooks
from ghostd.core.replies.attachments import Attachment, Task
from ghostd.core.replies.facts import Rendered
from ghostd.core.replies.notice_facts import NOTICES
from ghostd.errors import ConfigError

FALLBACK = "en"
SUFFIX = ".txt.j2"

_SUBJECT = re.compile(r"\s*Subject:[ \t]*([^\n]*)\n")
_GAP = re.compile(r"\n{3,}")
_LANGUAGE = re.compile(r"[a-z]{2}")


class _Named(NamedTuple):
    """A template that a playbook's step names; `promised` says whether a deadline can be known there."""

    template: str
    where: str
    do: Do
    promised: bool


class Templates:
    """All templates, the overlay's and the shipped; making one raises `ConfigError` for any that is wrong.

    `languages` are those in use, `playbooks` those whose steps must have their templates.
    """

    def __init__(
        self,
        overlay: Path | None = None,
        *,
        languages: Iterable[str] = (),
        playbooks: Playbooks | None = None,
    ) -> None:
        self._folders = (*((overlay,) if overlay else ()), shipped())
        self._overlay = overlay
        self._languages = tuple(dict.fromkeys(languages))
        self._playbooks: Playbooks = playbooks or {}
        self._environment = sandbox(self._folders)
        self._notices = NOTICES | {name for name, notice in self._kinds().items() if notice}
        # What is shipped has been rehearsed in its own tests, and doing it again would be most of a start.
        if problems := self._problems(self._changed()):
            raise ConfigError("\n".join(problems))

    def render(self, template: str, language: str, facts: Mapping[str, object]) -> Rendered:
        """The template's text for these facts, in `language` or, where there is none in it, in English."""
        found, spoken = self._find(template, language)
        try:
            text = bounded(found, {**facts, "language": spoken})
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ConfigError(self._located(error, str(found.name), facts)) from error
        text = _GAP.sub("\n\n", text).strip("\n") + "\n"
        if template not in self._notices:
            return Rendered("", text)
        head = _SUBJECT.match(text)
        if head is None:
            raise ConfigError(
                f'{self._place(str(found.name))}:1  a notice begins with a line "Subject: ..."; add one'
            )
        return Rendered(head[1].strip(), text[head.end() :].lstrip("\n"))

    def language_of(self, texts: Sequence[str]) -> str | None:
        """Which of the languages there are templates for some letters are written in; None when in doubt."""
        return language_of(texts, {language for language, _ in self._all()})

    def entries(self, task: Task) -> tuple[Attachment, ...]:
        """What a phone's calendar and a list of tasks take for a task."""
        # Imported late: few passes have a task, and every command would start later by a tenth of a second.
        from ghostd.adapters.calendar_entries import entries

        return entries(task)

    def check(self) -> list[str]:
        """Every problem of every template, each with file, line and cure; an empty list when all is well."""
        return self._problems({language for language, _ in self._all()})

    def _changed(self) -> set[str]:
        """The languages in which the owner has a template or a piece of one."""
        return {path.parent.name for path in self._overlay.glob(f"*/*{SUFFIX}")} if self._overlay else set()

    def _problems(self, languages: set[str]) -> list[str]:
        """The problems of the templates in these languages, and of what the owner says and has."""
        if self._overlay is not None and not self._overlay.is_dir():
            return [
                f"{self._overlay}  the folder for your templates is not there; create it or drop the setting"
            ]
        if closed := list(self._closed()):
            return closed
        problems = [*self._missing(), *self._overlaid()]
        for language, template in self._all():
            if language in languages:
                problems += self._rehearse(template, language)
        return list(dict.fromkeys(problems))

    def remarks(self) -> list[str]:
        """What works but may surprise: where a template is missing in a language and the English one is used.

        Only the first of the languages in use, the owner's, needs the notices; the others are the clients',
        and each with a folder of its own may be one.
        """
        found = set(self._all())
        there = {language for language, _ in found}
        drafts = {named.template for named in self._needed() if named.do is Do.DRAFT}
        needed = drafts | {named.template for named in self._needed()} | NOTICES
        out = []
        for language in dict.fromkeys((*self._languages, *sorted(there))):
            lacking = {t for t in needed if (language, t) not in found and (FALLBACK, t) in found}
            if language not in there:
                out.append(f'there are no templates in the language "{language}"; English is used instead')
            elif lacking:
                out.append(
                    f'not there in the language "{language}", so in English: {", ".join(sorted(lacking))}'
                )
            needed = drafts
        return out

    def tone_remarks(self, today: date) -> list[str]:
        """What the reader of a draft may take amiss in its template, and dates that are over `today`; each
        with file, line where it is known, and cure."""
        out: list[str] = []
        for language, template in self._all():
            if template not in self._notices:
                texts = (self.render(template, language, facts).body for facts in samples(template))
                named = sources(self._environment, f"{language}/{template}{SUFFIX}", self._place)
                out += reviewed(named, texts, language, today)
        return list(dict.fromkeys(out))

    def _kinds(self) -> dict[str, bool]:
        """Whether each template is a notice: a shipped one says so, else the owner's, in English first."""
        kinds: dict[str, bool] = {}
        for folder in reversed(self._folders):
            for path in sorted(folder.glob(f"*/*{SUFFIX}"), key=lambda p: (p.parent.name != FALLBACK, p)):
                if (name := path.name.removesuffix(SUFFIX)) not in kinds:
                    kinds[name] = begins_with_subject(path.read_text("utf-8", errors="replace"))
        return kinds

    def _find(self, template: str, language: str) -> tuple[Template, str]:
        for spoken in dict.fromkeys((language, FALLBACK)):
            name = f"{spoken}/{template}{SUFFIX}"
            try:
                return self._environment.get_template(name), spoken
            except TemplateNotFound as error:
                if error.name != name:
                    raise ConfigError(self._located(error, name, {})) from error
            except (TemplateError, UnicodeDecodeError) as error:
                raise ConfigError(self._located(error, name, {})) from error
        raise ConfigError(
            f'there is no template "{template}"; add {FALLBACK}/{template}{SUFFIX} to your templates folder'
            f" or name one of: {', '.join(sorted({t for _, t in self._all()}))}"
        )

    def _all(self) -> list[tuple[str, str]]:
        """Language and name of each template; a leading underscore marks a piece that others include."""
        paths = (path for folder in self._folders for path in folder.glob(f"*/*{SUFFIX}"))
        pairs = ((path.parent.name, path.name.removesuffix(SUFFIX)) for path in paths)
        return sorted({pair for pair in pairs if not pair[1].startswith("_")})

    def _needed(self) -> Iterator[_Named]:
        """The templates that the playbooks name, in the order of their steps."""
        for playbook in self._playbooks.values():
            promised = False
            for step in playbook.steps:
                if step.do in TEMPLATED:
                    promised = promised or step.deadline is not None
                    yield _Named(
                        step.template, f"playbooks.{playbook.name}, step {step.name}", step.do, promised
                    )

    def _missing(self) -> Iterator[str]:
        have = {template for _, template in self._all()}
        for template, where, do, promised in self._needed():
            fitting = have - self._notices if do is Do.DRAFT else have & self._notices
            if template not in have:
                yield (
                    f'{where}  there is no template "{template}"; add {FALLBACK}/{template}{SUFFIX} to your'
                    f" templates folder or name one of: {', '.join(sorted(fitting))}"
                )
            elif template not in fitting:
                yield f"{where}  {_misplaced(template, do)}; name one of: {', '.join(sorted(fitting))}"
            elif do is Do.DRAFT and not promised:
                yield from (f"{where}  {p}" for p in self._without_deadline(template))

    def _without_deadline(self, template: str) -> Iterator[str]:
        facts = {**sample_draft("tu", "keep"), "deadline": None}
        for language in sorted({lang for lang, name in self._all() if name == template}):
            try:
                self.render(template, language, facts)
            except ConfigError as error:
                if "has no date" in str(error):
                    yield f'the template "{template}" speaks of a deadline; give the step one (deadline: 7d)'
                    return

    def _closed(self) -> Iterator[str]:
        """What of the overlay this user cannot read: without a word ours would be used in its place."""
        if self._overlay is not None:
            for path in (self._overlay, *sorted(self._overlay.glob("**/*"))):
                if not os.access(path, os.R_OK) or (path.is_dir() and not os.access(path, os.X_OK)):
                    yield f"{path}  cannot be read by this user; give ghostd's user the right to"

    def _overlaid(self) -> Iterator[str]:
        """Files of the overlay that nobody would ever find, and files too long to be a mail."""
        if self._overlay is None:
            return
        for path in sorted(self._overlay.glob("**/*")):
            if not path.is_file() or path.name.startswith("."):
                continue
            inside = path.relative_to(self._overlay)
            if len(inside.parts) != 2 or not path.name.endswith(SUFFIX):
                yield f"{path}  is no template; name it LANGUAGE/NAME{SUFFIX}, such as en/are-you-ok{SUFFIX}"
            elif not _LANGUAGE.fullmatch(inside.parts[0]):
                yield f"{path}  is in no language's folder; name that by two letters, such as en or es"
            elif path.stat().st_size > MOST_OUTPUT:
                yield f"{path}  is longer than 64 kB; a follow-up should fit on a page"

    def _rehearse(self, template: str, language: str) -> Iterator[str]:
        notice = template in self._notices
        for facts in notice_samples(template) if notice else samples(template):
            try:
                rendered = self.render(template, language, facts)
            except ConfigError as error:
                yield str(error)
                continue
            place = self._place(f"{language}/{template}{SUFFIX}")
            if not rendered.body.strip():
                yield f"{place}:1  renders to nothing; write a text or remove the file"
            if not notice and _SUBJECT.match(rendered.body):
                yield f'{place}:1  a draft keeps the subject of its thread; remove the "Subject:" line'

    def _place(self, name: str) -> str:
        """The file a template name stands for, as a path."""
        found = (folder / name for folder in self._folders if (folder / name).is_file())
        return str(next(found, name))

    def _located(self, error: Exception, name: str, facts: Mapping[str, object]) -> str:
        """One line that says where the template is wrong, what about, and how to mend it."""
        if isinstance(error, TemplateSyntaxError):
            return (
                f"{self._place(error.name or name)}:{error.lineno}  {error.message}; mend or remove this tag"
            )
        if isinstance(error, UnicodeDecodeError):
            return f"{self._place(name)}:1  is not UTF-8; save it in that encoding"
        if isinstance(error, TemplateNotFound):
            return f'{self._place(name)}:1  includes "{error.name}", which is in no templates folder'
        place = self._raised_at(error, name)
        text = " ".join(str(error).split())
        if isinstance(error, UndefinedError):
            return f"{place}  {text}; a template may use: {', '.join(sorted(facts))}"
        return f"{place}  {text or type(error).__name__}; mend or remove this expression"

    def _raised_at(self, error: Exception, name: str) -> str:
        frames = traceback.extract_tb(error.__traceback__)
        inside = [f for f in frames if any(Path(f.filename).is_relative_to(d) for d in self._folders)]
        return f"{inside[-1].filename}:{inside[-1].lineno}" if inside else f"{self._place(name)}:1"


def shipped() -> Path:
    """The folder of the shipped templates: inside the installed package, or in the checkout beside it."""
    package = Path(str(resources.files("ghostd")))
    installed = package / "share" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def _misplaced(template: str, do: Do) -> str:
    if do is Do.DRAFT:
        return f'the template "{template}" is a notice for you and no letter to the client'
    return f'the template "{template}" is a letter to the client; a step with "do: {do}" writes to you'
