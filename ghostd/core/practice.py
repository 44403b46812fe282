"""What the configuration says, in the core's own words: one account's owner, clients and habits of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ghostd.core.arrivals.authentication import Authority
from ghostd.core.conversations import Client, Owner
from ghostd.core.engagement import Engagement
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.forecast import Dials
from ghostd.core.playbook.model import Playbook, Playbooks


@dataclass(frozen=True, slots=True)
class Limits:
    """What keeps a mistake small: drafts a day and account."""

    drafts_per_day: int = 5


@dataclass(frozen=True, slots=True)
class Practice:
    """Everything the pipeline needs to know of one account, beside the mail itself.

    `language` is the owner's, for notices. `roundcube` says that drafts carry what Roundcube looks for.
    `calendars` maps a client's name to its own, the owner's with the client's holidays taken out; a client
    that is not there uses `calendar`. `engagements` maps its name to the work with it. `authority` says which
    mail comes from whom it says; without one nothing is known of that.
    """

    account: str
    owner: Owner
    clients: tuple[Client, ...]
    calendar: Calendar
    playbooks: Playbooks
    dials: Dials = field(default_factory=Dials)
    limits: Limits = field(default_factory=Limits)
    roundcube: bool = False
    language: str = "en"
    calendars: dict[str, Calendar] = field(default_factory=dict)
    engagements: Mapping[str, Engagement] = field(default_factory=dict)
    authority: Authority | None = None

    def calendar_of(self, client: Client) -> Calendar:
        return self.calendars.get(client.name, self.calendar)

    def engagement(self, client: str) -> Engagement:
        """What is known of the work with a client; nothing, where the configuration says nothing."""
        return self.engagements.get(client) or Engagement()

    def playbook(self, name: str) -> Playbook:
        """The playbook of that name; without any steps when the configuration has it no more."""
        return self.playbooks.get(name) or Playbook(name, ())
