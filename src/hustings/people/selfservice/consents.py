"""Consents of a person as their own page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons import origins
from hustings.people.persons.models import BESIDE, Consent, Person, Purpose
from hustings.people.selfservice import timeline_sentences


@dataclass(frozen=True, slots=True)
class Stand:
    """Where they stand on one purpose, and what they would say by a yes."""

    purpose: Purpose
    consent: Consent | None
    source: str
    wording: str
    may_refuse: bool = False  # it happens without a yes

    @property
    def is_yes(self) -> bool:
        return bool(self.consent and self.consent.is_given)


def stands(person: Person) -> Iterator[Stand]:
    """One for each purpose; of those beside the ways to reach them only where there is something to say."""
    campaign = Campaign.current()
    held = {
        consent.purpose: consent
        for consent in person.consents.select_related("entry", "entry__wording", "entry__user")
    }
    for purpose in Purpose:
        consent = held.get(purpose.value)
        is_measure = purpose == Purpose.MEASURE
        if purpose in BESIDE and not consent and not (is_measure and campaign.measures_people):
            continue
        source = origins.named(consent.entry.source) if consent else ""
        may_refuse = is_measure and not consent and campaign.measures_unasked
        yield Stand(purpose, consent, source, timeline_sentences.wording(purpose, campaign), may_refuse)


def is_paused(person: Person) -> bool:
    return bool(person.paused_until and person.paused_until > timezone.now())
