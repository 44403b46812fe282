"""What may be written in the configuration: strict, frozen models; an unknown key is a problem.

Values arrive as text, lists and mappings (see `document`). `examples` are what a message shows when a key
that must be there is missing. What concerns several places at once is in `checks`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from ghostd.config import values
from ghostd.config.base import Duration, Strict, Text, Word, environment, keys_of, within
from ghostd.config.business import MoneyConfig, WorkConfig
from ghostd.config.holidays import HolidayRegion, known_region
from ghostd.config.playbooks import PlaybookConfig
from ghostd.core.gaps.calendar import Span

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=64)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Address = Annotated[str, PlainValidator(values.address)]
AddressOrDomain = Annotated[str, PlainValidator(values.address_or_domain)]
Host = Annotated[str, PlainValidator(values.host)]
Interval = Annotated[timedelta, PlainValidator(values.interval)]
Zone = Annotated[ZoneInfo, PlainValidator(values.zone)]
Weekday = Annotated[int, PlainValidator(values.weekday)]
Hours = Annotated[tuple[time, time], PlainValidator(values.hours)]
Absence = Annotated[tuple[date, date], PlainValidator(values.absence)]
Goal = Annotated[str, PlainValidator(values.goal)]


SOURCES = "{env: NAME}, {file: PATH}, {command: ...}, {credential: NAME} or {keyring: SERVICE/USER}"


class PasswordSource(Strict):
    """Where the password is; exactly one of the five, and never the password itself."""

    env: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = Field(
        None, repr=False
    )
    file: Path | None = Field(None, repr=False)
    command: Text | None = Field(None, repr=False)
    credential: Annotated[str, StringConstraints(pattern=r"^[^/\s]+$")] | None = Field(None, repr=False)
    keyring: Annotated[str, StringConstraints(pattern=r"^[^/]*[^/\s]/.*\S")] | None = Field(None, repr=False)

    @model_validator(mode="before")
    @classmethod
    def one_source(cls, given: Any) -> Any:
        sources = f"write {SOURCES}"
        if not isinstance(given, dict):
            raise ValueError(f"the password itself does not belong in this file; {sources}")
        if len(given) != 1 or not given.keys() <= keys_of(cls).keys() or None in given.values():
            raise ValueError(f"exactly one source is wanted here; {sources}")
        return given

    @field_validator("file")
    @classmethod
    def beside_the_configuration(cls, file: Path | None, info: ValidationInfo) -> Path | None:
        return file and within(info, file)


class OwnerConfig(Strict):
    name: Text = Field(examples=["Ana Pérez"])
    addresses: tuple[Address, ...] = Field(min_length=1, examples=["[ana@example.com]"])


class FoldersConfig(Strict):
    """`sent`, `drafts` and `trash` are found by themselves unless they are named here."""

    watch: tuple[Text, ...] = Field(("*",), min_length=1)
    exclude: tuple[Text, ...] = ()
    sent: Text | None = None
    drafts: Text | None = None
    trash: Text | None = None
    notices: Text = "INBOX"
    more_sent: tuple[Text, ...] = ()


class TrustConfig(Strict):
    """The host whose Authentication-Results are believed (RFC 8601), by its authserv-id."""

    authserv: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+$", max_length=255, to_lower=True)
    ] = Field(examples=["mx.example.com"])


class AccountConfig(Strict):
    name: FileName = Field(examples=["main"])
    host: Host = Field(examples=["imap.example.com"])
    security: Literal["tls", "starttls", "none"] = "tls"
    port: int = Field(0, ge=1, le=65535, validate_default=True)
    user: Text = Field(examples=["ana@example.com"])
    password: PasswordSource = Field(repr=False, examples=["{env: IMAP_PASSWORD}"])
    owner: OwnerConfig = Field(examples=["{name: Ana Pérez, addresses: [ana@example.com]}"])
    folders: FoldersConfig = FoldersConfig()
    trust: TrustConfig | None = None

    @field_validator("security")
    @classmethod
    def no_secrets_in_the_clear(cls, security: str, info: ValidationInfo) -> str:
        if security == "none" and not values.is_loopback(info.data.get("host", "localhost")):
            raise ValueError("none would send the password readable over the network; write tls or starttls")
        return security

    @field_validator("port", mode="before")
    @classmethod
    def usual_port(cls, port: Any, info: ValidationInfo) -> Any:
        if port != 0:
            return port
        return 993 if info.data.get("security", "tls") == "tls" else 143


class HolidaysConfig(Strict):
    country: Text = Field(examples=["ES"])
    subdivision: Text | None = None

    @model_validator(mode="after")
    def exist(self) -> HolidaysConfig:
        known_region(self.region)
        return self

    @property
    def region(self) -> HolidayRegion:
        return HolidayRegion(self.country, self.subdivision)


class ClientConfig(WorkConfig):
    name: Text = Field(examples=["Acme"])
    addresses: tuple[AddressOrDomain, ...] = Field(
        min_length=1, examples=['[bob@acme.example, "@acme.example"]']
    )
    language: Language | None = None
    # `register` alone would hide a method that every pydantic model has.
    form: Literal["tu", "usted"] = Field("usted", alias="register")
    contact: Text | None = None
    phone: Text | None = None
    goal: Goal | None = None
    holidays: HolidaysConfig | None = None
    playbooks: tuple[Text, ...] = ("own-mistake", "ghosting", "return")
    accounts: tuple[Text, ...] | None = Field(None, min_length=1)


class CalendarConfig(Strict):
    zone: Zone = Field(default_factory=values.local_zone)
    workdays: tuple[Weekday, ...] = Field((0, 1, 2, 3, 4), min_length=1)
    hours: Hours = (time(9), time(18))
    holidays: HolidaysConfig | None = None
    leave: tuple[Absence, ...] = ()


class SilenceConfig(Strict):
    too_early: float = Field(0.05, ge=0.005, le=0.5, allow_inf_nan=False)
    needless: float = Field(0.10, ge=0.01, le=0.9, allow_inf_nan=False)
    least: Duration = Span(1, "bd")


class LimitsConfig(Strict):
    drafts_per_day: int = Field(5, ge=0, le=1000)


class DraftsConfig(Strict):
    """`roundcube` adds a header that makes Roundcube mark the client's mail as answered when it sends."""

    roundcube: bool = False


