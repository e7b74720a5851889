"""Sequences as tests write them, and days that pass."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hustings.outreach.automations import engine, triggers
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.flow import ROOT, Flow, Place, Row
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person
from tests.cast.outreach.fixtures import letters

State = Delivery.State
DAY = dt.timedelta(days=1)
__all__ = ["actions"]


def add(sequence: Sequence, kind: str, row: Row = ROOT, *, subject: str = "Hello", **what: Any) -> Step:
    """One more step at the end of a row."""
    steps_ = Flow.of(sequence).rows.get(row, [])
    place = Place(row, steps_[-1].pk if steps_ else None)
    made = steps.add(sequence=sequence, place=place, kind=kind, what=what, user=sequence.user)
    if kind == "letter":
        Mailing.objects.filter(pk=made.mailing_id).update(content=letters(subject, "Text."))
    return made


def wait(sequence: Sequence, days: int, row: Row = ROOT) -> Step:
    """A wait of some days."""
    return add(sequence, "wait", row, value={"n": days, "unit": "days"})


def put_in(sequence: Sequence, *people: Person, now: dt.datetime | None = None) -> None:
    """As if a trigger had found them."""
    from django.db.models import DateTimeField, F, Value

    from hustings.outreach.automations import enrolment

    now = now or timezone.now()
    rows = Person.objects.filter(pk__in=[person.pk for person in people])
    moment = Value(now, output_field=DateTimeField())
    enrolment.bring(sequence, rows.annotate(person=F("pk"), moment=moment), now=now)


class Clock:
    """Days pass by its hand; mails leave as soon as they are queued."""

    def __init__(self, now: dt.datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.sends = True

    def tick(self, **more: float) -> None:
        """So much later the engine comes by, until nothing moves any more."""
        self.now += dt.timedelta(**more)
        triggers.look(self.now)
        triggers.look(self.now, is_slow=True)
        for _round in range(20):
            engine.advance(self.now)
            if not (self.sends and self.deliver()):
                return

    def deliver(self) -> int:
        """Everything that is queued is handed over."""
        queued = Delivery.objects.filter(state=State.QUEUED)
        return queued.update(state=State.SENT, sent_at=self.now)


def where(person: Person, sequence: Sequence) -> Enrolment:
    """Their last round in it."""
    return Enrolment.objects.filter(person=person, sequence=sequence).latest("round")


def got(person: Person) -> list[str]:
    """The subjects of the letters that were handed over to them, in order."""
    rows = Delivery.objects.filter(person=person, state=State.SENT).select_related("mailing")
    return [row.mailing.subject for row in rows.order_by("pk")]


def run(sequence: Sequence, user: Any) -> Sequence:
    """Start it."""
    sequences.start(sequence=sequence, user=user)
    sequence.refresh_from_db()
    return sequence
