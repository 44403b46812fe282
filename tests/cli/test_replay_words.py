"""A replay's small words: one and several, and what is still open."""

from __future__ import annotations

import pytest

from ghostd.cli.replay.words import needless, was
from ghostd.core.replay.tally import Acts


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        pytest.param(Acts(0, 0, 0, None), "", id="never"),
        pytest.param(Acts(1, 0, 0, 3.0), " (still open)", id="one_that_is_open"),
        pytest.param(Acts(1, 1, 0, 3.0), ", not to somebody who answered anyway", id="one"),
        pytest.param(Acts(1, 1, 1, 3.0), ", to somebody who answered anyway", id="one_needless"),
        pytest.param(Acts(3, 3, 0, 3.0), ", none of them to people who answered anyway", id="none"),
        pytest.param(Acts(3, 3, 1, 3.0), ", 1 of them to somebody who answered anyway", id="one_of_three"),
        pytest.param(
            Acts(9, 7, 2, 3.0), ", 2 of them to people who answered anyway (2 still open)", id="some_open"
        ),
    ],
)
def test_what_is_still_open_is_no_proof_of_having_been_right(acts: Acts, said: str) -> None:
    assert needless(acts) == said


@pytest.mark.parametrize(("number", "said"), [(1, "was"), (0, "were"), (2, "were")])
def test_one_was_and_several_were(number: int, said: str) -> None:
    assert was(number) == said
