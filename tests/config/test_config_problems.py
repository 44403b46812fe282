"""Every kind of problem, with the file, the line, the key and the cure as the operator sees them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from configurations import SMALLEST, refusal

from ghostd.config.load import load_playbooks
from ghostd.errors import ConfigError

VECTORS: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("problems.yaml").read_text(encoding="utf-8")
)

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


def stands(text: str, vector: dict[str, Any], above: int = 0) -> None:
    """One problem in the text has the vector's place, and says what it says on the next line."""
    head = (
        f"config.yaml:{vector['line'] + above}" + (f"  {vector['key']}" if vector["key"] else "") + "\n    "
    )
    assert head in text
    assert any(vector["says"] in after.partition("\n")[0] for after in text.split(head)[1:]), text


def changed(text: str, vector: dict[str, Any]) -> str:
    assert vector["old"] in text
    return text.replace(vector["old"], vector["new"])


@pytest.mark.parametrize("vector", VECTORS["replaced"].values(), ids=VECTORS["replaced"])
def test_in_the_smallest(tmp_path: Path, vector: dict[str, Any]) -> None:
    stands(refusal(tmp_path, changed(SMALLEST, vector)), vector)


@pytest.mark.parametrize("vector", VECTORS["added"].values(), ids=VECTORS["added"])
def test_added_to_the_smallest(tmp_path: Path, vector: dict[str, Any]) -> None:
    stands(refusal(tmp_path, SMALLEST + vector["more"] + "\n"), vector)


@pytest.mark.parametrize("vector", VECTORS["extended"].values(), ids=VECTORS["extended"])
def test_in_playbooks_that_extend_others(tmp_path: Path, vector: dict[str, Any]) -> None:
    stands(refusal(tmp_path, SMALLEST + vector["more"]), vector)


@pytest.mark.parametrize("vector", VECTORS["steps"].values(), ids=VECTORS["steps"])
def test_in_a_playbook(tmp_path: Path, vector: dict[str, Any]) -> None:
    stands(refusal(tmp_path, SMALLEST + changed(PLAYBOOK, vector)), vector, above=9)


@pytest.mark.parametrize("vector", VECTORS["steps"].values(), ids=VECTORS["steps"])
def test_a_shipped_playbook_is_held_to_the_same(vector: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        load_playbooks(changed(PLAYBOOK, vector).encode(), "config.yaml")
    stands(str(caught.value), vector)


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = refusal(
        tmp_path,
        SMALLEST.replace("imap.example.com", "imap example").replace("  - name: Acme\n", "  - nam: Acme\n")
        + "    playbooks: [gosting]\n"
        + PLAYBOOK.replace("2bd", "2 days").replace("are-you-ok", "A").replace("do: draft", "do: hold")
        + "language: en\nlanguage: es\n",
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


def test_a_flood_of_problems_is_cut(tmp_path: Path) -> None:
    text = refusal(tmp_path, SMALLEST + "".join(f"k{n}: 1\n" for n in range(80)))
    assert text.endswith("config.yaml: and 30 problems more; mend these first")


def test_no_word_of_the_libraries_reaches_the_operator(tmp_path: Path) -> None:
    text = refusal(
        tmp_path,
        SMALLEST.replace("[ana@example.com]", "{a: b}") + "limits: 3\nsilence: [1]\npoll: {}\nstate: {}\n",
    )
    assert not any(
        word in text.lower() for word in ("pydantic", "validation", "input", "tuple", "dict", "str")
    )
