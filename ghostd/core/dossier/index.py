"""The index of a dossier: who, when, how much, the cases, the drafts, the money, and every message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from ghostd.core.conversations import Side
from ghostd.core.dossier.accounts import money_section
from ghostd.core.dossier.names import SUMS, day, local
from ghostd.core.dossier.page import Cell, Column, Fact, Page, Row, Section, Table
from ghostd.core.dossier.reasons import reason
from ghostd.core.dossier.records import Course, Dossier, Found, Kept, KeptDraft
from ghostd.core.dossier.reply import owner_line
from ghostd.core.dossier.terms import term
from ghostd.core.dossier.words import WORDS, Words, counted, words
from ghostd.core.gaps.explain import explain_habit
from ghostd.core.messages import Dated, Kind
from ghostd.core.spoken import spoken_date

DIGITS_SHOWN = 16
"""How much of a SHA-256 the index shows."""

PEOPLE_SHOWN = 6
"""How many recipients are named."""


def index_of(dossier: Dossier, language: str, zone: tzinfo) -> Page:
    """The index in the owner's language and by the owner's clock."""
    return _Index(dossier, language, zone).page()


class _Index:
    """The index while it is put together."""

    def __init__(self, dossier: Dossier, language: str, zone: tzinfo) -> None:
        self.dossier = dossier
        self.language = language if language in WORDS else "en"
        self.zone = zone
        self.said: Words = words(language)

    def page(self) -> Page:
        client, at = self.dossier.client.name, self.dossier.at
        said = self.said
        return Page(
            language=self.language,
            eyebrow=said["dossier"],
            title=client,
            lead=said["lead"].format(client=client, when=self.spoken(at), zone=self.zone),
            facts=tuple(self.facts()),
            sections=(
                *self.cases(),
                self.drafts(),
                money_section(self.dossier, self.language, local(at, self.zone).date()),
                self.messages(),
                self.checking(),
            ),
        )

    # what stands above

    def facts(self) -> Iterator[Fact]:
        dossier, said = self.dossier, self.said
        client = dossier.client
        known = sorted({*client.addresses, *(f"@{domain}" for domain in client.domains)})
        yield Fact(said["client"], (Cell(client.name, ", ".join(known)),))
        owners = {(one.owner.name, one.owner.addresses) for one in dossier.accounts}
        yield Fact(said["owner"], tuple(Cell(name, ", ".join(own)) for name, own in sorted(owners)))
        if dossier.several:
            yield Fact(said["accounts"], tuple(Cell(one.account) for one in dossier.accounts))
        if project := tuple(self.project()):
            yield Fact(said["project"], project)
        yield Fact(said["messages"], tuple(map(Cell, self.counts())))
        habits = [line for one in dossier.accounts for line in self.habits(one)]
        if habits:
            yield Fact(said["answers"], tuple(map(Cell, habits)))

    def project(self) -> Iterator[Cell]:
        project = self.dossier.engagement.project
        if project is None:
            return
        days = [("from_on", project.start), ("due_on", project.due)]
        told = [self.said[key].format(day=self.spoken_day(on)) for key, on in days if on]
        yield Cell(project.name or "-", ", ".join(told))

    def counts(self) -> Iterator[str]:
        dossier, said = self.dossier, self.said
        kept = dossier.distinct
        if not kept:
            yield said["no_mail"]
            return
        first, last = (self.spoken_day(local(kept[end].letter.message.at, self.zone)) for end in (0, -1))
        yield said["to"].format(first=first, last=last)
        people = [one.letter.side for one in kept if one.letter.message.kind is Kind.HUMAN]
        own, theirs = people.count(Side.OWNER), people.count(Side.CLIENT)
        shares = {
            "total": len(kept),
            "by_client": theirs,
            "by_owner": own,
            "by_others": len(people) - own - theirs,
            "by_machines": len(kept) - len(people),
        }
        told = [said[key].format(count=n, client=dossier.client.name) for key, n in shares.items() if n]
        yield f"{told[0]}: {', '.join(told[1:])}."
        too_large = sum(one.too_large for one in dossier.messages)
        further = {
            "copies": len(dossier.messages) - len(kept),
            "missing": len(dossier.missing) - too_large,
            "too_large": too_large,
        }
        yield from (counted(said, key, count) for key, count in further.items() if count)

    def habits(self, found: Found) -> Iterator[str]:
        if found.usual is None:
            return
        client, length = self.dossier.client.name, found.calendar.day
        whose = f"{found.account}: " if self.dossier.several else ""
        yield whose + explain_habit(client, found.usual, self.language, length)
        yield whose + owner_line(client, found.own, self.language, length)

    # the cases

    def cases(self) -> Iterator[Section]:
        if not self.dossier.courses:
            yield Section(self.said["cases"], lines=(self.said["no_cases"],))
            return
        yield Section(self.said["cases"])
        for number, course in enumerate(self.dossier.courses, start=1):
            yield self.case(number, course)

    def case(self, number: int, course: Course) -> Section:
        case, said, language = course.case, self.said, self.language
        state = term("phase", case.phase, language)
        if case.outcome is not None and case.closed is not None:
            outcome = term("outcome", case.outcome, language)
            state = said["closed_on"].format(outcome=outcome, when=self.spoken(case.closed))
        about = self.dossier.number_of(course.account, case.anchor)
        subject = self.dossier.messages[about - 1].letter.message.subject if about else ""
        occasion = term("occasion", case.occasion, language)
        facts = [
            Fact(said["opened"], (Cell(self.spoken(case.opened), self.account(course.account)),)),
            Fact(said["about"], (self.to_message(about, occasion, subject),)),
            Fact(said["goal"], (Cell(term("goal", case.goal, language)),)),
            Fact(said["state"], (Cell(state),)),
        ]
        columns = (("when", "when"), ("what", "text"), ("step", "step"), ("why", "text"))
        rows = tuple(
            Row(
                (
                    Cell(self.minute(entry.at)),
                    Cell(term("event", entry.event, language)),
                    Cell(entry.step),
                    Cell(reason(entry.reason, language)),
                )
            )
            for entry in course.entries
        )
        heading = said["case"].format(number=number, playbook=case.playbook)
        table = Table(tuple(Column(said[name], kind) for name, kind in columns), rows) if rows else None
        return Section(heading, level=3, facts=tuple(facts), table=table)

    def to_message(self, number: int | None, text: str, subject: str) -> Cell:
        if number is None:
            return Cell(text)
        told = self.said["message"].format(number=number)
        return Cell(text, f"{told}: {subject or self.said['no_subject']}", anchor=anchor(number))

    # the drafts

    def drafts(self) -> Section:
        said = self.said
        if not self.dossier.drafts:
            return Section(said["drafts"], lines=(said["no_drafts"],))
        columns = ("number", "when", "draft", "fate", "decided", "file")
        kinds = ("number", "when", "step", "text", "when", "file")
        return Section(
            said["drafts"],
            table=Table(
                tuple(Column(said[name], kind) for name, kind in zip(columns, kinds, strict=True)),
                tuple(map(self.draft, self.dossier.drafts)),
            ),
        )

    def draft(self, kept: KeptDraft) -> Row:
        draft, said, language = kept.written.draft, self.said, self.language
        cases = [(course.account, course.case.id) for course in self.dossier.courses]
        mine = kept.written.account, draft.case_id
        case = said["of_case"].format(number=cases.index(mine) + 1) if mine in cases else ""
        confidence = term("confidence", draft.confidence, language) if draft.verdict.final else ""
        evidence = "; ".join(reason(part, language) for part in draft.evidence.split("; ") if part)
        unseen = said["never_in_drafts"] if draft.appended is None else ""
        return Row(
            (
                Cell(str(kept.number)),
                Cell(self.minute(draft.created)),
                Cell(draft.step, joined(case, self.account(kept.written.account))),
                Cell(term("verdict", draft.verdict, language), joined(unseen, confidence, evidence)),
                Cell(self.minute(draft.decided) if draft.decided else ""),
                self.draft_file(kept),
            )
        )

    def draft_file(self, kept: KeptDraft) -> Cell:
        became = self.said["sent_as"].format(number=kept.became) if kept.became else ""
        if kept.file is not None:
            folder = self.said["in_folder"].format(folder=kept.file.folder) if kept.file.folder else ""
            small = joined(kept.file.digest[:DIGITS_SHOWN], folder, became)
            return Cell(kept.file.name.partition("/")[2], small, link=kept.file.name)
        if kept.became:
            return Cell(became, anchor=anchor(kept.became))
        return Cell(self.said["no_source"])

    # the messages

    def messages(self) -> Section:
        said = self.said
        if not self.dossier.messages:
            return Section(said["messages"], lines=(said["no_mail"],))
        columns = ("number", "when", "people", "subject", "file")
        kinds = ("number", "when", "who", "text", "file")
        return Section(
            said["messages"],
            table=Table(
                tuple(Column(said[name], kind) for name, kind in zip(columns, kinds, strict=True)),
                tuple(map(self.message, self.dossier.messages)),
            ),
        )

    def message(self, kept: Kept) -> Row:
        message, said = kept.letter.message, self.said
        copied = said["copy_of"].format(number=kept.copy_of) if kept.copy_of else ""
        kind = term("kind", message.kind, self.language)
        return Row(
            (
                Cell(str(kept.number)),
                self.moment(message.at, said["estimated"] if message.dated is Dated.GUESSED else ""),
                Cell(self.sender(kept), f"→\N{NO-BREAK SPACE}{self.recipients(message.recipients)}"),
                Cell(
                    message.subject or said["no_subject"],
                    joined(kind, self.account(kept.letter.account), copied),
                ),
                self.file(kept),
            ),
            name=anchor(kept.number),
            weak=message.kind is not Kind.HUMAN,
        )

    def sender(self, kept: Kept) -> str:
        message = kept.letter.message
        address = message.sender or self.said["sender_unknown"]
        return f"{message.sender_name} <{address}>" if message.sender_name else address

    def recipients(self, addresses: tuple[str, ...]) -> str:
        more = len(addresses) - PEOPLE_SHOWN
        return ", ".join(addresses[:PEOPLE_SHOWN]) + (f", … (+{more})" if more > 0 else "")

    def file(self, kept: Kept) -> Cell:
        if kept.file is None:
            return Cell(self.said["large" if kept.too_large else "no_longer"])
        folder = self.said["in_folder"].format(folder=kept.file.folder)
        small = joined(kept.file.digest[:DIGITS_SHOWN], folder)
        return Cell(kept.file.name.partition("/")[2], small, link=kept.file.name)

    # the end

    def checking(self) -> Section:
        keys = ("how_times", "how_limits", "how_list", "how_files")
        lines = tuple(self.said[key].format(zone=self.zone) for key in keys)
        return Section(self.said["check"], lines=lines, commands=(f"sha256sum -c {SUMS}",))

    # small things

    def account(self, name: str) -> str:
        return name if self.dossier.several else ""

    def moment(self, at: datetime, remark: str = "") -> Cell:
        """The day, and below it the time with its difference from UTC."""
        there = local(at, self.zone)
        return Cell(day(at, self.zone), joined(f"{there:%H:%M} {offset(there)}", remark))

    def minute(self, at: datetime) -> str:
        return f"{day(at, self.zone)} {local(at, self.zone):%H:%M}"

    def spoken(self, at: datetime) -> str:
        return f"{self.spoken_day(local(at, self.zone))}, {local(at, self.zone):%H:%M}"

    def spoken_day(self, on: datetime | date) -> str:
        return spoken_date(on, self.language, year=True)


def anchor(number: int) -> str:
    """What a message's row is called within the page."""
    return f"m{number}"


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def offset(at: datetime) -> str:
    """Such as `+02:00`."""
    text = f"{at:%z}"
    return f"{text[:3]}:{text[3:5]}"
