"""What a valid configuration becomes, and that nothing but a ConfigError comes of an invalid one."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from configurations import CANARY, ENVIRON, EXAMPLE, SMALLEST, keys, loaded, written

from ghostd.config.build import built_in_playbooks, practice
from ghostd.config.load import load
from ghostd.config.schema import Config
from ghostd.core.gaps.calendar import Span
from ghostd.core.gaps.forecast import Dials
from ghostd.core.playbook.model import Do, Gate, GateName
from ghostd.core.practice import Limits
from ghostd.errors import ConfigError


def test_the_example_loads() -> None:
    config = load(EXAMPLE, ENVIRON)
    assert [account.name for account in config.accounts] == ["main", "local"]
    assert practice(config, config.accounts[0]).playbook("gentle") is not None


def test_the_example_shows_every_key() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    absent = {key for key in keys(Config) if f"{key}:" not in text}
    assert absent == set()


def test_the_example_loads_with_its_commented_keys_too(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    text = EXAMPLE.read_text(encoding="utf-8")
    for key in ("sent", "drafts", "trash", "state", "templates", "invoices"):
        assert f"# {key}: " in text
        text = text.replace(f"# {key}: ", f"{key}: ")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    config = load(tmp_path / "config.yaml", ENVIRON)
    assert config.templates == tmp_path / "templates"
    assert config.accounts[0].folders.sent == "Sent"


def test_the_smallest_configuration_has_the_defaults(tmp_path: Path) -> None:
    config = loaded(tmp_path, SMALLEST)
    account = config.accounts[0]
    assert (account.port, account.security) == (993, "tls")
    assert (account.folders.watch, account.folders.exclude, account.folders.notices) == (("*",), (), "INBOX")
    assert config.poll == timedelta(minutes=5)
    assert config.state == Path("/home/ana/.local/state/ghostd")
    known = practice(config, account)
    assert known.clients[0].addresses == {"bob@acme.example"}
    assert known.clients[0].domains == {"acme.example"}
    assert known.clients[0].playbooks == ("own-mistake", "ghosting", "return")
    assert (known.dials, known.limits, known.language) == (Dials(), Limits(), "en")
    assert (known.calendar.opens, known.calendar.closes) == (time(9), time(18))
    assert known.calendars == {}


def test_keys_without_values_count_as_left_out(tmp_path: Path) -> None:
    assert loaded(
        tmp_path, SMALLEST + "calendar:\n  # zone: Europe/Madrid\nlimits:\n  drafts_per_day:\nplaybooks: ~\n"
    ) == loaded(tmp_path, SMALLEST)


@pytest.mark.parametrize(
    ("security", "host", "port"),
    [
        ("tls", "a.example", 993),
        ("starttls", "a.example", 143),
        ("none", "127.0.0.1", 143),
        ("none", "::1", 143),
    ],
    ids=["tls__993", "starttls__143", "none_to_loopback__143", "none_to_loopback_v6__143"],
)
def test_the_usual_port(tmp_path: Path, security: str, host: str, port: int) -> None:
    config = loaded(
        tmp_path, SMALLEST.replace("host: imap.example.com", f"host: '{host}'\n    security: {security}")
    )
    assert config.accounts[0].port == port


@pytest.mark.parametrize(
    ("environ", "state"),
    [
        ({"STATE_DIRECTORY": "/var/lib/ghostd:/x", "XDG_STATE_HOME": "/s", "HOME": "/h"}, "/var/lib/ghostd"),
        ({"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/s/ghostd"),
        ({"HOME": "/h"}, "/h/.local/state/ghostd"),
    ],
    ids=["systemd__first", "xdg__second", "home__last"],
)
def test_the_usual_state(tmp_path: Path, environ: dict[str, str], state: str) -> None:
    assert load(written(tmp_path, SMALLEST), environ).state == Path(state)


def test_no_home_at_all__asks_for_the_state(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="state: /var/lib/ghostd"):
        load(written(tmp_path, SMALLEST), {})


def test_paths_begin_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    config = loaded(
        tmp_path, SMALLEST.replace("{env: IMAP_PASSWORD}", "{file: pw}") + "state: ~/s\ntemplates: mine\n"
    )
    assert config.accounts[0].password.file == tmp_path / "pw"
    assert config.templates == tmp_path / "mine"
    assert config.state == Path("/home/ana/s")


def test_words_that_yaml_1_1_mistakes_stay_words(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        SMALLEST
        + "    language: no\n    phone: +34600111222\n    contact: 007\n    holidays: {country: NO}\n",
    )
    client = config.clients[0]
    assert client.holidays is not None
    assert (client.language, client.phone, client.contact) == ("no", "+34600111222", "007")
    assert client.holidays.country == "NO"


def test_a_byte_order_mark_and_dos_line_ends_are_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode()) == loaded(
        tmp_path, SMALLEST
    )


def test_an_account_knows_its_own_clients(tmp_path: Path) -> None:
    second = SMALLEST.partition("clients:")[0].replace("accounts:\n", "").replace("name: main", "name: other")
    config = loaded(
        tmp_path,
        SMALLEST.replace("clients:", second + "clients:")
        + "    accounts: [other]\n  - {name: Beta, addresses: [b@beta.example]}\n",
    )
    assert [[c.name for c in practice(config, account).clients] for account in config.accounts] == [
        ["Beta"],
        ["Acme", "Beta"],
    ]


def test_calendars_take_out_the_holidays_of_both_sides(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        SMALLEST
        + "    holidays: {country: GB, subdivision: SCT}\n  - {name: Beta, addresses: [b@beta.example]}\n"
        + "calendar:\n  zone: Europe/Madrid\n  holidays: {country: ES, subdivision: MD}\n"
        + "  workdays: [mon, tue, thu]\n  hours: 8:30-14:00\n  leave: [2026-08-03..2026-08-04, 2026-09-01]\n",
    )
    known = practice(config, config.accounts[0])
    own, acme = known.calendar, known.calendar_of(known.clients[0])
    assert known.calendar_of(known.clients[1]) is own
    epiphany, second_of_january, st_andrew = date(2026, 1, 6), date(2025, 1, 2), date(2026, 11, 30)
    assert [own.works(day) for day in (epiphany, second_of_january, st_andrew)] == [False, True, True]
    assert [acme.works(day) for day in (epiphany, second_of_january, st_andrew)] == [False, False, False]
    assert [own.works(date(2026, 8, day)) for day in (3, 4, 5, 6)] == [False, False, False, True]
    assert own.works(date(2026, 9, 1)) is False
    assert own.hours(date(2026, 7, 6))[0] == datetime(2026, 7, 6, 6, 30, tzinfo=UTC)


def test_an_owners_playbook_replaces_ours_of_the_same_name(tmp_path: Path) -> None:
    config = loaded(
        tmp_path, SMALLEST + "playbooks: {ghosting: {snooze: 2w, steps: [{name: a, do: hold, after: 0d}]}}\n"
    )
    replaced = practice(config, config.accounts[0]).playbook("ghosting")
    assert replaced is not None
    assert (replaced.snooze, [step.name for step in replaced.steps]) == (Span(2, "w"), ["a"])
    assert len(built_in_playbooks()["ghosting"].steps) == 8


def test_the_built_in_ghosting_playbook_has_the_five_steps() -> None:
    steps = built_in_playbooks()["ghosting"].steps
    assert [(step.name, step.do, step.template, str(step.after)) for step in steps] == [
        ("keep-calm", Do.HOLD, "", "0d"),
        ("evaluate", Do.ASSESS, "", "1bd"),
        ("ask", Do.DRAFT, "are-you-ok", "1bd"),
        ("call", Do.TASK, "call", "3bd"),
        ("ask-again", Do.DRAFT, "closing-notice", "7d"),
        ("move-on", Do.DRAFT, "closing", "7d"),
        ("invoice", Do.INVOICE, "invoice", "0d"),
        ("learn", Do.RETROSPECT, "", "0d"),
    ]
    assert steps[4].deadline == Span(7, "d")
    assert steps[4].gates == (
        Gate(GateName.PREVIOUS_SENT),
        Gate(GateName.NOT_BOUNCED),
        Gate(GateName.NOT_AWAY),
        Gate(GateName.SENDABLE_DAYS, days=7),
        Gate(GateName.NO_HARDSHIP),
        Gate(GateName.NOTICE_PERIOD),
    )


def test_a_goal_gate_holds_its_goals() -> None:
    config = load(EXAMPLE, ENVIRON)
    assert config.playbooks["gentle"].steps[3].gates[-1] == Gate(GateName.GOAL, goals=("collect", "let-go"))


def test_a_configuration_shows_no_password_source(tmp_path: Path) -> None:
    config = loaded(tmp_path, SMALLEST.replace("{env: IMAP_PASSWORD}", f"{{command: echo {CANARY}}}"))
    assert CANARY not in repr(config)
    assert CANARY not in str(config.accounts[0].password)


def test_the_environment_of_the_process_is_the_default(tmp_path: Path) -> None:
    assert load(written(tmp_path, SMALLEST + "state: /s\n")) == load(
        written(tmp_path, SMALLEST + "state: /s\n"), os.environ
    )
