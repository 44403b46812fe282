"""A checked configuration in the core's own words, one account at a time."""

from __future__ import annotations

from ghostd.config.business import MoneyConfig
from ghostd.config.domains import registrable
from ghostd.config.holidays import days_of
from ghostd.config.load import built_in
from ghostd.config.playbooks import PlaybookConfig, StepConfig
from ghostd.config.schema import (
    AccountConfig,
    CalendarConfig,
    ClientConfig,
    Config,
    SilenceConfig,
)
from ghostd.core.arrivals.authentication import Authority
from ghostd.core.conversations import FREEMAIL, Client, Owner, domain_of
from ghostd.core.engagement import Contract, Engagement
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.forecast import Dials
from ghostd.core.money.invoices import Invoice
from ghostd.core.playbook.model import Playbook, Step
from ghostd.core.practice import Limits, Practice
from ghostd.errors import Bug


def practice(config: Config, account: AccountConfig) -> Practice:
    """What the pipeline needs to know of one account; a playbook of the owner's replaces ours of its name."""
    clients = [
        client for client in config.clients if client.accounts is None or account.name in client.accounts
    ]
    owner = Owner(account.owner.name, account.owner.addresses)
    owners = config.calendar.holidays and config.calendar.holidays.region
    return Practice(
        account=account.name,
        owner=owner,
        clients=tuple(core_client(client, owner) for client in clients),
        calendar=calendar(config.calendar),
        playbooks=built_in_playbooks()
        | {name: playbook(name, own) for name, own in config.playbooks.items()},
        dials=dials(config.silence),
        limits=Limits(drafts_per_day=config.limits.drafts_per_day),
        roundcube=config.drafts.roundcube,
        language=config.language,
        calendars={
            client.name: calendar(config.calendar, client)
            for client in clients
            if client.holidays and client.holidays.region != owners
        },
        engagements={client.name: engagement(client, config.money) for client in clients},
        authority=authority(account),
    )


def authority(account: AccountConfig) -> Authority | None:
    """Whose word on forged mail counts; the mail system is what shares its domain, or the server's."""
    if account.trust is None:
        return None
    hosts = (account.trust.authserv, account.host)
    return Authority(account.trust.authserv, frozenset(filter(None, map(registrable, hosts))))


def engagement(written: ClientConfig, money: MoneyConfig) -> Engagement:
    """The work with a client; currency and late fee are those for all where its own are not written."""
    fee = written.late_fee or money.late_fee
    return Engagement(
        project=written.project.project() if written.project else None,
        contract=written.contract.contract() if written.contract else Contract(),
        late_fee=fee.late_fee() if fee else None,
        currency=written.currency or money.currency,
        attach=written.attach,
        stated=written.stated.stated(),
    )


def inline_invoices(config: Config) -> dict[str, tuple[Invoice, ...]]:
    """The invoices that stand in the configuration itself, for each client that has such a list."""
    return {
        client.name: tuple(
            invoice.invoice(client.name, client.currency or config.money.currency)
            for invoice in client.invoices
        )
        for client in config.clients
        if client.invoices is not None
    }


def dials(written: SilenceConfig) -> Dials:
    return Dials(alpha=written.too_early, gamma=written.needless, least=written.least)


def built_in_playbooks() -> dict[str, Playbook]:
    """The playbooks that come with ghostd, by name."""
    return {name: playbook(name, shipped) for name, shipped in built_in().items()}


def playbook(name: str, written: PlaybookConfig) -> Playbook:
    """A playbook that is whole, as `load` leaves it."""
    return Playbook(
        name,
        steps=tuple(map(step, written.steps)),
        snooze=written.snooze,
        opens=tuple(dict.fromkeys(written.opens)),
        quiet=written.quiet.spans(),
    )


def step(written: StepConfig) -> Step:
    if written.do is None or written.after is None:
        raise Bug(f"the step {written.name} was not laid out")
    return Step(
        name=written.name,
        do=written.do,
        after=written.after,
        since=written.since,
        template=written.template or "",
        gates=written.gates,
        deadline=written.deadline,
        when=written.when.conditions(),
    )


def core_client(written: ClientConfig, owner: Owner) -> Client:
    """The client with all that its people's domains imply: colleagues share a registrable domain.

    Not where the owner has an address too, nor below a public suffix, where neighbours are strangers.
    """
    addresses = frozenset(address for address in written.addresses if not address.startswith("@"))
    organisations = {domain: registrable(domain) for domain in map(domain_of, addresses)}
    own = owner.domains | {registrable(domain) for domain in owner.domains}
    shared = {
        domain for domain, organisation in organisations.items() if organisation in own or not organisation
    }
    implied = {organisations[domain] for domain in organisations.keys() - shared - FREEMAIL} - FREEMAIL
    return Client(
        name=written.name,
        addresses=addresses,
        domains=frozenset(address[1:] for address in written.addresses if address.startswith("@")) | implied,
        shared=frozenset(shared),
        language=written.language or "",
        register=written.form,
        contact=written.contact or "",
        phone=written.phone or "",
        goal=written.goal,
        playbooks=written.playbooks,
    )


def calendar(written: CalendarConfig, client: ClientConfig | None = None) -> Calendar:
    """The owner's calendar; with a client, that client's public holidays are no working days either."""
    regions = [side.holidays.region for side in (written, client) if side and side.holidays]
    opens, closes = written.hours
    return Calendar(
        zone=written.zone,
        workdays=frozenset(written.workdays),
        opens=opens,
        closes=closes,
        holidays=days_of(*regions),
        away=written.leave,
    )
