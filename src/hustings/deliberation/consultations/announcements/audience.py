"""Audience of a mail about a consultation: who may be written to, of those whom it concerns."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from hustings.deliberation.consultations.models import Participant
from hustings.people.persons.models import Person


def reachable(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those of ``rows`` who may be written to, by one voice of each person.

    A no said under one of somebody's addresses holds for all of them.
    """
    theirs = Participant.objects.filter(consultation=OuterRef("consultation"), person=OuterRef("person"))
    refused = theirs.filter(Q(barred_at__isnull=False) | Q(no_mail_since__isnull=False))
    open_to_mail = Person.objects.open_to_mail().filter(pk=OuterRef("person"))
    rows = rows.filter(Exists(open_to_mail), mailbox__isnull=False).exclude(Exists(refused))
    earlier = rows.filter(person=OuterRef("person"), pk__lt=OuterRef("pk"))
    return rows.exclude(Exists(earlier))


def has_stopped(participant: Participant) -> bool:
    """Whether they get no more mails, under any of their addresses."""
    return participant.voices().exclude(no_mail_since=None).exists()