class Config(Strict):
    """A whole, checked configuration; relative paths in it have been taken from its own folder."""

    accounts: tuple[AccountConfig, ...] = Field(
        min_length=1, examples=["[{name: main, host: imap.example.com, ...}], as in config.example.yaml"]
    )
    clients: tuple[ClientConfig, ...] = Field(
        min_length=1, examples=["[{name: Acme, addresses: [bob@acme.example]}]"]
    )
    calendar: CalendarConfig = CalendarConfig()
    silence: SilenceConfig = SilenceConfig()
    limits: LimitsConfig = LimitsConfig()
    drafts: DraftsConfig = DraftsConfig()
    money: MoneyConfig = MoneyConfig()
    poll: Interval = timedelta(minutes=5)
    language: Language = "en"
    state: Path = Field(Path(), validate_default=True)
    templates: Path | None = None
    playbooks: dict[Word, PlaybookConfig] = Field(default_factory=dict)

    @field_validator("state", mode="before")
    @classmethod
    def usual_state(cls, state: Any, info: ValidationInfo) -> Any:
        # What is written arrives as text; only the default is a path already.
        if isinstance(state, Path):
            return default_state(environment(info))
        return within(info, Path(state)) if isinstance(state, str) else state

    @field_validator("templates")
    @classmethod
    def templates_exist(cls, templates: Path | None, info: ValidationInfo) -> Path | None:
        folder = templates and within(info, templates)
        # Where the way to it is closed, is_dir alone would fail.
        if folder and not (os.access(folder, os.F_OK) and folder.is_dir()):
            raise ValueError(
                "this folder is not there, or closed to you; create it, or leave the key out to use the "
                "built-in templates"
            )
        return folder


def default_state(environ: Mapping[str, str]) -> Path:
    """Where systemd says, else where the XDG base directories say."""
    if given := environ.get("STATE_DIRECTORY"):
        return Path(given.split(":")[0])
    if given := environ.get("XDG_STATE_HOME"):
        return Path(given) / "ghostd"
    if given := environ.get("HOME"):
        return Path(given) / ".local" / "state" / "ghostd"
    raise ValueError(
        "nothing says where the state may be kept; write a folder, such as state: /var/lib/ghostd"
    )
