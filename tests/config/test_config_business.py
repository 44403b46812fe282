"""What the configuration tells of the work and the money arrives in the core's words, exact and unguessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from configurations import ENVIRON, EXAMPLE, SMALLEST, loaded, written

from ghostd.adapters.books import OwnersBooks
from ghostd.cli import wire
from ghostd.config.build import inline_invoices, practice
from ghostd.config.load import load
from ghostd.core.engagement import Contract, Engagement, LateFee, Project, Stage, Stated, Term
from ghostd.core.gaps.calendar import Span
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.statement import money_of, statement_of
from ghostd.core.playbook.model import Money
from ghostd.errors import ConfigError

D = Decimal
INVOICE = "{number: 1, issued: 2026-03-31, due: 2026-04-30, amount: 1200.50"


def engagement(folder: Path, more: str) -> Engagement:
    config = loaded(folder, SMALLEST + more)
    return practice(config, config.accounts[0]).engagement("Acme")


def invoices(folder: Path, more: str) -> tuple[Invoice, ...]:
    return inline_invoices(loaded(folder, SMALLEST + more))["Acme"]


def test_nothing_written_is_nothing_known(tmp_path: Path) -> None:
    assert engagement(tmp_path, "") == Engagement()
    assert inline_invoices(loaded(tmp_path, SMALLEST)) == {}


def test_the_example_tells_of_a_whole_engagement() -> None:
    config = load(EXAMPLE, ENVIRON)
    acme = practice(config, config.accounts[0]).engagement("Acme")
    assert acme.project == Project(
        "Brand relaunch", Stage.ACTIVE, date(2026, 1, 12), date(2026, 6, 30), D("42.5"), D(65), D(4500)
    )
    assert acme.contract.terms == {Term.APPROVAL_BY_SILENCE, Term.DEPOSIT, Term.NOTICE_PERIOD}
    assert acme.late_fee == LateFee(D(8), D(40), 15, "our contract, clause 7")
    assert acme.attach == {"closing": f"{EXAMPLE.parent}/invoices/acme-*.pdf"}
    assert acme.stated == Stated(
        4, 3, ("used the drafts before paying",), "we work too differently", ("hand over the print files",)
    )
    assert inline_invoices(config)["Acme"] == (
        Invoice(
            "2026-014",
            "Acme",
            date(2026, 3, 31),
            date(2026, 4, 30),
            Amount(D("1200.50"), "EUR"),
            D(400),
            date(2026, 5, 11),
        ),
    )


@pytest.mark.parametrize(
    ("more", "contract"),
    [
        ("", Contract(known=False)),
        ("    contract:\n", Contract(known=False)),
        ("    contract: {}\n", Contract(known=True)),
        ("    contract: {terms: []}\n", Contract(known=True)),
        ("    contract: {terms: [deposit]}\n", Contract(True, frozenset({Term.DEPOSIT}))),
        ("    contract: {notice: 30d}\n", Contract(True, frozenset({Term.NOTICE_PERIOD}), Span(30, "d"))),
    ],
    ids=["left_out", "without_value", "empty", "no_terms", "a_term", "a_notice_is_a_term"],
)
def test_a_contract_is_known_when_it_is_written(tmp_path: Path, more: str, contract: Contract) -> None:
    assert engagement(tmp_path, more).contract == contract


def test_what_is_written_for_all_clients_holds_where_a_client_says_nothing_else(tmp_path: Path) -> None:
    for_all = "money: {currency: usd, late_fee: {fixed: 40, basis: the law}}\n"
    assert engagement(tmp_path, for_all) == Engagement(
        currency="USD", late_fee=LateFee(fixed=D(40), basis="the law")
    )
    own = engagement(tmp_path, "    currency: GBP\n    late_fee: {rate: 8, basis: clause 7}\n" + for_all)
    assert own == Engagement(currency="GBP", late_fee=LateFee(rate=D(8), basis="clause 7"))


@pytest.mark.parametrize(
    ("paid", "value"),
    [
        ("", "0"),
        (", paid: no", "0"),
        (", paid: yes", "1200.50"),
        (", paid: sí", "1200.50"),
        (", paid: 400", "400"),
    ],
    ids=["left_out", "no", "yes", "sí", "amount"],
)
def test_what_is_paid_of_an_invoice(tmp_path: Path, paid: str, value: str) -> None:
    assert invoices(tmp_path, f"    invoices: [{INVOICE}{paid}}}]\n")[0].paid == D(value)


def test_an_invoice_is_in_its_clients_currency(tmp_path: Path) -> None:
    one = invoices(tmp_path, f"    currency: CHF\n    invoices: [{INVOICE}}}]\n")
    assert one[0].amount == Amount(D("1200.50"), "CHF")


def test_an_empty_list_is_known_to_be_empty(tmp_path: Path) -> None:
    assert invoices(tmp_path, "    invoices: []\n") == ()


@pytest.mark.parametrize(
    ("pattern", "absolute"),
    [
        ("invoices/*.pdf", "{folder}/invoices/*.pdf"),
        ("/srv/a.pdf", "/srv/a.pdf"),
        ("~/a-?.pdf", "/home/ana/a-?.pdf"),
    ],
    ids=["beside_the_file", "whole_path", "home"],
)
def test_a_pattern_begins_beside_the_configuration(tmp_path: Path, pattern: str, absolute: str) -> None:
    found = engagement(tmp_path, f"    attach: {{closing: {pattern}}}\n").attach
    assert found == {"closing": absolute.format(folder=tmp_path)}


def test_a_folder_with_brackets_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "a[b]*"
    folder.mkdir()
    (folder / "x.pdf").write_bytes(b"x")
    pattern = engagement(folder, "    attach: {closing: '*.pdf'}\n").attach["closing"]
    assert [file.name for file in OwnersBooks().enclosures("Acme", pattern)] == ["x.pdf"]


# --- as the commands see it ---------------------------------------------------------------------------------

LIST = "number,client,issued,due,amount\nA1,acme,2026-03-31,2026-04-30,"


def test_the_books_of_a_configuration_reach_its_accounts(tmp_path: Path) -> None:
    (tmp_path / "invoices.csv").write_text(LIST + "90.00\n")
    config = loaded(tmp_path, SMALLEST + f"    invoices: [{INVOICE}}}]\nmoney: {{invoices: invoices.csv}}\n")
    (account,) = wire.accounts(config)
    statement = statement_of(
        "Acme", account.books.invoices("Acme"), account.practice.engagement("Acme"), date(2026, 5, 1)
    )
    assert statement is not None
    assert statement.overdue == Amount(D("1290.50"), "EUR")
    assert money_of(statement) is Money.OVERDUE


def test_every_problem_of_the_list_is_a_problem_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "invoices.csv").write_text(LIST + "1.200\nA2,Acme,soon,2026-04-30,1\n")
    config = loaded(tmp_path, SMALLEST + "money: {invoices: invoices.csv}\n")
    with pytest.raises(ConfigError) as caught:
        wire.checked_books(config)
    first, second = str(caught.value).splitlines()
    assert first.startswith(f'{tmp_path}/invoices.csv:2  amount: "1.200" may be thousands or decimals')
    assert second.startswith(f'{tmp_path}/invoices.csv:3  issued: "soon" is not a date')


def test_a_list_that_is_not_there_yet_lets_the_configuration_load(tmp_path: Path) -> None:
    config = load(written(tmp_path, SMALLEST + "money: {invoices: ~/none.csv}\n"), ENVIRON)
    assert config.money.invoices == Path("/home/ana/none.csv")
    assert "there is no such list of invoices" in wire.books(config).check()[0]
