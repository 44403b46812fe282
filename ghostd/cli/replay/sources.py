"""Where a replay's mail comes from: the accounts' mirrors, or files. Joins adapters to the service."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ghostd.cli import wire
from ghostd.cli.options import instant, locate
from ghostd.core.gaps.forecast import Dials
from ghostd.core.playbook.model import Playbook
from ghostd.core.practice import Practice
from ghostd.core.replay.study import Study, study
from ghostd.errors import OperatorError
from ghostd.service.replay import Past, Pile, past_of_ledger, past_of_pile

if TYPE_CHECKING:
    from ghostd.config.schema import CalendarConfig, Config

BUILT_IN = "ghosting"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The dials that the command line names; None: as configured."""

    alpha: float | None = None
    gamma: float | None = None

    def over(self, configured: Dials) -> Dials:
        return replace(
            configured,
            alpha=configured.alpha if self.alpha is None else self.alpha,
            gamma=configured.gamma if self.gamma is None else self.gamma,
        )


@dataclass(frozen=True, slots=True)
class Replayed:
    """One mailbox's past with its study; `zone` is what its dates are shown in."""

    name: str
    past: Past
    study: Study
    zone: ZoneInfo


def of_accounts(given: Path | None, now: str | None, wanted: Wanted) -> list[Replayed]:
    """Every configured account as far as it was read; raises OperatorError when none of them was."""
    from ghostd.config.load import load

    config = load(locate(given, os.environ))
    zone = config.calendar.zone
    at = wire.clock_at(instant(now, zone) if now else None).now()
    found = []
    for account in wire.accounts(config):
        practice = replace(account.practice, dials=wanted.over(account.practice.dials))
        with closing(account.ledger_to_read()) as ledger:
            past = past_of_ledger(practice, ledger, at)
        if past is not None:
            learned = study(past.waits, practice.dials, playbooks_of(practice), past.until)
            found.append(Replayed(account.name, past, learned, zone))
    if not found:
        raise OperatorError(
            "there is no mail with your clients yet; `ghostd once` reads the mailbox, --mbox FILE a file"
        )
    return found


def of_files(
    files: Sequence[Path],
    owner: Sequence[str],
    lists: Sequence[str],
    zone: str | None,
    given: Path | None,
    wanted: Wanted,
) -> Replayed:
    """Loose mail; a configuration lends its calendar, its playbooks and the owner's addresses."""
    from ghostd.adapters.mbox import letters
    from ghostd.config.build import built_in_playbooks, calendar
    from ghostd.config.domains import registrable
    from ghostd.config.load import load
    from ghostd.core.gaps.parties import by_domain

    config = load(given) if given else None
    own = [plain(address) for address in owner] or owners(config)
    days = calendar(working_days(config, zone))
    pile = Pile.of(own, days)
    for file in files:
        for letter in letters(file, pile.own):
            pile.add(*letter)
    name = ", ".join(file.name for file in files)
    dials = wanted.over(configured_dials(config))
    others = frozenset(map(plain, lists))
    past = past_of_pile(pile, name, by_domain(pile.own, registrable, others), days, others, dials)
    playbook = (built_in_playbooks() | own_playbooks(config))[BUILT_IN]
    learned = study(past.waits, dials, lambda _: playbook, past.until)
    return Replayed(name, past, learned, days.zone)


def configured_dials(config: Config | None) -> Dials:
    from ghostd.config.build import dials as built

    return Dials() if config is None else built(config.silence)


def owners(config: Config | None) -> list[str]:
    if config is None:
        raise OperatorError("say who you are in these files: --owner ana@example.com")
    return [address for account in config.accounts for address in account.owner.addresses]


def own_playbooks(config: Config | None) -> dict[str, Playbook]:
    from ghostd.config.build import playbook

    return (
        {}
        if config is None
        else {name: playbook(name, written) for name, written in config.playbooks.items()}
    )


def working_days(config: Config | None, zone: str | None) -> CalendarConfig:
    """The configured calendar, else Monday to Friday from 9 to 18; `zone` goes before the configured one."""
    from ghostd.config.schema import CalendarConfig
    from ghostd.config.values import zone as known

    written = config.calendar if config else CalendarConfig()
    if zone is None:
        return written
    try:
        return written.model_copy(update={"zone": known(zone)})
    except ValueError as problem:
        raise OperatorError(f"--zone: {problem}") from None


def plain(address: str) -> str:
    """An address as mail is compared by; raises OperatorError for what is none."""
    from ghostd.config.values import address as checked

    try:
        return checked(address)
    except ValueError as problem:
        raise OperatorError(f"--owner and --list take whole addresses: {problem}") from None


def playbooks_of(practice: Practice) -> Callable[[str], Playbook]:
    """Each client's first playbook; a client with none is only measured."""
    first = {client.name: next(iter(client.playbooks), "") for client in practice.clients}
    return lambda client: practice.playbook(first[client])
