"""Answers of one person on their record: at events that the user sees."""

from typing import Any

from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations.models import Registration
from hustings.field.registrations.questions import answers
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import Person

SHOWN = 10  # registrations with answers, the newest first


def card(person: Person, user: Any) -> record_parts.Card | None:
    """None where there is nothing to show to that user."""
    if not enters_events(user):
        return None
    seen = Event.objects.visible_to(user)
    rows = Registration.objects.confirmed().filter(person=person, event__in=seen).exclude(answers={})
    found = list(rows.select_related("event").order_by("-confirmed_at", "-pk")[:SHOWN])
    lines = answers.lines(found)
    shown = [(row.event, lines[row.pk]) for row in found if lines[row.pk]]
    return record_parts.Card("questions/hq/record_card.html", {"events": shown}) if shown else None
