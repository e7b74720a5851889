"""Addresses that participants are written to: those they confirmed, whichever the mail is about."""

from hustings.deliberation.consultations.models import Participant
from hustings.people.persons.models import Email


def of(participant: Participant | None) -> Email | None:
    """The confirmed address that they are written to; None where there is none."""
    person = participant.person if participant else None
    if person is None or person.no_mail_since:
        return None
    confirmed = person.emails.filter(status=Email.Status.CONFIRMED)
    return confirmed.select_related("person").order_by("position", "pk").first()
