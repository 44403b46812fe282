"""What can befall a unit on its way, and which units each fault can befall."""

from __future__ import annotations

import random
import re
import string
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from tests.faults.proxy import LINGERS, Gone, Line, Unit, passed

IMPATIENT = 0.6
"""Seconds that ghostd waits for an answer where a fault makes it wait."""

PAUSE = 0.12
LAG = 0.002

EXTRA = (
    b"* OK [ALERT] the disk is getting full\r\n"
    b"* 1 FETCH (FLAGS (\\Seen))\r\n"
    b"* FLAGS (\\Seen \\Draft)\r\n"
    b"* XNEWS {11}\r\nmy nonsense\r\n"
)


def cut(line: Line, unit: Unit) -> bool:
    line.cut()
    raise Gone


def stall(line: Line, unit: Unit) -> bool:
    """Nothing comes any more on a connection that stays open, until ghostd itself gives it up."""
    if unit.client:
        line.client.settimeout(LINGERS)
        line.client.recv(1)
    else:
        line.left.wait(LINGERS)
    return cut(line, unit)


def pause(line: Line, unit: Unit) -> bool:
    time.sleep(PAUSE)
    return passed(line, unit)


def slow(line: Line, unit: Unit) -> bool:
    """From here on the whole connection is slow."""
    line.lag = LAG
    return passed(line, unit)


def garble(line: Line, unit: Unit) -> bool:
    """Other octets of the same length; no literal is announced by them."""
    rubbish = random.Random(unit.number).choices(b"#%&;=@^_`~\x80\xa7\xc3\xff", k=len(unit.octets) - 2)
    send = line.to_server if unit.client else line.to_client
    send(bytes(rubbish) + b"\r\n")
    return False


def split(line: Line, unit: Unit) -> bool:
    send = line.to_server if unit.client else line.to_client
    for octet in unit.octets:
        send(bytes((octet,)))
    return True


def bye(line: Line, unit: Unit) -> bool:
    line.to_client(b"* BYE the server is going down\r\n")
    return cut(line, unit)


def refuse(code: bytes, line: Line, unit: Unit) -> bool:
    """Of a command nothing is done; an answer says that nothing was done when it was."""
    line.to_client(unit.tag + b" NO [" + code + b"] not now\r\n")
    return False


def extra(line: Line, unit: Unit) -> bool:
    line.to_client(EXTRA)
    return passed(line, unit)


def wrong_literal(line: Line, unit: Unit) -> bool:
    """A header or text with other letters in it, as many as there were: it is believed to be the mail."""
    letters = random.Random(unit.number).sample(string.ascii_letters.encode(), 52)
    line.to_client(unit.octets.translate(bytes.maketrans(string.ascii_letters.encode(), bytes(letters))))
    return True


def lie(pattern: re.Pattern[bytes], by: int, line: Line, unit: Unit) -> bool:
    """A number that is plausible and wrong."""
    line.to_client(pattern.sub(lambda found: b"%d" % (int(found.group()) + by), unit.octets, count=1))
    return True


def cut_within(share: float, line: Line, unit: Unit) -> bool:
    """The server gets a part of the literal and never the rest."""
    part = round(share * len(unit.octets)) if share < 1 else len(unit.octets) - 1
    line.to_server(unit.octets[:part])
    return cut(line, unit)


def cut_after(line: Line, unit: Unit) -> bool:
    """The server gets the whole message, and whatever it says of it is not heard."""
    passed(line, unit)
    return cut(line, unit)


def any_unit(unit: Unit) -> bool:
    return True


def a_line(unit: Unit) -> bool:
    return not unit.literal and len(unit.octets) > 2


def a_beginning(unit: Unit) -> bool:
    return unit.first


def a_command_or_its_ok(unit: Unit) -> bool:
    command = unit.client and unit.first and bool(unit.tag)
    return command or (unit.tagged and unit.octets[len(unit.tag) :].upper().startswith(b" OK"))


