"""Whose word on who sent a mail is believed, and what it says (RFC 8601)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.arrivals.authentication import Authority, proved

MX = Authority("mx.example.com", frozenset({"example.com"}))
OWN = "Received: from out.acme.example ([192.0.2.1])\r\n by mx.example.com (Postfix); Mon, 2 Mar 2026"
INNER = "Received: from mx.example.com by store3.internal with LMTP; Mon, 2 Mar 2026"
FOREIGN = "Received: from laptop by out.acme.example with ESMTPSA; Mon, 2 Mar 2026"
FROM = "From: Bob <bob@acme.example>"


def ar(results: str, host: str = "mx.example.com") -> str:
    return f"Authentication-Results: {host}; {results}"


PASS, FAIL = ar("dmarc=pass header.from=acme.example"), ar("dmarc=fail header.from=acme.example")

VECTORS = {
    "no_field__unknown": ([FROM], None),
    "pass__proved": ([PASS, OWN, FROM], True),
    "fail__unproved": ([FAIL, OWN, FROM], False),
    "below_the_hosts_own_line_as_gmail_writes__counts": ([INNER, OWN, FAIL, FOREIGN, FROM], False),
    "below_a_line_of_the_inner_store__counts": ([INNER, FAIL, OWN, FOREIGN, FROM], False),
    "senders_own_pass_below_a_foreign_line__is_nothing": ([OWN, FOREIGN, PASS, FROM], None),
    "senders_own_pass_below_the_failure__changes_nothing": ([FAIL, OWN, PASS, FROM], False),
    "senders_own_pass_right_below_the_hosts_failure__changes_nothing": ([OWN, FAIL, PASS, FROM], False),
    "senders_dmarc_right_below_the_hosts_spf__changes_nothing": (
        [OWN, ar("spf=fail smtp.mailfrom=acme.example"), PASS, FROM],
        False,
    ),
    "senders_failure_below_a_foreign_line__is_nothing": ([PASS, OWN, FOREIGN, FAIL, FROM], True),
    "senders_line_that_pretends_to_be_the_hosts__changes_nothing": ([FAIL, OWN, OWN, PASS, FROM], False),
    "first_line_is_foreign__nothing_counts": ([FOREIGN, PASS, FROM], None),
    "another_host__is_nothing": ([ar("dmarc=fail", "mx.evil.example"), OWN, FROM], None),
    "name_in_capitals_with_version__counts": ([ar("dmarc=fail", "MX.Example.COM 1"), FROM], False),
    "name_with_a_longer_tail__is_another": ([ar("dmarc=fail", "mx.example.com.evil.example"), FROM], None),
    "name_in_a_comment__is_nothing": ([ar("dmarc=fail", "evil.example (mx.example.com)"), FROM], None),
    "comments_anywhere__are_passed_over": ([ar("dmarc (a; dmarc=pass (b)) = fail (p=none; x)"), FROM], False),
    "result_in_quotes__is_no_result": ([ar('dkim=none reason="a; dmarc=pass b"; dmarc=fail'), FROM], False),
    "pass_for_another_sender__unproved": ([ar("dmarc=pass header.from=evil.example"), FROM], False),
    "pass_for_the_organisation__proved": ([ar("dmarc=pass header.from=mail.acme.example"), FROM], True),
    "no_policy_but_signed_by_the_domain__proved": (
        [ar("dmarc=none; dkim=pass header.d=acme.example"), FROM],
        True,
    ),
    "no_policy_but_sent_by_the_domain__proved": (
        [ar("spf=pass smtp.mailfrom=bob@acme.example; dkim=fail header.d=acme.example"), FROM],
        True,
    ),
    "signed_by_somebody_else_only__unknown": ([ar("dkim=pass header.d=evil.example"), FROM], None),
    "signed_by_somebody_else_and_not_sent_by_the_domain__unproved": (
        [ar("dkim=pass header.d=evil.example; spf=fail smtp.mailfrom=acme.example"), FROM],
        False,
    ),
    "soft_failure_alone__unknown": ([ar("spf=softfail smtp.mailfrom=acme.example"), FROM], None),
    "temporary_error__unknown": ([ar("dmarc=temperror; spf=temperror; dkim=temperror"), FROM], None),
    "several_fields_of_the_host__all_count": (
        [ar("spf=fail smtp.mailfrom=acme.example"), ar("dkim=pass header.d=acme.example"), OWN, FROM],
        True,
    ),
    "in_the_body__is_nothing": ([OWN, FROM, "", FAIL], None),
}


@pytest.mark.parametrize(("lines", "expected"), VECTORS.values(), ids=VECTORS)
def test_what_counts(lines: list[str], expected: bool | None) -> None:
    source = "\r\n".join(lines).encode() + b"\r\n\r\nHello\r\n"
    assert proved(source, MX, "bob@acme.example") is expected


def test_nobody_as_author_is_neither() -> None:
    assert proved(FAIL.encode() + b"\r\n\r\n", MX, None) is None


@given(st.lists(st.sampled_from([OWN, FOREIGN, INNER, PASS, FAIL, FROM, "", "X" * 99, '"(\\;=', " folded"])))
def test_below_the_hosts_failure_nothing_makes_it_a_pass(lines: list[str]) -> None:
    source = "\r\n".join([FAIL, OWN, *lines]).encode()
    assert proved(source, MX, "bob@acme.example") is False


@given(st.binary(max_size=400))
def test_any_bytes_are_read(value: bytes) -> None:
    assert proved(b"Authentication-Results: mx.example.com; " + value, MX, "b@a.example") in (
        True,
        False,
        None,
    )
