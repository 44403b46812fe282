"""The single words of the configuration: each parser gives the value, or a ValueError that holds its cure."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from ghostd.config.domains import public
from ghostd.core.conversations import FREEMAIL
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import GOALS, Gate, GateName

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOCAL_PART = r"[^\s@<>(),;:\"\x00-\x1f\x7f]{1,64}"
LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
DOMAIN = rf"{LABEL}(?:\.{LABEL}){{0,12}}"
ADDRESS = re.compile(f"{LOCAL_PART}@{DOMAIN}")
HOST = re.compile(DOMAIN)
HOURS = re.compile(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")
INTERVAL = re.compile(r"(\d{1,4})\s*([mhdw])")
MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}


SECRET_WITHIN = (
    (re.compile(r"(?i)(pass\w*)\s*[:=].*", re.DOTALL), r"\1…"),
    (re.compile(r"(://[^/\s:@]*):[^\s]*@"), r"\1:…@"),
)
"""What a slip of the pen makes of a password: `{password:secret}`, or a URL that holds one."""


def clip(text: str) -> str:
    """Text that can be shown on one line of a terminal, without what looks like a password in it."""
    for secret, shown in SECRET_WITHIN:
        text = secret.sub(shown, text)
    shown = "".join(c if c.isprintable() else "?" for c in text.strip())
    return shown if len(shown) <= 60 else shown[:59] + "…"


def quoted(value: object) -> str:
    """A value as a message shows it: short text itself, of anything else only what it is."""
    if isinstance(value, str):
        return f'"{clip(value)}"'
    return {list: "a list", dict: "a mapping", type(None): "nothing"}.get(type(value), "this")


def suggestion(word: str, known: Iterable[str]) -> str:
    """` (did you mean "…"?)`, or nothing when no known word is near."""
    folded = {str(name).casefold(): str(name) for name in known}
    near = get_close_matches(clip(word).casefold(), list(folded), n=1, cutoff=0.6)
    return f' (did you mean "{folded[near[0]]}"?)' if near else ""


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *head, last = words
    return f"{', '.join(head)} or {last}" if head else last


def as_text(value: object, cure: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{quoted(value)} stands where text is expected; {cure}")
    return value.strip()


def span(value: object) -> Span:
    """`7d`, `2w`, `36h`, `5bd`."""
    if isinstance(value, Span):
        return value
    return Span.parse(
        clip(as_text(value, "write a number and a unit, such as 7d, 5bd (business days) or 36h"))
    )


def interval(value: object) -> timedelta:
    """A real time between one minute and a day: no business days here."""
    if isinstance(value, timedelta):
        return value
    cure = "write a number and a unit between 1m and 1d, such as 5m or 1h"
    match = INTERVAL.fullmatch(as_text(value, cure))
    minutes = int(match[1]) * MINUTES[match[2]] if match else 0
    if not 1 <= minutes <= MINUTES["d"]:
        raise ValueError(f"{quoted(value)} is not a time between two looks; {cure}")
    return timedelta(minutes=minutes)


def address(value: object) -> str:
    """A whole address, lower-case."""
    text = as_text(value, "write an address such as bob@acme.example")
    if not ADDRESS.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not a mail address; write it bare, such as bob@acme.example")
    return text.lower()


def address_or_domain(value: object) -> str:
    """A whole address or `@domain`, lower-case; never the domain of a provider that anybody may use."""
    text = as_text(value, 'write an address such as bob@acme.example, or "@acme.example" for all its people')
    if not text.startswith("@"):
        if "@" not in text and HOST.fullmatch(text) and "." in text:
            raise ValueError(
                f'{quoted(text)} is not a mail address; for all people of a domain write "@{clip(text)}"'
            )
        return address(text)
    domain = text[1:].lower()
    if not HOST.fullmatch(domain):
        raise ValueError(f'{quoted(text)} is not a domain; write it as "@acme.example", in quotes')
    if domain in FREEMAIL:
        raise ValueError(
            f"anybody may have an address at {quoted(text)}; list the client's whole addresses instead"
        )
    if public(domain):
        raise ValueError(
            f"anybody may register a domain below {quoted(domain)}; write the client's own, such as "
            f'"@acme.{clip(domain)}"'
        )
    return text.lower()


def host(value: object) -> str:
    """A host name or an IP address."""
    text = as_text(value, "write the server's name, such as imap.example.com")
    if not (HOST.fullmatch(text) or is_ip(text)):
        raise ValueError(
            f"{quoted(text)} is not a host name; write it alone, such as imap.example.com, a port under port:"
        )
    return text.lower()


def is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_loopback(name: str) -> bool:
    return name == "localhost" or (is_ip(name) and ipaddress.ip_address(name).is_loopback)


def zone(value: object) -> ZoneInfo:
    """An IANA time zone."""
    if isinstance(value, ZoneInfo):
        return value
    cure = "write an IANA name such as Europe/Madrid"
    text = as_text(value, cure)
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        known = available_timezones()
    if not known:
        raise ValueError("this machine knows no time zones; install the package tzdata")
    raise ValueError(f"{quoted(text)} is not a time zone{near_zone(text, known)}; {cure}")


def local_zone() -> ZoneInfo:
    """This machine's own time zone; UTC where it says nothing that is known."""
    from tzlocal import get_localzone_name

    try:
        return ZoneInfo(get_localzone_name())
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


