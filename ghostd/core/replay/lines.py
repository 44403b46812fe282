"""One turn as a line of the turns file, for whoever scores the forecasts by other means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ghostd.core.replay.reliability import SHARES
from ghostd.core.replay.wait import Wait

ALPHAS = (0.02, 0.05, 0.10)
GAMMAS = (0.05, 0.10)


def line(wait: Wait) -> dict[str, Any]:
    """The turn with its forecast, by nothing but what was known when its opening message was sent.

    Hours are effective hours of the clock that the forecast was made in; alarms are the instants at which
    each rule by itself would have been raised if nothing had come before. `censored` is when watching the
    turn became pointless: the owner wrote again, or the mail came back.
    """
    turn, forecast = wait.turn, wait.forecast
    ended = None if turn.closed else turn.censored or turn.undeliverable
    return {
        "id": turn.id,
        "client": turn.client,
        "opened": _written(turn.opened),
        "closed": _written(turn.closed),
        "censored": _written(ended),
        "attempt": turn.attempt,
        "answers_known": forecast.answers_known,
        "p_answer": round(forecast.p_answer, 6),
        "quantiles": {f"{share:g}": round(forecast.quantile(share), 6) for share in SHARES},
        "p5_at_send": round(forecast.p5(0.0), 6),
        "alarm_alpha": {f"{alpha:.2f}": _alarm(wait, forecast.alarm_alpha(alpha)) for alpha in ALPHAS},
        "alarm_gamma": {f"{gamma:.2f}": _alarm(wait, forecast.alarm_gamma(gamma)) for gamma in GAMMAS},
        "opened_to_closed_business_hours": None if wait.hours is None else round(wait.hours, 6),
    }


def _alarm(wait: Wait, hours: float | None) -> str | None:
    return None if hours is None else _written(wait.opening_clock.later(wait.turn.opened, hours))


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
