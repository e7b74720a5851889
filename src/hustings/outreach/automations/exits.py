"""Exits before the end: for who doesn't want the mails any more, meets the criteria, or lives elsewhere."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from hustings.foundation.accounts import access
from hustings.outreach.automations import transitions
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.models import Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.segments import criteria

Ending = Enrolment.Ending
STATES = (Sequence.State.RUNNING, Sequence.State.PAUSED)


def has_somebody(sequence: Sequence) -> bool:
    """Whether who started it may still send; else nobody moves."""
    return access.may(sequence.started_by, SEND_MAILINGS)


def willing(sequence: Sequence) -> PersonQuerySet:
    """Those who agreed to such mails, of its topic, and have not said that they want none for good."""
    people = Person.objects.order_by().filter(
        pk__in=audience.consenting(sequence.purpose), no_mail_since=None
    )
    return people.filter(sequence.topic.wanted()) if sequence.topic else people


def within_reach(sequence: Sequence) -> PersonQuerySet:
    return Person.objects.order_by().visible_to(sequence.started_by, SEND_MAILINGS)


def let_go(sequence: Sequence, now: datetime) -> int:
    """Have them leave; how many they were. Looked for without a lock, then let go by their keys."""
    n = 0
    for ending, found in _leaving(sequence):
        while keys := list(found.values_list("pk", flat=True)[: transitions.BATCH]):
            with transaction.atomic():
                if not transitions.hold(sequence.pk, STATES):
                    return n
                done = transitions.finish(keys, ending, now)
            n += done
            if not done:
                break
    return n


def _leaving(sequence: Sequence) -> Any:
    here = Enrolment.objects.open().filter(sequence=sequence).order_by()
    if not here.exists():
        return
    people = Person.objects.order_by().filter(pk__in=here.values("person"))
    unwilling = people.filter(outside_of(willing(sequence)))
    yield Ending.NO_CONSENT, here.filter(person__in=unwilling.values("pk"))
    if sequence.criteria is not None:
        met = criteria.compile(sequence.criteria)
        yield Ending.CRITERIA, here.filter(person__in=met.values("pk"))
    if not access.everywhere(sequence.started_by, SEND_MAILINGS):
        away = people.filter(outside_of(within_reach(sequence)))
        yield Ending.ELSEWHERE, here.filter(person__in=away.values("pk"))


def outside_of(people: PersonQuerySet) -> Q:
    """Those who are not among them."""
    return Q(~Exists(people.filter(pk=OuterRef("pk"))))
