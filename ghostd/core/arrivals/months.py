"""Month names as mail writes them, in the languages that ghostd knows."""

from __future__ import annotations

_NAMES = """
january february march april may june july august september october november december
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
januar februar marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
januari februari mars april maj juni juli augusti september oktober november december
"""


def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {"sept": 9, "setiembre": 9, "janner": 1, "feber": 2, "maerz": 3, "mrt": 3}
    numbers |= {"janv": 1, "fevr": 2, "juil": 7, "juill": 7}
    for row in _NAMES.split("\n"):
        for number, name in enumerate(row.split(), start=1):
            numbers[name] = number
            numbers.setdefault(name[:3], number)
    # French abbreviates June and July alike after three letters.
    del numbers["jui"]
    return numbers


MONTHS = _numbers()
"""The number of a month by its name or its first three letters, in lower case without accents."""

PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
"""A regular expression that matches any of them, the longest first."""
