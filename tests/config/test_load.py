"""What a valid configuration becomes, and that nothing but a ConfigError comes of an invalid one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import UnionType
from typing import Any, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ghostd.config.build import built_in_playbooks, practice
from ghostd.config.load import load
from ghostd.config.schema import Config, keys_of
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import Do, Gate, GateName
from ghostd.core.practice import Limits, Patience
from ghostd.errors import ConfigError
from tests.config.conftest import ENVIRON, SMALLEST, Write

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"
CANARY = "Xq7-hunter2-swordfish"

Loaded = Callable[[str | bytes], Config]
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def keys(model: type[BaseModel]) -> set[str]:
    """Every key of the schema, however deep."""
    found = set(keys_of(model))
    for field in keys_of(model).values():
        for inner in models_in(field.annotation):
            found |= keys(inner)
    return found


def models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if isinstance(annotation, UnionType) or get_args(annotation):
        return [model for part in get_args(annotation) for model in models_in(part)]
    return []


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
    for key in ("sent", "drafts", "trash", "state", "templates"):
        assert f"# {key}: " in text
        text = text.replace(f"# {key}: ", f"{key}: ")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    config = load(tmp_path / "config.yaml", ENVIRON)
    assert config.templates == tmp_path / "templates"
    assert config.accounts[0].folders.sent == "Sent"


def test_the_smallest_configuration_has_the_defaults(loaded: Loaded) -> None:
    config = loaded(SMALLEST)
    account = config.accounts[0]
    assert (account.port, account.security) == (993, "tls")
    assert (account.folders.watch, account.folders.exclude, account.folders.notices) == (("*",), (), "INBOX")
    assert config.poll == timedelta(minutes=5)
    assert config.state == Path("/home/ana/.local/state/ghostd")
    known = practice(config, account)
    assert known.clients[0].addresses == {"bob@acme.example"}
    assert known.clients[0].domains == {"acme.example"}
    assert known.clients[0].playbooks == ("ghosting",)
    assert (known.patience, known.limits, known.language) == (Patience(), Limits(), "en")
    assert (known.calendar.opens, known.calendar.closes) == (time(9), time(18))
    assert known.calendars == {}


def test_keys_without_values_count_as_left_out(loaded: Loaded) -> None:
    assert loaded(
        SMALLEST + "calendar:\n  # zone: Europe/Madrid\nlimits:\n  drafts_per_day:\nplaybooks: ~\n"
    ) == loaded(SMALLEST)


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
def test_the_usual_port(loaded: Loaded, security: str, host: str, port: int) -> None:
    config = loaded(SMALLEST.replace("host: imap.example.com", f"host: '{host}'\n    security: {security}"))
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
def test_the_usual_state(write: Write, environ: dict[str, str], state: str) -> None:
    assert load(write(SMALLEST), environ).state == Path(state)


def test_no_home_at_all__asks_for_the_state(write: Write) -> None:
    with pytest.raises(ConfigError, match="state: /var/lib/ghostd"):
        load(write(SMALLEST), {})


def test_paths_begin_beside_the_file(loaded: Loaded, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    config = loaded(SMALLEST.replace("{env: IMAP_PASSWORD}", "{file: pw}") + "state: ~/s\ntemplates: mine\n")
    assert config.accounts[0].password.file == tmp_path / "pw"
    assert config.templates == tmp_path / "mine"
    assert config.state == Path("/home/ana/s")


def test_words_that_yaml_1_1_mistakes_stay_words(loaded: Loaded) -> None:
    config = loaded(
        SMALLEST
        + "    language: no\n    phone: +34600111222\n    contact: 007\n    holidays: {country: NO}\n"
    )
    client = config.clients[0]
    assert client.holidays is not None
    assert (client.language, client.phone, client.contact) == ("no", "+34600111222", "007")
    assert client.holidays.country == "NO"


def test_a_byte_order_mark_and_dos_line_ends_are_read(loaded: Loaded) -> None:
    assert loaded(b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode()) == loaded(SMALLEST)


def test_an_account_knows_its_own_clients(loaded: Loaded) -> None:
    second = SMALLEST.partition("clients:")[0].replace("accounts:\n", "").replace("name: main", "name: other")
    config = loaded(
        SMALLEST.replace("clients:", second + "clients:")
        + "    accounts: [other]\n  - {name: Beta, addresses: [b@beta.example]}\n"
    )
    assert [[c.name for c in practice(config, account).clients] for account in config.accounts] == [
        ["Beta"],
        ["Acme", "Beta"],
    ]


def test_calendars_take_out_the_holidays_of_both_sides(loaded: Loaded) -> None:
    config = loaded(
        SMALLEST
        + "    holidays: {country: GB, subdivision: SCT}\n  - {name: Beta, addresses: [b@beta.example]}\n"
        + "calendar:\n  zone: Europe/Madrid\n  holidays: {country: ES, subdivision: MD}\n"
        + "  workdays: [mon, tue, thu]\n  hours: 8:30-14:00\n  leave: [2026-08-03..2026-08-04, 2026-09-01]\n"
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


def test_an_owners_playbook_replaces_ours_of_the_same_name(loaded: Loaded) -> None:
    config = loaded(
        SMALLEST + "playbooks: {ghosting: {snooze: 2w, steps: [{name: a, do: hold, after: 0d}]}}\n"
    )
    replaced = practice(config, config.accounts[0]).playbook("ghosting")
    assert replaced is not None
    assert (replaced.snooze, [step.name for step in replaced.steps]) == (Span(2, "w"), ["a"])
    assert len(built_in_playbooks()["ghosting"].steps) == 6


def test_the_built_in_ghosting_playbook_has_the_five_steps() -> None:
    steps = built_in_playbooks()["ghosting"].steps
    assert [(step.name, step.do, step.template, str(step.after)) for step in steps] == [
        ("keep-calm", Do.HOLD, "", "0d"),
        ("evaluate", Do.ASSESS, "", "1bd"),
        ("ask", Do.DRAFT, "are-you-ok", "1bd"),
        ("ask-again", Do.DRAFT, "closing-notice", "7d"),
        ("move-on", Do.DRAFT, "closing", "7d"),
        ("learn", Do.RETROSPECT, "", "0d"),
    ]
    assert steps[3].deadline == Span(7, "d")
    assert steps[3].gates == (
        Gate(GateName.PREVIOUS_SENT),
        Gate(GateName.NOT_BOUNCED),
        Gate(GateName.NOT_AWAY),
        Gate(GateName.SENDABLE_DAYS, days=7),
    )


def test_a_goal_gate_holds_its_goals() -> None:
    config = load(EXAMPLE, ENVIRON)
    assert config.playbooks["gentle"].steps[3].gates[-1] == Gate(GateName.GOAL, goals=("collect", "let-go"))


def outcome(path: Path) -> str:
    """The refusal's text, or nothing when it loads; any other exception fails the test."""
    try:
        load(path, ENVIRON)
    except ConfigError as refused:
        return str(refused)
    return ""


