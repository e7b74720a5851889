"""Each reader's letter in its envelope, as claimed rows call for them."""

from hustings.campaigns.models import Campaign
from hustings.mailing import conditions, letter, mime
from hustings.mailing.archive import keeping
from hustings.mailing.blocks import VERSIONS
from hustings.mailing.claims import Claim
from hustings.mailing.measuring import plans
from hustings.mailing.mime import Blueprint
from hustings.mailing.models import Mailing
from hustings.mailing.returns import addresses as returning
from hustings.mailing.signing import keys
from hustings.mailing.smtp import Envelope


class Press:
    """Makes the letters of one mailing; each kind is composed once."""

    def __init__(self, mailing: Mailing, *, signs: bool = True) -> None:
        self.mailing = mailing
        self._campaign = Campaign.current()
        self._sender = self._campaign.sender[1]
        self.domain = self._campaign.sender_domain
        self._keys = keys.signing(self.domain) if signs else []
        self._plan = plans.of(mailing, self._campaign)
        self._blueprints: dict[tuple[str, str, bool | None], tuple[Blueprint, bool]] = {}

    @property
    def asks_people(self) -> bool:
        """Whether it matters what they say to being measured."""
        return self._plan.asks_people

    def envelope(self, row: Claim) -> Envelope:
        """The letter for a claimed delivery."""
        kind = row.version, row.language, row.says
        if kind not in self._blueprints:
            leads = self._plan.leads_of(row.says, row.version)
            version = row.version or VERSIONS[0]
            online = "" if self._plan.versions else keeping.online(self.mailing, row.language)
            made = letter.blueprint(
                self.mailing, row.language, self._campaign, leads, version=version, online=online
            )
            made.sign(self._keys)
            self._blueprints[kind] = made, bool(leads and leads.is_own)
        plan, is_own = self._blueprints[kind]
        values = letter.values_of(
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
