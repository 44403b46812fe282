"""The owner's list of invoices and the files beside it, as real files: read, or refused by line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ghostd.adapters.books import OwnersBooks
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.errors import OperatorError
from ghostd.ports import Books

D = Decimal
ENGLISH = "number,client,issued,due,amount,paid,paid_on,currency\n"
SPANISH = "Factura;Cliente;Fecha;Vencimiento;Importe;Pagado;Fecha de pago;Moneda\n"
ROW = "1,Acme,2026-03-31,2026-04-30,100,,,\n"


def kept(folder: Path, content: str | bytes, **others: object) -> OwnersBooks:
    path = folder / "invoices.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return OwnersBooks(file=path, currencies={"Acme": "EUR", "Beta": "USD"}, **others)  # type: ignore[arg-type]


def known(books: Books, client: str = "Acme") -> Sequence[Invoice]:
    found = books.invoices(client)
    assert found is not None
    return found


def refusal(books: OwnersBooks, client: str = "Acme") -> str:
    """What is said of the list, the folder left out of it; `check` says it, too."""
    with pytest.raises(OperatorError) as caught:
        books.invoices(client)
    assert str(caught.value) in books.check()
    return str(caught.value).replace(f"{books.file and books.file.parent}/", "")


# --- what is read -------------------------------------------------------------------------------------------

FIRST = Invoice(
    "2026-014",
    "Acme",
    date(2026, 3, 31),
    date(2026, 4, 30),
    Amount(D("1200.50"), "EUR"),
    D(400),
    date(2026, 5, 11),
)
SECOND = Invoice("2026-015", "Acme", date(2026, 4, 30), date(2026, 5, 30), Amount(D(90), "EUR"))
FORMS = {
    "english": ENGLISH
    + "2026-014,Acme,2026-03-31,2026-04-30,1200.50,400,2026-05-11,EUR\n"
    + "2026-015,Acme,2026-04-30,2026-05-30,90,,,\n",
    "spanish": SPANISH
    + "2026-014;Acme;31/03/2026;30/04/2026;1.200,50;400;11/05/2026;EUR\n"
    + "2026-015;Acme;30/04/2026;30/05/2026;90,00 €;no;;\n",
    "byte_order_mark_and_dos_line_ends": (
        "\ufeff"
        + SPANISH
        + "2026-015;Acme;30/04/2026;30/05/2026;90;;;\n"
        + "2026-014;Acme;31/03/2026;30/04/2026;1200,50;400,00;11/05/2026;eur\n"
    ).replace("\n", "\r\n"),
    "comma_with_quoted_amounts": ENGLISH
    + '2026-014,Acme,2026-03-31,2026-04-30,"1.200,50","400,00",11.05.2026,\n'
    + '"2026-015","Acme",2026-04-30,2026-05-30,"90",,,\n',
    "tabs_and_a_hint_of_the_delimiter": "sep=\t\n"
    + (SPANISH + "2026-014;Acme;31/03/2026;30/04/2026;1200,5;400;11/05/2026;\n").replace(";", "\t")
    + "2026-015;Acme;30/04/2026;30/05/2026;90;;;\n".replace(";", "\t"),
    "other_order_other_columns_empty_rows": "\nNota;Nº;Total;Cliente;Vence;Emitida;Cobrado;Cobrada el\n"
    "logo;2026-014;1200,50;Acme;30/04/2026;31/03/2026;400;11/05/2026\n;;;;;;;\n"
    '"dos\nlíneas";2026-015;90;Acme;30/05/2026;30/04/2026;;\n',
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_the_same_list_in_every_form(tmp_path: Path, content: str) -> None:
    books = kept(tmp_path, content)
    assert known(books) == (FIRST, SECOND)
    assert books.check() == []


def test_a_list_from_an_old_spreadsheet_is_read(tmp_path: Path) -> None:
    content = "número;cliente;emisión;vencimiento;importe\n1;Peña;31/03/2026;30/04/2026;90 €\n".encode(
        "cp1252"
    )
    assert known(kept(tmp_path, content), "Peña")[0].amount == Amount(D(90), "EUR")


def test_a_name_is_met_whatever_its_case_and_spaces(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + "1, ACME ,2026-03-31,2026-04-30,100,,,\n")
    assert len(known(books, "Acme")) == 1


def test_an_amount_without_a_currency_is_in_that_of_its_client(tmp_path: Path) -> None:
    books = kept(
        tmp_path, ENGLISH + ROW + ROW.replace("Acme", "Beta") + ROW.replace("Acme", "Gamma"), currency="CHF"
    )
    assert [known(books, name)[0].amount.currency for name in ("Acme", "Beta", "Gamma")] == [
        "EUR",
        "USD",
        "CHF",
    ]


def test_a_list_with_the_day_of_payment_alone_means_all_of_it(tmp_path: Path) -> None:
    books = kept(
        tmp_path,
        "number,client,issued,due,amount,paid_on\n"
        "1,Acme,2026-01-01,2026-01-31,50,2026-02-01\n2,Acme,2026-01-01,2026-01-31,50,\n",
    )
    assert [invoice.left.value for invoice in known(books)] == [D(0), D(50)]


def test_a_client_that_no_list_names_is_not_known(tmp_path: Path) -> None:
    assert kept(tmp_path, ENGLISH + ROW).invoices("Beta") is None
    assert OwnersBooks().invoices("Acme") is None


def test_a_client_with_an_empty_list_of_its_own_has_none(tmp_path: Path) -> None:
    assert kept(tmp_path, ENGLISH + ROW, inline={"Beta": ()}).invoices("Beta") == ()


def test_the_list_and_the_configuration_are_joined(tmp_path: Path) -> None:
    content = FORMS["english"].replace("2026-014,Acme", "2026-014,Beta")
    assert known(kept(tmp_path, content, inline={"Acme": (FIRST,)})) == (FIRST, SECOND)


def test_an_invoice_in_both_is_refused(tmp_path: Path) -> None:
    said = refusal(kept(tmp_path, FORMS["english"], inline={"Acme": (FIRST,)}))
    assert said.startswith(
        'invoices.csv: the invoice "2026-014" of Acme stands here and in the configuration'
    )


def test_a_changed_list_is_read_again(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + ROW)
    assert known(books)[0].amount.value == D(100)
    kept(tmp_path, ENGLISH + ROW.replace("100", "250.00"))
    assert known(books)[0].amount.value == D(250)


def test_a_list_with_the_same_stamp_is_not_read_again(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + ROW)
    stat = (tmp_path / "invoices.csv").stat()
    first = known(books)
    kept(tmp_path, ENGLISH + ROW.replace("100", "250"))
    os.utime(tmp_path / "invoices.csv", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert known(books) == first


# --- what is refused ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bad:
    row: str
    says: str
    line: int = 3


GOOD = "9,Acme,2026-03-31,2026-04-30,90,,,\n"
BAD = {
    "ambiguous_amount": Bad(
        "1,Acme,2026-03-31,2026-04-30,1.200,,,",
        'amount: "1.200" may be thousands or decimals; write it such as 1200',
    ),
    "no_amount": Bad(
        "1,Acme,2026-03-31,2026-04-30,,,,", "amount: there is nothing; fill it in, or remove the row"
    ),
    "credit_note": Bad(
        "1,Acme,2026-03-31,2026-04-30,-90,,,", 'amount: "-90" is less than nothing; count what a'
    ),
    "no_day": Bad("1,Acme,31 March,2026-04-30,90,,,", 'issued: "31 March" is not a date; write 2026-03-31'),
    "day_there_is_not": Bad("1,Acme,2026-03-31,30/02/2026,90,,,", 'due: "30/02/2026" is not a day there is'),
    "due_before_issued": Bad(
        "1,Acme,2026-03-31,2026-03-30,90,,,", "it is due on 2026-03-30, before it was issued on 2026-03-31"
    ),
    "no_number": Bad(",Acme,2026-03-31,2026-04-30,90,,,", "number: there is nothing"),
    "number_twice": Bad(
        "9,acme,2026-03-31,2026-04-30,80,,,", 'the invoice "9" is already in line 2; keep one'
    ),
    "currency_unknown": Bad("1,Acme,2026-03-31,2026-04-30,90,,,EURO", 'currency: "EURO" is not a currency'),
    "paid_as_a_word": Bad(
        "1,Acme,2026-03-31,2026-04-30,90,partly,,", 'paid: "partly" is not an amount in EUR'
    ),
    "paid_on_without_paid": Bad(
        "1,Acme,2026-03-31,2026-04-30,90,,2026-05-01,", "write under paid how much came in, or yes"
    ),
    "decimal_comma_out_of_quotes": Bad(
        "1,Acme,2026-03-31,2026-04-30,90,50,,,", "there are 9 cells and 8 columns; give each column its cell"
    ),
    "short_row": Bad("1,Acme,2026-03-31,2026-04-30,90,50", "there are 6 cells and 8 columns"),
    "sum_at_the_foot": Bad(",,,,180,,,", "number: there is nothing; fill it in, or remove the row"),
    "after_a_cell_of_two_lines": Bad(
        '"1\n2",Acme,2026-03-31,2026-04-30,90,,,\n3,Acme,2026-03-31,2026-04-30,x,,,', 'amount: "x"', line=5
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_row_is_named_with_its_cure(tmp_path: Path, bad: Bad) -> None:
    said = refusal(kept(tmp_path, ENGLISH + GOOD + bad.row + "\n"))
    assert said.startswith(f"invoices.csv:{bad.line}  ")
    assert bad.says in said
    assert "\n" not in said


def test_several_bad_rows_are_counted_and_check_has_them_all(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + GOOD + 3 * "1,Acme,2026-03-31,2026-04-30,x,,,\n")
    with pytest.raises(OperatorError, match=r"csv:3 .*\(and 2 more; `ghostd check` lists them\)"):
        books.invoices("Acme")
    assert [problem.partition("  ")[0][-1] for problem in books.check()] == ["3", "4", "5"]


def test_a_bad_row_of_another_client_leaves_this_one_known(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + GOOD + "1,Beta,2026-03-31,2026-04-30,x,,,\n")
    assert len(known(books)) == 1
    assert refusal(books, "Beta").startswith("invoices.csv:3  amount:")


WHOLE = {
    "empty": ("", "invoices.csv:1  no column number, client, issued, due, amount"),
    "no_header": (ROW, "invoices.csv:1  no column number, client"),
    "a_column_missing": (
        ENGLISH.replace("due", "when") + ROW,
        "invoices.csv:1  no column due; the first line",
    ),
    "a_column_twice": (
        ENGLISH.replace("currency", "Total") + ROW,
        'invoices.csv:1  "amount" and "Total" both stand for amount; rename',
    ),
    "open_quote": (ENGLISH + GOOD + '1,"Acme,2026\n', "invoices.csv:3  a quotation mark is opened"),
    "a_spreadsheet": (b"PK\x03\x04\0\0", "invoices.csv: this is no text; save the table as CSV (UTF-8)"),
}


@pytest.mark.parametrize(("content", "says"), WHOLE.values(), ids=WHOLE)
def test_what_is_no_list_is_refused(tmp_path: Path, content: str | bytes, says: str) -> None:
    assert refusal(kept(tmp_path, content)).startswith(says)


def test_a_missing_list_is_named_with_its_cure(tmp_path: Path) -> None:
    books = OwnersBooks(file=tmp_path / "invoices.csv")
    assert (
        refusal(books)
        == "invoices.csv: there is no such list of invoices; put it there, or mend money.invoices"
    )


def test_a_folder_in_place_of_the_list_is_refused(tmp_path: Path) -> None:
    assert "the list of invoices cannot be read" in refusal(OwnersBooks(file=tmp_path))


def test_a_list_that_turned_bad_is_refused_and_taken_again_when_mended(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + ROW)
    known(books)
    kept(tmp_path, "nothing of the kind")
    refusal(books)
    refusal(books)
    kept(tmp_path, ENGLISH + ROW)
    assert len(known(books)) == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(st.sampled_from(',;"\n1.Acme-x\t '), max_size=80).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path: Path, rows: bytes) -> None:
    for content in (rows, ENGLISH.encode() + rows):
        books = kept(tmp_path, content)
        try:
            books.invoices("Acme")
        except OperatorError as problem:
            assert "\n" not in str(problem)
        assert all("\n" not in problem for problem in books.check())


# --- remarks ------------------------------------------------------------------------------------------------


def test_a_name_that_is_nearly_a_clients_is_remarked(tmp_path: Path) -> None:
    books = kept(tmp_path, ENGLISH + ROW.replace("Acme", "Acmee") + ROW.replace("Acme", "Somebody else"))
    assert books.remarks() == [f'{tmp_path}/invoices.csv: "Acmee" is no client here (did you mean "Acme"?)']


def test_a_pattern_that_matches_nothing_is_remarked(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    books = OwnersBooks(patterns={"Acme": (f"{tmp_path}/*.pdf", f"{tmp_path}/*.odt")})
    assert books.remarks() == [f"Acme: no file matches {tmp_path}/*.odt yet, so that none will be attached"]


# --- files to attach ----------------------------------------------------------------------------------------


def filled(folder: Path, *names: str, content: bytes = b"%PDF") -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(content)
    return folder


def test_the_last_five_files_by_name_are_attached(tmp_path: Path) -> None:
    filled(tmp_path, *(f"acme-{n}.pdf" for n in range(7)), "other.pdf", ".acme-9.pdf")
    (tmp_path / "acme-8.pdf").mkdir()
    found = OwnersBooks().enclosures("Acme", f"{tmp_path}/acme-*.pdf")
    assert [file.name for file in found] == [f"acme-{n}.pdf" for n in range(2, 7)]
    assert {(file.type, file.content) for file in found} == {("application/pdf", b"%PDF")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.txt", "text/plain"), ("a", "application/octet-stream"), ("a.tar.gz", "application/octet-stream")],
)
def test_a_file_says_what_it_is(tmp_path: Path, name: str, kind: str) -> None:
    filled(tmp_path, name)
    assert OwnersBooks().enclosures("Acme", f"{tmp_path}/{name}")[0].type == kind


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert OwnersBooks().enclosures("Acme", f"{tmp_path}/none/*.pdf") == ()


def test_ten_megabytes_in_all_are_the_most(tmp_path: Path) -> None:
    filled(tmp_path, "a.pdf", "b.pdf", content=bytes(5_000_000))
    assert len(OwnersBooks().enclosures("Acme", f"{tmp_path}/*.pdf")) == 2
    filled(tmp_path, "c.pdf")
    with pytest.raises(
        OperatorError, match=r"3 files for Acme .* a draft takes 10 MB; let the pattern match fewer"
    ):
        OwnersBooks().enclosures("Acme", f"{tmp_path}/*.pdf")


def test_a_link_that_leads_out_is_refused_and_one_within_is_followed(tmp_path: Path) -> None:
    inside, secret = filled(tmp_path / "in", "b.pdf"), filled(tmp_path / "out", "secret")
    (inside / "a.pdf").symlink_to(inside / "b.pdf")
    assert len(OwnersBooks().enclosures("Acme", f"{inside}/*.pdf")) == 2
    (inside / "c.pdf").symlink_to(secret / "secret")
    with pytest.raises(OperatorError, match=r"a link that leads out of .*; put the file itself there"):
        OwnersBooks().enclosures("Acme", f"{inside}/*.pdf")


def test_a_folder_that_is_itself_a_link_is_the_owners_choice(tmp_path: Path) -> None:
    filled(tmp_path / "disk", "a.pdf")
    (tmp_path / "invoices").symlink_to(tmp_path / "disk")
    assert len(OwnersBooks().enclosures("Acme", f"{tmp_path}/invoices/*.pdf")) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (filled(tmp_path, "a.pdf") / "a.pdf").chmod(0)
    with pytest.raises(OperatorError, match=r"a\.pdf: this file cannot be attached"):
        OwnersBooks().enclosures("Acme", f"{tmp_path}/*.pdf")
