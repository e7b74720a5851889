"""Figures of a mailing, for the page that shows them."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.display import proportions
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import MailingLink, Measure

SHOWN = 20  # links


@dataclass(frozen=True)
class Figures:
    """The numbers and the links that were clicked most."""

    measure: Measure
    links: list[tuple[MailingLink, str]] = field(default_factory=list)
    n_more: int = 0
    most: int = 0

    @property
    def counts_clicks(self) -> bool:
        return self.measure.clicks != Campaign.Measuring.NOTHING

    @property
    def knows_people(self) -> bool:
        return self.measure.clicks in {Campaign.Measuring.AGREED, Campaign.Measuring.UNLESS}

    @property
    def is_open(self) -> bool:
        """Whether machines can't be told from people in all that was counted."""
        sure = self.measure.n_sure_clicks
        return self.counts_clicks and sure is not None and sure < self.measure.n_clicks

    @property
    def clicks(self) -> str:
        return between(self.measure.n_sure_clicks, self.measure.n_clicks)

    @property
    def clicked(self) -> str:
        return between(self.measure.n_sure_clicked, self.measure.n_clicked)

    @property
    def shares(self) -> dict[str, str]:
        """By target, what part of all clicks it got; nothing where none was counted."""
        n_all = sum(link.n_clicks for link, _words in self.links)
        if not self.counts_clicks or not n_all:
            return {}
        return {link.target: proportions.rounded(link.n_clicks / n_all) for link, _words in self.links}

    @property
    def how(self) -> Any:
        return Campaign.Measuring(self.measure.clicks).label


def between(sure: int | None, most: int) -> str:
    """Those surely people's, and all that are not surely a machine's; one number where they agree."""
    if sure is None or sure >= most:
        return str(intcomma(most))
    return _("between %(from)s and %(to)s") % {"from": intcomma(sure), "to": intcomma(most)}


def of(mailing: Mailing) -> Figures | None:
    """None where nothing is measured."""
    measure = Measure.objects.filter(pk=mailing.pk).first()
    if measure is None:
        return None
    links = list(MailingLink.objects.filter(mailing=mailing).order_by("-n_clicks", "number"))
    if not measure.has_opens and (measure.clicks == Campaign.Measuring.NOTHING or not links):
        return None
    return Figures(
        measure,
        [(link, between(link.n_sure_clicks, link.n_clicks)) for link in links[:SHOWN]],
        len(links[SHOWN:]),
        max((one.n_clicks for one in links), default=0),
    )
