"""Consequences of merging, parting and erasing people; and the card on their record."""

from collections.abc import Sequence
from typing import Any

from hustings.field.volunteers.actions import places
from hustings.field.volunteers.models import Hours, TaskPlace, Volunteer
from hustings.field.volunteers.rights import sees_volunteers
from hustings.foundation.contributions import Contribution
from hustings.people.duplicates.merging import derived_rows, unmerge
from hustings.people.persons.hooks import erasure_hooks, record_parts
from hustings.people.persons.models import Person


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Give their places back; hours stay as a number, without the note on them."""
    for place in TaskPlace.objects.filter(person__in=people).ahead().select_related("task", "person"):
        places.hand_back(place=place)
    Hours.objects.filter(person__in=people).update(note="", ref=None)


def _card(person: Person, user: Any) -> record_parts.Card | None:
    if not sees_volunteers(user):
        return None
    found = Volunteer.objects.visible_to(user).filter(person=person).first()
    if found is None:
        return None
    hours = round(Hours.objects.filter(person=person).minutes() / 60, 1)
    words = {"volunteer": found, "held": person.held_skills.select_related("skill"), "hours": hours}
    return record_parts.Card("volunteers/hq/record_card.html", words)


part = Contribution(
    erasure_hooks.erasers(_erase),
    derived_rows.readers(places.recount),
    record_parts.cards(_card),
    unmerge.laters(
        unmerge.Later(
            "volunteers.volunteeroffer.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        )
    ),
)
