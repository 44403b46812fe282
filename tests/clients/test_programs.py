"""What ghostd says of its draft when real mail programs send it, change it, delete it or leave it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from dovecot import Dovecot

from ghostd.core.playbook.model import Outcome, Phase
from ghostd.core.review import Draft, Verdict
from tests.clients.neomutt import Neomutt
from tests.clients.programs import Program
from tests.clients.roundcube import Roundcube, RoundcubeServer
from tests.clients.stack import Account, Seat, Sink
from tests.clients.story import BOB, CLIENT, THREAD, Story, references, spoken
from tests.clients.thunderbird import Thunderbird

LINE = "By the way, the colours have come out well, see for yourself tomorrow — in daylight."
OWN = "One more thought on the logo: shall we talk on Tuesday at ten?"
NAMES = ("neomutt", "roundcube", "thunderbird")


@pytest.fixture(scope="session")
def sink() -> Iterator[Sink]:
    running = Sink()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def webmail(dovecot_server: Dovecot, sink: Sink) -> Iterator[RoundcubeServer]:
    with TemporaryDirectory(prefix="gd-", dir="/tmp") as folder:
        running = RoundcubeServer(Path(folder), dovecot_server.port, sink.port)
        yield running
        running.stop()


@pytest.fixture
def story(dovecot: Dovecot, sink: Sink, tmp_path: Path) -> Iterator[Story]:
    account = Account(dovecot)
    told = Story(tmp_path, account, sink)
    yield told
    told.close()
    account.close()


@pytest.fixture
def seat(dovecot: Dovecot, story: Story) -> Iterator[Seat]:
    # Not pytest's tmp_path, which is too long for the name of a socket.
    with TemporaryDirectory(prefix="gd-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield Seat(Path(folder), story.account.people, dovecot.port, story.sink.port, story.account)


@pytest.fixture(params=NAMES)
def program(request: pytest.FixtureRequest, seat: Seat) -> Iterator[Program]:
    started: Program
    match request.param:
        case "neomutt":
            started = Neomutt(seat)
        case "roundcube":
            started = Roundcube(seat, request.getfixturevalue("webmail"))
        case _:
            started = Thunderbird(seat)
    yield started
    started.quit()


@pytest.fixture
def tell(request: pytest.FixtureRequest, story: Story) -> Callable[[Draft], None]:
    """Notes the row for the table at the end of the run."""

    def note(draft: Draft) -> None:
        name, _, program = request.node.name.removeprefix("test_").partition("[")
        confidence = f"{draft.confidence}: {draft.evidence}"
        row = {"program": program.rstrip("]") or "neomutt", "action": name, "verdict": str(draft.verdict)}
        request.node.user_properties += [*row.items(), ("confidence", confidence)]

    return note


def test_send(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.send()
    story.comes_to_lie(Sent=1, Drafts=-1)
    tell(draft := story.settled())
    assert draft.verdict is Verdict.SENT, story.shown()
    reads_well(story, spoken(story.draft))
    next_step_counts_from_the_sent_copy(story)


def test_edit_and_send(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.edit_and_send(LINE)
    story.comes_to_lie(Sent=1, Drafts=-1)
    tell(draft := story.settled())
    assert draft.verdict is Verdict.SENT_EDITED, story.shown()
    reads_well(story, edited(story))
    next_step_counts_from_the_sent_copy(story)


def test_edit_and_save_then_send(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.edit_and_save(LINE)
    story.comes_to_lie(Sent=0, Drafts=0, Trash=0)
    between = story.sees(Verdict.EDITED)
    assert story.case().phase is Phase.DRAFTED
    assert story.nothing_delivered()
    program.send()
    story.comes_to_lie(Sent=1, Drafts=-1)
    tell(draft := story.settled())
    assert (between.verdict, draft.verdict) == (Verdict.EDITED, Verdict.SENT_EDITED), story.shown()
    reads_well(story, edited(story))
    next_step_counts_from_the_sent_copy(story)


def test_delete(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.delete()
    story.comes_to_lie(Sent=0, Drafts=-1, Trash=1)
    tell(draft := story.settled())
    assert draft.verdict is Verdict.DISCARDED, story.shown()
    snoozed = story.case().snoozed
    assert snoozed is not None
    assert draft.decided is not None
    assert snoozed == story.after(draft.decided, "7d")
    assert story.look(timedelta(days=3)).verdict is Verdict.DISCARDED
    assert story.lie(Drafts=-1, Sent=0), "a discarded draft came back"


def test_delete_without_trash(seat: Seat, story: Story, tell: Callable[[Draft], None]) -> None:
    """NeoMutt as it comes knows no trash: the draft is expunged and leaves no trace."""
    program = Neomutt(seat, trash=False)
    program.delete()
    program.quit()
    story.comes_to_lie(Sent=0, Drafts=-1, Trash=0)
    tell(draft := story.settled())
    assert draft.verdict is Verdict.GONE, story.shown()
    assert story.case().phase is Phase.ASKING
    story.look(timedelta(days=10))
    assert story.lie(Drafts=-1, Sent=0), "a draft that is gone came back"


def test_look(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.look()
    tell(draft := story.settled())
    assert draft.verdict is Verdict.PENDING, story.shown()
    assert [item.source for item in story.items("Drafts")] == [story.source]
    still_waits(story)


def test_open_and_leave(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.open()
    assert story.look().verdict is Verdict.PENDING
    story.hours_pass(3)
    assert story.look().verdict is Verdict.PENDING, story.shown()
    program.leave()
    tell(draft := story.settled())
    assert draft.verdict is Verdict.PENDING, story.shown()
    assert spoken(story.messages("Drafts")[0]) == spoken(story.draft)
    still_waits(story)


def test_answer_by_hand(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.answer_by_hand("INBOX", story.answer, OWN)
    replaced_by_own_mail(story, tell, story.answer)


def test_follow_up_by_hand(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.answer_by_hand("Sent", story.asked, OWN)
    replaced_by_own_mail(story, tell, story.asked)


def test_client_answers(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.look()
    story.client_answers()
    tell(draft := story.settled())
    assert draft.verdict is Verdict.WITHDRAWN, story.shown()
    assert [item.source for item in story.items("Trash")] == [story.source]
    over(story)


def test_client_answers_while_open(program: Program, story: Story, tell: Callable[[Draft], None]) -> None:
    program.open()
    story.client_answers()
    story.look()
    program.leave()
    tell(draft := story.settled())
    if isinstance(program, Neomutt):
        # It takes the draft out on opening and puts a copy of its own back, which is not ours to touch.
        assert draft.verdict is Verdict.PENDING, story.shown()
        assert story.case().outcome is Outcome.ANSWERED
        assert story.lie(Drafts=0, Sent=0, Trash=0), story.shown()
        return
    assert draft.verdict is Verdict.WITHDRAWN, story.shown()
    over(story)


def replaced_by_own_mail(story: Story, tell: Callable[[Draft], None], parent: str) -> None:
    """The owner's own mail counts: the draft makes way, and the same step's clock starts from that mail."""
    story.comes_to_lie(Sent=1)
    tell(draft := story.settled())
    letter = story.delivered()
    assert letter.recipients == (BOB,)
    assert str(letter.message["In-Reply-To"]) == parent
    assert spoken(letter.message)[: len(OWN.split())] == OWN.split()
    assert story.lie(Drafts=-1, Trash=1), story.shown()
    case, upcoming = story.case(), story.standing().next
    assert (case.phase, case.since) == (Phase.WAITING, story.sent_at())
    assert upcoming is not None
    assert (upcoming.at, upcoming.what) == (story.after(story.sent_at(), "2bd"), "ask")
    assert draft.verdict is Verdict.REPLACED, story.shown()


def reads_well(story: Story, words: list[str]) -> None:
    """What the client received: in the thread, to the right people, the text whole, and nothing of ours."""
    letter = story.delivered()
    message = letter.message
    assert letter.recipients == (BOB,)
    assert (message["To"].addresses[0].addr_spec, message["Cc"], message["Bcc"]) == (BOB, None, None)
    assert message["From"].addresses[0].addr_spec == "ana@example.com"
    assert str(message["Subject"]) == f"Re: {THREAD}"
    assert str(message["In-Reply-To"]) == story.asked
    assert list(references(message)) == [story.first, story.answer, story.asked]
    assert spoken(message) == words
    assert b"ghost" not in letter.source.lower()
    assert [p.get_content_type() for p in message.walk()] == ["text/plain"]
    assert max(map(len, letter.source.decode().splitlines())) <= 998


def edited(story: Story) -> list[str]:
    greeting = ["Hello", "Bob,"]
    words = spoken(story.draft)
    assert words[:2] == greeting
    return [*greeting, *LINE.split(), *words[2:]]


def next_step_counts_from_the_sent_copy(story: Story) -> None:
    case, upcoming = story.case(), story.standing().next
    assert case.phase is Phase.WAITING
    assert case.since == story.sent_at()
    assert upcoming is not None
    assert (upcoming.at, upcoming.what) == (story.after(story.sent_at(), "7d"), "ask-again")


def still_waits(story: Story) -> None:
    upcoming = story.standing().next
    assert story.case().phase is Phase.DRAFTED
    assert upcoming is not None
    assert upcoming.at is None
    assert story.nothing_delivered()
    assert story.lie(Drafts=0, Sent=0, Trash=0), story.shown()


def over(story: Story) -> None:
    assert story.case().outcome is Outcome.ANSWERED
    assert story.standing().case is None, f"the case of {CLIENT} is still open"
    assert story.nothing_delivered()
    assert story.lie(Drafts=-1, Sent=0, Trash=1), story.shown()
