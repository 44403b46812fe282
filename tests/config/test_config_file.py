"""Files that cannot be read as a whole: one clear line each."""

from __future__ import annotations

from pathlib import Path

import pytest
from configurations import refusal

from ghostd.config.load import load
from ghostd.errors import ConfigError

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

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
    "billion_laughs__refused": (LAUGHS, None, "aliases make this file too large"),
    "list_within_itself__refused": ("a: &a [*a]\n", None, "aliases make this file too large"),
}


@pytest.mark.parametrize(("content", "line", "says"), WHOLE.values(), ids=WHOLE)
def test_whole_file(tmp_path: Path, content: str | bytes, line: int | None, says: str) -> None:
    text = refusal(tmp_path, content)
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
