"""Small words: which client is meant, which instant, which exit code, how a table and a log say it."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from ghostd.cli.accounts import ago
from ghostd.cli.bars import Bars
from ghostd.cli.clients import find
from ghostd.cli.journal import Line
from ghostd.cli.once import exit_code
from ghostd.cli.options import instant, locate, stamp
from ghostd.cli.status import health_json, speaks, without_empty
from ghostd.cli.tables import days, print_status
from ghostd.core.messages import Placement
from ghostd.core.quarantine import Quarantined
from ghostd.errors import ConfigError, OperatorError
from ghostd.service.report import AccountHealth
from ghostd.service.survey import CaseView, DraftView, Next, Standing, Usual

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 3, 6, 9, tzinfo=UTC)
BAD = Quarantined(Placement("INBOX", 7, 3), "the server says NO", NOW, NOW)
NAMES = ("Acme", "Acme Studio", "Fundación Ribera", "Lumen")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Lumen", "Lumen"),
        ("lumen", "Lumen"),
        ("lu", "Lumen"),
        ("acme", "Acme"),
        ("acme s", "Acme Studio"),
        ("FUNDACIÓN", "Fundación Ribera"),
    ],
    ids=["whole", "any_case", "prefix", "whole_name_beats_prefix", "longer_prefix", "accents"],
)
def test_find(word: str, name: str) -> None:
    assert find(word, NAMES) == name


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("acm", '"acm" may be Acme or Acme Studio'),
        ("x", "there is: Acme, Acme Studio"),
        (" ", "there is no client"),
    ],
    ids=["several", "none", "empty"],
)
def test_find__names_what_there_is(word: str, said: str) -> None:
    with pytest.raises(OperatorError, match=said):
        find(word, NAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", datetime(2026, 3, 1, 23, tzinfo=UTC)),
        ("2026-03-02T09:00", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("2026-07-02T09:00", datetime(2026, 7, 2, 7, tzinfo=UTC)),
        ("2026-03-02T09:00Z", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T09:00:00+05:00", datetime(2026, 3, 2, 4, tzinfo=UTC)),
    ],
    ids=["a_date__its_local_midnight", "naive__local", "naive_in_summer", "utc", "offset"],
)
def test_instant(text: str, expected: datetime) -> None:
    assert instant(text, MADRID) == expected


@pytest.mark.parametrize("text", ["", "soon", "02.03.2026", "2026-13-01", "2026-02-30T00:00"])
def test_instant__anything_else_is_refused(text: str) -> None:
    with pytest.raises(OperatorError, match="is no time"):
        instant(text, MADRID)


def test_stamp__is_utc_with_z() -> None:
    assert stamp(datetime(2026, 3, 2, 9, tzinfo=MADRID)) == "2026-03-02T08:00:00Z"
    assert stamp(None) is None


@pytest.mark.parametrize(
    ("codes", "code"),
    [([0, 0], 0), ([75, 75], 75), ([77, 77], 77), ([0, 77], 1), ([0, 75], 75), ([77, 75], 75), ([0, 1], 1)],
)
def test_exit_code(codes: list[int], code: int) -> None:
    assert exit_code(codes) == code


def test_locate__takes_the_first_that_is_there(tmp_path: Path) -> None:
    assert locate(tmp_path / "given", {"GHOSTD_CONFIG": "other"}) == tmp_path / "given"
    assert locate(None, {"GHOSTD_CONFIG": "other"}) == Path("other")
    (tmp_path / "ghostd").mkdir()
    (tmp_path / "ghostd" / "config.yaml").write_text("")
    assert locate(None, {"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "ghostd" / "config.yaml"


def test_locate__nothing_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no configuration was found"):
        locate(None, {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)})


def standing(
    name: str,
    turn: str = "client",
    silent: float | None = 31.5,
    *,
    unusual: bool = False,
    coming: Next | None = None,
    drafts: Sequence[DraftView] = (),
    paused: str = "",
    early_signs: Sequence[str] = (),
    known: bool = True,
) -> Standing:
    return Standing(
        client=name,
        turn=turn,
        silent_since=None if silent is None else NOW - timedelta(days=5),
        silent_business_hours=silent,
        usual=None if turn == "none" else Usual(4.0, 16.2, 9, known=known),
        unusual=unusual,
        explanation="",
        case=CaseView(1, "ghosting", "drafted", "ask", "keep", NOW) if drafts else None,
        drafts=tuple(drafts),
        next=coming,
        paused=paused,
        silent_business_days=None if silent is None else round(silent / 9, 1),
        early_signs=tuple(early_signs),
    )


def shown(*standings: Standing, healths: Sequence[AccountHealth] | None = None, width: int = 80) -> str:
    out = io.StringIO()
    healths = healths or [AccountHealth("main", NOW - timedelta(minutes=3), "")]
    console = Console(file=out, width=width, highlight=False)
    print_status(healths, [("main", one) for one in standings], NOW, MADRID, console)
    return out.getvalue()


def test_status__says_silence_in_business_and_calendar_time_and_what_is_next_in_the_owners_zone() -> None:
    told = shown(standing("Acme", coming=Next(datetime(2026, 3, 9, 8, tzinfo=UTC), "ask")))
    assert "3.5 bd / 5.0 d" in told
    assert "4 h / 1.8 bd" in told
    assert "Mon 09 Mar 09:00: ask" in " ".join(told.split())
    assert "main: last looked at 09:57 (3 minutes ago)\nAll is calm.\n" in told


def test_status__says_nothing_of_calm_below_an_early_sign() -> None:
    told = shown(standing("Acme", early_signs=["Acme has put off its answer 3 times in a row."]))
    assert "3 times in a row" in told
    assert "calm" not in told
    assert "bd: business days" in told


def test_status__shows_no_habit_where_nobody_has_answered() -> None:
    assert " / 1.8 bd" not in shown(standing("Acme", known=False))


def test_status__fits_the_terminal_and_leaves_no_colour_in_a_pipe() -> None:
    told = shown(
        standing("A very long name of a client that goes on", unusual=True, coming=Next(None, "waits " * 20)),
        standing("[red]Markup[/red]", "none", None),
    )
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "\x1b" not in told
    assert "[red]" in told
    assert "unusual" in told
    assert "All is calm" not in told


def test_status__names_the_drafts_that_wait_for_the_owner() -> None:
    draft = DraftView("ask", "pending", "proved", "<d@example.com>", NOW, None)
    assert "waiting for you to send or discard: Acme (ask)" in shown(
        standing("Acme", drafts=[draft]), width=200
    )


def test_status__a_pause_ends_in_the_owners_zone() -> None:
    assert "paused until Sun 31 May 00:00" in shown(
        standing("Acme", paused="paused until 2026-05-30T22:00+00:00"), width=200
    )
    assert "paused until you resume it" in shown(
        standing("Acme", paused="paused until you resume it"), width=200
    )


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (
            AccountHealth("main", NOW - timedelta(hours=3), "no network", NOW - timedelta(hours=2)),
            "main: not reached since 08:00 (2 hours ago): no network (last looked at 07:00 (3 hours ago))\n",
        ),
        (
            AccountHealth("main", None, "no network", NOW - timedelta(days=3)),
            "main: not reached since Tuesday 10:00 (3 days ago): no network\n",
        ),
        (
            AccountHealth("main", NOW, "there is no Sent any more; make it again"),
            "main: last looked at 10:00 (just now); there is no Sent any more; make it again\n",
        ),
        (AccountHealth("main", None, ""), "main: not read yet"),
        (
            AccountHealth("main", NOW - timedelta(days=21), ""),
            "main: last looked at Fri 13 Feb 2026 10:00 (21 days ago); "
            "ghostd does not seem to be running; see `systemctl status ghostd`, or start `ghostd run`\n",
        ),
        (
            AccountHealth("main", NOW, "", held_back="nothing is written for now"),
            "main: nothing is written for now\n",
        ),
        (
            AccountHealth("main", NOW, "", quarantined=(BAD,)),
            "main: 1 message is set aside, not readable so far; tried again by itself\n"
            "  INBOX, UID 3, found 10:00 (just now): the server says NO\n",
        ),
        (
            AccountHealth("main", NOW, "", quarantined=(BAD,) * 12),
            "main: 12 messages are set aside, not readable so far; tried again by itself\n"
            + "  INBOX, UID 3, found 10:00 (just now): the server says NO\n" * 10
            + "  and 2 more\n",
        ),
        (
            AccountHealth("main", NOW, "", quarantined=(replace(BAD, mirrored=True),)),
            "main: 1 message is set aside, not readable so far; tried again by itself\n"
            "  INBOX, UID 3, found 10:00 (just now): the server says NO (it counts by its header)\n",
        ),
    ],
    ids=[
        *("trouble", "trouble_from_the_start", "a_problem_of_the_folders", "never", "long_ago"),
        *("held_back", "set_aside", "many_set_aside", "known_by_its_header"),
    ],
)
def test_status__an_account_that_needs_a_look_comes_first(health: AccountHealth, said: str) -> None:
    told = shown(standing("Acme"), healths=[health], width=200)
    assert told.startswith(said)
    assert "calm" not in told, "what needs a look is no calm"


def test_status_as_json__an_account_that_nobody_looks_at_is_not_well() -> None:
    stopped = health_json(AccountHealth("main", NOW - timedelta(days=98), ""), NOW)
    assert stopped["ok"] is False
    assert "does not seem to be running" in stopped["problem"]
    assert health_json(AccountHealth("main", NOW - timedelta(hours=1), ""), NOW)["ok"] is True


def test_a_client_of_two_accounts__is_shown_where_there_is_mail() -> None:
    silent, speaking = standing("Acme", "none", None), standing("Acme")
    assert not speaks(silent)
    assert without_empty([("a", silent), ("b", speaking)]) == [("b", speaking)]
    assert without_empty([("a", silent), ("b", silent)]) == [("a", silent)]
    assert without_empty([("a", speaking), ("b", speaking)]) == [("a", speaking), ("b", speaking)]


@pytest.mark.parametrize(
    ("hours", "said"), [(0.5, "0.5 h"), (8.9, "9 h"), (9.0, "1.0 bd"), (40.5, "4.5 bd"), (99.0, "11 bd")]
)
def test_days(hours: float, said: str) -> None:
    assert days(hours, 9, "bd") == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=5), "5 days ago"),
    ],
)
def test_ago(span: timedelta, said: str) -> None:
    assert ago(span) == said


def test_a_log_line__is_one_line_without_addresses_but_the_accounts_own_user() -> None:
    said_by_server = "user <ana@example.com>\nno, and not bob@acme.example"
    record = logging.LogRecord(
        "ghostd", logging.WARNING, "", 0, "account.failed account=%s: %s", ("main", said_by_server), None
    )
    said = Line().format(record)
    assert said.endswith("account.failed account=main: user <(address)> no, and not (address)")
    said = Line(frozenset({"ana@example.com"})).format(record)
    assert said.endswith("account.failed account=main: user <ana@example.com> no, and not (address)")


@pytest.mark.parametrize("ours", [True, False])
def test_only_what_goes_to_the_journal__has_the_levels_that_it_reads(tmp_path: Path, ours: bool) -> None:
    script = (
        "import logging; from ghostd.cli import journal; from ghostd.cli.main import complain\n"
        "journal.keep(); logging.getLogger('ghostd').warning('late'); complain('no\\nway', 1)"
    )
    with (tmp_path / "stream").open("w+") as stream:
        there = os.fstat(stream.fileno())
        named = f"{there.st_dev}:{there.st_ino if ours else 1}"
        environment = os.environ | {"JOURNAL_STREAM": named}
        subprocess.run([sys.executable, "-c", script], env=environment, stderr=stream, check=True, timeout=60)
        stream.seek(0)
        late, *rest = stream.read().splitlines()
    assert (late == "<4>late", rest) == (ours, ["<3>ghostd: no", "<3>way"] if ours else ["ghostd: no", "way"])


def test_a_bar__is_shown_for_a_first_import_only_and_goes_away() -> None:
    out = io.StringIO()
    bars = Bars(shown=True, console=Console(file=out, force_terminal=True, width=80))
    bars.of("main").imported("INBOX", 10, 20)
    assert out.getvalue() == ""
    for done in (1000, 2000):
        bars.of("main").imported("INBOX", done, 2000)
    bars.of("main").imported("Sent", 500, 600)
    bars.close()
    bars.close()
    assert "main: INBOX" in out.getvalue()
    assert "2000/2000" in out.getvalue()


def test_a_bar__is_not_shown_where_nobody_looks() -> None:
    out = io.StringIO()
    Bars(shown=False, console=Console(file=out)).of("main").imported("INBOX", 1, 100_000)
    assert out.getvalue() == ""