@quick
@given(content=st.binary(max_size=300))
def test_any_bytes_load_or_are_refused(write: Write, content: bytes) -> None:
    assert outcome(write(content))


SCHEMA_KEYS = sorted(keys(Config))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | st.sampled_from(SCHEMA_KEYS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(SCHEMA_KEYS) | st.text(max_size=6), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@quick
@given(tree=st.dictionaries(st.sampled_from(sorted(keys_of(Config))), plain, max_size=6))
def test_any_yaml_loads_or_is_refused(write: Write, tree: dict[str, Any]) -> None:
    outcome(write(yaml.safe_dump(tree, allow_unicode=True)))


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The example with one piece of it cut out, doubled or replaced."""
    text = EXAMPLE.read_text(encoding="utf-8")
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start, min(len(text), start + 40)))
    return (
        text[:start]
        + draw(st.sampled_from(["", text[start:end] * 2, "- ", ": ", "\t", "[", "{", "*a", "&a "]))
        + text[end:]
    )


@quick
@given(content=mutations())
def test_a_damaged_example_loads_or_is_refused(write: Write, content: str) -> None:
    outcome(write(content))


SLIPS = {
    "plain": f"password: {CANARY}",
    "quoted": f"password: '{CANARY}'",
    "in_a_list": f"password: [{CANARY}]",
    "in_braces": f"password: {{{CANARY}}}",
    "unknown_source": f"password: {{plain: {CANARY}}}",
    "as_a_source": f"password: {{{CANARY}: env}}",
    "twice": f"password: {{env: A}}\n    password: {CANARY}",
    "source_twice": f"password: {{{CANARY}: a, {CANARY}: b}}",
    "strange_variable": f"password: {{env: {CANARY} x}}",
    "strange_credential": f"password: {{credential: a/{CANARY}}}",
    "two_sources": f"password: {{file: {CANARY}, command: {CANARY}}}",
    "deep": f"password: {{env: {{file: [{CANARY}]}}}}",
    "tagged": f"password: !{CANARY} x",
    "tagged_value": f"password: !secret {CANARY}",
    "undefined_alias": f"password: *{CANARY}",
    "undefined_tag_handle": f"password: !{CANARY}! x",
    "colon_within": f"password: {CANARY}: x",
    "no_space": f"password:{CANARY}",
    "no_space_in_braces": f"folders: {{password:{CANARY}}}",
    "in_one_text": f'folders: "password: {CANARY}"',
    "open_quote": f'password: "{CANARY}',
    "strange_escape": f'password: "\\q{CANARY}"',
    "strange_beginning": f"password: %{CANARY}",
    "used_again": f"password: &p {CANARY}\n    port: *p\n    security: *p\n    folders: *p",
    "used_as_key": f"password: &p {CANARY}\n    *p : x",
    "misspelt": f"passwort: {CANARY}",
    "in_capitals": f"Password: {CANARY}",
    "in_the_host": f"host: imap://ana:{CANARY}@imap.example.com",
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_the_password_is_in_no_message(write: Write, slip: str) -> None:
    old = "host: imap.example.com" if slip.startswith("host") else "password: {env: IMAP_PASSWORD}"
    with pytest.raises(ConfigError) as caught:
        load(write(SMALLEST.replace(old, slip)), ENVIRON)
    assert CANARY not in str(caught.value)
    # What a traceback shows: every exception of the chain that is not suppressed.
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@quick
@given(
    secret=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).map(
        lambda s: CANARY + s
    ),
    style=st.sampled_from([None, "'", '"', "|"]),
    wrap=st.sampled_from(["%s", "[%s]", "{env: %s}", "{%s: x}", "{env: x, %s}"]),
)
def test_no_password_however_written_is_in_a_message(
    write: Write, secret: str, style: Any, wrap: str
) -> None:
    scalar = yaml.dump(secret, default_style=style, allow_unicode=True).split("\n")[0]
    assert CANARY not in outcome(write(SMALLEST.replace("{env: IMAP_PASSWORD}", wrap % scalar)))


def test_a_configuration_shows_no_password_source(loaded: Loaded) -> None:
    config = loaded(SMALLEST.replace("{env: IMAP_PASSWORD}", f"{{command: echo {CANARY}}}"))
    assert CANARY not in repr(config)
    assert CANARY not in str(config.accounts[0].password)


def test_the_environment_of_the_process_is_the_default(write: Write) -> None:
    assert load(write(SMALLEST + "state: /s\n")) == load(write(SMALLEST + "state: /s\n"), os.environ)
