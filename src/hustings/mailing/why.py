"""Why somebody got a letter, as whoever holds it may read it: no segment, no file, no name of the team's."""

from dataclasses import dataclass
from datetime import datetime

from hustings.mailing.models import Delivery
from hustings.mailing.reader_choices import is_in_topic, stands_at_yes
from hustings.people import reasons
from hustings.people.acts import Acts
from hustings.people.models import ConsentEntry


@dataclass(frozen=True, slots=True)
class Why:
    """What the page tells."""

    arrival: str  # by which act they came to us, and when
    yes: str  # by which act they said yes; empty where no yes stood when the letter left
    stands: bool  # whether that yes stands now
    left_on: datetime | None  # when they said no since
    topic: str
    wants_topic: bool


def of(delivery: Delivery) -> Why:
    """Of one letter. Half a dozen questions."""
    mailing, person = delivery.mailing, delivery.person
    entries, acts = reasons.answers(person), Acts(person)
    letter = reasons.Letter(delivery.sent_at or delivery.due_at, "", "", mailing.purpose)
    stands = stands_at_yes(delivery)
    return Why(
        acts.arrival,
        reasons.reason_of(letter, entries, acts).told,
        stands,
        None if stands else _said_no(entries, mailing.purpose),
        str(mailing.topic or ""),
        is_in_topic(delivery),
    )


def _said_no(entries: list[ConsentEntry], purpose: str) -> datetime | None:
    said = (entry.given_at for entry in entries if entry.purpose == purpose and not entry.is_given)
    return next(said, None)
