"""The replay as one HTML file: nothing is loaded from anywhere, and all text in it is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from ghostd.cli.replay import plot, words
from ghostd.cli.replay.sources import Replayed

TEMPLATE = "page.html.j2"


def page(found: Sequence[Replayed], top: int) -> str:
    """The report about these mailboxes, with their `top` clients."""
    environment = Environment(
        loader=PackageLoader("ghostd.cli.replay", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        {name: getattr(words, name) for name in WORDS},
        plot=plot,
        terms=words.TERMS,
        left_alone=lambda row: row.ghosts - row.ghosts_noticed,
    )
    return environment.get_template(TEMPLATE).render(found=found, top=top)


WORDS = (
    "about",
    "business_days",
    "count",
    "day",
    "days",
    "drafted",
    "ended",
    "enough",
    "is_yours",
    "label",
    "many",
    "percent",
    "too_few",
    "verdict",
)
