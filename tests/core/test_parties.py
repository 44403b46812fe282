"""Parties: who is one client, by domain for whole mailboxes and by name for those configured."""

from __future__ import annotations

import pytest
from builders import ANA, BOB, CAROL, STRANGER, client, owner

from ghostd.core.gaps.parties import by_domain, configured, robotic

SUFFIXES = ("co.uk", "example", "com", "github.io")


def registered(domain: str) -> str:
    """What was registered below a few suffixes; nothing below a suffix itself."""
    suffix = next((s for s in SUFFIXES if domain.endswith("." + s)), None)
    if suffix is None or domain in SUFFIXES:
        return ""
    return f"{domain.removesuffix('.' + suffix).rpartition('.')[2]}.{suffix}"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        pytest.param("bob@acme.example", "acme.example", id="a_company__its_domain"),
        pytest.param("bob@mail.acme.co.uk", "acme.co.uk", id="a_host_of_a_company__what_it_registered"),
        pytest.param("bob@gmail.com", "bob@gmail.com", id="freemail__whole"),
        pytest.param("bob@eu.gmail.com", "bob@eu.gmail.com", id="a_host_of_freemail__whole"),
        pytest.param("bob@studio.example", "bob@studio.example", id="the_owners_domain__whole"),
        pytest.param(
            "bob@mx.studio.example", "bob@mx.studio.example", id="a_host_of_the_owners_domain__whole"
        ),
        pytest.param("bob@co.uk", "bob@co.uk", id="a_public_suffix__whole"),
        pytest.param("bob@[192.0.2.1]", "bob@[192.0.2.1]", id="an_ip_address__whole"),
        pytest.param(ANA, None, id="the_owner__nobody"),
        pytest.param("talk@lists.example", None, id="a_list__nobody"),
        pytest.param("no-reply@acme.example", None, id="no_reply__nobody"),
        pytest.param("mailer-daemon@acme.example", None, id="mailer_daemon__nobody"),
    ],
)
def test_everybody_is_named_by_domain_where_neighbours_are_colleagues(address: str, name: str | None) -> None:
    party = by_domain((ANA, "ana@gmail.com"), registered, frozenset({"talk@lists.example"}))
    assert party(address) == name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        pytest.param(BOB, "Acme", id="listed"),
        pytest.param(CAROL, "Acme", id="a_colleague"),
        pytest.param("x@mail.acme.example", "Acme", id="a_subdomain"),
        pytest.param("dan@acme.example", "Dan", id="a_whole_address_goes_before_a_domain"),
        pytest.param("no-reply@dan.example", "Dan", id="a_robot_that_is_listed"),
        pytest.param("no-reply@acme.example", None, id="a_robot"),
        pytest.param(ANA, None, id="the_owner"),
        pytest.param(STRANGER, None, id="a_stranger"),
    ],
)
def test_configured_clients_are_named_as_they_are_written(address: str, name: str | None) -> None:
    clients = [client(), client("dan@acme.example", "no-reply@dan.example", name="Dan")]
    assert configured(clients, owner())(address) == name


@pytest.mark.parametrize(
    "local", ["noreply", "no-reply", "do-not-reply", "notifications", "no-reply+x", "postmaster"]
)
def test_robots_say_so(local: str) -> None:
    assert robotic(f"{local}@acme.example")


@pytest.mark.parametrize("local", ["bob", "norah.reply", "info", "hola", "support"])
def test_people_and_roles_are_no_robots(local: str) -> None:
    assert not robotic(f"{local}@acme.example")
