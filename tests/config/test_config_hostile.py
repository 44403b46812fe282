"""Whatever the file holds, it loads or is refused by a ConfigError; and no message holds a password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from configurations import CANARY, ENVIRON, EXAMPLE, SMALLEST, keys, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ghostd.config.load import load
from ghostd.config.schema import Config, keys_of
from ghostd.errors import ConfigError

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def outcome(path: Path) -> str:
    """The refusal's text, or nothing when it loads; any other exception fails the test."""
    try:
        load(path, ENVIRON)
    except ConfigError as refused:
        return str(refused)
    return ""


@quick
@given(content=st.binary(max_size=300))
def test_any_bytes_load_or_are_refused(tmp_path: Path, content: bytes) -> None:
    assert outcome(written(tmp_path, content))


words = st.sampled_from(sorted(keys(Config)))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | words,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words | st.text(max_size=6), inner, max_size=5)
    ),
    max_leaves=25,
)


@quick
@given(tree=st.dictionaries(st.sampled_from(sorted(keys_of(Config))), plain, max_size=6))
def test_any_yaml_loads_or_is_refused(tmp_path: Path, tree: dict[str, Any]) -> None:
    outcome(written(tmp_path, yaml.safe_dump(tree, allow_unicode=True)))


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
def test_a_damaged_example_loads_or_is_refused(tmp_path: Path, content: str) -> None:
    outcome(written(tmp_path, content))


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
def test_the_password_is_in_no_message(tmp_path: Path, slip: str) -> None:
    old = "host: imap.example.com" if slip.startswith("host") else "password: {env: IMAP_PASSWORD}"
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, SMALLEST.replace(old, slip)), ENVIRON)
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
    tmp_path: Path, secret: str, style: Any, wrap: str
) -> None:
    scalar = yaml.dump(secret, default_style=style, allow_unicode=True).split("\n")[0]
    assert CANARY not in outcome(written(tmp_path, SMALLEST.replace("{env: IMAP_PASSWORD}", wrap % scalar)))
