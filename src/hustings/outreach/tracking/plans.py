"""How far a mailing is measured: as its campaign had it at the moment of sending, or less by now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Registry
from hustings.outreach.emails import tracked_links, tracking_urls
from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.emails.tracked_links import Leads
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import MailingLink, Measure

Measuring = Campaign.Measuring
_ORDER = list(Measuring)
tested = Registry[Callable[[int], str]]("tracking.plans.tested")  # one: versions of a mailing, counted apart


@dataclass(frozen=True)
class Plan:
    """What is measured of one mailing; ``leads_of`` says how the links of one reader lead."""

    mailing: int
    numbers: Mapping[str, int]
    clicks: Measuring = Measuring.NOTHING
    has_opens: bool = False
    versions: str = ""  # of a test that is not decided yet: their clicks are counted apart

    @property
    def asks_people(self) -> bool:
        return self.has_opens or self.clicks != Measuring.NOTHING

    def token(self, version: str, delivery: int = 0) -> str:
        number = VERSIONS.index(version) + 1 if version and version in self.versions else 0
        return tracking_urls.make(self.mailing, delivery, number)

    def leads_of(self, says: bool | None, version: str = "") -> Leads | None:
        """For one who said yes or no to being measured, or was never asked. None: straight to the target."""
        has_picture = self.has_opens and says is True
        if says is False or not (self.numbers or has_picture) or not self.asks_people:
            return None
        if self.clicks == Measuring.NOTHING:
            return Leads({}, has_picture=True) if has_picture else None
        is_own = self.clicks == Measuring.UNLESS or (self.clicks == Measuring.AGREED and says is True)
        return Leads(self.numbers, "" if is_own else self.token(version), has_picture)


def of(mailing: Mailing, campaign: Campaign) -> Plan:
    """The plan of a mailing. What its campaign has switched off since is off at once."""
    measure = Measure.objects.filter(pk=mailing.pk).first()
    if measure is None:
        return Plan(mailing.pk, {})
    clicks = min(Measuring(measure.clicks), Measuring(campaign.measure_clicks), key=_ORDER.index)
    numbers = dict(MailingLink.objects.filter(mailing=mailing).values_list("target", "number"))
    has_opens = measure.has_opens and campaign.measure_opens
    find = tested.only()
    versions = find(mailing.pk) if find else ""
    return Plan(mailing.pk, numbers, clicks, has_opens, versions)


def begin(mailing: Mailing, numbers: Mapping[str, int], campaign: Campaign) -> None:
    """Write down, when a mailing is sent, how it is measured and where its links lead."""
    Measure.objects.create(
        mailing=mailing, clicks=campaign.measure_clicks, has_opens=campaign.measure_opens, n_sure_clicks=0,
        n_sure_clicked=0,
    )  # fmt: skip
    MailingLink.objects.bulk_create(
        MailingLink(mailing=mailing, number=number, target=target, n_sure_clicks=0)
        for target, number in numbers.items()
    )


def extend(mailing: Mailing, numbers: Mapping[str, int]) -> None:
    """Write down where links lead that a letter of a sequence got since; those that it had stay."""
    known = dict(MailingLink.objects.filter(mailing=mailing).values_list("target", "number"))
    new = [target for target in numbers if target not in known]
    last = max(known.values(), default=0)
    free = range(last + 1, min(last + len(new), tracked_links.MOST) + 1)
    MailingLink.objects.bulk_create(
        MailingLink(mailing=mailing, number=number, target=target, n_sure_clicks=0)
        for target, number in zip(new, free, strict=False)
    )
