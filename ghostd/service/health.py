"""What the owner is told of ghostd's own trouble: an account that cannot be looked at, an open breaker, a
mail that cannot be read and may be an answer.

Each notice is named by what it tells, so that it is told once, whatever the state remembers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from ghostd.core.breaker import Sign, Trip
from ghostd.core.dossier.reasons import reason
from ghostd.core.outages import Bulletin, Outage
from ghostd.core.quarantine import Doubt
from ghostd.core.replies.health_facts import (
    HeldBackFacts,
    Looked,
    Moment,
    OutageFacts,
    Unread,
    UnreadFacts,
    health_id,
)
from ghostd.core.replies.notices import Section, compose_notice
from ghostd.service.brakes import opened_today
from ghostd.service.doubt import chased, waiting
from ghostd.service.run import Run
from ghostd.service.situation import unread

log = logging.getLogger("ghostd")

FOR_TODAY = {
    Sign.CROWD: "as many cases were opened today as are on one day",
    Sign.QUOTA: "as many drafts were written today as limits.drafts_per_day allows",
}
"""Why the rest of what is due waits until tomorrow, as the log says it."""

NAMED = 10
"""Messages that cannot be read and are named; of more only the number is told."""


def tell_health(run: Run, bulletin: Bulletin) -> None:
    """Append what no mail of ours has told yet, each a mail of its own: it waits for no morning."""
    with run.guarded("the notices of health"):
        for section in (*_outages(run, bulletin), *_brakes(run), *_unread(run)):
            zone = run.practice.calendar.zone
            run.mailbox.append_notice(compose_notice(run.practice.owner, section, run.now.astimezone(zone)))
            run.report.notices += 1
            log.info("notice.appended account=%s notices=1", run.practice.account)


def _outages(run: Run, bulletin: Bulletin) -> Iterator[Section]:
    accounts = tuple(Looked(one.account, _moment(run, one.last)) for one in bulletin.accounts)
    for outage in bulletin.outages:
        begun = health_id(run.practice.owner, "outage", outage.account, outage.since.isoformat())
        told = bool(run.ledger.find(begun))
        name = begun
        if outage.over:
            name = health_id(run.practice.owner, "over", outage.account, outage.since.isoformat())
            # Nobody has to be told of the end of what nobody was told of.
            told = not told or bool(run.ledger.find(name))
        if not told:
            yield _section(run, name, "outage", {**_outage_facts(run, outage, accounts)})


def _outage_facts(run: Run, outage: Outage, accounts: tuple[Looked, ...]) -> OutageFacts:
    since = _moment(run, outage.since)
    assert since is not None
    return OutageFacts(
        owner=run.practice.owner.name,
        account=outage.account,
        since=since,
        refused=outage.refused,
        problem=outage.problem,
        over=_moment(run, outage.over),
        accounts=accounts,
    )


def _brakes(run: Run) -> Iterator[Section]:
    """What holds all is told once, for as long as it lasts; what holds the rest of a day once a week."""
    account, local = run.practice.account, run.practice.calendar.local
    today = local(run.now)
    for sign, trip in run.braked.items():
        since = local(trip.drought.since) if trip else today - timedelta(days=today.weekday())
        name = health_id(run.practice.owner, str(sign), account, since.isoformat())
        if run.ledger.find(name):
            continue
        log.warning("breaker.open account=%s %s: %s", account, sign, trip.reason if trip else FOR_TODAY[sign])
        yield _section(run, name, "held-back", {**_held_back_facts(run, sign, trip)})


def _held_back_facts(run: Run, sign: Sign, trip: Trip | None) -> HeldBackFacts:
    drought = trip.drought if trip else None
    return HeldBackFacts(
        owner=run.practice.owner.name,
        account=run.practice.account,
        what=str(sign),
        since=run.practice.calendar.local(drought.since) if drought else None,
        business_days=round(drought.business_days) if drought else 0,
        expected=round(drought.expected) if drought else 0,
        silent=trip.silent if trip else 0,
        waited=trip.waited if trip else 0,
        opened=opened_today(run),
        limit=run.practice.limits.drafts_per_day,
    )


def _unread(run: Run) -> Iterator[Section]:
    """What was met at one look is one notice: when reading it again has failed, too, and when it lapses."""
    for since, group in groupby(unread(run.practice, run.ledger), lambda doubt: doubt.since):
        found = list(group)
        over = run.now >= found[0].until
        if not over and not any(doubt.message.tries for doubt in found):
            continue
        clients = chased(run, since) if over else waiting(run, since)
        name = health_id(
            run.practice.owner, "unread-over" if over else "unread", run.practice.account, since.isoformat()
        )
        if clients and not run.ledger.find(name):
            yield _section(run, name, "unread", {**_unread_facts(run, found, clients, over)})


def _unread_facts(run: Run, found: Sequence[Doubt], clients: tuple[str, ...], over: bool) -> UnreadFacts:
    places = [(doubt.message.placement, doubt.message.why) for doubt in found[:NAMED]]
    met = _moment(run, found[0].since)
    assert met is not None
    return UnreadFacts(
        owner=run.practice.owner.name,
        account=run.practice.account,
        messages=tuple(
            Unread(place.folder, place.uid, reason(why, run.practice.language)) for place, why in places
        ),
        more=len(found) - len(places),
        met=met,
        clients=clients,
        until=run.practice.calendar.local(found[0].until),
        over=over,
    )


def _section(run: Run, name: str, template: str, facts: Mapping[str, object]) -> Section:
    rendered = run.render.render(template, run.practice.language, facts)
    return Section(name, rendered.subject, rendered.body)


def _moment(run: Run, at: datetime | None) -> Moment | None:
    if at is None:
        return None
    local = at.astimezone(run.practice.calendar.zone)
    return Moment(local.date(), f"{local:%H:%M}")
