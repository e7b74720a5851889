"""Clickers of a mailing, as far as they let themselves be measured person by person at this moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, Sum

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import figures
from hustings.outreach.tracking.models import MailingLink, Measure, Reaction
from hustings.outreach.tracking.models.measures import ReactionQuerySet
from hustings.people.persons.models import Consent, Purpose

Measuring = Campaign.Measuring
_ORDER = list(Measuring)


@dataclass(frozen=True)
class Others:
    """What is known beyond a list of people: numbers that say nothing of anybody."""

    clicks: str  # in all
    n_nameless: int | None  # clicks of those who aren't listed to anybody; unknown for a single link


@dataclass(frozen=True)
class Clickers:
    """The clicks of those who may be listed, in one link where it's given, and what was counted besides."""

    rows: ReactionQuerySet
    measure: Measure
    link: MailingLink | None
    among: Q | None = None  # who is measured, of rows with a person; None: nobody

    def others(self) -> Others:
        """What else there is than these, whoever may see them."""
        if self.link:
            return Others(figures.between(self.link.n_sure_clicks, self.link.n_clicks), None)
        theirs = self.rows.aggregate(n=Sum("n"))["n"] or 0
        said = figures.between(self.measure.n_sure_clicks, self.measure.n_clicks)
        return Others(said, max(0, self.measure.n_clicks - theirs))


def of(mailing: Mailing, campaign: Campaign, link: MailingLink | None = None) -> Clickers:
    """Of a mailing. What the campaign has switched off since is off at once."""
    measure = Measure.objects.filter(pk=mailing.pk).first()
    if measure is None:
        return Clickers(Reaction.objects.none(), Measure(), link)
    found = Reaction.objects.filter(mailing=mailing, kind=Reaction.Kind.CLICK)
    how = min(Measuring(measure.clicks), Measuring(campaign.measure_clicks), key=_ORDER.index)
    if how not in {Measuring.AGREED, Measuring.UNLESS}:
        return Clickers(found.none(), measure, link)
    said = Consent.objects.filter(purpose=Purpose.MEASURE, is_given=how == Measuring.AGREED)
    among = Q(person__in=said.values("person"))
    among = among if how == Measuring.AGREED else ~among
    found = found.filter(among)
    return Clickers(found.by_link(link.number) if link else found, measure, link, among)


def links_of(row: Reaction, by_number: Mapping[int, MailingLink]) -> list[MailingLink]:
    return [link for number, link in by_number.items() if row.links >> (number - 1) & 1]
