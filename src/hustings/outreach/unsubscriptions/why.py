"""Why somebody got a letter, as whoever holds it may read it: no segment, no file, no name of the team's."""

from dataclasses import dataclass
from datetime import datetime

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.unsubscriptions.reader_choices import is_in_topic, stands_at_yes
from hustings.people.persons.models import ConsentEntry
from hustings.people.privacy import provenance
from hustings.people.privacy.consent_wording import Acts


@dataclass(frozen=True, slots=True)
class Why:
    arrival: str  # by which act they came to us, and when
    yes: str  # by which act they said yes; empty where no yes stood when the letter left
    stands: bool  # whether that yes stands now
    left_on: datetime | None  # when they said no since
    topic: str
    wants_topic: bool


def of(delivery: Delivery) -> Why:
    mailing, person = delivery.mailing, delivery.person
    entries, acts = provenance.answers(person), Acts(person)
    letter = provenance.Letter(delivery.sent_at or delivery.due_at, "", "", mailing.purpose)
    stands = stands_at_yes(delivery)
    return Why(
        acts.arrival,
        provenance.reason_of(letter, entries, acts).told,
        stands,
        None if stands else _said_no(entries, mailing.purpose),
        str(mailing.topic or ""),
        is_in_topic(delivery),
    )


def _said_no(entries: list[ConsentEntry], purpose: str) -> datetime | None:
    said = (entry.given_at for entry in entries if entry.purpose == purpose and not entry.is_given)
    return next(said, None)
