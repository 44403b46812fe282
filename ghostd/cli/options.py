"""What the commands have in common: where the configuration is, which time it is, how JSON is written."""

from __future__ import annotations

import functools
import json
import os
import pwd
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import click

from ghostd.cli.closed import closed, unreadable
from ghostd.errors import ConfigError, OperatorError

if TYPE_CHECKING:
    from ghostd.config.schema import Config

HERE = Path("config.yaml")
FILE = "ghostd.file"
"""Where a command finds the name of the configuration file that it got."""

P = ParamSpec("P")
R = TypeVar("R")

config_option = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The configuration file; else $GHOSTD_CONFIG, else as the README says.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON for other programs.")
now_option = click.option(
    "--now", "now", metavar="ISO-TIME", help="Pretend it is this time, such as 2026-03-02T09:00."
)


def configured(command: Callable[Concatenate[Config, P], R]) -> Callable[P, R]:
    """The command takes `--config` and gets the loaded configuration first."""

    @config_option
    @click.pass_context
    @functools.wraps(command)
    def with_config(ctx: click.Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        given: Any = kwargs.pop("config", None)
        from ghostd.cli.main import STATE
        from ghostd.config.load import load

        ctx.meta[FILE] = locate(given or ctx.obj, os.environ)
        config = load(ctx.meta[FILE])
        ctx.meta[STATE] = config.state
        return command(config, *args, **kwargs)

    return with_config


def locate(given: Path | None, environment: Mapping[str, str]) -> Path:
    """The configuration file: the one named, else the first of the usual places that is there."""
    named = given or environment.get("GHOSTD_CONFIG")
    if named and unreadable(Path(named)):
        raise ConfigError(closed(Path(named)))
    if found := Path(named) if named else usual(environment):
        return found
    looked = ", ".join(str(place) for place in usual_places(environment))
    raise ConfigError(
        f"no configuration was found (looked at {looked}); "
        f"begin with a copy of {example()}, or name yours with --config FILE"
    )


def usual(environment: Mapping[str, str]) -> Path | None:
    """The first of the usual places that is there; None where none is.

    `ConfigError` where this user may look at none of those that are.
    """
    places = usual_places(environment)
    found = [place for place in places if not unreadable(place) and place.is_file()]
    if HERE in found and (owner := stranger(HERE)):
        found.remove(HERE)
        meant = "name it with --config if it is meant"
        remark(f"the config.yaml in this folder is {owner}'s, and not used; {meant}")
    elif HERE in found[:1] and found[1:]:
        remark(f"the config.yaml in this folder is used, and not {found[1]}")
    if not found:
        for place in filter(unreadable, places[1:]):
            raise ConfigError(closed(place))
    return next(iter(found), None)


def stranger(file: Path) -> str:
    """Who owns the file, when that is neither this user nor root.

    A configuration may name a command to run: what lies in a folder where you happen to be must not.
    """
    owner = file.stat().st_uid
    if owner in (0, os.geteuid()):
        return ""
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"user {owner}"


def remark(text: str) -> None:
    click.echo(f"Note: {text}", err=True)


def example() -> Path:
    """Where the explained configuration lies: in the installed package, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "share" / "config.example.yaml"
    return shipped if shipped.is_file() else package.parent / "config.example.yaml"


def usual_places(environment: Mapping[str, str]) -> list[Path]:
    home = environment.get("XDG_CONFIG_HOME") or f"{environment.get('HOME', '')}/.config"
    return [HERE, Path(home) / "ghostd" / "config.yaml", Path("/etc/ghostd/config.yaml")]


def instant(text: str, zone: ZoneInfo, option: str = "--now") -> datetime:
    """The instant an ISO 8601 text names; without an offset it is local to `zone`, a date is its midnight."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), zone).astimezone(UTC)
        parsed = datetime.fromisoformat(text)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise OperatorError(
            f'{option}: "{text}" is no time; write such as 2026-03-02, 2026-03-02T09:00 or 2026-03-02T08:00Z'
        ) from None


def stamp(at: datetime | None) -> str | None:
    """An instant as the JSON shows it."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def plain(value: Any) -> Any:
    """What JSON can hold of the core's words: sums as text, so that no digit is lost, days by ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, frozenset):
        return sorted(plain(part) for part in value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def write_json(value: Mapping[str, Any], *, indent: int | None = 2) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))
