"""`ghostd check` says what a client may take amiss in the owner's templates, and fails for none of it."""

from __future__ import annotations

from pathlib import Path

from office import CONFIG, Office


def test_the_tone_of_the_owners_templates_is_remarked_on(tmp_path: Path) -> None:
    office = Office(tmp_path).furnish(CONFIG + "templates: texts\n")
    text = tmp_path / "texts" / "en" / "are-you-ok.txt.j2"
    text.parent.mkdir(parents=True)
    text.write_text("Hello,\n\nI'm still waiting. Tell me by 3 May 2020.\n", "utf-8")
    notes = [line for line in office.ghostd("check").stdout.splitlines() if str(text) in line]
    assert len(notes) == 2
    assert notes[0].startswith(f'Note: {text}:3  "I\'m still waiting" presses; ')
    assert notes[1].startswith(f'Note: {text}:3  "3 May 2020" is over; ')


def test_what_is_shipped_gives_nothing_to_remark(tmp_path: Path) -> None:
    office = Office(tmp_path).furnish()
    assert ".txt.j2" not in office.ghostd("check").stdout
