"""People who come to the next events: a full one with questions and a waiting list, one with two shifts."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from hustings.field.events.models import Audience, Event, Shift
from hustings.field.registrations import actions
from hustings.field.registrations.models import EventQuestion, Registration, Seat
from hustings.field.registrations.questions import actions as question_actions
from hustings.people.persons.models import Email, Person, Purpose

SEATS, COMING = 10, 13  # three wait; one of them is offered a seat


@transaction.atomic
def fill() -> None:
    if Seat.objects.waiting().exists():
        return
    ahead = Event.objects.shown().upcoming().filter(cancelled_at=None, audience=Audience.EVERYBODY)
    soon = timezone.now() + dt.timedelta(days=2)
    here = ahead.exclude(place="").filter(starts_at__gt=soon, is_all_day=False)
    found = list(here.filter(series=None, registrations=None)[:2])
    people = _willing()
    for event in found:
        event.takes_registrations = True
        event.save(update_fields=["takes_registrations"])
    if found:
        _fill_up(found[0], people)
    if len(found) > 1:
        _share(found[1], people)


def _willing() -> Iterator[Person]:
    """Supporters who get e-mails, in an order that is the same each time."""
    rows = Person.objects.filter(
        consents__purpose=Purpose.EMAIL, consents__is_given=True, emails__status=Email.Status.CONFIRMED
    )
    found = list(rows.distinct().order_by("pk")[:400])
    random.Random(42).shuffle(found)  # noqa: S311 # the same each time
    return iter(found)


def _fill_up(event: Event, people: Iterator[Person]) -> None:
    Shift.objects.filter(event=event).update(capacity=SEATS)
    made = [
        actions.enroll(event=event, person=person) for person, _n in zip(people, range(COMING), strict=False)
    ]
    _ask(event, made)
    if len(made) > SEATS:
        actions.withdraw(registration=made[0])


def _ask(event: Event, made: Sequence[Registration]) -> None:
    """A meal, and seats in cars; most of them answered."""
    meals = [
        {"key": key, "texts": {"fr": french, "en": english}}
        for key, french, english in [
            ("all", "Je mange de tout", "I eat everything"), ("veg", "Végétarien", "Vegetarian"),
            ("none", "Je ne mange pas sur place", "I won’t eat there"),
        ]
    ]  # fmt: skip
    words = {"fr": {"label": "Que mangez-vous ?"}, "en": {"label": "What do you eat?"}}
    meal = EventQuestion(event=event, kind="one", texts=words, options=meals, is_required=True)
    words = {
        "fr": {"label": "Combien de places avez-vous dans votre voiture ?", "hint": "Pour le covoiturage"},
        "en": {"label": "How many free seats do you have in your car?", "hint": "To share rides"},
    }
    cars = EventQuestion(event=event, kind="number", texts=words)
    cars.least, cars.most, cars.is_whole = Decimal(0), Decimal(8), True
    for question in (meal, cars):
        question_actions.save(question=question)
    for n, row in enumerate(made[:-3]):
        row.answers = {meal.key: ("all", "veg", "all", "none")[n % 4]}
        if n % 3 == 0:
            row.answers[cars.key] = str(1 + n % 4)
        row.save(update_fields=["answers"])


def _share(event: Event, people: Iterator[Person]) -> None:
    """Before, to set up, and the event itself."""
    main = event.shifts.get()
    main.names, main.starts_at, main.ends_at = {"fr": "L’événement", "en": "The event"}, event.starts_at, None
    main.capacity = 60
    main.save()
    before = Shift.objects.create(
        event=event, names={"fr": "Installation de la salle", "en": "Setting up"}, capacity=4,
        starts_at=event.starts_at - dt.timedelta(hours=2), ends_at=event.starts_at,
    )  # fmt: skip
    for person, n in zip(people, range(14), strict=False):
        shifts = [before.pk, main.pk] if n < 3 else [main.pk]
        actions.enroll(event=event, person=person, shifts=shifts, guests=n % 3 if n >= 3 else 0)
