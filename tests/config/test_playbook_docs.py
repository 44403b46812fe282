"""docs/playbooks.md says what is so: its diagrams are the generator's, its examples load, its words are all.

`GHOSTD_ACCEPT=1 pytest tests/config/test_playbook_docs.py` draws the diagrams afresh.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from configurations import SMALLEST, loaded

from ghostd.config.base import keys_of
from ghostd.config.build import built_in_playbooks
from ghostd.config.playbooks import VOCABULARY, PlaybookConfig, StepConfig
from ghostd.core.playbook.diagram import mermaid
from ghostd.core.playbook.machine import machine
from ghostd.core.playbook.model import Do, GateName, Since, Topic

PAGE = Path(__file__).parents[2] / "docs" / "playbooks.md"
DIAGRAM = re.compile(r"(<!-- diagram: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
DRAWN = {name: mermaid(playbook) for name, playbook in built_in_playbooks().items()} | {"machine": machine()}


def drawn(page: str) -> str:
    return DIAGRAM.sub(lambda m: f"{m[1]}```mermaid\n{DRAWN[m[2]]}```\n{m[3]}", page)


def test_the_diagrams_are_those_of_the_playbooks() -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("GHOSTD_ACCEPT"):
        PAGE.write_text(drawn(page), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn(page)


def test_every_playbook_of_ours_and_the_machine_has_its_diagram() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert sorted(m[2] for m in DIAGRAM.finditer(page)) == sorted(DRAWN)


@pytest.mark.parametrize("example", EXAMPLE.findall(PAGE.read_text(encoding="utf-8")))
def test_every_example_is_a_configuration(tmp_path: Path, example: str) -> None:
    assert loaded(tmp_path, SMALLEST + example).playbooks


def test_every_word_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = {*keys_of(PlaybookConfig), *keys_of(StepConfig)} - {"steps"}
    words = {*keys, *Do, *Since, *Topic, *(word for words in VOCABULARY.values() for word in words)}
    missing = {word for word in words if f"`{word}`" not in page}
    assert missing == set()
    assert {gate for gate in GateName if f"| `{gate}" not in page} == set()
