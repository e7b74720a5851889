"""Each reader's letter in its envelope, as claimed rows call for them."""

from collections.abc import Callable
from typing import Protocol

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Registry
from hustings.outreach.delivery import return_paths as returning
from hustings.outreach.delivery.transports.smtp import Envelope
from hustings.outreach.delivery.worker.claims import Claim
from hustings.outreach.emails import composition, conditions, mime
from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.emails.mime import Blueprint
from hustings.outreach.emails.signatures import keys
from hustings.outreach.emails.tracked_links import Leads
from hustings.outreach.mailings.models import Mailing


class Plan(Protocol):
    @property
    def versions(self) -> str: ...
    @property
    def asks_people(self) -> bool: ...
    def token(self, version: str, delivery: int = 0) -> str: ...

    def leads_of(self, says: bool | None, version: str = "") -> Leads | None:
        """How links lead for one who said yes or no to being measured, or was never asked."""
        ...


class Unmeasured:
    """The plan where nothing is measured."""

    versions, asks_people = "", False

    def token(self, version: str, delivery: int = 0) -> str:
        """None."""
        return ""

    def leads_of(self, says: bool | None, version: str = "") -> Leads | None:
        return None


plans = Registry[Callable[[Mailing, Campaign], Plan]]("delivery.worker.personalise.plans")  # one
# One: the address where a mailing may be read in a language, which its letters name.
addresses_online = Registry[Callable[[Mailing, str], str]]("delivery.worker.personalise.addresses_online")


class Personaliser:
    """Makes the letters of one mailing; each kind is composed once."""

    def __init__(self, mailing: Mailing, *, signs: bool = True) -> None:
        self.mailing = mailing
        self._campaign = Campaign.current()
        self._sender = self._campaign.sender[1]
        self.domain = self._campaign.sender_domain
        self._keys = keys.signing(self.domain) if signs else []
        find = plans.only()
        self._plan = find(mailing, self._campaign) if find else Unmeasured()
        self._blueprints: dict[tuple[str, str, bool | None], tuple[Blueprint, bool]] = {}

    @property
    def asks_people(self) -> bool:
        return self._plan.asks_people

    def _online(self, language: str) -> str:
        """Where it may be read in a browser; empty where it can't be, or while versions are tested."""
        find = None if self._plan.versions else addresses_online.only()
        return find(self.mailing, language) if find else ""

    def envelope(self, row: Claim) -> Envelope:
        kind = row.version, row.language, row.says
        if kind not in self._blueprints:
            leads = self._plan.leads_of(row.says, row.version)
            version = row.version or VERSIONS[0]
            online = self._online(row.language)
            made = composition.blueprint(
                self.mailing, row.language, self._campaign, leads, version=version, online=online
            )
            made.sign(self._keys)
            self._blueprints[kind] = made, bool(leads and leads.is_own)
        plan, is_own = self._blueprints[kind]
        values = composition.values_of(
            key=row.key,
            address=row.address,
            given_name=row.given_name,
            family_name=row.family_name,
            town=row.town,
        )
        if is_own:
            values[mime.CLICK] = self._plan.token(row.version, row.key)
        if row.segments:
            values |= conditions.values(row.segments)
        sender = returning.sender_of(row.key, self._sender)
        return Envelope(row.key, sender, row.address, plan.fill(values), row.attempts, row.road)
