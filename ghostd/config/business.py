"""What may be written of the work with a client: project, contract, invoices, late fee, the owner's view.

Every amount is exact and in the client's currency. What is left out is not known, which is another thing than
nothing: an unknown amount never gets into a draft.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from glob import escape
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, field_validator, model_validator

from ghostd.config import figures
from ghostd.config.base import Duration, Strict, Text, Word, environment, within
from ghostd.core.engagement import Contract, LateFee, Project, Stage, Stated, Term
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.written import IN_FULL, NOT_YET, check_order, check_payment

Day = Annotated[date, PlainValidator(figures.day)]
Sum = Annotated[Decimal, PlainValidator(figures.amount)]
Hours = Annotated[Decimal, PlainValidator(figures.hours)]
Percent = Annotated[Decimal, PlainValidator(figures.percent)]
Currency = Annotated[str, PlainValidator(figures.currency)]


def pattern(value: object, info: ValidationInfo) -> str:
    """A pattern of files, absolute: a relative one begins beside the configuration, which it can't leave."""
    cure = "write a pattern of files such as invoices/acme-*.pdf"
    if not isinstance(value, str) or not value.isprintable() or not Path(value.strip()).name:
        raise ValueError(f"this is not a pattern; {cure}")
    text = value.strip()
    if ".." in Path(text).parts or "**" in text:
        raise ValueError(f".. and ** lead too far; {cure}, or the whole path from / on")
    if text.startswith("~/"):
        return escape(environment(info).get("HOME", "/")) + text[1:]
    folder: Path = (info.context or {}).get("folder", Path())
    return str(Path(escape(str(folder))) / text)


Pattern = Annotated[str, PlainValidator(pattern)]


class ProjectConfig(Strict):
    """`rate` is for an hour; it and `fee` are with tax where the amounts of the invoices are."""

    name: Text | None = None
    stage: Stage | None = None
    start: Day | None = None
    due: Day | None = None
    hours: Hours | None = None
    rate: Sum | None = None
    fee: Sum | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> ProjectConfig:
        if self.start and self.due and self.due < self.start:
            raise ValueError(
                f"it is due on {self.due}, before it starts on {self.start}; mend one of the two"
            )
        return self

    def project(self) -> Project:
        return Project(self.name or "", self.stage, self.start, self.due, self.hours, self.rate, self.fee)


class ContractConfig(Strict):
    terms: tuple[Term, ...] = ()
    notice: Duration | None = None

    def contract(self) -> Contract:
        """What is written is known; a time of notice is the term of that name, too."""
        terms = {*self.terms} | ({Term.NOTICE_PERIOD} if self.notice else set())
        return Contract(known=True, terms=frozenset(terms), notice=self.notice)


class LateFeeConfig(Strict):
    """Nothing is built in: who writes a number down says what it rests on, since a client will ask."""

    rate: Percent = Decimal(0)
    fixed: Sum = Decimal(0)
    grace: int = Field(0, ge=0, le=365)
    basis: Text = Field(examples=["our contract, clause 7"])

    @model_validator(mode="after")
    def says_how_much(self) -> LateFeeConfig:
        if not {"rate", "fixed"} & self.model_fields_set:
            raise ValueError(
                "how much it is, is missing; write rate: 8 (percent a year), or fixed: 40, or both"
            )
        return self

    def late_fee(self) -> LateFee:
        return LateFee(self.rate, self.fixed, self.grace, self.basis)


class InvoiceConfig(Strict):
    """`paid` is what has come in so far: an amount, or yes for all of it."""

    number: Text = Field(examples=["2026-014"])
    issued: Day = Field(examples=["2026-03-31"])
    due: Day = Field(examples=["2026-04-30"])
    amount: Sum = Field(examples=["1200.50"])
    paid: Sum = Decimal(0)
    paid_on: Day | None = None

    @field_validator("paid", mode="before")
    @classmethod
    def in_a_word(cls, paid: Any, info: ValidationInfo) -> Any:
        word = paid.strip().casefold() if isinstance(paid, str) else ""
        if word in NOT_YET:
            return Decimal(0)
        return info.data.get("amount", Decimal(0)) if word in IN_FULL else paid

    @model_validator(mode="after")
    def agrees(self) -> InvoiceConfig:
        check_order(self.issued, self.due)
        check_payment(self.paid, self.paid_on)
        return self

    def invoice(self, client: str, currency: str) -> Invoice:
        amount = Amount(self.amount, currency)
        return Invoice(self.number, client, self.issued, self.due, amount, self.paid, self.paid_on)


class StatedConfig(Strict):
    respect: int | None = Field(None, ge=1, le=5)
    effect: int | None = Field(None, ge=1, le=5)
    breaches: tuple[Text, ...] = ()
    reason: Text | None = None
    open_items: tuple[Text, ...] = ()

    def stated(self) -> Stated:
        return Stated(self.respect, self.effect, self.breaches, self.reason or "", self.open_items)


class MoneyConfig(Strict):
    """What holds for all clients that say nothing else; `invoices` is the owner's own list, a CSV file."""

    currency: Currency = "EUR"
    invoices: Path | None = None
    late_fee: LateFeeConfig | None = None

    @field_validator("invoices")
    @classmethod
    def beside_the_configuration(cls, file: Path | None, info: ValidationInfo) -> Path | None:
        return file and within(info, file)


class WorkConfig(Strict):
    """The part of a client's entry that is about the work."""

    project: ProjectConfig | None = None
    contract: ContractConfig | None = None
    currency: Currency | None = None
    invoices: tuple[InvoiceConfig, ...] | None = None
    late_fee: LateFeeConfig | None = None
    attach: dict[Word, Pattern] = Field(default_factory=dict)
    stated: StatedConfig = StatedConfig()