def a_response(unit: Unit) -> bool:
    return unit.first and not unit.client


def of_mail(unit: Unit) -> bool:
    return unit.literal and not unit.client and unit.verb == "UID FETCH"


def tells(pattern: re.Pattern[bytes], unit: Unit) -> bool:
    """It is an untagged response, or the last word on a command, with such a number, which is not zero."""
    return not unit.client and not unit.literal and pattern.search(unit.octets) is not None


def appended(unit: Unit) -> bool:
    return unit.client and unit.literal and unit.verb == "APPEND"


def end_of_append(unit: Unit) -> bool:
    return unit.client and unit.verb == "APPEND" and unit.octets == b"\r\n"


class Kind(NamedTuple):
    """`waits` says that ghostd may wait in vain for an answer; `believed` that it cannot see through what the
    server says: the end may be another, in which no harm is done all the same."""

    do: Callable[[Line, Unit], bool]
    befalls: Callable[[Unit], bool]
    waits: bool = False
    believed: bool = False


def lying(pattern: bytes, by: int, *, believed: bool = False) -> Kind:
    numbers = re.compile(pattern)
    return Kind(partial(lie, numbers, by), partial(tells, numbers), waits=True, believed=believed)


KINDS: Mapping[str, Kind] = {
    "cut": Kind(cut, any_unit),
    "stall": Kind(stall, any_unit, waits=True),
    "pause": Kind(pause, any_unit),
    "slow": Kind(slow, any_unit),
    "garble": Kind(garble, a_line, waits=True),
    "bytes": Kind(split, any_unit),
    "bye": Kind(bye, a_beginning),
    "unavailable": Kind(partial(refuse, b"UNAVAILABLE"), a_command_or_its_ok),
    "throttled": Kind(partial(refuse, b"THROTTLED"), a_command_or_its_ok),
    "overquota": Kind(partial(refuse, b"OVERQUOTA"), a_command_or_its_ok),
    "extra": Kind(extra, a_response),
    "wrong-literal": Kind(wrong_literal, of_mail, believed=True),
    "uid+1": lying(rb"(?<=[( ]UID )[1-9]\d*", +1, believed=True),
    "uidvalidity+1": lying(rb"(?<=UIDVALIDITY )[1-9]\d*", +1, believed=True),
    "uidnext+1": lying(rb"(?<=UIDNEXT )[1-9]\d*", +1),
    "uidnext-1": lying(rb"(?<=UIDNEXT )(?!1\b)[1-9]\d*", -1),
    "exists+1": lying(rb"(?<=MESSAGES )\d+|(?<=\* )\d+(?= EXISTS)", +1),
    "exists-1": lying(rb"(?<=MESSAGES )[1-9]\d*|(?<=\* )[1-9]\d*(?= EXISTS)", -1),
    "appenduid+1": lying(rb"(?<= )[1-9]\d*(?=\] Append)", +1),
    "literal+1": lying(rb"(?<=\{)\d+(?=\}\r\n)", +1, believed=True),
    "literal-1": lying(rb"(?<=\{)[1-9]\d*(?=\}\r\n)", -1),
    "append-cut-at-0": Kind(partial(cut_within, 0.0), appended),
    "append-cut-at-half": Kind(partial(cut_within, 0.5), appended),
    "append-cut-at-last": Kind(partial(cut_within, 1.0), appended),
    "append-cut-after-literal": Kind(cut_after, appended),
    "append-cut-after-end": Kind(cut_after, end_of_append),
}
"""Before the literal and after the tagged OK an APPEND is cut by `cut`, as every line is."""


@dataclass(slots=True)
class Once:
    """The fault at the unit with this number; `met` is what it befell."""

    kind: Kind
    number: int
    met: Unit | None = None

    def __call__(self, line: Line, unit: Unit) -> bool:
        if unit.number != self.number or self.met is not None:
            return passed(line, unit)
        self.met = unit
        return self.kind.do(line, unit)
