"""The synthetic mailbox keeps its own promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evaluation.generator import Synthetic, generate
from evaluation.people import BEGIN, END, OWNER
from ghostd.adapters.mbox import letters
from ghostd.core.messages import Kind


@cache
def small() -> Synthetic:
    return generate(3, clients=25)


def test_the_same_seed_gives_the_same_mailbox() -> None:
    assert generate(5, clients=10).letters == generate(5, clients=10).letters
    assert generate(5, clients=10).letters != generate(6, clients=10).letters


def test_letters_come_in_time_order_within_the_span() -> None:
    times = [letter.message.at for letter in small().letters]
    assert times == sorted(times)
    assert times[0] >= BEGIN
    assert times[-1] <= END


def test_a_ghost_writes_nothing_from_then_on() -> None:
    assert small().truth.ghosts
    for client, since in small().truth.ghosts.items():
        written = [m.message for m in small().letters if m.message.kind is Kind.HUMAN]
        assert all(m.at < since for m in written if (m.sender or "").endswith(f"@{client}"))
        assert any(m.at >= since for m in written if m.to[0].endswith(f"@{client}"))


def test_every_kind_of_mail_occurs() -> None:
    assert {letter.message.kind for letter in small().letters} == {
        Kind.HUMAN,
        Kind.AUTO_REPLY,
        Kind.BOUNCE,
        Kind.NEWSLETTER,
    }


def test_the_truth_is_drawn_for_the_owners_mail_alone() -> None:
    owners = {m.message.identity for m in small().letters if m.message.sender == OWNER}
    seen = {key for key in small().truth.drawn if key in {m.message.identity for m in small().letters}}
    assert seen <= owners
    assert len(seen) > 0.9 * len(owners)


def test_replay_reads_from_the_mbox_what_was_written(tmp_path: Path) -> None:
    small().write(tmp_path / "small.mbox")
    read = [letter.message for letter in letters(tmp_path / "small.mbox", frozenset({OWNER}))]
    for mine, theirs in zip(small().letters, read, strict=True):
        made = mine.message
        assert (theirs.message_id, theirs.sender, theirs.at) == (made.message_id, made.sender, made.at)
        assert (theirs.kind, theirs.to, theirs.cc, theirs.references) == (
            made.kind,
            made.to,
            made.cc,
            made.references,
        )
        assert theirs.failed_recipients == made.failed_recipients
