"""The rows of the table: every figure that measurement.md sets a goal for, and those beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

from evaluation import metrics
from evaluation.baselines import EQUAL, GLOBAL, KEEN, MEAN
from evaluation.goals import Band, Cell, Measure, Row, standard_error
from evaluation.metrics import Forecasts
from evaluation.scored import Scored
from evaluation.turns import Mailbox

FEW = range(3)
"""Answers known of a client that is hardly known."""

COVERED = {"0.8": "±.023", "0.9": "±.017", "0.95": "±.010", "0.98": "±.007"}
"""The quantiles, and how far off the prototype was on average."""

FALSE = {"0.02": "", "0.05": ".052 [.041-.079]", "0.10": ""}

Scores = Callable[[Forecasts], float | None]


def rows(ghosts: bool) -> list[Row]:
    """`ghosts`: whether the truth about them is known."""
    found = [_coverage(quantile) for quantile in COVERED]
    found += [_coverage(quantile, FEW) for quantile in COVERED]
    found += [_false_alarms(alpha) for alpha in FALSE]
    found += [*NEEDLESS, WEEKDAYS, *CHANCES, *DELAYS]
    return [*found, CAUGHT] if ghosts else found


def _coverage(quantile: str, known: range | None = None) -> Row:
    aim = float(quantile)
    slack = 0.03 if known is None else 0.05
    judged = quantile != "0.98"
    band = Band(aim - slack, aim + slack) if judged else None

    def measure(group: Sequence[Scored]) -> Cell:
        over = sum(known is None or t.answers_known in known for one in group for t in one.box.answered)
        value = metrics.coverage([one.box for one in group], quantile, known)
        return Cell(value, over, standard_error(aim, over))

    name = f"coverage at {aim:.0%}" + ("" if known is None else ", 0-2 answers known")
    goal = f"{band.low:.2f} to {band.high:.2f}" if band else ""
    return Row(name, measure, band, band, goal, COVERED[quantile] if known is None else "")


def _false_alarms(alpha: str) -> Row:
    aim = float(alpha)
    band = Band(0.7 * aim, 1.4 * aim)

    def measure(group: Sequence[Scored]) -> Cell:
        over = _answered(group)
        return Cell(metrics.false_alarms(_boxes(group), alpha), over, standard_error(aim, over))

    goal = f"{band.low:.3f} to {band.high:.3f}"
    return Row(f"false alarms at α {aim:.0%}", measure, band, band, goal, FALSE[alpha])


def _needless(gamma: str, ever: bool = False) -> Measure:
    def measure(group: Sequence[Scored]) -> Cell:
        raised = len(metrics.alarms(_boxes(group), gamma))
        value = metrics.needless(_boxes(group), gamma, ever)
        return Cell(value, _answered(group), standard_error(float(gamma), raised))

    return measure


def _weekday_gap(group: Sequence[Scored]) -> Cell:
    return Cell(metrics.weekday_gap(_boxes(group), metrics.ALPHA), _answered(group))


def _words(scored: Scored) -> Forecasts:
    return metrics.forecasts(scored.box, lambda turn: turn.p5_at_send)


def _uncorrected(scored: Scored) -> Forecasts:
    return metrics.forecasts(scored.box, lambda turn: turn.p5_at_send, weighted=False)


def _headers(scored: Scored) -> Forecasts:
    return metrics.forecasts(scored.headers, lambda turn: turn.p5_at_send)


def _kaplan_meier(scored: Scored) -> Forecasts:
    return metrics.forecasts(scored.box, lambda turn: scored.kaplan_meier[turn.key])


def _of(score: Scores, forecasts: Callable[[Scored], Forecasts]) -> Measure:
    def measure(group: Sequence[Scored]) -> Cell:
        pairs = [pair for one in group for pair in forecasts(one)]
        error = metrics.outcome_error(pairs) if score is metrics.calibration_error else 0.0
        return Cell(score(pairs), _answered(group), error)

    return measure


def _better(group: Sequence[Scored]) -> Cell:
    """In how many of the mailboxes ghostd's Brier score is below that of Kaplan-Meier."""
    enough = [one for one in group if metrics.brier(_words(one)) is not None]
    better = (
        (metrics.brier(_words(one)) or 0.0) < (metrics.brier(_kaplan_meier(one)) or 0.0) for one in enough
    )
    return Cell(metrics.share(better), _answered(group))


