"""Every kind of problem, with the file, the line, the key and the cure as the operator sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ghostd.config.load import load, load_playbooks
from ghostd.errors import ConfigError
from tests.config.conftest import SMALLEST

Refusal = Callable[[str | bytes], str]

PLAYBOOK = """\
playbooks:
  mine:
    steps:
      - name: ask
        do: draft
        template: are-you-ok
        after: 2bd
"""

ACCOUNT = "accounts[0]"
CLIENT = "clients[0]"
STEP = "playbooks.mine.steps[0]"

# id: (what of the smallest configuration is replaced, by what, line, key, what the text says)
REPLACED = {
    "account_without_host__is_missing": (
        "    host: imap.example.com\n",
        "",
        2,
        f"{ACCOUNT}.host",
        "is missing; write host: imap.example.com",
    ),
    "key_without_value__has_none": (
        "host: imap.example.com",
        "host:",
        3,
        f"{ACCOUNT}.host",
        "has no value; write host: imap.example.com",
    ),
    "account_name_with_space__refused": (
        "name: main",
        "name: my mail",
        2,
        f"{ACCOUNT}.name",
        '"my mail" is not an account\'s name',
    ),
    "host_as_url__refused": (
        "host: imap.example.com",
        "host: imaps://imap.example.com",
        3,
        f"{ACCOUNT}.host",
        '"imaps://imap.example.com" is not a host name',
    ),
    "host_with_port__refused": (
        "host: imap.example.com",
        "host: imap.example.com:993",
        3,
        f"{ACCOUNT}.host",
        "a port under port:",
    ),
    "port_no_number__refused": (
        "host: imap.example.com",
        "host: a.example\n    port: imap",
        4,
        f"{ACCOUNT}.port",
        '"imap" is not a whole number',
    ),
    "port_zero__too_small": (
        "host: imap.example.com",
        "host: a.example\n    port: 0",
        4,
        f"{ACCOUNT}.port",
        '"0" is too small; the least is 1',
    ),
    "port_too_large__refused": (
        "host: imap.example.com",
        "host: a.example\n    port: 65536",
        4,
        f"{ACCOUNT}.port",
        '"65536" is too large; the most is 65535',
    ),
    "security_unknown__names_the_words": (
        "host: imap.example.com",
        "host: a.example\n    security: ssl",
        4,
        f"{ACCOUNT}.security",
        "write tls, starttls or none",
    ),
    "security_misspelt__suggests": (
        "host: imap.example.com",
        "host: a.example\n    security: startls",
        4,
        f"{ACCOUNT}.security",
        '(did you mean "starttls"?)',
    ),
    "security_none_elsewhere__refused": (
        "host: imap.example.com",
        "host: a.example\n    security: none",
        4,
        f"{ACCOUNT}.security",
        "readable over the network; write tls or starttls",
    ),
    "user_as_list__wants_text": (
        "user: ana@example.com",
        "user: [ana]",
        4,
        f"{ACCOUNT}.user",
        "a list stands where text is wanted",
    ),
    "user_empty__refused": ("user: ana@example.com", 'user: ""', 4, f"{ACCOUNT}.user", "this is empty"),
    "user_with_line_end__refused": (
        "user: ana@example.com",
        r'user: "a\nb"',
        4,
        f"{ACCOUNT}.user",
        "this holds line ends",
    ),
    "user_endless__refused": (
        "user: ana@example.com",
        f"user: {'a' * 501}",
        4,
        f"{ACCOUNT}.user",
        "this is too long",
    ),
    "password_plain__wants_a_source": (
        "{env: IMAP_PASSWORD}",
        "swordfish",
        5,
        f"{ACCOUNT}.password",
        "the password itself does not belong in this file; write {env: NAME}",
    ),
    "password_two_sources__wants_one": (
        "{env: IMAP_PASSWORD}",
        "{env: A, file: b}",
        5,
        f"{ACCOUNT}.password",
        "exactly one source is wanted here",
    ),
    "password_unknown_source__wants_one": (
        "{env: IMAP_PASSWORD}",
        "{envv: A}",
        5,
        f"{ACCOUNT}.password",
        "exactly one source is wanted here",
    ),
    "password_strange_variable__refused": (
        "{env: IMAP_PASSWORD}",
        "{env: a b}",
        5,
        f"{ACCOUNT}.password",
        "no source of a password; write {env: NAME}",
    ),
    "owner_as_text__wants_keys": (
        "{name: Ana Pérez, addresses: [ana@example.com]}",
        "Ana",
        6,
        f"{ACCOUNT}.owner",
        '"Ana" stands where keys with values are wanted',
    ),
    "owner_addresses_as_text__shows_the_list": (
        "[ana@example.com]",
        "ana@example.com",
        6,
        f"{ACCOUNT}.owner.addresses",
        "a list is wanted here; write [ana@example.com]",
    ),
    "owner_without_addresses__refused": (
        "[ana@example.com]",
        "[]",
        6,
        f"{ACCOUNT}.owner.addresses",
        "this list is empty",
    ),
    "owner_by_domain__refused": (
        "[ana@example.com]",
        '["@example.com"]',
        6,
        f"{ACCOUNT}.owner.addresses[0]",
        '"@example.com" is not a mail address',
    ),
    "folders_misspelt__suggests": (
        "host: imap.example.com",
        "host: a.example\n    folders: {wach: [x]}",
        4,
        f"{ACCOUNT}.folders.wach",
        'unknown key (did you mean "watch"?)',
    ),
    "unknown_key__names_the_known": (
        "host: imap.example.com",
        "host: a.example\n    folders: {zzz: x}",
        4,
        f"{ACCOUNT}.folders.zzz",
        "unknown key; known here are watch, exclude, sent, drafts, trash, notices",
    ),
    "unknown_key_without_value__is_seen": (
        "host: imap.example.com",
        "host: a.example\n    zzz:",
        4,
        f"{ACCOUNT}.zzz",
        "unknown key",
    ),
    "client_address_with_name__refused": (
        "bob@acme.example,",
        "Bob <bob@acme.example>,",
        9,
        f"{CLIENT}.addresses[0]",
        "write it bare, such as bob@acme.example",
    ),
    "client_bare_domain__shows_the_at": (
        "bob@acme.example,",
        "acme.example,",
        9,
        f"{CLIENT}.addresses[0]",
        'for all people of a domain write "@acme.example"',
    ),
    "client_by_public_provider__refused": (
        '"@acme.example"',
        '"@gmail.com"',
        9,
        f"{CLIENT}.addresses[1]",
        'anybody may have an address at "@gmail.com"',
    ),
    "client_by_no_domain__refused": (
        '"@acme.example"',
        '"@a b"',
        9,
        f"{CLIENT}.addresses[1]",
        '"@a b" is not a domain',
    ),
    "client_has_owners_address__refused": (
        "bob@acme.example,",
        "Ana@example.com,",
        9,
        f"{CLIENT}.addresses[0]",
        '"Ana@example.com" is the owner\'s own address',
    ),
    "clients_as_mapping__wants_a_list": (
        '  - name: Acme\n    addresses: [bob@acme.example, "@acme.example"]',
        "  Acme: {}",
        7,
        "clients",
        "a list is wanted here, not a mapping",
    ),
    "clients_none__refused": (
        '  - name: Acme\n    addresses: [bob@acme.example, "@acme.example"]',
        "",
        7,
        "clients",
        "has no value; write clients: [{name: Acme",
    ),
    "account_twice__names_the_first_line": (
        "clients:",
        "  - {name: Main, host: b.example, user: u, password: {env: B}, owner: {name: A, addresses: [a@b.example]}}\nclients:",
        7,
        "accounts[1].name",
        '"Main" is already an account, in line 2',
    ),
}

# id: (what is added to the smallest configuration from line 10 on, line, key, what the text says)
ADDED = {
    "client_name_twice__names_the_first_line": ("  - {name: ACME, addresses: [x@b.example]}", 10, "clients[1].name", '"ACME" is already a client, in line 8'),
    "client_address_twice__names_the_first_line": ("  - {name: B, addresses: [Bob@ACME.example]}", 10, "clients[1].addresses[0]", "is already a client's address, in line 9"),
    "client_language_spelt_out__refused": ("    language: english", 10, f"{CLIENT}.language", '"english" is not a language; write its two letters'),
    "client_register_unknown__names_the_words": ("    register: du", 10, f"{CLIENT}.register", "write tu or usted"),
    "client_goal_misspelt__suggests": ("    goal: colect", 10, f"{CLIENT}.goal", '"colect" is not a goal (did you mean "collect"?)'),
    "client_playbook_unknown__suggests": ("    playbooks: [gosting]", 10, f"{CLIENT}.playbooks[0]", '"gosting" is not a playbook of this configuration (did you mean "ghosting"?)'),
    "client_account_unknown__names_the_known": ("    accounts: [zzz]", 10, f"{CLIENT}.accounts[0]", '"zzz" is not an account of this configuration; there is main'),
    "client_country_by_name__gives_the_code": ("    holidays: {country: Spain}", 10, f"{CLIENT}.holidays", 'country "Spain" is not known (did you mean "ES"?)'),
    "client_subdivision_misspelt__suggests": ("    holidays: {country: ES, subdivision: Madird}", 10, f"{CLIENT}.holidays", '(did you mean "Madrid"?)'),
    "zone_by_city__gives_the_name": ("calendar: {zone: madrid}", 10, "calendar.zone", '"madrid" is not a time zone (did you mean "Europe/Madrid"?)'),
    "zone_as_path__refused": ("calendar: {zone: ../../etc/passwd}", 10, "calendar.zone", "is not a time zone"),
    "zone_folder__refused": ("calendar: {zone: Europe}", 10, "calendar.zone", "is not a time zone"),
    "workday_spelt_out__refused": ("calendar: {workdays: [monday]}", 10, "calendar.workdays[0]", "write one of mon, tue, wed, thu, fri, sat or sun"),
    "workdays_none__refused": ("calendar: {workdays: []}", 10, "calendar.workdays", "this list is empty"),
    "hours_one_time__refused": ('calendar: {hours: "9"}', 10, "calendar.hours", '"9" is not a working day; write the start and the end'),
    "hours_backwards__refused": ("calendar: {hours: 18:00-09:00}", 10, "calendar.hours", "ends before it starts"),
    "hours_of_no_length__refused": ("calendar: {hours: 09:00-09:00}", 10, "calendar.hours", "ends before it starts"),
    "hours_beyond_the_day__refused": ("calendar: {hours: 09:00-24:00}", 10, "calendar.hours", "(00:00 to 23:59)"),
    "leave_no_such_day__refused": ("calendar: {leave: [2026-02-30]}", 10, "calendar.leave[0]", '"2026-02-30" is not a day'),
    "leave_backwards__refused": ("calendar: {leave: [2026-08-15..2026-08-01]}", 10, "calendar.leave[0]", "ends before it starts; put the earlier day first"),
    "factor_no_number__refused": ("silence: {factor: high}", 10, "silence.factor", '"high" is not a number'),
    "factor_infinite__refused": ("silence: {factor: inf}", 10, "silence.factor", '"inf"'),
    "factor_below_one__too_small": ("silence: {factor: 0.5}", 10, "silence.factor", "the least is 1"),
    "least_above_most__refused": ("silence: {least: 9bd, most: 2bd}", 10, "silence", "least (9bd) is longer than most (2bd)"),
    "least_no_duration__refused": ("silence: {least: soon}", 10, "silence.least", '"soon" is not a duration; write a number and a unit, such as 7d'),
    "least_as_list__refused": ("silence: {least: [2bd]}", 10, "silence.least", "a list stands where text is expected"),
    "limit_broken_number__refused": ("limits: {drafts_per_day: 1.5}", 10, "limits.drafts_per_day", '"1.5" is not a whole number'),
    "limit_negative__too_small": ("limits: {drafts_per_day: -1}", 10, "limits.drafts_per_day", "the least is 0"),
    "poll_in_seconds__refused": ("poll: 5s", 10, "poll", "write a number and a unit between 1m and 1d"),
    "poll_in_business_days__refused": ("poll: 1bd", 10, "poll", "is not a time between two looks"),
    "poll_too_rare__refused": ("poll: 2d", 10, "poll", "between 1m and 1d"),
    "language_in_capitals__refused": ("language: EN", 10, "language", "write its two letters, such as en or es"),
    "state_as_list__refused": ("state: [a]", 10, "state", "a list stands where text is wanted"),
    "templates_not_there__refused": ("templates: nowhere", 10, "templates", "this folder is not there"),
    "top_level_misspelt__suggests": ("calender: {}", 10, "calender", 'unknown key (did you mean "calendar"?)'),
    "tag__refused": ("language: !!python/name:os.system x", 10, "language", "are not understood; put the text in quotes"),
    "key_twice__names_the_first_line": ("language: en\nlanguage: es", 11, "language", "this key stands twice, first in line 10"),
    "key_no_word__refused": ("? [a, b]\n: c", 10, "", "a key must be a word"),
    "merge_key__is_unknown": ("limits: {<<: {drafts_per_day: 1}}", 10, "limits.<<", "unknown key"),
    "playbook_without_steps__refused": ("playbooks: {mine: {steps: []}}", 10, "playbooks.mine.steps", "this list is empty"),
    "playbook_empty__refused": ("playbooks: {mine: }", 10, "playbooks.mine", "nothing stands where keys with values are wanted"),
    "playbook_name_with_space__refused": ("playbooks: {My Own: {steps: [{name: a, do: hold, after: 0d}]}}", 10, "playbooks.My Own", "use small letters, digits and hyphens"),
}  # fmt: skip

# id: (what of the playbook is replaced, by what, line in the playbook, key, what the text says)
STEPS = {
    "step_after_misspelt__refused": ("2bd", "7 dayz", 7, f"{STEP}.after", '"7 dayz" is not a duration; write a number and a unit, such as 7d, 5bd (business days) or 36h'),
    "step_without_after__is_missing": ("        after: 2bd\n", "", 4, f"{STEP}.after", "is missing; write after: 7d"),
    "step_does_nothing_known__names_the_words": ("do: draft", "do: send", 5, f"{STEP}.do", "write hold, assess, draft or retrospect"),
    "step_since_unknown__names_the_words": ("after: 2bd", "after: 2bd\n        since: sent", 8, f"{STEP}.since", "write previous or opened"),
    "draft_without_template__is_missing": ("        template: are-you-ok\n", "", 4, f"{STEP}.template", "a draft needs a template"),
    "template_without_draft__refused": ("do: draft", "do: hold", 6, f"{STEP}.template", "only a draft has a template"),
    "deadline_without_draft__refused": ("do: draft\n        template: are-you-ok", "do: hold\n        deadline: 7d", 6, f"{STEP}.deadline", "only a draft has a deadline"),
    "template_as_path__refused": ("template: are-you-ok", "template: ../secret", 6, f"{STEP}.template", "use small letters, digits and hyphens"),
    "step_twice__names_the_first_line": ("after: 2bd\n", "after: 2bd\n      - {name: ask, do: hold, after: 0d}\n", 8, "playbooks.mine.steps[1].name", '"ask" is already a step of this playbook, in line'),
    "gate_misspelt__suggests": ("after: 2bd", "after: 2bd\n        gates: [previous-send]", 8, f"{STEP}.gates[0]", '"previous-send" is not a gate (did you mean "previous-sent"?)'),
    "gate_needs_a_value__shows_it": ("after: 2bd", "after: 2bd\n        gates: [not-away, sendable-days]", 8, f"{STEP}.gates[1]", "write sendable-days: 7"),
    "gate_with_a_value_too_many__refused": ("after: 2bd", "after: 2bd\n        gates: [not-away: 3]", 8, f"{STEP}.gates[0]", "the gate not-away takes no value"),
    "gate_sendable_days_no_number__refused": ("after: 2bd", "after: 2bd\n        gates: [sendable-days: week]", 8, f"{STEP}.gates[0]", 'not "week"; write sendable-days: 7'),
    "gate_goal_as_text__wants_a_list": ("after: 2bd", "after: 2bd\n        gates: [goal: keep]", 8, f"{STEP}.gates[0]", "write goal: [keep, collect]"),
    "gate_goal_unknown__suggests": ("after: 2bd", "after: 2bd\n        gates: [goal: [letgo]]", 8, f"{STEP}.gates[0]", '"letgo" is not a goal (did you mean "let-go"?)'),
    "gate_of_two_keys__refused": ("after: 2bd", "after: 2bd\n        gates: [{goal: [keep], not-away: 1}]", 8, f"{STEP}.gates[0]", "a gate is one word"),
}  # fmt: skip

# id: (the whole file, line or None for none, what the text says)
WHOLE: dict[str, tuple[str | bytes, int | None, str]] = {
    "empty_file__says_so": ("", None, "the file is empty; begin with accounts:"),
    "comment_only__is_empty": ("# nothing yet\n", None, "the file is empty"),
    "null_only__is_empty": ("~\n", None, "the file is empty"),
    "list__is_no_mapping": ("- a\n", 1, "the file is not a mapping"),
    "text__is_no_mapping": ("hello\n", 1, "the file is not a mapping"),
    "latin_1__is_not_utf_8": (b"a: b\nname: Jos\xe9\n", 2, "this is not UTF-8"),
    "control_character__named": (b"a: b\nb: \x07\n", 2, "there is a control character (U+0007)"),
    "nul__named": (b"\x00", 1, "there is a control character (U+0000)"),
    "tab_indentation__names_tabs": ("a:\n\tb: c\n", 2, "indent with spaces, not tabs"),
    "open_quote__says_so": ("a: b\nc: 'd\n", 3, "a quotation mark is opened and never closed"),
    "colon_too_many__says_so": ("a: b\nc: d: e\n", 2, "a colon too many"),
    "open_bracket__says_so": ("a: [b\nc: d\n", 2, "is not closed"),
    "crooked_indentation__says_so": ("a:\n    b: c\n  d: e\n", 3, "indented differently"),
    "starred_text__wants_quotes": ("a: *b\n", 1, "put text that begins with * in quotes"),
    "two_documents__one_too_many": ("a: b\n---\nc: d\n", 2, "only one document"),
    "too_deep__refused": ("a: " + "[" * 40, 1, "nested too deeply"),
    "larger_than_a_megabyte__refused": (b"#" * 1_000_001, None, "larger than 1 MB"),
    "billion_laughs__refused": ("a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)), None, "aliases make this file too large"),
    "list_within_itself__refused": ("a: &a [*a]\n", None, "aliases make this file too large"),
}  # fmt: skip


def block(line: int | None, key: str) -> str:
    return f"config.yaml:{line}" + (f"  {key}" if key else "") + "\n    "


def stands(text: str, line: int, key: str, says: str) -> None:
    """One problem in the text has this place, and says this on the next line."""
    head = block(line, key)
    assert head in text
    assert any(says in after.partition("\n")[0] for after in text.split(head)[1:]), text


@pytest.mark.parametrize(("old", "new", "line", "key", "says"), REPLACED.values(), ids=REPLACED)
def test_in_the_smallest(refusal: Refusal, old: str, new: str, line: int, key: str, says: str) -> None:
    assert old in SMALLEST
    stands(refusal(SMALLEST.replace(old, new)), line, key, says)


@pytest.mark.parametrize(("more", "line", "key", "says"), ADDED.values(), ids=ADDED)
def test_added_to_the_smallest(refusal: Refusal, more: str, line: int, key: str, says: str) -> None:
    stands(refusal(SMALLEST + more + "\n"), line, key, says)


@pytest.mark.parametrize(("old", "new", "line", "key", "says"), STEPS.values(), ids=STEPS)
def test_in_a_playbook(refusal: Refusal, old: str, new: str, line: int, key: str, says: str) -> None:
    assert old in PLAYBOOK
    stands(refusal(SMALLEST + PLAYBOOK.replace(old, new)), 9 + line, key, says)


@pytest.mark.parametrize(("old", "new", "line", "key", "says"), STEPS.values(), ids=STEPS)
def test_a_shipped_playbook_is_held_to_the_same(old: str, new: str, line: int, key: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_playbooks(PLAYBOOK.replace(old, new).encode(), "config.yaml")
    stands(str(caught.value), line, key, says)


@pytest.mark.parametrize(("content", "line", "says"), WHOLE.values(), ids=WHOLE)
def test_whole_file(refusal: Refusal, content: str | bytes, line: int | None, says: str) -> None:
    text = refusal(content)
    assert text.startswith("config.yaml:" + (f"{line}\n    " if line else " "))
    assert says in text
    assert len(text.splitlines()) <= 2


def test_missing_file__one_line_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.yaml: there is no such file; copy config\.example\.yaml"):
        load(tmp_path / "config.yaml", {})


def test_folder__one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="this is a folder"):
        load(tmp_path, {})


def test_impossible_name__one_line() -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(Path("a\0b"), {})


def test_a_file_as_folder__one_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "a" / "config.yaml", {})


def test_all_problems_come_at_once_in_the_order_of_the_file(refusal: Refusal) -> None:
    text = refusal(
        SMALLEST.replace("imap.example.com", "imap example").replace("  - name: Acme\n", "  - nam: Acme\n")
        + "    playbooks: [gosting]\n"
        + PLAYBOOK.replace("2bd", "2 days").replace("are-you-ok", "A").replace("do: draft", "do: hold")
        + "language: en\nlanguage: es\n"
    )
    places = [line for line in text.splitlines() if not line.startswith(" ")]
    assert places == [
        f"config.yaml:3  {ACCOUNT}.host",
        f"config.yaml:8  {CLIENT}.nam",
        f"config.yaml:8  {CLIENT}.name",
        f"config.yaml:10  {CLIENT}.playbooks[0]",
        f"config.yaml:16  {STEP}.template",
        f"config.yaml:16  {STEP}.template",
        f"config.yaml:17  {STEP}.after",
        "config.yaml:19  language",
    ]


def test_a_flood_of_problems_is_cut(refusal: Refusal) -> None:
    text = refusal(SMALLEST + "".join(f"k{n}: 1\n" for n in range(80)))
    assert text.endswith("config.yaml: and 30 problems more; mend these first")


def test_no_word_of_the_libraries_reaches_the_operator(refusal: Refusal) -> None:
    text = refusal(
        SMALLEST.replace("[ana@example.com]", "{a: b}") + "limits: 3\nsilence: [1]\npoll: {}\nstate: {}\n"
    )
    assert not any(
        word in text.lower() for word in ("pydantic", "validation", "input", "tuple", "dict", "str")
    )
