"""Whatever broken mail holds, what is kept comes back; what SQLite cannot hold becomes a question mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_examples import DRAFTS, INBOX, LATE, OWNER, SENT, TRASH, at, case

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.adapters.sqlite.rows import wording_of
from ghostd.core.concerns import Concern
from ghostd.core.conversations import Client
from ghostd.core.folders import Cursor, Role
from ghostd.core.messages import Dated, Kind, Message, Placement, Wording
from ghostd.core.playbook.events import Intent, PauseClient, Why, WithdrawDraft, WriteDraft, WriteNotice
from ghostd.core.playbook.model import Case, Entry, Outcome, Phase
from ghostd.core.review import Confidence, Draft, Verdict

ODD = st.text(st.characters(exclude_categories=()), max_size=12)
PLAIN = st.text(max_size=12).map(lambda text: text.replace("\0", ""))
ITEMS = st.lists(PLAIN.map(lambda t: t.replace("\n", "")).filter(bool), max_size=4).map(tuple)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))
UINT32 = st.integers(0, 2**32 - 1)
COUNTS = st.integers(0, 2**31)


MESSAGES = st.builds(
    Message,
    message_id=st.none() | PLAIN.filter(bool),
    sender=st.none() | PLAIN,
    at=INSTANTS,
    subject=PLAIN,
    sender_name=PLAIN,
    to=ITEMS,
    cc=ITEMS,
    in_reply_to=st.none() | PLAIN,
    references=ITEMS,
    kind=st.sampled_from(Kind),
    because=PLAIN,
    dated=st.sampled_from(Dated),
    away_until=st.none() | st.dates(date(1, 1, 1)),
    failed_recipients=ITEMS,
    wording=st.none()
    | st.builds(
        Wording,
        asks=st.booleans(),
        closes=st.booleans(),
        words=COUNTS,
        puts_off=st.booleans(),
        promised=st.none() | st.dates(date(1, 1, 1)),
        over=st.none() | st.booleans(),
        concerns=st.lists(st.sampled_from(Concern), unique=True).map(tuple),
    ),
)
CASES = st.builds(
    Case,
    client=PLAIN,
    playbook=PLAIN,
    anchor=PLAIN,
    opened=INSTANTS,
    since=INSTANTS,
    phase=st.sampled_from(Phase),
    step=COUNTS,
    attempt=COUNTS,
    discards=COUNTS,
    goal=PLAIN,
    snoozed=st.none() | INSTANTS,
    due_at=st.none() | INSTANTS,
    reason=PLAIN,
    draft=st.none() | PLAIN,
    outcome=st.none() | st.sampled_from(Outcome),
    closed=st.none() | INSTANTS,
    id=st.none(),
)
INTENTS: st.SearchStrategy[Intent] = st.one_of(
    st.builds(WriteDraft, st.just(0), PLAIN, COUNTS),
    st.builds(WithdrawDraft, st.just(0), PLAIN, st.sampled_from(Why)),
    st.builds(WriteNotice, st.just(0), PLAIN, PLAIN, PLAIN),
    st.builds(PauseClient, st.just(0), st.none() | INSTANTS),
)
ENTRIES = st.builds(Entry, INSTANTS, PLAIN, st.sampled_from(Phase), PLAIN, PLAIN)
PLACEMENTS = st.builds(Placement, PLAIN, UINT32, UINT32)
DRAFTS_OF_OURS = st.builds(
    Draft,
    message_id=PLAIN,
    case_id=st.just(0),
    client=PLAIN,
    step=PLAIN,
    attempt=COUNTS,
    recipients=ITEMS,
    in_reply_to=st.none() | PLAIN,
    thread=ITEMS,
    subject=PLAIN,
    canonical=PLAIN,
    digest=PLAIN,
    source=st.binary(max_size=50),
    created=INSTANTS,
    promised=st.none() | INSTANTS,
    placement=st.none() | PLACEMENTS,
    appended=st.none() | INSTANTS,
    chain=ITEMS,
    verdict=st.sampled_from(Verdict),
    confidence=st.sampled_from(Confidence),
    evidence=PLAIN,
    decided=st.none() | INSTANTS,
    missing_since=st.none() | INSTANTS,
)


class Undo(Exception):
    """Raised to leave the ledger as empty as it was."""


@pytest.fixture(scope="module")
def ledger() -> Iterator[SqliteLedger]:
    ledger = SqliteLedger.open(":memory:", OWNER)
    yield ledger
    ledger.close()


@settings(max_examples=80, deadline=None)
@given(st.lists(MESSAGES, max_size=4), UINT32, UINT32)
def test_messages_come_back_as_they_were(
    ledger: SqliteLedger, messages: list[Message], uidvalidity: int, first: int
) -> None:
    placed = {Placement("Borradores", uidvalidity, first + n): m for n, m in enumerate(messages)}
    with pytest.raises(Undo), ledger.transaction():
        ledger.store(DRAFTS, list(placed.items()), Cursor(uidvalidity, first))
        assert {s.placement: s.message for s in ledger.sightings(Role.DRAFTS, LATE)} == placed
        for placement, message in placed.items():
            if message.message_id:
                assert (Role.DRAFTS, placement) in ledger.find(message.message_id)
        assert ledger.forget_missing("Borradores", uidvalidity, frozenset()) == len(placed)
        assert ledger._db.rows("SELECT * FROM parties") == []
        raise Undo


@settings(max_examples=80, deadline=None)
@given(CASES, st.lists(INTENTS, max_size=4), st.lists(ENTRIES, max_size=4), DRAFTS_OF_OURS)
def test_a_case_and_all_that_is_its_comes_back_as_it_was(
    ledger: SqliteLedger, opened: Case, intents: list[Intent], entries: list[Entry], ours: Draft
) -> None:
    with pytest.raises(Undo), ledger.transaction():
        saved = ledger.save(None, opened, intents, entries)
        assert saved.id is not None
        assert saved == replace(opened, id=saved.id)
        assert ledger.cases(closed=True) == [saved]
        assert [i for _, i in ledger.intents()] == [replace(i, case_id=saved.id) for i in intents]
        assert ledger.entries(saved) == entries
        ours = replace(ours, case_id=saved.id)
        ledger.keep(ours)
        ledger.keep(ours)
        assert ledger.drafts(saved) == [ours]
        raise Undo


def legible(text: str) -> str:
    return "".join("?" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


@settings(max_examples=80, deadline=None)
@given(ODD, ODD)
def test_text_no_database_can_hold_is_kept_legibly(ledger: SqliteLedger, one: str, two: str) -> None:
    odd = Message(one or None, two, at(0), two, one, (one, two), (two,), one, (two, one), Kind.HUMAN, two)
    with pytest.raises(Undo), ledger.transaction():
        ledger.store(DRAFTS, [(Placement("Borradores", 7, 1), odd)], Cursor(7, 2))
        (seen,) = ledger.sightings(Role.DRAFTS, LATE)
        assert (seen.message.subject, seen.message.sender_name) == (legible(two), legible(one))
        expected = [legible(item).replace("\n", " ") for item in (one, two) if item]
        assert list(seen.message.to) == expected
        assert bool(ledger.find(one)) is bool(one)
        saved = ledger.save(None, replace(case(), reason=one), [WithdrawDraft(0, one, Why.AWAY)], [])
        assert saved.id is not None
        assert ledger.intents()[0][1] == WithdrawDraft(saved.id, legible(one), Why.AWAY)
        assert ledger.cases()[0].reason == legible(one)
        ledger.order(at(0), "close", one, two)
        ledger.note_health(problem=two)
        assert ledger.health()["problem"] == legible(two)
        ledger.forget_missing("Borradores", 7, frozenset())
        assert ledger._db.rows("SELECT * FROM parties") == []
        raise Undo


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("[true, false, 9, true, null]", Wording(True, False, 9, puts_off=True)),
        ("[false, true, 2, false, null]", Wording(False, True, 2, over=None)),
        (
            '[false, true, 2, false, "2026-03-04", true]',
            Wording(False, True, 2, False, date(2026, 3, 4), True),
        ),
        (
            '[true, false, 9, false, null, false, ["illness", "scope"]]',
            Wording(True, False, 9, concerns=("illness", "scope")),
        ),
    ],
    ids=["first", "first_closing", "with_over", "with_concerns"],
)
def test_wordings_of_earlier_versions_are_still_read(stored: str, expected: Wording) -> None:
    assert wording_of(stored) == expected


DOMAINS = st.sampled_from(
    [
        "acme.example",
        "mail.acme.example",
        "notacme.example",
        "acme",
        "gmail.com",
        "example.com",
        "a-b.example",
    ]
)
ADDRESSES = st.builds("{}@{}".format, st.sampled_from(["ana", "bob", "eve"]), DOMAINS)
TRAFFIC = st.lists(
    st.builds(
        Message,
        message_id=st.sampled_from([f"<{n}@x>" for n in range(6)]) | st.none(),
        sender=st.none() | ADDRESSES,
        at=st.integers(0, 5).map(at),
        to=st.lists(ADDRESSES, max_size=2).map(tuple),
        cc=st.lists(ADDRESSES, max_size=1).map(tuple),
        in_reply_to=st.none() | st.sampled_from([f"<{n}@x>" for n in range(6)]),
    ),
    max_size=12,
)
CLIENTS = st.builds(
    Client,
    name=st.just("Acme"),
    addresses=st.frozensets(ADDRESSES, max_size=2),
    domains=st.frozensets(DOMAINS, max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(TRAFFIC, CLIENTS, st.permutations([INBOX, SENT, DRAFTS, TRASH]), st.integers(0, 6))
def test_a_clients_messages_are_those_that_client_includes_says(
    ledger: SqliteLedger, traffic: list[Message], client: Client, folders: list[object], until: int
) -> None:
    placed = [([INBOX, SENT, DRAFTS, TRASH][n % 4], m) for n, m in enumerate(traffic)]
    mine = set(OWNER.addresses)
    seen = [m for folder, m in placed if folder is not DRAFTS and not (folder is TRASH and m.sender in mine)]
    theirs = [m for m in seen if any(client.includes(a, OWNER) for a in (m.sender, *m.recipients))]
    known = {m.message_id for m in theirs} - {None}
    expected = theirs + [m for m in seen if m.in_reply_to in known and m.sender not in mine]
    earliest: dict[str, datetime] = {}
    for m in expected:
        if m.at <= at(until):
            earliest[m.identity] = min(m.at, earliest.get(m.identity, m.at))
    with pytest.raises(Undo), ledger.transaction():
        for folder in folders:
            arrivals = [(Placement(f.name, 7, n + 1), m) for n, (f, m) in enumerate(placed) if f is folder]
            ledger.store(folder, arrivals, Cursor(7, 99))  # type: ignore[arg-type]  # refused on purpose
        found = [(m.at, m.identity) for m in ledger.messages(client, at(until))]
        assert found == sorted((instant, identity) for identity, instant in earliest.items())
        raise Undo
