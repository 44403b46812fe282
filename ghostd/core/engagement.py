"""The work between the owner and one client, as the configuration tells it: nothing here is in the mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ghostd.core.gaps.calendar import Span


class Stage(StrEnum):
    """Where a project stands in its life."""

    OFFERED = "offered"
    ACTIVE = "active"
    REVIEW = "review"
    DELIVERED = "delivered"
    RESTING = "resting"
    DONE = "done"


RUNNING = (Stage.ACTIVE, Stage.REVIEW)
"""The stages in which a client expects to hear of the work."""


class Term(StrEnum):
    """What a contract may hold that protects the owner when a client goes silent."""

    APPROVAL_BY_SILENCE = "approval-by-silence"
    CLOSING_ON_SILENCE = "closing-on-silence"
    HOURLY_ON_SILENCE = "hourly-on-silence"
    DEPOSIT = "deposit"
    PAUSE_FEE = "pause-fee"
    LATE_FEE = "late-fee"
    REVIEW_ROUNDS = "review-rounds"
    SECOND_CONTACT = "second-contact"
    NOTICE_PERIOD = "notice-period"


@dataclass(frozen=True, slots=True)
class Project:
    """One piece of work. `hours` were worked so far, `fee` is what was agreed for all of it; what is None is
    not known, and never guessed."""

    name: str = ""
    stage: Stage | None = None
    start: date | None = None
    due: date | None = None
    hours: Decimal | None = None
    rate: Decimal | None = None
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """What the contract gives. `known` is False where the configuration says nothing of one; `notice` is how
    long before its end it must be announced."""

    known: bool = False
    terms: frozenset[Term] = frozenset()
    notice: Span | None = None

    @property
    def missing(self) -> tuple[Term, ...]:
        """The protecting terms that it lacks, in the order of `Term`."""
        return tuple(term for term in Term if term not in self.terms)


@dataclass(frozen=True, slots=True)
class LateFee:
    """What a late payment costs by the contract or the law, as the owner has written it: `rate` in percent a
    year, `fixed` once an invoice, both after `grace` days, and the `basis` that a client may be told."""

    rate: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    grace: int = 0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the owner says of a client and no mailbox shows: `respect` and `effect` from 1 (bad) to 5 (good),
    `breaches` in words, `reason` for parting, `open_items` still to be met."""

    respect: int | None = None
    effect: int | None = None
    breaches: tuple[str, ...] = ()
    reason: str = ""
    open_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Engagement:
    """Everything the configuration says of the work with one client. `currency` is an ISO 4217 code, `attach`
    names the owner's files by template."""

    project: Project | None = None
    contract: Contract = field(default_factory=Contract)
    late_fee: LateFee | None = None
    currency: str = "EUR"
    attach: Mapping[str, str] = field(default_factory=dict)
    stated: Stated = field(default_factory=Stated)

    @property
    def stage(self) -> Stage | None:
        return self.project.stage if self.project else None
