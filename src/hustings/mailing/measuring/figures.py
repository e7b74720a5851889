"""What was found of a mailing, for the page that shows it."""

from dataclasses import dataclass
from typing import Any

from hustings.campaigns.models import Campaign
from hustings.mailing.models import Mailing, MailingLink, Measure

SHOWN = 20  # links


@dataclass(frozen=True)
class Figures:
    """The numbers and the links that were clicked most."""

    measure: Measure
    links: list[MailingLink]
    n_more: int
    most: int

    @property
    def counts_clicks(self) -> bool:
        """Whether links led through us."""
        return self.measure.clicks != Campaign.Measuring.NOTHING

    @property
    def knows_people(self) -> bool:
        """Whether some of the clicks are somebody's."""
        return self.measure.clicks in {Campaign.Measuring.AGREED, Campaign.Measuring.UNLESS}

    @property
    def how(self) -> Any:
        """How it is measured, in words."""
        return Campaign.Measuring(self.measure.clicks).label


def of(mailing: Mailing) -> Figures | None:
    """None where nothing is measured."""
    measure = Measure.objects.filter(pk=mailing.pk).first()
    if measure is None:
        return None
    links = list(MailingLink.objects.filter(mailing=mailing).order_by("-n_clicks", "number"))
    if not measure.has_opens and (measure.clicks == Campaign.Measuring.NOTHING or not links):
        return None
    return Figures(
        measure, links[:SHOWN], len(links[SHOWN:]), max((one.n_clicks for one in links), default=0)
    )
