"""The port `Render` with Jinja2, sandboxed: the owner's templates first, then the shipped ones.

Text from mail comes in as facts only and is never compiled. Every template is compiled and rendered with
sample facts when `Templates` is made, so that a mistake shows at start and not on the day of the draft.
"""

from __future__ import annotations

import re
import shlex
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateNotFound, pass_context
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ghostd.adapters.samples import sample_draft, samples
from ghostd.core.playbook.model import Do, Playbooks
from ghostd.core.replies.attachments import Attachment, Task
from ghostd.core.replies.facts import Rendered
from ghostd.core.replies.notice_facts import NOTICES
from ghostd.core.spoken import spoken_date
from ghostd.errors import ConfigError

FALLBACK = "en"
SUFFIX = ".txt.j2"
MOST_OUTPUT = 64 * 1024

_SUBJECT = re.compile(r"\s*Subject:[ \t]*([^\n]*)\n")
_GAP = re.compile(r"\n{3,}")


class Templates:
    """All templates, the overlay's and the shipped; making one raises `ConfigError` for any that is wrong.

    `languages` are those in use, `playbooks` those whose drafts must have a template.
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
        self._environment = _environment(self._folders)
        if problems := self.check():
            raise ConfigError("\n".join(problems))

    def render(self, template: str, language: str, facts: Mapping[str, object]) -> Rendered:
        """The template's text for these facts, in `language` or, where there is none in it, in English."""
        found, spoken = self._find(template, language)
        try:
            text = _bounded(found, {**facts, "language": spoken})
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ConfigError(self._located(error, str(found.name), facts)) from error
        text = _GAP.sub("\n\n", text).strip("\n") + "\n"
        if template not in NOTICES:
            return Rendered("", text)
        head = _SUBJECT.match(text)
        if head is None:
            raise ConfigError(
                f'{self._place(str(found.name))}:1  a notice begins with a line "Subject: ..."; add one'
            )
        return Rendered(head[1].strip(), text[head.end() :].lstrip("\n"))

    def language_of(self, texts: Sequence[str]) -> str | None:
        """Which of the languages there are templates for some letters are written in; None when in doubt."""
        return None

    def entries(self, task: Task) -> tuple[Attachment, ...]:
        """What a phone's calendar and a list of tasks take for a task."""
        return ()

    def check(self) -> list[str]:
        """Every problem of every template, each with file, line and cure; an empty list when all is well."""
        if self._overlay is not None and not self._overlay.is_dir():
            return [
                f"{self._overlay}  the folder for your templates is not there; create it or drop the setting"
            ]
        problems = [*self._missing(), *self._overlaid()]
        for language, template in self._all():
            problems += self._rehearse(template, language)
        return list(dict.fromkeys(problems))

    def remarks(self) -> list[str]:
        """What works but may surprise: languages in use where a template is missing and English is used."""
        found = set(self._all())
        needed = sorted({name for name, _, _ in self._needed()} | NOTICES)
        out = []
        for language in self._languages:
            lacking = [t for t in needed if (language, t) not in found and (FALLBACK, t) in found]
            if lacking == needed:
                out.append(f'there are no templates in the language "{language}"; English is used instead')
            elif lacking:
                out.append(f'not there in the language "{language}", so in English: {", ".join(lacking)}')
        return out

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

    def _needed(self) -> Iterator[tuple[str, str, bool]]:
        """The templates the playbooks name, where they do, and whether a deadline can be known there."""
        for playbook in self._playbooks.values():
            promised = False
            for step in playbook.steps:
                if step.do is Do.DRAFT:
                    promised = promised or step.deadline is not None
                    yield step.template, f"playbooks.{playbook.name}, step {step.name}", promised

    def _missing(self) -> Iterator[str]:
        have = {template for _, template in self._all()}
        for template, where, promised in self._needed():
            if template not in have:
                known = ", ".join(sorted(have - NOTICES))
                yield (
                    f'{where}  there is no template "{template}"; add {FALLBACK}/{template}{SUFFIX} to your'
                    f" templates folder or name one of: {known}"
                )
            elif not promised:
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
            elif path.stat().st_size > MOST_OUTPUT:
                yield f"{path}  is longer than 64 kB; a follow-up should fit on a page"

    def _rehearse(self, template: str, language: str) -> Iterator[str]:
        for facts in samples(template):
            try:
                rendered = self.render(template, language, facts)
            except ConfigError as error:
                yield str(error)
                continue
            place = self._place(f"{language}/{template}{SUFFIX}")
            if not rendered.body.strip():
                yield f"{place}:1  renders to nothing; write a text or remove the file"
            if template not in NOTICES and _SUBJECT.match(rendered.body):
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


def _environment(folders: Iterable[Path]) -> ImmutableSandboxedEnvironment:
    # Plain text, not HTML: escaping would write "&amp;" into mail.
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["date"] = _date
    environment.filters["shell"] = shlex.quote
    return environment


@pass_context
def _date(context: Context, day: object, year: bool = False) -> str:
    if not isinstance(day, date):
        raise TypeError("what is given to the date filter has no date; guard it with an if")
    return spoken_date(day, str(context["language"]), year=year)


def _bounded(template: Template, facts: Mapping[str, object]) -> str:
    pieces: list[str] = []
    length = 0
    for piece in template.generate(facts):
        pieces.append(piece)
        length += len(piece)
        if length > MOST_OUTPUT:
            raise ValueError("the text grows beyond 64 kB")
    return "".join(pieces)
