"""Every mail at hand, the malformed of ten mail libraries and the made-up, is read in bounds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.made_up import made_up
from tests.hostile.measured import CORPUS

SECONDS = 1.0
"""Of CPU, which a busy machine does not stretch; what is measured takes a tenth of it."""
PEAK = 50_000_000
OURS = set("section h2 div table thead tbody tr th td bdi small".split())  # noqa: SIM905
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}

Found = Mapping[str, Any]


@pytest.fixture(scope="module")
def found() -> Found:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.measured"],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, check=True, timeout=600,
    )  # fmt: skip
    told: Found = json.loads(done.stdout)
    return told


@pytest.mark.timeout(600)
def test_no_mail_is_a_fault(found: Found) -> None:
    assert [(one["name"], one["fault"]) for one in found["found"] if one["fault"]] == []


@pytest.mark.timeout(600)
def test_every_mail_is_read_within_a_second_and_fifty_megabytes(found: Found) -> None:
    slowest = max(found["found"], key=lambda one: one["seconds"])
    largest = max(found["found"], key=lambda one: one["peak"])
    print(
        f"{found['mails']} mails; slowest {slowest['seconds']:.3f} s CPU: {slowest['name']}; "
        f"largest {largest['peak'] / 1e6:.1f} MB: {largest['name']}; "
        f"the process grew by {found['grown'] / 1e6:.1f} MB in reading all that are real"
    )
    assert slowest["seconds"] < SECONDS, slowest
    assert largest["peak"] < PEAK, largest
    assert found["grown"] < PEAK


@pytest.mark.timeout(600)
def test_what_they_say_is_harmless_in_a_dossier(found: Found) -> None:
    """No tag but ours, no link, nothing that reverses the text or moves a terminal's cursor."""
    page, text = found["shown"]
    body = page.partition("</header>")[2]
    tags = set(re.findall(r"<([a-z0-9]+)[^>]*>", body))
    assert tags <= OURS
    for shown in (page, text):
        odd = {c for c in shown if c not in "\n\u200c\u200d" and unicodedata.category(c) in HIDDEN}
        assert odd == set()
    assert not re.search(r"(?<!\\)<[a-z/]", text.partition("## ")[2])


@pytest.mark.timeout(600)
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no mail at {CORPUS}; point GHOSTD_MAIL_CORPUS at it")
def test_the_real_mail_is_among_it(found: Found) -> None:
    assert found["mails"] > len(made_up()) + 900
