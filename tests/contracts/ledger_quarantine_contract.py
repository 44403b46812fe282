"""What every ledger promises of messages that could not be read, and of mail that came at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_examples import DRAFTS, INBOX, LATE, ME, SENT, T0, TRASH, at, mail, put

from ghostd.core.folders import Cursor, Damaged
from ghostd.core.messages import Kind, Placement
from ghostd.core.quarantine import Quarantined
from ghostd.ports import Ledger

HERE = Placement("INBOX", 7, 3)
BAD = Damaged(HERE, "the server says NO")
BOB = "bob@acme.example"


class QuarantineContract:
    """Needs a fixture `ledger`: an empty ledger of `OWNER`."""

    def test_what_is_set_aside_is_listed_once_oldest_first(self, ledger: Ledger) -> None:
        assert ledger.quarantined() == []
        assert ledger.quarantine(replace(BAD, placement=HERE._replace(uid=9)), at(1))
        assert ledger.quarantine(BAD, T0)
        assert not ledger.quarantine(replace(BAD, why="another reason"), at(2))
        assert ledger.quarantined() == [
            Quarantined(HERE, "the server says NO", T0, T0),
            Quarantined(HERE._replace(uid=9), "the server says NO", at(1), at(1)),
        ]

    def test_another_uidvalidity_is_another_message(self, ledger: Ledger) -> None:
        assert ledger.quarantine(BAD, T0)
        assert ledger.quarantine(replace(BAD, placement=HERE._replace(uidvalidity=8)), T0)
        assert len(ledger.quarantined()) == 2

    def test_each_try_is_counted__since_stays(self, ledger: Ledger) -> None:
        ledger.quarantine(BAD, T0)
        ledger.retried(HERE, at(1))
        ledger.retried(HERE, at(25))
        assert ledger.quarantined() == [Quarantined(HERE, BAD.why, T0, at(25), 2)]

    def test_what_is_in_the_mirror_is_known_by_its_header(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB), first=HERE.uid, uidvalidity=HERE.uidvalidity)
        for place in (HERE, HERE._replace(uid=4), HERE._replace(uidvalidity=8)):
            ledger.quarantine(replace(BAD, placement=place), T0)
        assert [one.placement for one in ledger.quarantined() if one.mirrored] == [HERE]

    def test_what_is_released_is_forgotten(self, ledger: Ledger) -> None:
        ledger.quarantine(BAD, T0)
        ledger.release(HERE)
        ledger.release(HERE)
        assert ledger.quarantined() == []

    def test_it_follows_its_folder_to_another_name(self, ledger: Ledger) -> None:
        ledger.store(INBOX, (), Cursor(7, 4))
        ledger.quarantine(BAD, T0)
        ledger.rename("INBOX", "Old mail")
        assert [one.placement for one in ledger.quarantined()] == [HERE._replace(folder="Old mail")]

    def test_it_falls_with_its_transaction(self, ledger: Ledger) -> None:
        with pytest.raises(KeyError), ledger.transaction():
            ledger.quarantine(BAD, T0)
            raise KeyError
        assert ledger.quarantined() == []

    def test_stumbles_are_counted_a_folder_until_forgotten(self, ledger: Ledger) -> None:
        assert ledger.stumbles("INBOX") == 0
        ledger.note_stumbles("INBOX", 1)
        ledger.note_stumbles("INBOX", 2)
        assert (ledger.stumbles("INBOX"), ledger.stumbles("Sent")) == (2, 0)
        ledger.note_stumbles("INBOX", 0)
        assert ledger.stumbles("INBOX") == 0

    def test_a_pass_that_fails_begins_a_trouble__one_that_goes_well_ends_it(self, ledger: Ledger) -> None:
        assert ledger.troubled() is None
        ledger.note_health(problem="no network", at=T0)
        ledger.note_health(problem="login refused", at=at(1))
        ledger.note_health(problem="login refused")
        assert ledger.troubled() == T0
        ledger.note_health(last_sync=at(2), problem="the folder Sent is gone")
        assert ledger.troubled() is None

    def test_a_problem_that_was_none_ends_the_trouble_too(self, ledger: Ledger) -> None:
        ledger.note_health(problem="stopped", at=T0)
        ledger.note_health(problem="")
        assert ledger.troubled() is None

    def test_what_came_is_others_mail_outside_drafts_and_sent(self, ledger: Ledger) -> None:
        news = replace(mail("news", "news@shop.example", hours=2), kind=Kind.NEWSLETTER)
        put(ledger, INBOX, mail("a", BOB, hours=1), news, mail("mine", ME, hours=3), mail("x", None, hours=4))
        put(ledger, TRASH, mail("b", BOB, hours=5))
        put(ledger, SENT, mail("s", BOB, hours=1))
        put(ledger, DRAFTS, mail("d", BOB, hours=1))
        everything = [(at(1), True), (at(2), False), (at(4), True), (at(5), True)]
        assert ledger.came(T0, LATE) == everything
        assert ledger.came(at(2), at(4)) == everything[1:3]