def _delay(rule: str) -> Measure:
    """Of several mailboxes: on average over them, since each has its own level."""

    def measure(group: Sequence[Scored]) -> Cell:
        delays = [delay for one in group if (delay := one.delay(rule)) is not None]
        return Cell(fmean(delays) if delays else None, _answered(group))

    return measure


def _saved(rule: str) -> Measure:
    def measure(group: Sequence[Scored]) -> Cell:
        mine, theirs = _delay(KEEN)(group), _delay(rule)(group)
        known = mine.value is not None and theirs.value
        return Cell(1 - (mine.value or 0.0) / (theirs.value or 1.0) if known else None, mine.answered)

    return measure


def _caught(group: Sequence[Scored]) -> Cell:
    caught = [one for box in group for one in metrics.ghostings_caught(box.box, box.ghosts)]
    return Cell(metrics.share(caught), _answered(group))


def _boxes(group: Sequence[Scored]) -> list[Mailbox]:
    return [one.box for one in group]


def _answered(group: Sequence[Scored]) -> int:
    return sum(len(one.box.answered) for one in group)


NEEDLESS = (
    Row("needless alarms at γ 5%", _needless("0.05")),
    Row(
        "needless alarms at γ 10%",
        _needless("0.10"),
        Band(high=0.10),
        Band(high=0.15),
        "≤ .10, each ≤ .15",
        ".086 [.067-.101]",
    ),
    Row("  with answers after 20 days", _needless("0.10", ever=True)),
)
WEEKDAYS = Row(
    "Thu-Fri less Mon-Tue, α 5%", _weekday_gap, Band(-0.02, 0.02), None, "within ±.02", signed=True
)
ECE = Band(high=0.05)
CHANCES = (
    Row("Brier, answered in 5 days", _of(metrics.brier, _words), reference=".198"),
    Row("  Kaplan-Meier per client", _of(metrics.brier, _kaplan_meier), reference=".207"),
    Row("  mailboxes where it is better", _better, Band(low=0.9), None, "≥ .90"),
    Row("ECE", _of(metrics.calibration_error, _words), ECE, ECE, "≤ .05", ".042"),
    Row("  cut turns left out uncorrected", _of(metrics.calibration_error, _uncorrected)),
    Row("  Kaplan-Meier per client", _of(metrics.calibration_error, _kaplan_meier), reference=".075"),
    Row("AUROC with the owner's words", _of(metrics.auroc, _words), Band(low=0.72), None, "≥ .72"),
    Row("AUROC by headers alone", _of(metrics.auroc, _headers), Band(low=0.66), None, "≥ .66", ".663"),
    Row("  Kaplan-Meier per client", _of(metrics.auroc, _kaplan_meier), reference=".624"),
)
DELAYS = (
    Row(f"delay at {EQUAL:.0%} false alarms, BD", _delay(KEEN), reference="1.95"),
    Row("  one wait for all, hindsight", _delay(GLOBAL), reference="2.18"),
    Row("  k × mean", _delay(MEAN), reference="3.21"),
    Row("quicker than k × mean by", _saved(MEAN), Band(low=0.35), None, "≥ .35", ".39"),
    Row("quicker than one wait by", _saved(GLOBAL), Band(low=0.0), None, "≥ 0", ".11", signed=True),
)
CAUGHT = Row("ghostings caught", _caught, Band(low=0.99), None, "≥ .99")
