"""`ghostd playbook`: what there is, and each of it to copy, with a configuration or without."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from office import Office

from ghostd.config.load import shipped_text

OWN = """\
playbooks:
  ghosting: {extends: ghosting, without: [call, invoice]}
  gentle: {opens: [by-hand], steps: [{name: wait, do: hold, after: 5bd}]}
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path).furnish()
    text = office.config.read_text(encoding="utf-8") + "    playbooks: [gentle]\n" + OWN
    office.config.write_text(text, encoding="utf-8")
    return office


@pytest.fixture
def nowhere(tmp_path: Path) -> Office:
    """No configuration is named, and none lies in any of the usual places (unless the machine has one)."""

    class Nowhere(Office):
        def command(self, *arguments: str) -> list[str]:
            whole = super().command(*arguments)
            place = whole.index("--config")
            return [*whole[:place], *whole[place + 2 :]]

    if Path("/etc/ghostd/config.yaml").exists():
        pytest.skip("this machine has a configuration of its own")
    return Nowhere(tmp_path)


def test_list__names_all_with_their_clients(office: Office) -> None:
    found = {entry["name"]: entry for entry in office.json("playbook", "list")["playbooks"]}
    assert list(found) == sorted(
        ["gentle", "ghosting", "disappearance", "own-mistake", "difficult-client", "return"]
    )
    assert (found["gentle"]["clients"], found["gentle"]["built_in"]) == (["Lumen"], False)
    assert (found["ghosting"]["clients"], found["ghosting"]["built_in"]) == (["Acme"], False)
    assert found["gentle"]["about"] == "Yours, for by-hand: wait."
    assert "call" not in found["ghosting"]["steps"]
    assert found["return"]["built_in"]
    assert found["return"]["about"].startswith("The return of the ghost")
    shown = office.ghostd("playbook", "list").stdout
    assert all(name in shown for name in found)


def test_list__without_a_configuration__names_ours(nowhere: Office) -> None:
    entries = nowhere.json("playbook", "list")["playbooks"]
    assert [entry["name"] for entry in entries if entry["built_in"]] == [entry["name"] for entry in entries]
    assert len(entries) == 5
    assert "No configuration was found" in nowhere.ghostd("playbook", "list").stdout


def test_show__prints_ours_with_its_comments(nowhere: Office) -> None:
    assert nowhere.ghostd("playbook", "show", "own-mistake").stdout == shipped_text("own-mistake")


def test_show__prints_yours_whole(office: Office) -> None:
    shown = office.ghostd("playbook", "show", "ghosting").stdout
    mine = yaml.safe_load(shown)["playbooks"]["ghosting"]
    assert "extends" not in mine
    assert [step["name"] for step in mine["steps"]][:4] == ["keep-calm", "evaluate", "ask", "ask-again"]
    kept = office.config.read_text(encoding="utf-8").partition("  ghosting:")[0]
    steps = shown.partition("playbooks:\n")[2]
    gentle = "  gentle: {steps: [{name: wait, do: hold, after: 5bd}]}\n"
    office.config.write_text(kept + steps + gentle, encoding="utf-8")
    assert office.ghostd("playbook", "show", "ghosting").stdout == shown


def test_show__built_in__is_ours_all_the_same(office: Office) -> None:
    assert office.ghostd("playbook", "show", "ghosting", "--built-in").stdout == shipped_text("ghosting")


def test_show__diagram__is_that_of_yours(office: Office) -> None:
    shown = office.ghostd("playbook", "show", "ghosting", "--diagram").stdout
    assert shown.startswith("flowchart TD\n")
    assert "ask-again" in shown
    assert "invoice" not in shown


def test_show__an_unknown_name__suggests(office: Office) -> None:
    assert '(did you mean "ghosting"?)' in office.ghostd("playbook", "show", "gosting", code=1).stderr


def test_a_configuration_that_is_named_and_missing__is_said(nowhere: Office) -> None:
    said = nowhere.ghostd("playbook", "list", "--config", "not-there.yaml", code=78).stderr
    assert "there is no such file" in said
