"""One mailbox with all that its rows are measured from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from evaluation.baselines import Rated, equal_rules, fixed_days
from evaluation.past import known_at_opening
from evaluation.turns import Mailbox


@dataclass(frozen=True)
class Scored:
    """`kaplan_meier` are the chances of an answer within five business days, by the turns' keys; `fixed` and
    `equal` what other rules do; `headers` the mailbox replayed without the owner's words; `ghosts` the truth,
    where it is known."""

    box: Mailbox
    headers: Mailbox
    ghosts: Mapping[str, datetime]
    kaplan_meier: Mapping[tuple[str, str], float]
    fixed: list[Rated]
    equal: list[Rated]

    @classmethod
    def of(cls, box: Mailbox, headers: Mailbox, ghosts: Mapping[str, datetime]) -> Scored:
        known = known_at_opening(box)
        chances = {key: one.survival.soon for key, one in known.items()}
        return cls(box, headers, ghosts, chances, fixed_days(box), equal_rules(box, known))

    def delay(self, rule: str) -> float | None:
        """Business days to the alarm at equal false alarms."""
        return next(one.outcome.delay for one in self.equal if one.rule == rule)
