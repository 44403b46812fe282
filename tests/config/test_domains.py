"""Registrable domains, and what they make of a client's addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from configurations import SMALLEST, refusal
from publicsuffixlist import PublicSuffixList

from ghostd.config.build import core_client
from ghostd.config.domains import public, registrable
from ghostd.config.schema import ClientConfig
from ghostd.core.conversations import Client, Owner

OWNER = Owner("Ana", ("ana@mail.studio.example", "ana@gmail.com"))


@pytest.mark.parametrize(
    ("domain", "registered"),
    [
        ("acme.example", "acme.example"),
        ("mail.acme.co.uk", "acme.co.uk"),
        ("MAIL.Acme.Co.UK.", "acme.co.uk"),
        ("co.uk", ""),
        ("com", ""),
        ("shop.github.io", "shop.github.io"),
        ("a.shop.github.io", "shop.github.io"),
        ("github.io", ""),
        ("www.city.kobe.jp", "city.kobe.jp"),
        ("a.b.kobe.jp", "a.b.kobe.jp"),
        ("mail.bücher.de", "bücher.de"),
        ("mail.xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("mail.почта.рф", "почта.рф"),
        ("mail.xn--80a1acny.xn--p1ai", "xn--80a1acny.xn--p1ai"),
        ("mail.acme.nosuchtop", "acme.nosuchtop"),
        ("localhost", ""),
        ("192.0.2.1", ""),
        ("[192.0.2.1]", ""),
        ("[ipv6:2001:db8::1]", ""),
        ("acme..example", ""),
        (".", ""),
        ("", ""),
    ],
)
def test_what_was_registered(domain: str, registered: str) -> None:
    assert registrable(domain) == registered


@pytest.mark.parametrize("domain", ["a.xn--", "a.xn--\xff", "a.\udcff", "a." + "x" * 300, "*.!", "\0.\0"])
def test_no_domain_breaks_it(domain: str) -> None:
    registrable(domain)
    public(domain)


@pytest.mark.parametrize(
    "domain", ["acme.co.uk", "x.com", "kobe.jp", "x.y.ck", "www.ck", "a.b.c.github.io", "x.de"]
)
def test_the_rules_of_one_top_level_domain_are_enough(domain: str) -> None:
    whole = PublicSuffixList()
    assert registrable(domain) == (whole.privatesuffix(domain) or "")
    assert public(domain) is whole.is_public(domain, accept_unknown=False)


def made(*addresses: str) -> Client:
    return core_client(ClientConfig(name="Acme", addresses=addresses), OWNER)


@pytest.mark.parametrize(
    ("addresses", "address", "belongs"),
    [
        pytest.param(
            ["bob@mail.acme.co.uk"], "eve@acme.co.uk", True, id="a_colleague_at_the_registered_domain"
        ),
        pytest.param(["bob@mail.acme.co.uk"], "eve@shop.acme.co.uk", True, id="a_colleague_at_another_host"),
        pytest.param(["bob@mail.acme.co.uk"], "eve@other.co.uk", False, id="never_the_public_suffix"),
        pytest.param(["bob@acme.co.uk"], "eve@co.uk", False, id="never_the_suffix_itself"),
        pytest.param(["bob@gmail.com"], "eve@gmail.com", False, id="freemail"),
        pytest.param(["bob@hotmail.co.uk"], "eve@hotmail.co.uk", False, id="freemail_below_a_suffix"),
        pytest.param(["bob@github.io"], "bob@github.io", True, id="at_a_suffix__the_whole_address"),
        pytest.param(["bob@github.io"], "eve@github.io", False, id="at_a_suffix__no_neighbour"),
        pytest.param(["bob@github.io"], "eve@shop.github.io", False, id="at_a_suffix__nobody_below"),
        pytest.param(
            ["bob@studio.example"], "bob@studio.example", True, id="at_the_owners_company__the_whole_address"
        ),
        pytest.param(
            ["bob@studio.example"], "eve@studio.example", False, id="at_the_owners_company__no_colleague"
        ),
        pytest.param(["@acme.co.uk"], "eve@mail.acme.co.uk", True, id="a_written_domain"),
        pytest.param(["@mail.acme.co.uk"], "eve@acme.co.uk", False, id="a_written_domain_is_not_widened"),
    ],
)
def test_colleagues_share_a_registered_domain(addresses: list[str], address: str, belongs: bool) -> None:
    assert made(*addresses).includes(address, OWNER) is belongs


def test_a_public_suffix_is_nobodys_domain(tmp_path: Path) -> None:
    problem = refusal(tmp_path, SMALLEST.replace("@acme.example", "@co.uk"))
    assert (
        'anybody may register a domain below "co.uk"; write the client\'s own, such as "@acme.co.uk"'
        in problem
    )