def near_zone(text: str, known: Iterable[str]) -> str:
    # A city alone is the usual mistake, so the last part of a name counts as the name.
    folded = {part.casefold(): name for name in sorted(known) for part in (name, name.rpartition("/")[2])}
    near = get_close_matches(clip(text).casefold().replace(" ", "_"), list(folded), n=1, cutoff=0.6)
    return f' (did you mean "{folded[near[0]]}"?)' if near else ""


def weekday(value: object) -> int:
    """`mon` is 0."""
    text = as_text(value, f"write one of {listed(DAYS)}").casefold()
    if text not in DAYS:
        raise ValueError(f"{quoted(value)} is not a day of the week; write one of {listed(DAYS)}")
    return DAYS.index(text)


def hours(value: object) -> tuple[time, time]:
    """`09:00-18:00`, the end after the start."""
    cure = "write the start and the end of your day, such as 09:00-18:00"
    match = HOURS.fullmatch(as_text(value, cure))
    if match is None:
        raise ValueError(f"{quoted(value)} is not a working day; {cure}")
    try:
        opens, closes = (time.fromisoformat(part.rjust(5, "0")) for part in match.groups())
    except ValueError:
        raise ValueError(f"{quoted(value)} is not a working day (00:00 to 23:59); {cure}") from None
    if closes <= opens:
        raise ValueError(f"{quoted(value)} ends before it starts; {cure}")
    return opens, closes


def absence(value: object) -> tuple[date, date]:
    """`2026-08-01..2026-08-15` with both ends, or a single day."""
    cure = "write a day such as 2026-08-01, or the first and the last: 2026-08-01..2026-08-15"
    first, dots, last = as_text(value, cure).partition("..")
    try:
        span = date.fromisoformat(first.strip()), date.fromisoformat((last if dots else first).strip())
    except ValueError:
        raise ValueError(f"{quoted(value)} is not a day or a range of days; {cure}") from None
    if span[1] < span[0]:
        raise ValueError(f"{quoted(value)} ends before it starts; put the earlier day first")
    return span


def goal(value: object) -> str:
    text = as_text(value, f"write {listed(GOALS)}")
    if text not in GOALS:
        raise ValueError(f"{quoted(text)} is not a goal{suggestion(text, GOALS)}; write {listed(GOALS)}")
    return text


def gate(value: object) -> Gate:
    """A bare word, or `sendable-days: 7`, or `goal: [keep, collect]`."""
    if isinstance(value, Gate):
        return value
    if isinstance(value, str):
        name, argument = gate_name(value), None
        if name in ARGUMENTS:
            raise ValueError(f"the gate {name} needs a value; write {EXAMPLES[name]}")
        return Gate(name)
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError(
            "a gate is one word, such as previous-sent, or one key with a value: sendable-days: 7"
        )
    ((word, argument),) = value.items()
    name = gate_name(word)
    if name not in ARGUMENTS:
        raise ValueError(f"the gate {name} takes no value; write the word alone")
    return ARGUMENTS[name](argument)


def gate_name(word: object) -> GateName:
    text = as_text(word, "write a gate's name")
    if text not in list(GateName):
        raise ValueError(
            f"{quoted(text)} is not a gate{suggestion(text, GateName)}; write {listed(GateName)}"
        )
    return GateName(text)


def sendable_days(value: object) -> Gate:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) < 1:
        raise ValueError(f"sendable-days needs a number of days, not {quoted(value)}; write sendable-days: 7")
    return Gate(GateName.SENDABLE_DAYS, days=int(text))


def goals(value: object) -> Gate:
    if not isinstance(value, list) or not value:
        raise ValueError("goal needs a list; write goal: [keep, collect]")
    return Gate(GateName.GOAL, goals=tuple(goal(word) for word in value))


ARGUMENTS: dict[GateName, Callable[[object], Gate]] = {
    GateName.SENDABLE_DAYS: sendable_days,
    GateName.GOAL: goals,
}
EXAMPLES = {GateName.SENDABLE_DAYS: "sendable-days: 7", GateName.GOAL: "goal: [keep, collect]"}
