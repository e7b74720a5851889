"""Who clicked in a mailing, as far as they let themselves be measured person by person at this moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, Sum

from hustings.campaigns.models import Campaign
from hustings.mailing.measuring import figures
from hustings.mailing.models import Mailing, MailingLink, Measure, Reaction
from hustings.mailing.models.measures import ReactionQuerySet
from hustings.people.models import Consent, Purpose

Measuring = Campaign.Measuring
_ORDER = list(Measuring)


def of(mailing: Mailing, campaign: Campaign, link: MailingLink | None = None) -> ReactionQuerySet:
    """Their clicks, in one link where it's given. What the campaign has switched off since is off at once."""
    measure = Measure.objects.filter(pk=mailing.pk).first()
    found = Reaction.objects.filter(mailing=mailing, kind=Reaction.Kind.CLICK)
    if measure is None:
        return found.none()
    how = min(Measuring(measure.clicks), Measuring(campaign.measure_clicks), key=_ORDER.index)
    if how not in {Measuring.AGREED, Measuring.UNLESS}:
        return found.none()
    said = Consent.objects.filter(purpose=Purpose.MEASURE, is_given=how == Measuring.AGREED)
    among = Q(person__in=said.values("person"))
    found = found.filter(among if how == Measuring.AGREED else ~among)
    return found.by_link(link.number) if link else found


@dataclass(frozen=True)
class Others:
    """What is known beyond a list of people: numbers that say nothing of anybody."""

    clicks: str  # in all
    n_nameless: int | None  # clicks of those who aren't listed to anybody; unknown for a single link

    @classmethod
    def than(cls, found: ReactionQuerySet, mailing: Mailing, link: MailingLink | None) -> "Others":
        """Than those found, whoever may see them."""
        if link:
            return cls(figures.between(link.n_sure_clicks, link.n_clicks), None)
        measure = Measure.objects.filter(pk=mailing.pk).first() or Measure()
        theirs = found.aggregate(n=Sum("n"))["n"] or 0
        said = figures.between(measure.n_sure_clicks, measure.n_clicks)
        return cls(said, max(0, measure.n_clicks - theirs))


def links_of(row: Reaction, by_number: Mapping[int, MailingLink]) -> list[MailingLink]:
    """The links that somebody clicked."""
    return [link for number, link in by_number.items() if row.links >> (number - 1) & 1]
