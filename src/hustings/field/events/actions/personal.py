"""Personal calendars: made anew, revoked."""

import secrets

from django.db import transaction
from django.utils import timezone

from hustings.field.events.models.personal import PersonalCalendar, digest
from hustings.people.persons.models import Person


@transaction.atomic
def make_calendar(*, person: Person) -> str:
    """The secret of a new address, told only now; the one before is void."""
    revoke_calendars(person=person)
    token = secrets.token_urlsafe(24)
    PersonalCalendar.objects.create(person=person, digest=digest(token))
    return token


def revoke_calendars(*, person: Person) -> None:
    PersonalCalendar.objects.live().filter(person=person).update(revoked_at=timezone.now())
