"""The tables of `report` in the terminal, in the owner's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ghostd.adapters.formats import written_money
from ghostd.cli.report_words import TERMS, WORDS
from ghostd.core.learning import Lessons, summed
from ghostd.core.money.invoices import Amount
from ghostd.core.money.statement import Totals
from ghostd.service.learning import Position

AGES = ("not_due", "to_30", "to_60", "to_90", "over_90")


def print_report(out: Console, learned: Lessons, found: Sequence[Position], language: str) -> None:
    """Everything, a section at a time; what has nothing to tell says so in a line."""
    words = WORDS.get(language, WORDS["en"])
    for line in outcomes(learned, words, language):
        out.print(Text(line))
    tables = [steps(learned, words)] if learned.steps else []
    if learned.clients:
        tables.append(clients(learned, words))
    if any(one.statement for one in found):
        tables.append(money(found, words, language))
    else:
        out.print(Text(words["no_money"]))
    for shown in (*tables, terms(found, words, language)):
        out.print()
        out.print(shown)


def outcomes(learned: Lessons, words: Mapping[str, str], language: str) -> Iterator[str]:
    if not learned.cases:
        yield words["none"]
        return
    yield words["outcomes"].format(
        cases=learned.cases,
        answered=learned.answered,
        unprompted=learned.unprompted,
        unanswered=learned.unanswered,
        by_hand=learned.by_hand,
    )
    if learned.again:
        yield words["again"].format(again=learned.again)
    if learned.days is not None:
        yield words["days"].format(days=learned.days)
    if learned.owed:
        yield words["owed"].format(owed=sums(learned.owed, language))


def steps(learned: Lessons, words: Mapping[str, str]) -> Table:
    shown = table(words["steps"], [words[key] for key in ("step", "sent", "answers", "after")])
    for one in learned.steps:
        after = "-" if one.days is None else words["day"].format(days=one.days)
        row(shown, one.step, one.sent, one.answered, after)
    return shown


def clients(learned: Lessons, words: Mapping[str, str]) -> Table:
    keys = ("client", "silences", "answers", "left", "repeat", "length")
    shown = table(words["clients"], [words[key] for key in keys])
    for one in learned.clients:
        row(shown, one.client, one.cases, one.answered, one.unanswered, one.again, one.days)
    return shown


def money(found: Sequence[Position], words: Mapping[str, str], language: str) -> Table:
    """What is open by client and age, and over all clients, each currency by itself; ages without anything
    are left out."""
    known = [(one.client, one.statement) for one in found]
    totals = [total for _, statement in known if statement for total in statement.totals]
    ages = tuple(age for age in AGES if any(getattr(total.aging, age) for total in totals))
    shown = table(words["money"], [words[key] for key in ("client", "open", "overdue", *ages)])
    every: dict[str, list[Totals]] = {}
    for client, statement in known:
        open_in = [t for t in statement.totals if t.outstanding.value] if statement else []
        if not open_in:
            row(shown, client, words["nothing" if statement else "unknown"])
        for total in open_in:
            every.setdefault(total.outstanding.currency, []).append(total)
            row(shown, client, *figures([total], ages, language))
    for same in every.values():
        shown.add_section()
        row(shown, words["together"], *figures(same, ages, language))
    return shown


def figures(totals: Sequence[Totals], ages: Sequence[str], language: str) -> Iterator[str]:
    """Outstanding, overdue and the ages of some totals in one currency; a dash where there is nothing."""
    currency = totals[0].outstanding.currency
    columns = [[t.outstanding.value for t in totals], [t.overdue.value for t in totals]]
    columns += [[getattr(t.aging, age) for t in totals] for age in ages]
    for values in columns:
        amount = summed(Amount(value, currency) for value in values)
        yield written_money(amount[0], language) if amount else "-"


def terms(found: Sequence[Position], words: Mapping[str, str], language: str) -> Table:
    named = TERMS.get(language, TERMS["en"])
    shown = table(words["terms"], [words[key] for key in ("client", "has", "lacks")], right=False)
    for one in found:
        if not one.contract.known:
            row(shown, one.client, words["no_contract"])
            continue
        listed = (term for term in named if term in one.contract.terms)
        lacking = (named[term] for term in one.contract.missing)
        row(shown, one.client, ", ".join(named[t] for t in listed) or "-", ", ".join(lacking) or "-")
    return shown


def sums(amounts: Iterable[Amount], language: str) -> str:
    return ", ".join(written_money(amount, language) for amount in amounts)


def table(title: str, headings: Sequence[str], *, right: bool = True) -> Table:
    shown = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        figures_here = right and number > 0
        shown.add_column(
            heading, overflow="fold", justify="right" if figures_here else "left", no_wrap=figures_here
        )
    return shown


def row(shown: Table, *cells: object) -> None:
    shown.add_row(*(Text(str(cell)) for cell in cells))
