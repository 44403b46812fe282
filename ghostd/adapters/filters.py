"""What a template may pipe a fact through: `date`, `money` and `number` in its language, and `shell`.

What is unknown has no figures: each refuses everything that is not the kind of thing it writes.
"""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from ghostd.core.money.invoices import Amount


@pass_context
def date_filter(context: Context, day: object, year: bool = False) -> str:
    """A date as people write it, with its year if that is asked for."""
    from ghostd.adapters.formats import written_date

    if not isinstance(day, date):
        raise TypeError("what is given to the date filter has no date; guard it with an if")
    return written_date(day, str(context["language"]), year=year)


@pass_context
def money_filter(context: Context, amount: object) -> str:
    """A sum of money, in the currency that it names."""
    from ghostd.adapters.formats import written_money

    known = isinstance(amount, Amount) and isinstance(amount.value, Decimal) and amount.value.is_finite()
    if known and isinstance(amount, Amount) and amount.currency:
        return written_money(amount, str(context["language"]))
    raise TypeError("what is given to the money filter is no sum that is known; guard it with an if")


@pass_context
def number_filter(context: Context, number: object) -> str:
    """A plain number, such as that of hours."""
    from ghostd.adapters.formats import written_number

    if isinstance(number, int | float | Decimal) and not isinstance(number, bool) and math.isfinite(number):
        return written_number(number, str(context["language"]))
    raise TypeError("what is given to the number filter is no number; guard it with an if")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": date_filter,
    "money": money_filter,
    "number": number_filter,
    "shell": shlex.quote,
}
